//! Column names as spreadsheets show them.

/// The name of the column with a zero-based index: `A` for 0, `AA` for 26.
pub fn column_letter(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_on_after_z() {
        let names = [0, 25, 26, 701, 702].map(column_letter);
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
