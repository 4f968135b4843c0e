//! Provinces and cities under the central government, and the former ones that they were merged from.

use std::sync::LazyLock;

/// A province since 01/7/2025.
#[derive(Debug)]
pub struct Province {
    pub name: &'static str,
    pub former: Vec<&'static str>,
}

static ALL: LazyLock<Vec<Province>> = LazyLock::new(|| {
    let lines = include_str!("provinces.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    let province = |(name, former): (&'static str, &'static str)| Province {
        name,
        former: former.split('|').filter(|it| !it.is_empty()).collect(),
    };
    pairs.map(province).collect()
});

/// What a text names behind "tỉnh" or "thành phố".
#[derive(Debug, PartialEq)]
pub enum Named {
    /// A province of today.
    Present(&'static str),
    /// A former province, and the one that it is part of.
    Former(&'static str, &'static str),
}

/// The names of all provinces.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|it| it.name)
}

/// Returns the province whose name a text begins with.
pub fn at_start(text: &str) -> Option<Named> {
    let begins = |name: &str| {
        text.strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    ALL.iter().find_map(|it| {
        if begins(it.name) {
            return Some(Named::Present(it.name));
        }
        let former = it.former.iter().find(|name| begins(name))?;
        Some(Named::Former(former, it.name))
    })
}

/// Returns the province of today that a text names first behind "tỉnh" or "thành phố".
pub fn of(text: &str) -> Option<&'static str> {
    ["tỉnh ", "thành phố ", "TP. ", "Tỉnh ", "Thành phố "]
        .iter()
        .find_map(|word| {
            let (_, behind) = text.split_once(word)?;
            match at_start(behind)? {
                Named::Present(name) | Named::Former(_, name) => Some(name),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_are_known_by_their_old_and_new_names() {
        assert_eq!(ALL.len(), 34);
        assert_eq!(of("UBND tỉnh Lạng Sơn"), Some("Lạng Sơn"));
        assert_eq!(of("Ủy ban nhân dân thành phố Cần Thơ"), Some("Cần Thơ"));
        assert_eq!(
            at_start("Hà Giang và"),
            Some(Named::Former("Hà Giang", "Tuyên Quang"))
        );
        assert_eq!(of("UBND xã Tân Hội"), None);
        assert_eq!(at_start("Hà Nộim"), None);
    }
}
