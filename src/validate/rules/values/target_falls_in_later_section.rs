//! # `target-falls-in-later-section`
//!
//! Applies where phases are sections: an indicator reappears in the section of a later phase with a
//! lower target. Also reports "Duy trì" (keep) where the value differs from the earlier target or
//! where there was no earlier target.
//!
//! **Fix.** None: only a person knows which of the two is wrong.

use rustc_hash::FxHashMap;

use crate::{
    model::{Direction, Phase, Role, RowKind, Severity, Target},
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "target-falls-in-later-section",
    severity: Severity::Warning,
    title: Key::RuleTargetFallsLater,
    rationale: Key::RuleTargetFallsWhy,
    source: "Chỉ tiêu giai đoạn sau thường kế thừa giai đoạn trước",
    check: Check::Annex {
        reads: &[Role::Content, Role::Target, Role::Unit],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(content) = scope.annex.column_of(Role::Content).map(|it| it.id) else {
        return;
    };
    let mut columns = scope.annex.columns_of(Role::Target);
    let (Some(column), None) = (columns.next(), columns.next()) else {
        return;
    };
    let is_phase =
        |row: RowHandle| row.kind.is_section() && Phase::parse(scope.text(row, content)).is_some();
    if column.phase().is_some() || scope.rows().iter().filter(|row| is_phase(**row)).count() < 2 {
        return;
    }
    let mut phase: Option<Phase> = None;
    let mut first_phase: Option<Phase> = None;
    // Latest target of each indicator: the phase, the cell text and the value.
    let mut earlier: FxHashMap<String, (Phase, String, f64)> = FxHashMap::default();
    for (row, text) in scope.texts(content) {
        if let RowKind::Section(level) = row.kind {
            phase = match Phase::parse(text) {
                None if 1 < level => phase,
                own => own,
            };
            continue;
        }
        let Some(now) = phase else {
            continue;
        };
        first_phase = first_phase.or(phase);
        let cell = scope.text(row, column.id);
        let Target::Measured { amount, keep, .. } =
            Target::parse(cell, scope.text_of(row, Role::Unit))
        else {
            continue;
        };
        let value = amount.representative();
        let name = same_words(text);
        let before = earlier.get(&name).filter(|(then, ..)| then.to < now.to);
        let message = match before {
            None if keep && first_phase.is_some_and(|first| first.to < now.to) => {
                Some(Key::KeepsNothing.with([cell.to_owned()]))
            }
            Some((_, said, then)) if keep && *then != value => {
                Some(Key::KeepsAnother.with([cell.to_owned(), said.clone()]))
            }
            Some((_, said, then)) => {
                let (way, reason) = Direction::of(text, scope.text_of(row, Role::Unit));
                let key = match way {
                    Direction::Rises if value < *then => Some(Key::TargetFalls),
                    Direction::Falls if *then < value => Some(Key::TargetRises),
                    _ => None,
                };
                key.map(|key| key.with([cell.to_owned(), said.clone(), reason.to_owned()]))
            }
            None => None,
        };
        acc.extend(message.map(|it| scope.finding(&RULE, row, column.id, it)));
        earlier.insert(name, (now, cell.to_owned(), value));
    }
}

/// Returns a key that is the same for the texts of one indicator in different phases: its words
/// without those that qualify the target.
fn same_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let lower = ["tối thiểu", "ít nhất", "phấn đấu", "duy trì"]
        .iter()
        .fold(lower, |text, word| text.replace(word, " "));
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::target_falls_in_later_section::RULE, testing::report};

    #[test]
    fn reports_what_falls_from_phase_to_phase() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            # I | Giai đoạn đến năm 2027
            - 1 | - Tỷ lệ tối thiểu người dân hài lòng. | % | 95
            - 2 | Tỷ lệ số hóa | % | 100
            - 3 | Thời gian xử lý | ngày | 5
            # II | Mục tiêu giai đoạn 2028-2030
            - 1 | Tỷ lệ người dân hài lòng | % | 90
            - 2 | Tỷ lệ số hóa | % | Duy trì 99
            - 3 | Thời gian xử lý | ngày | 3
            - 4 | Tỷ lệ dùng lại | % | Duy trì 80
            - 5 | Tỷ lệ mới | % | 50
        "), @"
        row 6 target: Mục tiêu “90” thấp hơn mức trước (“95”), trong khi chỉ tiêu về “hài lòng” càng cao càng tốt.
        row 7 target: Ghi “Duy trì 99” nhưng giai đoạn trước là “100”.
        row 9 target: Ghi “Duy trì 80” nhưng giai đoạn trước không đặt chỉ tiêu.
        ");
    }
}
