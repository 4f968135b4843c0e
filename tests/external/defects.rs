//! Known defects of real annexes, each found by the intended rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    annexes,
    need::{Missing, Outcome},
};
use phuluc::{
    editor::Mending,
    import,
    model::{CellRef, Document, Severity, fixture},
    validate::validate,
};

/// File, annex and row (counted from 1), the rule that must report there, and a short description.
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
    (
        "kh334.xlsx",
        1,
        1,
        "national-indicators-missing",
        "indicator 8",
    ),
    ("kh334.xlsx", 1, 1, "document-symbol-form", "334 /KH-UBND"),
    (
        "kh334.xlsx",
        2,
        12,
        "duplicate-content",
        "III.2 is contained in III.3",
    ),
    (
        "kh334.xlsx",
        2,
        27,
        "several-leads",
        "the same two the other way round, VI.1",
    ),
    (
        "kh334.xlsx",
        2,
        17,
        "wording-mixed",
        "đảm bảo among bảo đảm",
    ),
    (
        "kh334.xlsx",
        2,
        31,
        "wording-mixed",
        "hàng năm and hằng năm",
    ),
    ("kh334.xlsx", 2, 35, "time-start-differs", "2025-2030"),
    ("kh334.xlsx", 2, 4, "stray-spacing", "justified text"),
    ("kh334.xlsx", 1, 2, "leading-dash", "bullets"),
    ("kh226.xlsx", 1, 1, "document-symbol-form", "226 /KH-UBND"),
    (
        "qd3256.xlsx",
        1,
        1,
        "national-indicators-missing",
        "10 and 11",
    ),
    ("qd3256.xlsx", 1, 4, "stray-spacing", "“ cá thể hóa”"),
    ("qd3256.xlsx", 2, 1, "header-form", "TT for STT"),
    ("qd3256.xlsx", 2, 34, "capital-inside-sentence", "; Hợp tác"),
    // The same annexes pasted as text.
    (
        "qd3256-dongthap.txt",
        1,
        11,
        "duplicate-content",
        "rows 8 and 9",
    ),
    (
        "qd3256-dongthap.txt",
        1,
        3,
        "known-slip",
        "người dân doanh nghiệp",
    ),
    ("qd3256-dongthap.txt", 2, 5, "known-slip", "cơ sở đề"),
    (
        "qd3256-dongthap.txt",
        2,
        34,
        "capital-inside-sentence",
        "; Hợp tác",
    ),
    ("qd3256-dongthap.txt", 2, 1, "header-form", "TT for STT"),
    ("kh226-langson.txt", 1, 26, "duplicate-ordinal", "3 twice"),
    ("kh226-langson.txt", 1, 31, "ordinal-form", "I4. for I.4"),
    ("kh226-langson.txt", 1, 30, "lead-repeated", "I.3.7"),
];

/// Imports a workbook of the fixtures, or a plan's text as if pasted.
fn read(file: &str) -> Result<Document, Missing> {
    let imported = match file.ends_with(".txt") {
        true => import::import_text(&annexes::plan(file)?, file),
        false => import::import(&annexes::bytes(file)?, file),
    };
    Ok(imported.unwrap().document)
}

pub(crate) fn known_defects_are_found_by_their_rules() -> Outcome {
    for (file, annex, row, rule, what) in DEFECTS {
        let document = read(file)?;
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
    Ok(())
}

/// Sentences of a plan's body, by line number, as rows of an annex: sums that do not add up, and
/// footnote digits glued to a word by copying.
pub(crate) fn defects_of_a_plans_sentences_are_found_in_a_row() -> Outcome {
    let text = annexes::plan("kh333-langson.txt")?;
    for (line, rule) in [
        (79, Some("sum-differs")),
        (95, Some("sum-differs")),
        (185, Some("footnote-digit")),
        (186, Some("footnote-digit")),
        // Here the parts add up to the sum.
        (33, None),
        (39, None),
    ] {
        let sentence = text.lines().nth(line - 1).unwrap().replace('|', "/");
        let document = fixture::parse(&format!("stt | content\n- 1 | {sentence}"));
        let found = validate(&document);
        let rules: BTreeSet<&str> = found.iter().map(|it| it.rule).collect();
        match rule {
            Some(rule) => assert!(rules.contains(rule), "line {line}: {rules:?}"),
            None => assert!(!rules.contains("sum-differs"), "line {line}: {rules:?}"),
        }
    }
    Ok(())
}

/// "Fix everything safe" changes only the cells it lists. Letters and digits change only by rules
/// that correct spelling. All other cells stay byte for byte.
pub(crate) fn safe_fixes_change_the_named_slips_only() -> Outcome {
    for file in ["kh334.xlsx", "kh226.xlsx", "qd3256.xlsx"] {
        let before = read(file)?;
        let mut after = before.clone();
        let mending = Mending::of(&before, &|_| true);
        after
            .apply(&mending.transaction(|_| true).unwrap())
            .unwrap();
        let mut named: BTreeMap<CellRef, BTreeSet<&str>> = BTreeMap::new();
        for it in &mending.changes {
            named.entry(it.place).or_default().extend(&it.rules);
        }
        let left = Mending::of(&after, &|_| true);
        assert_eq!(left.changes, [], "{file}: nothing safe is left");
        let spells = ["agency-spelling-mixed", "time-form-mixed", "ordinal-form"];
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        for (old, new) in before.annexes.iter().zip(&after.annexes) {
            assert_eq!(old.columns, new.columns, "{file}");
            assert_eq!(
                letters(&old.head.reference),
                letters(&new.head.reference),
                "{file}"
            );
            let mut head = new.head.clone();
            head.reference.clone_from(&old.head.reference);
            assert_eq!(old.head, head, "{file}");
            assert_eq!(old.rows.len(), new.rows.len(), "{file}");
            for (old_row, new_row) in old.rows.iter().zip(&new.rows) {
                assert_eq!(
                    (old_row.id, old_row.kind),
                    (new_row.id, new_row.kind),
                    "{file}"
                );
                for column in &old.columns {
                    let (old_text, new_text) = (old_row.cell(column.id), new_row.cell(column.id));
                    let place = CellRef {
                        annex: old.id,
                        row: old_row.id,
                        column: column.id,
                    };
                    let rules = named.get(&place);
                    let is_named = rules.is_some();
                    assert!(
                        old_text == new_text || is_named,
                        "{file}: “{old_text}” became “{new_text}”"
                    );
                    let is_spelt =
                        rules.is_some_and(|it| it.iter().any(|rule| spells.contains(rule)));
                    assert!(
                        is_spelt || letters(old_text) == letters(new_text),
                        "{file}: “{old_text}” became “{new_text}”"
                    );
                }
            }
        }
        assert_eq!(before.annexes.len(), after.annexes.len(), "{file}");
        assert_eq!(
            (before.plan, before.review),
            (after.plan, after.review),
            "{file}"
        );
    }
    Ok(())
}

/// After all fixes, only findings that need a human decision remain: the rules that still report,
/// with their counts.
pub(crate) fn a_mended_annex_is_nearly_silent() -> Outcome {
    for (file, left) in [
        (
            "kh334.xlsx",
            &[
                ("copied-national-text", 1),
                ("duplicate-content", 1),
                ("national-indicators-missing", 1),
                ("several-leads", 1),
            ][..],
        ),
        (
            "qd3256.xlsx",
            &[
                ("copied-national-text", 1),
                ("duplicate-content", 1),
                ("national-indicators-missing", 1),
                ("several-leads", 4),
            ],
        ),
    ] {
        let mut document = read(file)?;
        // Applies the first proposed fix, safe or not, until none is left.
        for _ in 0..1_000 {
            let found = validate(&document);
            let fix = found.iter().find_map(|it| it.fix.clone());
            let Some(fix) = fix else {
                break;
            };
            document.apply(&fix.transaction).unwrap();
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for it in validate(&document) {
            assert_ne!(it.severity, Severity::Error, "{file}: {}", it.rule);
            *counts.entry(it.rule).or_default() += 1;
        }
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), left, "{file}");
    }
    Ok(())
}
