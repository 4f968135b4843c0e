//! # `title-form`
//!
//! A word twice in a title, or a reference line that opens a bracket and does not close it.
//!
//! **Fix.** Drops the second word or closes the bracket. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{AnnexHead, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "title-form",
    severity: Severity::Warning,
    title: Key::RuleTitleForm,
    rationale: Key::RuleTitleFormWhy,
    source: "Lỗi gõ, lỗi sao chép. Ví dụ: “DANH DANH MỤC”, “(Kèm theo Kế hoạch số …” thiếu dấu “)”",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some((row, column)) = scope.head_cell() else {
        return;
    };
    let head = scope.annex.head;
    let mut report = |message, label, after: AnnexHead| {
        let step = Step::SetHead {
            annex: scope.annex.id,
            head: after,
        };
        let finding = scope.finding(&RULE, row, column, message).of_annex();
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    };
    if let Some((word, title)) = without_double(&head.title) {
        let message = Key::TitleDoubled.with([word.to_owned()]);
        let label = Key::FixReplaceBy.with([title.clone()]);
        report(
            message,
            label,
            AnnexHead {
                title,
                ..head.clone()
            },
        );
    }
    let reference = head.reference.trim();
    let is_open = reference.starts_with('(') && !reference.contains(')');
    let is_closed = reference.ends_with(')') && !reference.contains('(');
    if is_open || is_closed {
        let reference = match is_open {
            true => format!("{reference})"),
            false => format!("({reference}"),
        };
        let label = Key::FixReplaceBy.with([reference.clone()]);
        report(
            Key::ReferenceBracket.into(),
            label,
            AnnexHead {
                reference,
                ..head.clone()
            },
        );
    }
}

/// Returns the word that stands twice in a title, and the title without the second.
fn without_double(title: &str) -> Option<(&str, String)> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let at = words.windows(2).position(|pair| match pair {
        [one, other] => {
            1 < one.chars().count()
                && one.to_lowercase() == other.to_lowercase()
                && one.chars().all(char::is_alphabetic)
        }
        _ => false,
    })?;
    let word = words.get(at).copied()?;
    let kept = words.iter().enumerate().filter(|(idx, _)| *idx != at + 1);
    let kept: Vec<&str> = kept.map(|(_, word)| *word).collect();
    Some((word, kept.join(" ")))
}

#[cfg(test)]
mod tests {
    use crate::{
        model::fixture,
        validate::{rules::structure::title_form::RULE, validate},
    };

    #[test]
    fn reports_doubled_words_and_open_brackets() {
        let mended = |title: &str, reference: &str| {
            let mut document = fixture::parse("stt | content\n- 1 | x");
            document.annexes[0].head.title = title.to_owned();
            document.annexes[0].head.reference = reference.to_owned();
            while let Some(fix) = validate(&document)
                .iter()
                .find_map(|it| it.fix.clone().filter(|_| it.rule == RULE.id))
            {
                document.apply(&fix.transaction).unwrap();
            }
            let head = &document.annexes[0].head;
            (head.title.clone(), head.reference.clone())
        };
        assert_eq!(
            mended("DANH DANH MỤC NHIỆM VỤ", "(Kèm theo").0,
            "DANH MỤC NHIỆM VỤ"
        );
        assert_eq!(
            mended("CHỈ TIÊU", "(Kèm theo Kế hoạch").1,
            "(Kèm theo Kế hoạch)"
        );
        assert_eq!(
            mended("CHỈ TIÊU", "(Kèm theo Kế hoạch)").1,
            "(Kèm theo Kế hoạch)"
        );
        assert_eq!(
            mended("CHỈ TIÊU", "Kèm theo Kế hoạch").1,
            "Kèm theo Kế hoạch"
        );
    }
}
