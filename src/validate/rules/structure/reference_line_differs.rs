//! # `reference-line-differs`
//!
//! The line under an annex's title gives a different number, date or issuing body than the plan
//! that the annex belongs to.
//!
//! **Why.** A signed annex of Lào Cai referred to document 7325 instead of 7323.
//!
//! **Fix.** Sets the plan's number, date or body. Unsafe: applied by hand only, because the plan's
//! may be the wrong one. Blanks that the clerk fills in are accepted (Nghị định 30/2020/NĐ-CP, Phụ
//! lục I, Mục III.1.c).

use crate::{
    edit::Step,
    model::{AnnexHead, Date, Severity, dates_in, read_reference_line},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "reference-line-differs",
    severity: Severity::Error,
    title: Key::RuleReference,
    rationale: Key::RuleReferenceWhy,
    source: "Điểm c khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let head = scope.annex.head;
    let Some((row, column)) = scope.head_cell().filter(|_| !head.reference.is_empty()) else {
        return;
    };
    let named = read_reference_line(&head.reference);
    let dates = dates_in(&head.reference).into_iter();
    for (written, _) in dates.filter(|(_, date)| date.year != 0 && !date.is_real()) {
        let message = Key::DateImpossible.with([written.to_owned()]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
    let mut report = |written: &str, meant: &str| {
        let message = Key::Reference.with([written.to_owned(), meant.to_owned()]);
        let finding = scope.finding(&RULE, row, column, message).of_annex();
        let reference = head.reference.replacen(written, meant, 1);
        if reference == head.reference {
            acc.push(finding);
            return;
        }
        let head = AnnexHead {
            reference,
            ..head.clone()
        };
        let step = Step::SetHead {
            annex: scope.annex.id,
            head,
        };
        let label = Key::FixReplaceBy.with([meant.to_owned()]);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    };
    let number = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_filled = text.contains(|c: char| c.is_ascii_digit())
            && !text.contains(['…', '_'])
            && !text.contains("..");
        is_filled.then_some(text)
    };
    if let (Some(own), Some(plans)) = (number(&named.number), number(&scope.document.plan.number))
        && own != plans
    {
        report(&named.number, &scope.document.plan.number);
    }
    if let (Some(own), Some(plans)) = (
        Date::parse(&named.date),
        Date::parse(&scope.document.plan.date),
    ) && own != plans
    {
        report(&named.date, &scope.document.plan.date);
    }
    let body = |text: &str| {
        text.to_lowercase()
            .replace("ủy ban nhân dân", "ubnd")
            .replace("uỷ ban nhân dân", "ubnd")
    };
    let (own, plans) = (body(&named.body), body(&scope.document.plan.body));
    let is_other = !own.is_empty()
        && !plans.is_empty()
        && !own.starts_with(&plans)
        && !plans.starts_with(&own);
    if is_other && !own.contains(['…', '.']) {
        report(&named.body, &scope.document.plan.body);
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::{rules::structure::reference_line_differs::RULE, validate};
    use crate::{
        model::{Document, sample},
        wording::Language,
    };

    fn messages(document: &Document) -> Vec<String> {
        let found = validate(document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        found
            .map(|it| it.message.text(Language::Vietnamese))
            .collect()
    }

    #[test]
    fn reports_what_is_not_the_plans() {
        let mut document = sample::document();
        assert_eq!(messages(&document), Vec::<String>::new());
        document.plan.number = "7323/KH-UBND".to_owned();
        document.annexes[0].head.reference =
            "(Kèm theo Kế hoạch số 7325/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu)".to_owned();
        document.annexes[1].head.reference =
            "(Kèm theo Kế hoạch số …/KH-UBND ngày 6/1/2026 của UBND tỉnh Khác)".to_owned();
        assert_eq!(
            messages(&document),
            [
                "Dòng “Kèm theo” ghi “7325/KH-UBND”, thông tin kế hoạch ghi “7323/KH-UBND”.",
                "Dòng “Kèm theo” ghi “6/1/2026”, thông tin kế hoạch ghi “05/01/2026”.",
                "Dòng “Kèm theo” ghi “UBND tỉnh Khác”, thông tin kế hoạch ghi “UBND tỉnh Mẫu”.",
            ]
        );
        while let Some(fix) = validate(&document)
            .iter()
            .find_map(|it| it.fix.clone().filter(|_| it.rule == RULE.id))
        {
            document.apply(&fix.transaction).unwrap();
        }
        assert_eq!(messages(&document), Vec::<String>::new());
        assert_eq!(
            document.annexes[1].head.reference,
            "(Kèm theo Kế hoạch số …/KH-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)"
        );
    }
}
