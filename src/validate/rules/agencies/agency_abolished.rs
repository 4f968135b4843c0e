//! # `agency-abolished`
//!
//! A cell names a body that no longer exists, such as "Sở Thông tin và Truyền thông" or a
//! district-level one. A body whose renaming or merger is not confirmed is not reported.
//!
//! **Fix.** Replaces the body with its successor if a single one took over all functions. Unsafe:
//! applied by hand only. If the body was split, the message lists the successors and the user
//! decides.

use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::Status,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-abolished",
    severity: Severity::Error,
    title: Key::RuleAgencyAbolished,
    rationale: Key::RuleAgencyAbolishedWhy,
    source: "Nghị định 150/2025/NĐ-CP, Điều 8, 9; Nghị quyết 203/2025/QH15",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Lead | Role::Coordinating)) {
        let text = row.cell(column.id);
        for named in agencies_in(scope.document.directory, text).iter() {
            let Some(agency) = named
                .agency
                .as_ref()
                .filter(|it| it.status == Status::Abolished)
            else {
                continue;
            };
            let args = [
                agency.name.clone(),
                agency.since.clone(),
                agency.successors.join("; "),
            ];
            let message = Key::AgencyAbolished.with(args);
            let finding = scope.finding(&RULE, column.id, message);
            // A group of bodies does not map to one successor.
            let only = match agency.successors.as_slice() {
                [only] if !agency.name.starts_with("UBND") => only.as_str(),
                _ => {
                    acc.push(finding);
                    continue;
                }
            };
            let mut after = text.to_owned();
            after.replace_range(named.range.clone(), only);
            let label = Key::FixReplaceBy.with([only.to_owned()]);
            let step = scope.set_cell(column.id, after);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_abolished::RULE, testing::*};

    #[test]
    fn reports_bodies_that_are_gone_and_what_came_after() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở Kế hoạch và Đầu tư | Sở TT&TT; Sở Y tế
            - 2 | x | Sở Nội vụ | UBND các huyện, thành phố
            - 3 | x | Cục Thống kê tỉnh | Sở Khoa học và Công nghệ
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: “Sở Kế hoạch và Đầu tư” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Tài chính.
        row 1 coordinating: “Sở Thông tin và Truyền thông” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch (báo chí, xuất bản).
        row 2 coordinating: “UBND các huyện, thành phố” không còn từ 01/7/2025. Cơ quan kế thừa: UBND các xã, phường.
        ");
    }

    #[test]
    fn offers_a_single_successor() {
        assert_snapshot!(fixed(&RULE, "
            stt | content | lead
            - 1 | x | Sở Giao thông vận tải; Sở KH&ĐT
        "), @"- 1 | x | Sở Xây dựng; Sở Tài chính");
    }
}
