//! # `keep-mixed`
//!
//! Targets that repeat the target of the previous phase are written in two ways: "Duy trì 100%"
//! (keep) in some rows and "100%" in others. The rarer way is reported; where both are equally
//! frequent, nothing says which of them is meant. Amounts of money or of things repeat by chance.
//!
//! **Fix.** Rewrites the target the way most rows have it. Unsafe: applied by hand only.

use crate::{
    model::{ColumnId, Measure, Role, Severity, Target},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "keep-mixed",
    severity: Severity::Hint,
    title: Key::RuleKeepMixed,
    rationale: Key::RuleKeepMixedWhy,
    source: "Cùng một tình huống nên ghi cùng một cách. Ví dụ: “100%” và “Duy trì 100%”",
    check: Check::Annex {
        reads: &[Role::Target, Role::Unit],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    if scope.annex.columns_of(Role::Target).count() < 2 {
        return;
    }
    let mut repeats = Vec::new();
    for row in scope.rows().iter().copied() {
        let targets = scope.targets_of(row);
        for pair in targets.windows(2) {
            if let [(_, before), (column, now)] = pair
                && let Target::Measured {
                    amount: earlier, ..
                } = before
                && let Target::Measured {
                    amount,
                    keep,
                    measure: Measure::Percent | Measure::Level,
                    ..
                } = now
                && earlier == amount
                && is_later(scope, pair)
            {
                repeats.push((row, *column, scope.text(row, *column), *keep));
            }
        }
    }
    let n_keep = repeats.iter().filter(|(.., keep)| *keep).count();
    let n_plain = repeats.len() - n_keep;
    // One way must be the usual one by far; a tie says nothing.
    let keeps = n_plain < n_keep;
    if n_keep == 0 || n_keep.max(n_plain) < USUAL * n_keep.min(n_plain) {
        return;
    }
    for (row, column, text, keep) in repeats {
        if keep == keeps {
            continue;
        }
        let other = match keeps {
            true => format!("Duy trì {text}"),
            false => text.trim_start_matches("Duy trì").trim_start().to_owned(),
        };
        let message = Key::KeepMixed.with([text.to_owned(), other.clone()]);
        let label = Key::FixReplaceBy.with([other.clone()]);
        let step = scope.set_cell(row, column, other);
        let finding = scope.finding(&RULE, row, column, message);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// The usual way must be at least this many times as frequent as the other.
const USUAL: usize = 2;

/// Whether the second of two target columns is about a later phase than the first.
fn is_later(scope: &AnnexScope, pair: &[(ColumnId, Target)]) -> bool {
    let phases = pair
        .iter()
        .map(|(column, _)| scope.annex.column(*column)?.phase());
    match phases.collect::<Option<Vec<_>>>().as_deref() {
        Some([before, now]) => before.to < now.to,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::keep_mixed::RULE, testing::*};

    #[test]
    fn reports_the_rarer_way() {
        let text = "
            stt | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | x | 100% | Duy trì 100%
            - 2 | x | 100% | 100%
            - 3 | x | 95% | Duy trì 95%
            - 4 | x | - | 100%
            - 5 | x | 95% | 99%
        ";
        assert_snapshot!(report(&RULE, text), @"row 2 target: Ô này ghi “100%”, phần lớn các dòng tương tự ghi như “Duy trì 100%”.");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | 100% | Duy trì 100%
        - 2 | x | 100% | Duy trì 100%
        - 3 | x | 95% | Duy trì 95%
        - 4 | x | - | 100%
        - 5 | x | 95% | 99%
        ");
    }

    /// Neither way is the rarer one, so the finding would have no majority to point to.
    #[test]
    fn a_tie_is_not_reported() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | x | 100% | Duy trì 100%
            - 2 | x | 100% | 100%
        "), @"");
    }
}
