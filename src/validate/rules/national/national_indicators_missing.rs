//! # `national-indicators-missing`
//!
//! An annex that implements the national programme omits national indicators. Reported once per
//! annex, at its first row. Annexes with only a few of the indicators are about something else and
//! are not reported.
//!
//! **Fix.** None: the province decides which indicators it adopts.

use crate::{
    model::{Role, Severity},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "national-indicators-missing",
    severity: Severity::Hint,
    title: Key::RuleNationalMissing,
    rationale: Key::RuleNationalWhy,
    source: "Theo báo chí và kế hoạch của các địa phương về Quyết định số 2629/QĐ-TTg ngày 01/12/2025 của Thủ tướng Chính phủ; chưa đối chiếu bản gốc",
    check: Check::Annex {
        reads: &[Role::Content, Role::Target, Role::Unit],
        check,
    },
};

/// An annex implements the programme if it states at least one in this many national indicators.
const SHARE_MIN: usize = 3;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let list = scope.document.indicators.list();
    let statements = scope.statements();
    let is_stated = |at: usize| statements.iter().any(|it| it.indicator == at);
    let n_stated = (0..list.len()).filter(|at| is_stated(*at)).count();
    let Some((row, column)) = scope.head_cell() else {
        return;
    };
    if n_stated == 0 || n_stated * SHARE_MIN < list.len() || n_stated == list.len() {
        return;
    }
    let missing = list.iter().enumerate().filter(|(at, _)| !is_stated(*at));
    let missing: Vec<String> = missing
        .map(|(_, it)| format!("{} ({})", it.number, it.name))
        .collect();
    let message = Key::NationalMissing.with([missing.len().to_string(), missing.join("; ")]);
    acc.push(scope.finding(&RULE, row, column, message).of_annex());
}

#[cfg(test)]
mod tests {
    use crate::reference::indicators::Indicators;
    use crate::validate::{rules::national::national_indicators_missing::RULE, testing::report};

    #[test]
    fn names_what_an_annex_of_the_programme_leaves_out() {
        let standard = Indicators::standard();
        let text = |n: usize| {
            let rows = standard.list().iter().take(n);
            let rows =
                rows.map(|it| format!("- {} | Tỷ lệ {} | 100\n", it.number, it.words[0].join(" ")));
            format!("stt | content | target\n{}", rows.collect::<String>())
        };
        assert_eq!(report(&RULE, &text(5)), "", "an annex about something else");
        assert_eq!(report(&RULE, &text(18)), "");
        assert_eq!(
            report(&RULE, &text(16)),
            "row 1 stt: Phụ lục chưa nêu 2 chỉ tiêu quốc gia: 17 (Đội ngũ lãnh đạo có chuyên môn về khoa học, kỹ thuật, chuyển đổi số); 18 (Hệ thống thông tin được phê duyệt cấp độ an ninh mạng trước khi vận hành và đánh giá định kỳ).\n"
        );
    }
}
