//! Communes and villages that a text lists: "các xã Tân Hội, Tân Phú". A part of `agency-repeated`.

/// Levels of places, as they stand before names.
const LEVELS: &[&str] = &[
    "xã",
    "phường",
    "đặc khu",
    "thôn",
    "bản",
    "ấp",
    "xóm",
    "buôn",
];

/// A name that stands twice has so many.
const CAPITALS_MIN: usize = 4;

/// The place that a text lists twice.
pub(super) fn listed_twice(text: &str) -> Option<&str> {
    let capitals = text.chars().filter(|it| it.is_uppercase()).count();
    if capitals < CAPITALS_MIN || !text.contains([',', ';']) {
        return None;
    }
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut level = None;
    for part in text.split([',', ';']).flat_map(|it| it.split(" và ")) {
        let (own, name) = named(part.trim());
        level = own.or(level);
        let Some(place) = level.zip(name) else {
            level = None;
            continue;
        };
        if seen.contains(&place) {
            return Some(place.1);
        }
        seen.push(place);
    }
    None
}

/// The level and the name at the end of a part of a list. A name has a capital in each of its words.
fn named(part: &str) -> (Option<&'static str>, Option<&str>) {
    let lower = part.to_lowercase();
    let starts = LEVELS.iter().filter_map(|level| {
        let (at, _) = lower.match_indices(level).last()?;
        let before = lower.get(..at)?;
        let is_word = !before.ends_with(char::is_alphanumeric);
        is_word.then_some((at + level.len(), *level))
    });
    let (at, level) = starts.max().unzip();
    // Letters of another case have other lengths in a few alphabets only.
    let name = part.get(at.unwrap_or(0)..).unwrap_or_default().trim();
    let are_capitals = name.split(' ').all(|it| it.starts_with(char::is_uppercase));
    let is_name = are_capitals && name.contains(' ');
    (level, is_name.then_some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_each_place_once() {
        for (text, place) in [
            ("Các xã Tân Hội, Tân Phú, Tân Hội", Some("Tân Hội")),
            ("xã An Phú; xã Bình Mỹ; xã An Phú", Some("An Phú")),
            ("Xã An Phú, phường Bình Mỹ và xã An Phú", Some("An Phú")),
            ("Xã An Phú, phường An Phú", None),
            ("Các xã Tân Hội, Tân Phú", None),
            ("Đường từ xã Tân Hội đến xã Tân Phú", None),
            ("Sở Y tế, Sở Y tế", None),
        ] {
            assert_eq!(listed_twice(text), place, "{text}");
        }
    }
}
