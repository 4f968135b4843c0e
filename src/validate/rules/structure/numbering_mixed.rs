//! # `numbering-mixed`
//!
//! In some sections the numbering of items restarts at 1; in others it continues from the previous
//! section.
//!
//! **Fix.** Renumbers all items of the section the way most sections are numbered, unless the next
//! section would not follow. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{OrdinalStyle, Role, RowKind, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "numbering-mixed",
    severity: Severity::Hint,
    title: Key::RuleNumberingMixed,
    rationale: Key::RuleNumberingMixedWhy,
    source: "Đánh số lại từ 1 ở mỗi mục hay đánh liên tục đều được, nhưng trong một phụ lục nên dùng một cách",
    check: Check::Annex {
        reads: &[Role::Ordinal],
        check,
    },
};

/// The top-level items of a section that are numbered with plain numbers.
struct Run {
    rows: Vec<(RowHandle, u32)>,
    /// Last number of the previous section.
    before: u32,
}

impl Run {
    fn first(&self) -> u32 {
        self.rows.first().map_or(0, |(_, value)| *value)
    }

    /// Whether the numbering continues from the previous section (`true`) or restarts at 1
    /// (`false`). `None` if it does neither.
    fn goes_on(&self) -> Option<bool> {
        match self.first() {
            1 => Some(false),
            first if first == self.before + 1 => Some(true),
            _ => None,
        }
    }
}

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Ordinal).map(|it| it.id) else {
        return;
    };
    let runs = runs(scope);
    // The first section begins with 1 in both styles.
    let later = || runs.iter().skip(1).filter(|it| 0 < it.before);
    let n_on = later().filter(|it| it.goes_on() == Some(true)).count();
    let n_anew = later().filter(|it| it.goes_on() == Some(false)).count();
    if n_on == 0 || n_anew == 0 {
        return;
    }
    let most_go_on = n_anew < n_on;
    for (at, run) in runs.iter().enumerate() {
        if at == 0 || run.before == 0 || run.goes_on() != Some(!most_go_on) {
            continue;
        }
        let Some((first, _)) = run.rows.first() else {
            continue;
        };
        let start = if most_go_on { run.before + 1 } else { 1 };
        let steps: Vec<Step> = run
            .rows
            .iter()
            .filter_map(|(row, value)| {
                let own = scope.text(*row, column);
                let value = (start + value).checked_sub(run.first())?;
                let digits = own.trim_end_matches('.');
                let dot = own.get(digits.len()..).unwrap_or_default();
                Some(scope.set_cell(*row, column, format!("{value}{dot}")))
            })
            .collect();
        let key = if most_go_on {
            Key::NumberingRestarts
        } else {
            Key::NumberingGoesOn
        };
        let finding = scope.finding(&RULE, *first, column, key.into());
        let label = Key::FixRenumber.with([start.to_string()]);
        // The next section must follow from what this one would end with.
        let last = run.rows.last().map_or(0, |(_, value)| *value);
        let end = (start + last).saturating_sub(run.first());
        let next = runs.get(at + 1).map(Run::first);
        let is_sound = run
            .rows
            .iter()
            .zip(run.first()..)
            .all(|((_, value), due)| *value == due);
        if !is_sound || next.is_some_and(|next| next != 1 && next != end + 1) {
            acc.push(finding);
            continue;
        }
        acc.push(finding.with_fix(Applicability::Unsafe, label, steps));
    }
}

fn runs(scope: &AnnexScope) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut starts = true;
    for (row, ordinal) in scope.rows().iter().zip(scope.ordinals()) {
        match row.kind {
            RowKind::Section(_) => starts = true,
            RowKind::Item(1) => {
                let plain = ordinal.as_ref();
                let plain =
                    plain.filter(|it| it.depth() == 1 && it.style() == OrdinalStyle::Arabic);
                let Some(value) = plain.map(|it| it.last()) else {
                    continue;
                };
                if std::mem::take(&mut starts) || runs.is_empty() {
                    let before = runs.last().and_then(|run| run.rows.last());
                    let before = before.map_or(0, |(_, value)| *value);
                    runs.push(Run {
                        rows: Vec::new(),
                        before,
                    });
                }
                if let Some(run) = runs.last_mut() {
                    run.rows.push((*row, value));
                }
            }
            RowKind::Item(_) => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::numbering_mixed::RULE, testing::*};

    #[test]
    fn reports_the_sections_that_count_otherwise() {
        let text = "
            stt | content
            # I | A
            - 1 | x
            - 2 | x
            # II | B
            - 1 | x
            # III | C
            - 1 | x
            - 2 | x
            # IV | D
            - 3 | x
            - 4. | x
        ";
        assert_snapshot!(report(&RULE, text), @"row 10 stt: Mục này đánh số liên tục, các mục khác đánh lại từ 1.");
        assert_snapshot!(fixed(&RULE, text), @"
        # I | A
        - 1 | x
        - 2 | x
        # II | B
        - 1 | x
        # III | C
        - 1 | x
        - 2 | x
        # IV | D
        - 1 | x
        - 2. | x
        ");
    }

    #[test]
    fn either_way_alone_is_right() {
        for text in [
            "stt | content\n# I | A\n- 1 | x\n- 2 | x\n# II | B\n- 3 | x",
            "stt | content\n# I | A\n- 1 | x\n- 2 | x\n# II | B\n- 1 | x",
        ] {
            assert_eq!(report(&RULE, text), "");
        }
    }
}
