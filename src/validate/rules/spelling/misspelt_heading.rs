//! # `misspelt-heading`
//!
//! The same as `misspelt-word`, in the title and reference line of an annex and in the headings of
//! its columns.
//!
//! **Fix.** The intended word where the neighbours leave no doubt. Unsafe: applied by hand only.

use super::misspelt;
use crate::{
    edit::Step,
    model::{AnnexHead, Column, Role, Severity},
    reference::{
        spelling::{self, Slip},
        usual_headings,
    },
    text::hidden::is_plain,
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "misspelt-heading",
    severity: Severity::Warning,
    title: Key::RuleMisspeltHeading,
    rationale: Key::RuleMisspeltWhy,
    source: "Chính tả tiếng Việt; tần suất các tiếng đi liền nhau trong luật, nghị quyết, quyết định, kế hoạch",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some((row, first)) = scope.head_cell() else {
        return;
    };
    let head = scope.annex.head;
    let mut report = |text: &str, column, slips, step: &dyn Fn(String) -> Step| {
        if is_plain(text) {
            let finding = |message| scope.finding(&RULE, row, column, message).of_annex();
            misspelt::report(text, slips, finding, |after| Some(step(after)), acc);
        }
    };
    let set_head = |head: AnnexHead| Step::SetHead {
        annex: scope.annex.id,
        head,
    };
    report(&head.title, first, spelling::slips(&head.title), &|title| {
        set_head(AnnexHead {
            title,
            ..head.clone()
        })
    });
    let slips = spelling::slips(&head.reference);
    report(&head.reference, first, slips, &|reference| {
        set_head(AnnexHead {
            reference,
            ..head.clone()
        })
    });
    for column in scope.annex.columns {
        // Levels above the last one span several columns, which a fix would part.
        let Some(heading) = column.header.last() else {
            continue;
        };
        let mut slips = spelling::slips(heading);
        if slips.is_empty() {
            slips.extend(slip_of_usual(heading, column.role));
        }
        report(heading, column.id, slips, &|text| {
            let mut header = column.header.clone();
            if let Some(last) = header.last_mut() {
                *last = text;
            }
            let column = Column {
                header,
                ..column.clone()
            };
            Step::SetColumn {
                annex: scope.annex.id,
                column,
            }
        });
    }
}

/// Returns the slip in a heading that was meant to be a usual one, if its column has the role that the
/// usual one names: "Đơn vị tỉnh" may be bodies of the province.
fn slip_of_usual(heading: &str, role: Role) -> Option<Slip> {
    let meant = usual_headings::intended(heading)?;
    let is_other = matches!(role, Role::Other | Role::Group);
    if is_other || (meant == "đơn vị tính") != (role == Role::Unit) {
        return None;
    }
    let is_upper = !heading.chars().any(char::is_lowercase);
    let mut letters = meant.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Some(Slip {
        start: 0,
        end: heading.len(),
        meant: Some(match is_upper {
            true => meant.to_uppercase(),
            false => first.chain(letters).collect(),
        }),
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::sample,
        validate::{rules::spelling::misspelt_heading::RULE, testing::*, validate},
        wording::Language,
    };

    #[test]
    fn reports_slips_in_headings() {
        assert_snapshot!(report(&RULE, "
            stt:STT | content:Nhiệm vụ, giải pháp | lead:Cơ quan chũ trì | time:Thời gian thực hiên
            - 1 | x | y | Năm 2026
        "), @r#"
        row 1 lead: “chũ” có thể là “chủ” (trong “Cơ quan chũ trì”).
        row 1 time: “hiên” có thể là “hiện” (trong “gian thực hiên”).
        "#);
    }

    #[test]
    fn reports_usual_headings_in_other_letters() {
        assert_snapshot!(report(&RULE, "
            stt:STT | content:Chỉ tiêu | unit:Đơn vị tinh | lead:Đơn vị tỉnh | time:THỜI GAIN
            - 1 | x | % | y | Năm 2026
        "), @r#"
        row 1 unit: “Đơn vị tinh” có thể là “Đơn vị tính” (trong “Đơn vị tinh”).
        row 1 time: “GAIN” có thể là “GIAN” (trong “THỜI GAIN”).
        "#);
    }

    #[test]
    fn reports_slips_in_titles() {
        let mut document = sample::document();
        document.annexes[1].head.title = "DANH MỤC NHIỆM VỤ VÀ GIÃI PHÁP".to_owned();
        let found = validate(&document);
        let own = found.iter().filter(|it| it.rule == RULE.id);
        let texts: Vec<String> = own
            .map(|it| it.message.text(Language::Vietnamese))
            .collect();
        assert_snapshot!(texts.join("\n"), @r#"“GIÃI” có thể là “GIẢI” (trong “VỤ VÀ GIÃI PHÁP”)."#);
    }
}
