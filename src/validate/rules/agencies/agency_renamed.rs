//! # `agency-renamed`
//!
//! A cell or a sentence names a body that was renamed or merged in 2025 as far as is known, such as
//! "Cục Thuế tỉnh", without an act on record here. National plans may name the central body of the same
//! name, so only the plans of provinces and communes are looked at.
//!
//! **Fix.** None: the name today has to be looked up.

use super::former_bodies::{Former, SENTENCES, former_in, was_right};
use crate::{
    model::Severity,
    reference::agencies::Status,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-renamed",
    severity: Severity::Hint,
    title: Key::RuleAgencyRenamed,
    rationale: Key::RuleAgencyRenamedWhy,
    source: "Ví dụ: tên gặp trong các văn bản cuối năm 2025; chưa có văn bản làm căn cứ trong danh mục",
    check: Check::Row(check),
};

/// From then on the names of today are expected.
const SINCE: &str = "01/7/2025";

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let body = scope.document.plan.body.as_str();
    let is_national = body.starts_with("Bộ ") || body.contains("Chính phủ");
    if is_national || was_right(scope, SINCE) {
        return;
    }
    for column in scope.annex.columns {
        let text = scope.row.cell(column.id);
        for former in former_in(scope, column.role, text, Status::Unsure) {
            let Former::Known(range, agency) = former else {
                continue;
            };
            // "Cục Thuế" in a sentence is that of the Ministry of Finance.
            let is_short = text.get(range.clone()).is_some_and(of_ministry);
            if is_short && (SENTENCES.contains(&column.role) || text.contains("Bộ Tài chính")) {
                continue;
            }
            let written = text.get(range).unwrap_or_default().to_owned();
            let message = Key::AgencyRenamed.with([written, agency.successors.join("; ")]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

/// Names without a place that bodies of the Ministry of Finance have.
fn of_ministry(written: &str) -> bool {
    matches!(written, "Cục Thuế" | "Cục Thống kê")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_renamed::RULE, testing::report};

    #[test]
    fn reports_names_of_before_2025() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | Phối hợp với Ban Dân vận Tỉnh ủy tuyên truyền | Sở Y tế | Cục Thuế tỉnh
            - 3 | Báo cáo theo mẫu của Cục Thống kê | Sở Y tế | Cục Thuế (Bộ Tài chính)
            - 2 | x | Sở Y tế | Thuế tỉnh; Ban Tuyên giáo và Dân vận Tỉnh ủy
        "), @"
        row 1 content: “Ban Dân vận Tỉnh ủy” có thể đã đổi tên hoặc sáp nhập; tên thường gặp từ năm 2025: Ban Tuyên giáo và Dân vận.
        row 1 coordinating: “Cục Thuế tỉnh” có thể đã đổi tên hoặc sáp nhập; tên thường gặp từ năm 2025: Thuế tỉnh.
        ");
    }
}
