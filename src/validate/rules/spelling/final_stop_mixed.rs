//! # `final-stop-mixed`
//!
//! Most cells of a column end with a full stop and a few do not, or the other way round.
//!
//! **Fix.** Adds or removes the full stop to match the majority. Safe.

use crate::{
    model::{Role, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "final-stop-mixed",
    severity: Severity::Hint,
    title: Key::RuleFinalStop,
    rationale: Key::RuleFinalStopWhy,
    source: "Các ô cùng cột nên kết thúc như nhau",
    check: Check::Annex {
        reads: ROLES,
        check,
    },
};

const ROLES: &[Role] = &[Role::Content, Role::Lead, Role::Coordinating, Role::Result];

/// The column has no majority form if more than one in this many cells deviates.
const RARE_SHARE: usize = 4;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns
        .filter(|it| ROLES.contains(&it.role))
        .map(|it| it.id)
    {
        let texts = scope
            .texts(column)
            .map(|(row, text)| (row, text.trim_end()));
        // Excludes cells that end with other punctuation, which has its own meaning, and with an
        // ellipsis or "/.", which is not a full stop.
        let plain = |text: &str| {
            let mark =
                text.ends_with(['.', ')', '”', '%']) || text.ends_with(char::is_alphanumeric);
            mark && !text.ends_with("..") && !text.ends_with("/.")
        };
        let texts: Vec<_> = texts
            .filter(|(row, text)| plain(text) && !row.kind.is_section())
            .collect();
        let n_stops = texts.iter().filter(|(_, text)| text.ends_with('.')).count();
        let stops = texts.len() < n_stops * 2;
        let rare = if stops {
            texts.len() - n_stops
        } else {
            n_stops
        };
        if rare == 0 || texts.len() < rare * RARE_SHARE {
            continue;
        }
        for (row, text) in texts {
            if text.ends_with('.') == stops {
                continue;
            }
            let (message, label, after) = match stops {
                true => (Key::FinalStopMissing, Key::FixAddStop, format!("{text}.")),
                false => {
                    let bare = text.trim_end_matches('.').to_owned();
                    (Key::FinalStopExtra, Key::FixDropStop, bare)
                }
            };
            let step = scope.set_cell(row, column, after);
            let finding = scope.finding(&RULE, row, column, message.into());
            acc.push(finding.with_fix(Applicability::Safe, label.into(), vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::final_stop_mixed::RULE, testing::*};

    #[test]
    fn reports_the_few_that_end_otherwise() {
        let text = "
            stt | content | lead
            - 1 | Tỷ lệ hồ sơ. | Sở Nội vụ
            - 2 | Tỷ lệ hài lòng. | Sở Nội vụ.
            - 3 | Tỷ lệ dữ liệu mở | Sở Y tế
            - 4 | Tỷ lệ số hóa. | Sở Y tế
            - 5 | Tỷ lệ khai thác. | Sở Y tế
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 2 lead: Có dấu chấm cuối, phần lớn các ô của cột không có.
        row 3 content: Chưa có dấu chấm cuối như phần lớn các ô của cột.
        "#);
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Tỷ lệ hồ sơ. | Sở Nội vụ
        - 2 | Tỷ lệ hài lòng. | Sở Nội vụ
        - 3 | Tỷ lệ dữ liệu mở. | Sở Y tế
        - 4 | Tỷ lệ số hóa. | Sở Y tế
        - 5 | Tỷ lệ khai thác. | Sở Y tế
        ");
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Một.
            - 2 | Hai
            - 3 | Ba:
        "), @"");
    }
}
