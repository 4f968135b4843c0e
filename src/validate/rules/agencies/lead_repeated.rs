//! # `lead-repeated`
//!
//! The lead agency is also listed as a coordinating agency.
//!
//! **Fix.** Removes it from the coordinating agencies where others are left. Unsafe: applied by hand
//! only, because the lead agency may be the wrong one.

use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::key,
    text::{ditto::is_ditto, phrase},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "lead-repeated",
    severity: Severity::Warning,
    title: Key::RuleLeadRepeated,
    rationale: Key::RuleLeadRepeatedWhy,
    source: "Cơ quan chủ trì không phối hợp với chính mình",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let column = |role| scope.annex.column_of(role).map(|column| column.id);
    let (Some(lead), Some(coordinating)) = (column(Role::Lead), column(Role::Coordinating)) else {
        return;
    };
    let names = |text: &str| -> Vec<(String, std::ops::Range<usize>)> {
        let named = agencies_in(scope.document.directory, text);
        let one = named.iter().filter(|it| {
            let own = text.get(it.range.clone()).unwrap_or_default();
            !it.is_group(text) || is_certain_group(own)
        });
        one.map(|it| {
            let own = text.get(it.range.clone()).unwrap_or_default();
            (
                key(it.agency.as_ref().map_or(own, |agency| &agency.name)),
                it.range.clone(),
            )
        })
        .collect()
    };
    let text = row.cell(coordinating);
    if text.is_empty() || is_ditto(text) {
        return;
    }
    let leads = names(row.cell(lead));
    for (name, range) in names(text) {
        if !leads.iter().any(|(lead, _)| *lead == name) {
            continue;
        }
        let shown = text.get(range.clone()).unwrap_or_default().to_owned();
        // Removes the separator after the name too, or the one before it if the name is the last.
        let separators = [';', ',', ' ', '\n'];
        let (before, after) = (text.get(..range.start), text.get(range.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let rest = after.trim_start_matches(separators);
        let left = match rest.is_empty() {
            true => before.trim_end_matches(separators).to_owned(),
            false => format!("{before}{rest}"),
        };
        let message = Key::LeadRepeated.with([shown.clone()]);
        let finding = scope.finding(&RULE, coordinating, message);
        // Left with nobody, the cell would be a gap among filled ones.
        if left.trim().is_empty() {
            acc.push(finding);
            continue;
        }
        let label = Key::FixDropAgency.with([shown]);
        let step = scope.set_cell(coordinating, left);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Whether a group has the same members wherever it is named: "Các doanh nghiệp viễn thông". Of "các đơn vị liên
/// quan" each is another.
fn is_certain_group(name: &str) -> bool {
    const OPEN: &[&str] = &[
        "liên quan",
        "khác",
        "cơ quan",
        "đơn vị",
        "ngành",
        "địa phương",
        "tổ chức",
        "xã",
        "phường",
        "thôn",
        "chủ đầu tư",
    ];
    let lower = name.to_lowercase().replace(',', "");
    2 < lower.split_whitespace().count() && !OPEN.iter().any(|it| phrase::has_phrase(&lower, it))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::lead_repeated::RULE, testing::*};

    #[test]
    fn reports_a_lead_that_also_coordinates() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở Y tế | Sở Nội vụ; Sở Y tế; Công an tỉnh
            - 2 | x | Sở KH&CN | Sở Khoa học và Công nghệ
            - 3 | x | Viettel Lạng Sơn | Sở Y tế; Viettel Lạng Sơn
            - 4 | x | Các sở, ban, ngành | Các sở, ban, ngành; Sở Y tế
            - 5 | x | | Sở Y tế
            - 6 | x | Các bộ, ngành liên quan | Các bộ, ngành liên quan
            - 7 | x | nt | -nt-
            - 8 | x | nt | nt
            - 9 | x | Các doanh nghiệp viễn thông | Sở Y tế; Các doanh nghiệp viễn thông
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 coordinating: “Sở Y tế” đã là cơ quan chủ trì.
        row 2 coordinating: “Sở Khoa học và Công nghệ” đã là cơ quan chủ trì.
        row 3 coordinating: “Viettel Lạng Sơn” đã là cơ quan chủ trì.
        row 9 coordinating: “Các doanh nghiệp viễn thông” đã là cơ quan chủ trì.
        ");
        assert_snapshot!(fixed_all(&RULE, text), @"
        - 1 | x | Sở Y tế | Sở Nội vụ; Công an tỉnh
        - 2 | x | Sở KH&CN | Sở Khoa học và Công nghệ
        - 3 | x | Viettel Lạng Sơn | Sở Y tế
        - 4 | x | Các sở, ban, ngành | Các sở, ban, ngành; Sở Y tế
        - 5 | x |  | Sở Y tế
        - 6 | x | Các bộ, ngành liên quan | Các bộ, ngành liên quan
        - 7 | x | nt | -nt-
        - 8 | x | nt | nt
        - 9 | x | Các doanh nghiệp viễn thông | Sở Y tế
        ");
    }
}
