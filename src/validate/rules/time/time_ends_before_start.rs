//! # `time-ends-before-start`
//!
//! A period that ends before it starts, as a time or in a sentence: "Năm 2030 - 2026", "giai đoạn
//! 2030-2026".

use crate::{
    model::{Period, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-ends-before-start",
    severity: Severity::Error,
    title: Key::RuleTimeEndsBeforeStart,
    rationale: Key::RuleTimeEndsBeforeStartWhy,
    source: "Thời gian kết thúc thường bằng hoặc sau thời gian bắt đầu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for column in scope.annex.columns {
        let text = scope.row.cell(column.id);
        let turned = match column.role {
            Role::Time => match Period::parse(text) {
                Some(Period::Span { from, to }) if to < from => Some(text.trim()),
                _ => None,
            },
            Role::Content | Role::Result | Role::Note => turned_phase(text),
            _ => None,
        };
        if let Some(turned) = turned {
            let message = Key::TimeEndsBeforeStart.with([turned.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

/// Finds "giai đoạn 2030-2026" in a sentence.
fn turned_phase(text: &str) -> Option<&str> {
    const WORD: &str = "iai đoạn ";
    let at = text.find(WORD)? + WORD.len();
    let behind = text.get(at..)?;
    let from: u16 = behind.get(..4)?.parse().ok()?;
    let joined = behind.get(4..)?.trim_start();
    let joined = joined
        .strip_prefix(['-', '–'])
        .or_else(|| joined.strip_prefix("đến "))?
        .trim_start();
    let to: u16 = joined.get(..4)?.parse().ok()?;
    let is_year = |year: u16| (1945..=2100).contains(&year);
    let end = at + behind.len() - joined.len() + 4;
    (to < from && is_year(from) && is_year(to))
        .then(|| text.get(at..end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_ends_before_start::RULE, testing::report};

    #[test]
    fn reports_spans_the_wrong_way_round() {
        assert_snapshot!(report(&RULE, "
            content | time
            - A | Năm 2030 - 2026
            - B | Năm 2026 - 2030
            - C | Từ tháng 9/2026 đến tháng 3/2026
            - D | Năm 2026
            - Thực hiện giai đoạn 2030-2026 của chương trình | Hằng năm
            - Thực hiện giai đoạn 2026-2030 của chương trình | Quý IV - Quý II/2026
        "), @r"
        row 1 time: Thời gian kết thúc trước khi bắt đầu: “Năm 2030 - 2026”.
        row 3 time: Thời gian kết thúc trước khi bắt đầu: “Từ tháng 9/2026 đến tháng 3/2026”.
        row 5 content: Thời gian kết thúc trước khi bắt đầu: “2030-2026”.
        row 6 time: Thời gian kết thúc trước khi bắt đầu: “Quý IV - Quý II/2026”.
        ");
    }
}
