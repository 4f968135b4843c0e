//! # `annex-number-form`
//!
//! A document has two or more annexes, and one of them has no number or a number that is not a
//! Roman numeral, or two have the same number.
//!
//! Forms ("Biểu số 01") have the numbers of whoever asks for them, and do not count.
//!
//! **Why.** Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1.a: two or more annexes are numbered with
//! Roman numerals.
//!
//! **Fix.** Sets the Roman numeral of the annex's position. Unsafe: applied by hand only, because
//! the text of the plan may refer to the annex by its number.

use crate::{
    edit::Step,
    model::{AnnexHead, Severity, roman_text, roman_value},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule, frame::number_bit},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "annex-number-form",
    severity: Severity::Warning,
    title: Key::RuleAnnexNumber,
    rationale: Key::RuleAnnexNumberWhy,
    source: "Điểm a khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let head = scope.annex.head;
    if head.is_form() {
        return;
    }
    let place = scope.document.totals.without_forms(scope.annex.position);
    let Some((row, column)) = scope.head_cell() else {
        return;
    };
    let repeats = scope.document.totals.repeated_numbers & number_bit(&head.number) != 0;
    let is_in_place = roman_value(&head.number) == Some(place.at + 1);
    if let Some(missing) = skipped_before(scope, place.of) {
        let message = Key::AnnexNumberSkipped.with([head.number.clone(), missing]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
        return;
    }
    if place.of < 2 || is_in_place || (roman_value(&head.number).is_some() && !repeats) {
        return;
    }
    let number = roman_text(place.at + 1);
    let message = match head.number.is_empty() {
        true => Key::AnnexNumberMissing.with([number.clone()]),
        false if repeats => Key::AnnexNumberRepeated.with([head.number.clone(), number.clone()]),
        false => Key::AnnexNumberForm.with([head.number.clone(), number.clone()]),
    };
    let label = Key::FixAnnexNumber.with([number.clone()]);
    let step = Step::SetHead {
        annex: scope.annex.id,
        head: AnnexHead {
            number,
            ..head.clone()
        },
    };
    let finding = scope.finding(&RULE, row, column, message).of_annex();
    acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
}

/// The number that no annex has between the one before and that of this annex: II of I and III.
fn skipped_before(scope: &AnnexScope, n_annexes: u32) -> Option<String> {
    let value = roman_value(&scope.annex.head.number).filter(|it| 2 < *it)?;
    let has = |value: u32| scope.document.totals.numbers & number_bit(&roman_text(value)) != 0;
    let begins_with_one = has(1) && 1 < n_annexes;
    (begins_with_one && !has(value - 1)).then(|| roman_text(value - 1))
}

#[cfg(test)]
mod tests {
    use crate::model::{Document, sample};
    use crate::validate::{rules::structure::annex_number_form::RULE, validate};

    fn messages(document: &Document) -> Vec<String> {
        let found = validate(document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        found
            .map(|it| it.message.text(crate::wording::Language::Vietnamese))
            .collect()
    }

    #[test]
    fn several_annexes_are_numbered_in_roman_numerals() {
        let mut document = sample::document();
        assert_eq!(messages(&document), Vec::<String>::new());
        document.annexes[0].head.number = "1".to_owned();
        document.annexes[1].head.number.clear();
        assert_eq!(
            messages(&document),
            [
                "Phụ lục ghi số “1”. Văn bản có từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã, ở đây là “I”.",
                "Phụ lục này chưa có số. Văn bản có từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã, ở đây là “II”.",
            ]
        );
        for finding in validate(&document) {
            if let Some(fix) = finding.fix.as_ref().filter(|_| finding.rule == RULE.id) {
                document.apply(&fix.transaction).unwrap();
            }
        }
        assert_eq!(document.annexes[0].head.number, "I");
        assert_eq!(document.annexes[1].head.number, "II");
        assert_eq!(messages(&document), Vec::<String>::new());
        document.annexes[1].head.number = "I".to_owned();
        assert_eq!(
            messages(&document),
            ["Hai phụ lục cùng số “I”; theo thứ tự, phụ lục này là “II”."]
        );
        document.annexes[1].head.number = "III".to_owned();
        assert_eq!(
            messages(&document),
            [
                "Phụ lục ghi số “III” nhưng không có Phụ lục “II”; nên xem số có đúng, phụ lục có đủ không."
            ]
        );
        document.annexes.truncate(1);
        document.annexes[0].head.number.clear();
        assert_eq!(
            messages(&document),
            Vec::<String>::new(),
            "one annex needs no number"
        );
    }

    #[test]
    fn forms_have_numbers_of_their_own() {
        let mut document = sample::document();
        for (annex, number) in document.annexes.iter_mut().zip(["01", "02"]) {
            annex.head.form_words = "Biểu số".to_owned();
            annex.head.number = number.to_owned();
        }
        assert_eq!(messages(&document), Vec::<String>::new());
        // The only annex beside a form, and the second of three.
        document.annexes[1].head.form_words.clear();
        assert_eq!(messages(&document), Vec::<String>::new());
        let mut third = document.annexes[1].clone();
        third.id.0 = 1 << 20;
        document.annexes.push(third);
        assert_eq!(messages(&document).len(), 2);
        assert!(messages(&document)[0].contains("ở đây là “I”"));
    }
}
