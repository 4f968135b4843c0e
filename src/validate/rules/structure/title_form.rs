//! # `title-form`
//!
//! A word or phrase twice in a title, a reference line or a heading, or a reference line that opens a
//! bracket and does not close it.
//!
//! **Fix.** Drops the second or closes the bracket. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{AnnexHead, Column, Severity},
    reference::repetition::repetitions,
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
    let Some((row, first)) = scope.head_cell() else {
        return;
    };
    let head = scope.annex.head;
    let set_head = |head: AnnexHead| Step::SetHead {
        annex: scope.annex.id,
        head,
    };
    let with_reference = |reference: String| {
        set_head(AnnexHead {
            reference,
            ..head.clone()
        })
    };
    let mut report = |column, message, after: String, step| {
        let label = Key::FixReplaceBy.with([after]);
        let finding = scope.finding(&RULE, row, column, message).of_annex();
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    };
    if let Some((phrase, title)) = without_double(&head.title) {
        let step = set_head(AnnexHead {
            title: title.clone(),
            ..head.clone()
        });
        report(first, Key::TitleDoubled.with([phrase]), title, step);
    }
    let reference = head.reference.trim();
    let is_open = reference.starts_with('(') && !reference.contains(')');
    let is_closed = reference.ends_with(')') && !reference.contains('(');
    if let Some((phrase, after)) = without_double(&head.reference) {
        let step = with_reference(after.clone());
        report(first, Key::ReferenceDoubled.with([phrase]), after, step);
    } else if is_open || is_closed {
        let after = match is_open {
            true => format!("{reference})"),
            false => format!("({reference}"),
        };
        let step = with_reference(after.clone());
        report(first, Key::ReferenceBracket.into(), after, step);
    }
    for column in scope.annex.columns {
        // Levels above the last one span several columns, which a fix would part.
        let Some((phrase, heading)) = column.header.last().and_then(|it| without_double(it)) else {
            continue;
        };
        let mut header = column.header.clone();
        if let Some(last) = header.last_mut() {
            last.clone_from(&heading);
        }
        let step = Step::SetColumn {
            annex: scope.annex.id,
            column: Column {
                header,
                ..column.clone()
            },
        };
        report(column.id, Key::HeaderDoubled.with([phrase]), heading, step);
    }
}

/// Returns the words that stand twice in a row, and the text without the second of them. Lines of a
/// title go on.
fn without_double(text: &str) -> Option<(String, String)> {
    let line = text.replace('\n', " ");
    let (start, middle, end) = repetitions(&line).into_iter().next()?;
    let mut after = text.to_owned();
    after.replace_range(middle..end, "");
    Some((text.get(start..middle)?.to_owned(), after))
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
            mended("DANH MỤC DANH MỤC NHIỆM VỤ", "").0,
            "DANH MỤC NHIỆM VỤ"
        );
        assert_eq!(
            mended("CHỈ TIÊU PHÁT TRIỂN CHỈ TIÊU PHÁT TRIỂN Y TẾ", "").0,
            "CHỈ TIÊU PHÁT TRIỂN Y TẾ"
        );
        assert_eq!(mended("DANH MỤC\nMỤC NHIỆM VỤ", "").0, "DANH MỤC NHIỆM VỤ");
        // Two compounds meet.
        assert_eq!(
            mended("NHIỆM VỤ THỰC HIỆN HIỆN ĐẠI HÓA", "").0,
            "NHIỆM VỤ THỰC HIỆN HIỆN ĐẠI HÓA"
        );
        assert_eq!(
            mended("", "(Kèm theo Kế hoạch Kế hoạch số 12/KH-UBND)").1,
            "(Kèm theo Kế hoạch số 12/KH-UBND)"
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

    #[test]
    fn reports_doubled_words_in_headings() {
        insta::assert_snapshot!(crate::validate::testing::report(&RULE, "
            stt:STT | content:Nhiệm vụ nhiệm vụ, giải pháp | time:Thời gian gian thực hiện
            - 1 | x | Năm 2026
        "), @"
        row 1 content: Tiêu đề cột lặp “Nhiệm vụ”.
        row 1 time: Tiêu đề cột lặp “gian”.
        ");
    }
}
