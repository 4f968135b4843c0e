//! # `several-leads`
//!
//! Several bodies lead one task and the cell does not say which of them is accountable, or the same
//! bodies are listed in a different order elsewhere.
//!
//! **Why.** The principle "sáu rõ" (six clarities): one task, one accountable body. Cells that name
//! a group ("các sở, ban, ngành") assign the task to each body in its own field and are not
//! reported. In an annex without a column for coordinating agencies only a different order is
//! reported, and several leads where they are an exception.
//!
//! **Fix.** None: which body is accountable is for people to decide.

use std::collections::HashMap;

use crate::{
    model::{ColumnId, Named, Role, Severity, agencies_in},
    reference::agencies::key,
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "several-leads",
    severity: Severity::Hint,
    title: Key::RuleSeveralLeads,
    rationale: Key::RuleSeveralLeadsWhy,
    source: "Nguyên tắc “6 rõ” (rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền)",
    check: Check::Annex {
        reads: &[Role::Lead, Role::Coordinating],
        check,
    },
};

/// Words that indicate which of several bodies is the main one, as whole words beside the names.
const ORDER_WORDS: &[&str] = &[
    "chính",
    "đầu mối",
    "thường trực",
    "phối hợp",
    "chủ trì:",
    "phần việc",
];
/// Words that contain "chính" and indicate no order.
const OTHER_WORDS: &[&str] = &[
    "tài chính",
    "hành chính",
    "bưu chính",
    "chính phủ",
    "chính quyền",
    "chính sách",
    "chính trị",
];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(lead) = scope.annex.column_of(Role::Lead).map(|it| it.id) else {
        return;
    };
    let has_partners = scope.annex.column_of(Role::Coordinating).is_some();
    // Maps each set of bodies, regardless of order, to the first order found and its text.
    let mut orders: HashMap<Vec<String>, (Vec<String>, String)> = HashMap::new();
    let is_exception = is_exception(scope, lead, has_partners);
    let watches = !has_partners && watches(scope, lead);
    let n_beside_group = scope
        .texts(lead)
        .filter(|(_, text)| is_department_beside_group(scope, text))
        .count();
    for (row, text) in scope.texts(lead) {
        let named = leads_in(scope, text);
        let is_beside_group = has_partners
            && n_beside_group == 1
            && is_department_beside_group(scope, text)
            && !states_order(text, &named);
        if is_beside_group {
            let message = Key::LeadBesideGroup.into();
            acc.push(scope.finding(&RULE, row, lead, message));
            continue;
        }
        if named.len() < 2 || named.iter().any(|it| it.is_group(text)) {
            continue;
        }
        if states_order(text, &named) || named.iter().all(|it| is_of_commune(text, it)) {
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
            true if !is_exception => continue,
            // Those who watch or carry out together may be any; two departments seldom are.
            true if watches && !named.iter().all(is_department) => continue,
            true => Key::SeveralLeads.with([named.len().to_string()]),
            false => Key::LeadsInAnotherOrder.with([first_text.clone()]),
        };
        acc.push(scope.finding(&RULE, row, lead, message));
    }
}

/// Whether a cell names one department beside all communes: "UBND các phường, Sở Xây dựng". Which of them has the
/// task is not said; where one row of the annex does so, the group was to be among the partners.
fn is_department_beside_group(scope: &AnnexScope, text: &str) -> bool {
    let named = leads_in(scope, text);
    let (groups, others): (Vec<&Named>, Vec<&Named>) =
        named.iter().partition(|it| it.is_group(text));
    let are_communes = groups.iter().all(|it| {
        let own = text.get(it.range.clone()).unwrap_or_default();
        own.starts_with("UBND") || own.starts_with("Ủy ban nhân dân")
    });
    are_communes
        && !groups.is_empty()
        && !others.is_empty()
        && others.iter().all(|it| is_department(it))
}

/// Whether a body is that of one commune: each leads where it is.
fn is_of_commune(text: &str, named: &Named) -> bool {
    let own = text.get(named.range.clone()).unwrap_or_default();
    let own = own
        .strip_prefix("Ủy ban nhân dân ")
        .or(own.strip_prefix("UBND "));
    own.is_some_and(|it| {
        ["phường ", "xã ", "đặc khu "]
            .iter()
            .any(|word| it.starts_with(word))
    })
}

/// Units of a body, as their names begin.
const UNITS: &[&str] = &[
    "Phòng ",
    "Cục ",
    "Vụ ",
    "Chi cục ",
    "Trung tâm ",
    "Viện ",
    "Ban ",
    "Đội ",
    "Khoa ",
    "Hạt ",
    "Trạm ",
    "Văn phòng ",
    "Trường ",
];
/// Bodies that have units.
const PARENTS: &[&str] = &[
    "Bộ ",
    "Sở ",
    "Công an ",
    "Đại học ",
    "UBND ",
    "Thanh tra ",
    "Tổng cục ",
    "Cục ",
    "Thuế ",
    "Đảng ủy ",
];

/// The bodies of a cell; a unit and the body it is of, "Phòng Cảnh sát hình sự, Công an tỉnh", are one.
fn leads_in(scope: &AnnexScope, text: &str) -> Vec<Named> {
    let named = agencies_in(scope.document.directory, text);
    let own = |it: &Named| text.get(it.range.clone()).unwrap_or_default();
    let begins = |it: &Named, words: &[&str]| words.iter().any(|word| own(it).starts_with(word));
    let mut leads: Vec<Named> = Vec::with_capacity(named.len());
    for it in named.iter() {
        let is_parent = leads.last().is_some_and(|last| {
            let gap = text.get(last.range.end..it.range.start).unwrap_or_default();
            gap.trim() == ","
                && begins(last, UNITS)
                && !begins(last, PARENTS)
                && begins(it, PARENTS)
        });
        if !is_parent {
            leads.push(it.clone());
        }
    }
    leads
}

/// Several leads are an exception up to this share of the rows with a lead, in per cent, and up to so
/// many rows in a short annex; beyond, they are the way of the annex.
const SEVERAL_PERCENT: usize = 6;
const SEVERAL_MIN: usize = 4;

/// Fewer rows do not show that one lead is the rule where the annex has no column for partners.
const ROWS_MIN: usize = 5;

/// Whether several leads are an exception in the annex. Without a column for partners, its column of
/// leads must say that these lead or answer for the task, unless a single row has several.
fn is_exception(scope: &AnnexScope, lead: ColumnId, has_partners: bool) -> bool {
    let texts = scope.texts(lead).filter(|(_, text)| !text.is_empty());
    let (n, several) = texts.fold((0, 0), |(n, several), (_, text)| {
        let named = leads_in(scope, text);
        let is_several = 1 < named.len()
            && !named.iter().any(|it| it.is_group(text))
            && !states_order(text, &named);
        (n + 1, several + usize::from(is_several))
    });
    if has_partners {
        return several <= SEVERAL_MIN || several * 100 <= n * SEVERAL_PERCENT;
    }
    let title = scope
        .annex
        .column(lead)
        .map_or(String::new(), |it| it.title().to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    // A misspelt "chủ chì" leads, too.
    let leads = has(&["chủ ", "phụ trách", "trách nhiệm", "đầu mối"]);
    (leads || several <= 1) && ROWS_MIN <= n && several * 100 <= (n * 2 * SEVERAL_PERCENT).max(100)
}

/// Whether the heading of the leads says nothing of leading, or speaks of watching or carrying out too.
fn watches(scope: &AnnexScope, lead: ColumnId) -> bool {
    let title = scope
        .annex
        .column(lead)
        .map_or(String::new(), |it| it.title().to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&["theo dõi", "thực hiện", "báo cáo"])
        || !has(&["chủ ", "phụ trách", "trách nhiệm", "đầu mối"])
}

/// Whether a body is a department of the directory.
fn is_department(named: &Named) -> bool {
    named
        .agency
        .as_ref()
        .is_some_and(|it| it.name.starts_with("Sở "))
}

/// Whether the words around the names of known bodies say which of them is the main one. A name that
/// is not in the directory may contain anything, so it is searched too.
fn states_order(text: &str, named: &[Named]) -> bool {
    let known = named.iter().filter(|it| it.agency.is_some());
    let mut around = String::with_capacity(text.len());
    let mut at = 0;
    for name in known {
        around += text.get(at..name.range.start).unwrap_or_default();
        around.push(';');
        at = name.range.end;
    }
    around += text.get(at..).unwrap_or_default();
    let around = OTHER_WORDS
        .iter()
        .fold(around.to_lowercase(), |it, word| it.replace(word, ";"));
    ORDER_WORDS.iter().any(|word| has_word(&around, word))
}

/// Whether a text contains `word` with no letter before or after it.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(char::is_alphabetic) && !behind.starts_with(char::is_alphabetic)
    })
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
            - 4 | x | Sở Nội vụ - Sở Tài chính
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
    }

    #[test]
    fn a_department_beside_all_communes_is_reported_where_it_is_an_exception() {
        let text = |other: &str| {
            format!(
                "content | lead | coordinating
                - A | UBND các phường, Sở Xây dựng | Công an tỉnh
                - B | Sở Y tế | UBND các xã, phường
                - C | UBND các xã, phường | Sở Y tế
                - D | {other} | Công an tỉnh"
            )
        };
        assert_snapshot!(report(&RULE, &text("Sở Nội vụ")), @"row 1 lead: Sở chủ trì cùng UBND các xã, phường, chưa nêu cơ quan nào chịu trách nhiệm chính.");
        assert_eq!(report(&RULE, &text("Sở Nội vụ; UBND các xã, phường")), "");
    }

    #[test]
    fn a_unit_and_its_body_are_one_lead() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead:Cơ quan thực hiện
            - 1 | x | Phòng Cảnh sát hình sự, Công an tỉnh
            - 2 | x | Sở Y tế
            - 3 | x | Sở Y tế; Sở Nội vụ
            - 4 | x | Sở Tư pháp
            - 5 | x | Sở Xây dựng
        "), @"row 3 lead: 2 cơ quan cùng chủ trì, chưa nêu cơ quan nào chịu trách nhiệm chính.");
    }

    #[test]
    fn those_who_carry_out_together_may_be_any() {
        let rows = ["A", "B", "C", "D"].map(|it| format!("- 1 | x | Sở {it}\n"));
        let text = |last: &str| {
            format!(
                "stt | content | lead:Cơ quan thực hiện\n{}- 5 | x | {last}",
                rows.concat()
            )
        };
        assert_eq!(
            report(&RULE, &text("Thuế tỉnh; Chi cục Hải quan khu vực I")),
            ""
        );
        assert_eq!(
            report(&RULE, &text("Sở Y tế; Sở Nội vụ")).lines().count(),
            1
        );
    }

    /// "Chính" in the name of a body, or in a word such as "hành chính", names no order.
    #[test]
    fn the_name_of_a_body_states_no_order() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | x | Sở Nội vụ; Sở Tài chính |
            - 2 | x | Sở Y tế; Trung tâm Phục vụ hành chính công tỉnh |
            - 3 | x | Sở Nội vụ (chính), Sở Xây dựng |
            - 4 | x | Sở Tài chính (chịu trách nhiệm chính), Sở Tư pháp |
        "), @"
        row 1 lead: 2 cơ quan cùng chủ trì, chưa nêu cơ quan nào chịu trách nhiệm chính.
        row 2 lead: 2 cơ quan cùng chủ trì, chưa nêu cơ quan nào chịu trách nhiệm chính.
        ");
    }

    #[test]
    fn what_an_annex_does_in_many_rows_is_its_way() {
        let rows = |n: usize| {
            let several = |at: usize| {
                if at < n {
                    "Bộ Nội vụ, Bộ Y tế"
                } else {
                    "Bộ Y tế"
                }
            };
            let rows =
                (0..20).map(|at| format!("- {} | x | {} | Bộ Tài chính\n", at + 1, several(at)));
            report(
                &RULE,
                &format!(
                    "stt | content | lead | coordinating\n{}",
                    rows.collect::<String>()
                ),
            )
        };
        assert_eq!(rows(3).lines().count(), 3);
        assert_eq!(rows(6), "");
    }

    #[test]
    fn communes_lead_each_in_its_place_and_offices_have_long_names() {
        assert_snapshot!(report(&RULE, "
            content | lead | coordinating
            - A | UBND phường Đồ Sơn; UBND đặc khu Cát Hải | Sở Xây dựng
            - B | Phòng Khoa học và Hợp tác quốc tế | Sở Xây dựng
            - C | Sở Y tế | Sở Xây dựng
            - D | Sở Y tế và Hợp tác xã Tân Tiến | Sở Xây dựng
        "), @r#"
        row 4 lead: 2 cơ quan cùng chủ trì, chưa nêu cơ quan nào chịu trách nhiệm chính.
        "#);
    }
}
