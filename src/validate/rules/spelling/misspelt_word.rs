//! # `misspelt-word`
//!
//! A word that Vietnamese does not have ("nghành"), or that nobody writes beside its neighbours while
//! everybody writes one that it is easily confused with ("xử dụng" for "sử dụng", "hoof sow" for "hồ
//! sơ").
//!
//! **Fix.** The intended word where the neighbours leave no doubt. Unsafe: applied by hand only.

use super::{known_slip, misspelt};
use crate::{
    model::{Role, Severity, agencies_in},
    reference::{agencies::Status, spelling, time_words},
    text::{cut::is_cut, hidden::is_plain},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "misspelt-word",
    severity: Severity::Warning,
    title: Key::RuleMisspelt,
    rationale: Key::RuleMisspeltWhy,
    source: "Chính tả tiếng Việt; tần suất các tiếng đi liền nhau trong luật, nghị quyết, quyết định, kế hoạch",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| role != Role::Ordinal) {
        // Texts with hidden characters have findings of their own.
        if text.is_empty() || !is_plain(text) {
            continue;
        }
        let of_time = time_words::slips(text, column.role == Role::Time);
        let mut slips = spelling::slips(text);
        slips.retain(|it| {
            let is_of_time = of_time.iter().any(|other| other.start == it.start);
            !is_of_time && !known_slip::covers(text, it.start)
        });
        if is_cut(text) {
            slips.retain(|it| it.end < text.len());
        }
        slips.extend(of_time);
        misspelt::report(
            text,
            slips,
            |message| scope.finding(&RULE, column.id, message),
            |after| {
                let is_former = matches!(column.role, Role::Lead | Role::Coordinating)
                    && names_former(scope, &after)
                    && !names_former(scope, text);
                (!is_former).then(|| scope.set_cell(column.id, after))
            },
            acc,
        );
    }
}

/// Whether a cell names a body that is gone: its name is not to be mended but replaced.
fn names_former(scope: &RowScope, text: &str) -> bool {
    let named = agencies_in(scope.document.directory, text);
    named.iter().any(|it| {
        it.agency
            .as_ref()
            .is_some_and(|it| matches!(it.status, Status::Abolished | Status::Unsure))
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::misspelt_word::RULE, testing::*};

    #[test]
    fn reports_slips_with_their_place() {
        let text = "
            stt | content | unit | lead | result
            - 1 | Nâng cao hiệu quả xử dụng dữ liệu | phần chăm | Sở Tài chính | Nghành giáo dục báo cáo
            - 2 | Tỷ lệ hồ sơ được số hóa | hồ sơ | Sỡ Tài chính | Báo cáo
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “xử” có thể là “sử” (trong “hiệu quả xử dụng dữ”).
        row 1 result: “Nghành” có thể là “Ngành” (trong “Nghành giáo dục”).
        row 2 lead: “Sỡ” có thể là “Sở” (trong “Sỡ Tài chính”).
        "#);
    }

    #[test]
    fn reports_slips_that_no_neighbour_shows() {
        let text = "
            stt | content | lead | time
            - 1 | Đẩy mạnh giao dịch điện tủ; hồ sơ bệnh án điện tủ | Sở Y tế | Thánh 3/2026
            - 2 | Gía trị sản xuất; toàn bộ khỏan vay; cuả tỉnh | Sở Y tế | Qúy II/2026
            - 3 | Hoàn thành trong thánh 3/2026 | Sở Y tế | Trước 30/6/2026
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “tủ” có thể là “tử” (trong “dịch điện tủ”).
        row 1 content: “tủ” có thể là “tử” (trong “án điện tủ”).
        row 1 time: “Thánh” có thể là “Tháng” (trong “Thánh 3/2026”).
        row 2 content: “Gía” có thể là “Giá” (trong “Gía trị sản”).
        row 2 content: “khỏan” có thể là “khoản” (trong “toàn bộ khỏan vay”).
        row 2 content: “cuả” có thể là “của” (trong “cuả tỉnh”).
        row 2 time: “Qúy” có thể là “Quý” (trong “Qúy II/2026”).
        row 3 content: “thánh” có thể là “tháng” (trong “thành trong thánh 3/2026”).
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Đẩy mạnh giao dịch điện tử; hồ sơ bệnh án điện tử | Sở Y tế | Tháng 3/2026
        - 2 | Giá trị sản xuất; toàn bộ khoản vay; của tỉnh | Sở Y tế | Quý II/2026
        - 3 | Hoàn thành trong tháng 3/2026 | Sở Y tế | Trước 30/6/2026
        ");
    }

    #[test]
    fn the_end_of_a_cut_text_is_not_judged() {
        let text = |n: usize| format!("content\n- {}của nghàn", "1 ".repeat(n));
        assert_eq!(text(123).lines().last().unwrap()[2..].chars().count(), 255);
        assert_eq!(report(&RULE, &text(123)), "");
        assert_ne!(report(&RULE, &text(122)), "");
    }
}
