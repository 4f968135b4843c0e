use serde::{Deserialize, Serialize};

use super::InTrash;

/// What the list shows of a consolidation of many units' files. It is written with every change, and
/// its number tells a window whether another one has changed the consolidation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gathering {
    /// How often the consolidation was saved.
    pub saves: u64,
    pub name: String,
    pub n_units: usize,
    pub n_received: usize,
    pub n_to_correct: usize,
    /// The time of the last change, in milliseconds since 1970.
    pub changed_ms: f64,
    pub deleted_ms: Option<f64>,
    pub in_trash: Option<InTrash>,
}

impl Gathering {
    /// Returns the stored text; [`Gathering::read`] reads it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn read(text: &str) -> Option<Gathering> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gathering_reads_back() {
        let gathering = Gathering {
            saves: 3,
            name: "Quý III".to_owned(),
            n_units: 65,
            ..Gathering::default()
        };
        assert_eq!(Gathering::read(&gathering.write()), Some(gathering));
        assert_eq!(Gathering::read("{"), None);
    }
}
