//! # `several-leads`
//!
//! Several bodies lead one task and the cell does not say which of them is accountable, or the same
//! bodies are listed in a different order elsewhere.
//!
//! **Why.** The principle "sáu rõ" (six clarities): one task, one accountable body. Cells that name
//! a group ("các sở, ban, ngành") assign the task to each body in its own field and are not
//! reported. In an annex without a column for coordinating agencies only a different order is
//! reported.
//!
//! **Fix.** Keeps the first body as the lead and moves the others to the coordinating agencies.
//! Unsafe: applied by hand only, and offered only where that column exists.

use std::collections::HashMap;

use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::{Status, key},
    validate::{Applicability, Check, Diagnostic, Rule, Scope},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "several-leads",
    severity: Severity::Hint,
    title: Key::RuleSeveralLeads,
    rationale: Key::RuleSeveralLeadsWhy,
    source: "Nguyên tắc “6 rõ” (rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền); ô chủ trì nhiều cơ quan trong KH 334/KH-UBND Lạng Sơn",
    check: Check::Annex {
        reads: &[Role::Lead, Role::Coordinating],
        check,
    },
};

/// Words that indicate which of several bodies is the main one.
const ORDER_WORDS: &[&str] = &[
    "chính",
    "đầu mối",
    "thường trực",
    "phối hợp",
    "chủ trì:",
    "phần việc",
];

fn check(scope: &Scope, acc: &mut Vec<Diagnostic>) {
    let Some(lead) = scope.annex.column_of(Role::Lead).map(|it| it.id) else {
        return;
    };
    let coordinating = scope.annex.column_of(Role::Coordinating).map(|it| it.id);
    // Maps each set of bodies, regardless of order, to the first order found and its text.
    let mut orders: HashMap<Vec<String>, (Vec<String>, String)> = HashMap::new();
    for (row, text) in scope.texts(lead) {
        let named = agencies_in(scope.directory, text);
        if named.len() < 2
            || named.iter().any(|it| {
                it.agency
                    .as_ref()
                    .is_some_and(|it| it.status == Status::Group)
            })
        {
            continue;
        }
        let lower = text.to_lowercase();
        if ORDER_WORDS.iter().any(|word| lower.contains(word)) {
            continue;
        }
        let names = named.iter().map(|it| {
            let own = text.get(it.range.clone()).unwrap_or_default();
            key(it.agency.as_ref().map_or(own, |agency| &agency.name))
        });
        let names: Vec<String> = names.collect();
        let mut sorted = names.clone();
        sorted.sort();
        let (first, first_text) = orders
            .entry(sorted)
            .or_insert_with(|| (names.clone(), text.trim().to_owned()));
        let message = match *first == names {
            // Without a coordinating column the partners have nowhere else to be listed.
            true if coordinating.is_none() => continue,
            true => Key::SeveralLeads.with([named.len().to_string()]),
            false => Key::LeadsInAnotherOrder.with([first_text.clone()]),
        };
        let finding = scope.finding(&RULE, row, lead, message);
        let (Some(coordinating), Some(head)) = (coordinating, named.first()) else {
            acc.push(finding);
            continue;
        };
        let leads = text.get(head.range.clone()).unwrap_or_default().to_owned();
        let others = named
            .iter()
            .skip(1)
            .filter_map(|it| text.get(it.range.clone()));
        let before = row.cell(coordinating).trim();
        let all = others.chain(Some(before).filter(|it| !it.is_empty()));
        let steps = vec![
            scope.set_cell(row, coordinating, all.collect::<Vec<_>>().join("; ")),
            scope.set_cell(row, lead, leads.clone()),
        ];
        let label = Key::FixLeadFirst.with([leads]);
        acc.push(finding.with_fix(Applicability::Unsafe, label, steps));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::several_leads::RULE, testing::*};

    #[test]
    fn without_a_column_for_partners_only_another_order_counts() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead
            - 1 | x | Sở Khoa học và Công nghệ - Công an tỉnh
            - 2 | x | Công an tỉnh - Sở Khoa học và Công nghệ
            - 3 | x | Sở Nội vụ - Sở Tài chính
        "), @"row 2 lead: Các cơ quan này nơi khác ghi theo thứ tự “Sở Khoa học và Công nghệ - Công an tỉnh”.");
    }

    #[test]
    fn reports_joint_leads_without_an_order() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở Khoa học và Công nghệ - Công an tỉnh | Sở Y tế
            - 2 | x | Công an tỉnh; Sở KH&CN |
            - 3 | x | Các sở, ban, ngành; UBND các xã, phường |
            - 4 | x | Sở Nội vụ (đầu mối), Sở Tài chính |
            - 5 | x | Sở Văn hóa, Thể thao và Du lịch |
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: 2 cơ quan cùng chủ trì, chưa nêu cơ quan nào chịu trách nhiệm chính.
        row 2 lead: Các cơ quan này nơi khác ghi theo thứ tự “Sở Khoa học và Công nghệ - Công an tỉnh”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở Khoa học và Công nghệ | Công an tỉnh; Sở Y tế
        - 2 | x | Công an tỉnh | Sở KH&CN
        - 3 | x | Các sở, ban, ngành; UBND các xã, phường
        - 4 | x | Sở Nội vụ (đầu mối), Sở Tài chính
        - 5 | x | Sở Văn hóa, Thể thao và Du lịch
        ");
    }
}
