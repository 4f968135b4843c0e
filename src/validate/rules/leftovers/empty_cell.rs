//! # `empty-cell`
//!
//! An item without content, or without a result, a time or a coordinating agency where nearly all
//! others have one; or a row with an ordinal and nothing else.
//!
//! **Fix.** None: only a person knows what is missing. Targets and leads have rules of their own.

use crate::{
    model::{Role, RowKind, Severity, is_total, parse_number},
    text::phrase,
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "empty-cell",
    severity: Severity::Warning,
    title: Key::RuleEmptyCell,
    rationale: Key::RuleEmptyCellWhy,
    source: "Một nhiệm vụ cần đủ nội dung, kết quả, thời gian như các nhiệm vụ khác của phụ lục",
    check: Check::Annex {
        reads: &Role::ALL,
        check,
    },
};

/// Roles that are compared with the other rows, with how many rows must have a text for each that
/// has none, and how many may have none: what is lost by accident is lost once or twice.
const ROLES: &[(Role, usize, usize)] = &[
    (Role::Result, 5, 2),
    (Role::Time, 5, 2),
    (Role::Coordinating, 5, 1),
    (Role::Other, 12, 1),
];
/// An indicator may well need no partner, so more rows must have one.
const PARTNERS_OF_INDICATORS: usize = 15;
/// So many rows with a text show that a column is for every item; fewer where it says where the item is.
const OTHERS_MIN: usize = 12;
const PLACES_MIN: usize = 8;
const PLACES: &[&str] = &[
    "địa điểm",
    "địa bàn",
    "vị trí",
    "thôn",
    "xóm",
    "xã",
    "phường",
    "bản",
    "ấp",
];
/// Fewer rows show no custom.
const ROWS_MIN: usize = 5;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let rows = scope.rows();
    let next = rows.iter().skip(1).map(Some).chain([None]);
    let is_leaf =
        |(row, next): (&RowHandle, Option<&RowHandle>)| match (row.kind, next.map(|it| it.kind)) {
            (RowKind::Item(level), Some(RowKind::Item(below))) => below <= level,
            (RowKind::Item(_), _) => true,
            (RowKind::Section(_), _) => false,
        };
    let leaves: Vec<RowHandle> = rows
        .iter()
        .zip(next)
        .filter(|it| is_leaf(*it))
        .map(|(row, _)| *row)
        .collect();
    let Some(content) = scope.annex.column_of(Role::Content) else {
        return;
    };
    let mut leaves = leaves;
    leaves.retain(|row| {
        let ordinal = scope.text_of(*row, Role::Ordinal);
        !is_total(scope.text(*row, content.id), ordinal)
    });
    let mut hollow = Vec::new();
    for row in rows.iter().filter(|it| !it.kind.is_section()) {
        if !scope.text(*row, content.id).trim().is_empty() {
            continue;
        }
        hollow.push(row.at);
        let others = scope
            .annex
            .columns
            .iter()
            .filter(|it| it.role != Role::Ordinal && it.role != Role::Group);
        let is_bare = others
            .clone()
            .all(|it| scope.text(*row, it.id).trim().is_empty());
        let ordinal = scope.text_of(*row, Role::Ordinal).trim();
        // What the row is may stand in another column.
        let is_total_elsewhere = others
            .clone()
            .any(|it| is_total(scope.text(*row, it.id), ordinal));
        let message = match (is_bare, ordinal.is_empty()) {
            (true, true) => continue,
            _ if is_total_elsewhere => continue,
            (true, false) => Key::OrdinalAlone.with([ordinal.to_owned()]),
            (false, _) => Key::EmptyContent.into(),
        };
        acc.push(scope.finding(&RULE, *row, content.id, message));
    }
    let columns = ROLES
        .iter()
        .flat_map(|it| scope.annex.columns_of(it.0).map(move |column| (it, column)));
    for ((role, filled_min, empty_max), column) in columns {
        let has_targets = scope.annex.column_of(Role::Target).is_some();
        let filled_min = match *role == Role::Coordinating && has_targets {
            true => PARTNERS_OF_INDICATORS,
            false => *filled_min,
        };
        let is_empty = |row: &RowHandle| scope.text(*row, column.id).trim().is_empty();
        let (empty, filled): (Vec<&RowHandle>, Vec<&RowHandle>) = leaves
            .iter()
            .filter(|row| !hollow.contains(&row.at))
            .partition(|row| is_empty(row));
        // Columns that the program does not know may be remarks, but not those of figures, nor those in
        // which one item alone has nothing.
        let is_figure = |row: &&RowHandle| parse_number(scope.text(**row, column.id)).is_some();
        let is_counted = |row: &&RowHandle| !scope.text_of(**row, Role::Ordinal).trim().is_empty();
        let says_where = || {
            let heading = column.title().to_lowercase();
            PLACES.iter().any(|it| phrase::starts_with(&heading, it))
        };
        let others_min = if says_where() { PLACES_MIN } else { OTHERS_MIN };
        let is_lone =
            others_min <= filled.len() && empty.len() == 1 && empty.iter().all(is_counted);
        let filled_min = match *role {
            Role::Other => others_min,
            _ => filled_min,
        };
        if filled.len() < ROWS_MIN
            || (*role == Role::Other && !is_lone && !filled.iter().all(is_figure))
            || filled.len() < empty.len() * filled_min
            || *empty_max < empty.len()
        {
            continue;
        }
        for row in empty {
            let heading = column.header.last().cloned().unwrap_or_default();
            let message = Key::EmptyCell.with([heading, filled.len().to_string()]);
            acc.push(scope.finding(&RULE, *row, column.id, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::empty_cell::RULE, testing::report};

    #[test]
    fn reports_what_nearly_all_others_have() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating | result | time
            # I | Thể chế
            - 1 | Một | A | B | Báo cáo | 2026
            - 2 | Hai | A |  | Báo cáo | 2026
            - 3 | Ba | A | B |  | 2026
            - 4 | Bốn | A | B | Báo cáo |
            - 5 | Năm | A | B | Báo cáo | 2026
            - 6 | Sáu | A | B | Báo cáo | 2026
            - 7 | | A | B | Báo cáo | 2026
            - 8 | | | | |
            - 9 | Chín | A | B | Báo cáo | 2026
            - | Tổng cộng | | | |
        "), @r#"
        row 3 coordinating: Ô “Cơ quan phối hợp” để trống, 6 dòng khác của phụ lục đều có.
        row 4 result: Ô “Sản phẩm” để trống, 6 dòng khác của phụ lục đều có.
        row 5 time: Ô “Thời gian thực hiện” để trống, 6 dòng khác của phụ lục đều có.
        row 8 content: Dòng này chưa có nội dung.
        row 9 content: Dòng chỉ có số thứ tự “8”, chưa có nội dung.
        "#);
    }

    #[test]
    fn a_task_without_partners_among_tasks_with_them_is_reported() {
        let rows = |n: usize| -> String {
            let rows = (2..=n).map(|at| format!("- {at} | Việc {at} | Sở A | Sở B\n"));
            rows.collect()
        };
        let task = "stt | content | lead | coordinating\n- 1 | Việc 1 | Sở A |\n";
        let indicator = "stt | content | lead | coordinating | target\n- 1 | Việc 1 | Sở A |\n";
        for (head, n, is_reported) in [
            (task, 5, false),
            (task, 6, true),
            (indicator, 6, false),
            (indicator, 16, true),
        ] {
            let found = report(&RULE, &format!("{head}{}", rows(n)));
            assert_eq!(found.contains("coordinating"), is_reported, "{n}: {found}");
        }
    }

    #[test]
    fn the_one_item_without_a_text_in_any_column_is_reported() {
        let rows = |n: usize| -> String {
            let rows = (2..=n).map(|at| format!("- {at} | Điểm {at} | Hội trường {at}\n"));
            rows.collect()
        };
        let table = |first: &str, n: usize| {
            let head = "stt | content | other:Nơi tiếp nhận\n";
            report(&RULE, &format!("{head}{first}{}", rows(n)))
        };
        assert_eq!(
            table("- 1 | Điểm 1 |\n", 13),
            "row 1 other: Ô “Nơi tiếp nhận” để trống, 12 dòng khác của phụ lục đều có.\n"
        );
        let places = |n: usize| {
            let head = "stt | content | other:Xóm thực hiện\n- 1 | Điểm 1 |\n";
            report(&RULE, &format!("{head}{}", rows(n)))
        };
        assert_ne!(places(9), "");
        assert_eq!(places(8), "");
        for (first, n) in [
            ("- 1 | Điểm 1 |\n", 9),
            ("- | Tổng cộng |\n", 13),
            ("- 1 | Điểm 1 |\n- 1a | Điểm 1a |\n", 14),
        ] {
            assert_eq!(table(first, n), "", "{first}{n}");
        }
    }

    #[test]
    fn the_total_of_a_place_has_no_texts() {
        let rows: String = (1..=13)
            .map(|n| format!("- {n} | Phường {n} | {n} | Lữ đoàn {n}\n"))
            .collect();
        let head = "stt | content | other:Giao quân | other:Đơn vị nhận quân";
        assert_eq!(
            report(
                &RULE,
                "stt | other:Làng nghề | content\n- 1 | A | x\n- | CỘNG CÁC LÀNG | "
            ),
            ""
        );
        let text = format!("{head}\n- | TOÀN TỈNH | 91 | \n{rows}- 14 | Xã Yên Lập | 5 |");
        assert_eq!(
            report(&RULE, &text),
            "row 15 other: Ô “Đơn vị nhận quân” để trống, 13 dòng khác của phụ lục đều có.\n"
        );
    }

    #[test]
    fn a_column_that_is_often_empty_is_left_alone() {
        assert_snapshot!(report(&RULE, "
            stt | content | result
            - 1 | Một | Báo cáo
            - 2 | Hai |
            - 3 | Ba | Báo cáo
            - 4 | Bốn |
        "), @"");
    }
}
