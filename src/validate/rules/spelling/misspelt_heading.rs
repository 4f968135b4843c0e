//! # `misspelt-heading`
//!
//! The same as `misspelt-word`, in the title and reference line of an annex and in the headings of
//! its columns.
//!
//! **Fix.** The intended word where the neighbours leave no doubt. Unsafe: applied by hand only.

use super::misspelt;
use crate::{
    edit::Step,
    model::{AnnexHead, Column, Severity},
    reference::spelling,
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
    let mut report = |text: &str, column, step: &dyn Fn(String) -> Step| {
        if is_plain(text) {
            let finding = |message| scope.finding(&RULE, row, column, message).of_annex();
            misspelt::report(
                text,
                spelling::slips(text),
                finding,
                |after| Some(step(after)),
                acc,
            );
        }
    };
    let set_head = |head: AnnexHead| Step::SetHead {
        annex: scope.annex.id,
        head,
    };
    report(&head.title, first, &|title| {
        set_head(AnnexHead {
            title,
            ..head.clone()
        })
    });
    report(&head.reference, first, &|reference| {
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
        report(heading, column.id, &|text| {
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

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::sample,
        validate::{rules::spelling::misspelt_heading::RULE, testing::*, validate},
        wording::Language,
    };

    #[test]
    fn reports_slips_in_headings_that_are_no_usual_ones() {
        assert_snapshot!(report(&RULE, "
            stt:STT | content:Nhiệm vụ, giải pháp | other:Kinh phí thực hiên | lead:Cơ quan chũ trì
            - 1 | x | 5 | y
        "), @r#"row 1 other: “hiên” có thể là “hiện” (trong “phí thực hiên”)."#);
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
