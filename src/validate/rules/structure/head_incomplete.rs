//! # `head-incomplete`
//!
//! An annex without a title, or without its line “(Kèm theo …)”, where the rest of its head, another
//! annex or the plan's number shows that it should have one.
//!
//! **Fix.** None: only a person knows the title; the reference line may wait for its number.

use crate::{
    model::Severity,
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "head-incomplete",
    severity: Severity::Warning,
    title: Key::RuleHeadIncomplete,
    rationale: Key::RuleHeadIncompleteWhy,
    source: "Điểm b, điểm c khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some((row, column)) = scope.head_cell() else {
        return;
    };
    let head = scope.annex.head;
    let is_empty = |text: &str| text.trim().is_empty();
    let missing = |key: Key| scope.finding(&RULE, row, column, key.into()).of_annex();
    let totals = scope.document.totals;
    // An annex that is being begun has no head at all, nor has any other.
    if is_empty(&head.title) && (totals.has_title || !is_empty(&head.reference)) {
        acc.push(missing(Key::TitleMissing));
    }
    let is_numbered = scope
        .document
        .plan
        .number
        .contains(|c: char| c.is_ascii_digit());
    let expects_reference = totals.has_reference || (is_numbered && !is_empty(&head.title));
    if is_empty(&head.reference) && expects_reference {
        acc.push(missing(Key::ReferenceMissing));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::{Document, fixture, sample},
        validate::{rules::structure::head_incomplete::RULE, validate},
        wording::Language,
    };

    fn messages(document: &Document) -> String {
        let found = validate(document);
        let own = found.iter().filter(|it| it.rule == RULE.id);
        let texts = own.map(|it| it.message.text(Language::Vietnamese) + "\n");
        texts.collect()
    }

    #[test]
    fn reports_what_the_other_annex_has() {
        let mut document = sample::document();
        assert_eq!(messages(&document), "");
        document.annexes[1].head.title.clear();
        document.annexes[1].head.reference.clear();
        assert_snapshot!(messages(&document), @"
        Phụ lục này chưa có tên.
        Phụ lục này chưa có dòng “(Kèm theo …)” dưới tên.
        ");
    }

    #[test]
    fn the_only_annex_is_judged_by_its_own_head() {
        let mut document = fixture::parse("stt | content\n- 1 | x");
        assert_eq!(messages(&document), "");
        document.annexes[0].head.reference = "(Kèm theo Kế hoạch số 5/KH-UBND)".to_owned();
        assert_snapshot!(messages(&document), @"Phụ lục này chưa có tên.");
        document.annexes[0].head.reference.clear();
        document.annexes[0].head.title = "CHỈ TIÊU".to_owned();
        assert_eq!(messages(&document), "");
        document.plan.number = "5/KH-UBND".to_owned();
        assert_snapshot!(messages(&document), @"Phụ lục này chưa có dòng “(Kèm theo …)” dưới tên.");
    }
}
