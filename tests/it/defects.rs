//! Defects of real annexes, each found by the rule that is for it.

use phuluc::{
    import,
    validate::{Severity, validate},
};

use crate::shared;

/// Annex and row counted from 1, the rule that must speak there, and a word of what it is about.
const DEFECTS: &[(&str, usize, usize, &str, &str)] = &[
    ("kh226.xlsx", 1, 1, "ordinal-form", "I. among II"),
    ("kh226.xlsx", 1, 31, "ordinal-form", "I4. for I.4"),
    ("kh226.xlsx", 1, 26, "duplicate-ordinal", "3 twice"),
    (
        "kh226.xlsx",
        1,
        30,
        "lead-repeated",
        "the lead also coordinates, I.3.7",
    ),
    (
        "kh226.xlsx",
        1,
        50,
        "lead-repeated",
        "the lead also coordinates, II.3.4",
    ),
    (
        "kh226.xlsx",
        1,
        3,
        "agency-abolished",
        "Sở Thông tin và Truyền thông",
    ),
    (
        "kh226.xlsx",
        1,
        18,
        "agency-abolished",
        "Sở Kế hoạch và Đầu tư",
    ),
    (
        "kh226.xlsx",
        1,
        20,
        "agency-abolished",
        "Sở Lao động - Thương binh và Xã hội",
    ),
    (
        "kh226.xlsx",
        1,
        10,
        "agency-abolished",
        "the district level",
    ),
    (
        "kh226.xlsx",
        1,
        8,
        "final-stop-mixed",
        "no full stop, I.1.6",
    ),
    (
        "kh226.xlsx",
        1,
        15,
        "final-stop-mixed",
        "a full stop behind an agency",
    ),
    ("qd3256.xlsx", 1, 11, "duplicate-content", "rows 8 and 9"),
    ("qd3256.xlsx", 1, 2, "keep-mixed", "100% and Duy trì 100%"),
    ("qd3256.xlsx", 1, 3, "known-slip", "người dân doanh nghiệp"),
    ("qd3256.xlsx", 2, 5, "known-slip", "cơ sở đề"),
    ("qd3256.xlsx", 2, 8, "agency-spelling-mixed", "Sở GD&ĐT"),
    (
        "qd3256.xlsx",
        2,
        31,
        "copied-national-text",
        "bộ, ngành, địa phương",
    ),
    ("qd3256.xlsx", 1, 1, "annex-number-form", "1 for I"),
    ("kh334.xlsx", 2, 1, "annex-number-form", "no number"),
    ("kh334.xlsx", 1, 8, "final-stop-mixed", "no full stop, I.7"),
    ("kh334.xlsx", 1, 10, "final-stop-mixed", "no full stop, I.9"),
    (
        "kh334.xlsx",
        1,
        17,
        "final-stop-mixed",
        "no full stop, II.6",
    ),
    ("kh334.xlsx", 2, 16, "copied-national-text", "cấp bộ/tỉnh"),
    (
        "kh334.xlsx",
        2,
        30,
        "time-form-mixed",
        "03/2027 beside 3/2027",
    ),
];

#[test]
fn known_defects_are_found_by_their_rules() {
    for (file, annex, row, rule, what) in DEFECTS {
        let Some(bytes) = shared::bytes(file) else {
            continue;
        };
        let document = import::import(&bytes, file).unwrap().document;
        let annex = &document.annexes[annex - 1];
        let row = annex.rows[row - 1].id;
        let found = validate(&document);
        let mut here = found
            .iter()
            .filter(|it| it.annex == annex.id && it.row == row);
        assert!(
            here.any(|it| it.rule == *rule),
            "{file}: {what} is not found by {rule}"
        );
    }
}

/// A plan of today with its slips mended says nothing more than what a person must decide.
#[test]
fn a_mended_annex_is_nearly_silent() {
    for (file, left) in [("kh334.xlsx", 2), ("qd3256.xlsx", 10)] {
        let Some(bytes) = shared::bytes(file) else {
            continue;
        };
        let mut document = import::import(&bytes, file).unwrap().document;
        while let Some(fixes) = phuluc::editor::fix_all(&document, &validate(&document), None) {
            document.apply(&fixes).unwrap();
        }
        let found = validate(&document);
        assert!(
            found.iter().all(|it| it.severity != Severity::Error),
            "{file}"
        );
        let rules: Vec<_> = found.iter().map(|it| it.rule).collect();
        assert_eq!(found.len(), left, "{file}: {rules:?}");
    }
}
