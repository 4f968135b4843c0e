//! Abbreviations used in plans, and their long forms.

use std::sync::LazyLock;

/// An abbreviation and its long form.
/// A national indicator.
#[derive(Debug, PartialEq, Eq)]
pub struct Abbreviation {
    pub short: &'static str,
    pub long: &'static str,
}

/// Returns the abbreviation with exactly this spelling, including case.
pub fn find(short: &str) -> Option<&'static Abbreviation> {
    static ALL: LazyLock<Vec<Abbreviation>> = LazyLock::new(|| {
        let lines = include_str!("abbreviations.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs
            .map(|(short, long)| Abbreviation { short, long })
            .collect()
    });
    let at = ALL.binary_search_by_key(&short, |it| it.short).ok()?;
    ALL.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found() {
        let lines = include_str!("abbreviations.tsv").lines().skip(1);
        for line in lines {
            let (short, long) = line.split_once('\t').unwrap();
            assert_eq!(
                find(short),
                Some(&Abbreviation { short, long }),
                "{line} is out of order"
            );
        }
        assert_eq!(find("UBND"), None);
    }
}
