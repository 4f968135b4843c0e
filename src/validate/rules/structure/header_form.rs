//! # `header-form`
//!
//! A column heading has a slip in a word of a usual heading for the column's role ("Cơ quan
//! chu trì"), or the heading of the ordinal column is not the one that most annexes of the plan have
//! ("TT" beside "STT").
//!
//! **Fix.** Sets the known or usual heading. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{Column, Role, Severity, usual_headings},
    validate::{
        AnnexScope, Applicability, Check, Diagnostic, Rule,
        frame::{ORDINAL_HEADINGS, innermost_heading},
    },
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "header-form",
    severity: Severity::Hint,
    title: Key::RuleHeaderForm,
    rationale: Key::RuleHeaderFormWhy,
    source: "Tiêu đề cột nên viết như các phụ lục khác của kế hoạch. Ví dụ: “TT” và “STT”",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = scope.rows().first() else {
        return;
    };
    for column in scope.annex.columns {
        let Some(heading) = innermost_heading(column) else {
            continue;
        };
        let known = match column.role {
            Role::Ordinal => meant_ordinal(&heading, scope.document.totals.ordinal_heading),
            role => usual_headings::intended_as(role, &heading),
        };
        let Some(known) = known else {
            continue;
        };
        let message = Key::HeaderForm.with([heading, known.to_owned()]);
        let mut header = column.header.clone();
        if let Some(last) = header.last_mut() {
            *last = known.to_owned();
        }
        let step = Step::SetColumn {
            annex: scope.annex.id,
            column: Column {
                header,
                ..column.clone()
            },
        };
        let finding = scope.finding(&RULE, *row, column.id, message).of_annex();
        let label = Key::FixReplaceBy.with([known.to_owned()]);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Returns the heading that most ordinal columns of the plan have, if `heading` is another one. A
/// plan that always writes "TT" is as consistent as one that always writes "STT".
fn meant_ordinal(heading: &str, usual: Option<&'static str>) -> Option<&'static str> {
    let [first, ..] = ORDINAL_HEADINGS;
    let usual = usual.unwrap_or(first);
    let is_known = ORDINAL_HEADINGS.contains(&heading) || heading == "Stt";
    (is_known && heading != usual).then_some(usual)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        edit::{Step, Transaction},
        model::{Annex, Document, fixture},
        validate::{Findings, rules::structure::header_form::RULE, testing::report, validate},
        wording::{Key, Language},
    };

    #[test]
    fn reports_headings_that_are_almost_known() {
        assert_snapshot!(report(&RULE, "
            stt:Stt | content:Nhiệm vụ, giải pháp | lead:Cơ quan chu trì | result:Sản phẩm dự kiến | time:Thời gian thực hiên
            - 1 | x | y | z | Năm 2026
        "), @"
        row 1 stt: Tiêu đề cột “Stt” thường viết là “STT”.
        row 1 lead: Tiêu đề cột “Cơ quan chu trì” thường viết là “Cơ quan chủ trì”.
        row 1 time: Tiêu đề cột “Thời gian thực hiên” thường viết là “Thời gian thực hiện”.
        ");
        assert_snapshot!(report(&RULE, "
            stt:STT | content:Chỉ tiêu | unit:Đơn vị tinh | lead:Đơn vị tỉnh | time:Thời gain
            - 1 | x | % | y | Năm 2026
        "), @"
        row 1 unit: Tiêu đề cột “Đơn vị tinh” thường viết là “Đơn vị tính”.
        row 1 time: Tiêu đề cột “Thời gain” thường viết là “Thời gian”.
        ");
        assert_snapshot!(report(&RULE, "
            stt:STT | content:CHỈ TIÊU | lead:Cơ quan chủ trì, theo dõi, đánh giá | coordinating:Bộ, ngành phối hợp
            - 1 | x | y | z
        "), @"");
    }

    /// A plan of annexes with these headings of the ordinal column.
    fn plan(headings: &[&str]) -> Document {
        let annexes = (0..).zip(headings).map(|(n, heading)| {
            let text = format!("stt:{heading} | content:Nội dung\n- 1 | x");
            fixture::parse_annex(&text, 1 + n * 100)
        });
        Document {
            annexes: annexes.collect(),
            ..Document::default()
        }
    }

    fn messages(document: &Document) -> Vec<String> {
        let found = validate(document);
        let own = found.iter().filter(|it| it.rule == RULE.id);
        own.map(|it| it.message.text(Language::Vietnamese))
            .collect()
    }

    #[test]
    fn a_plan_that_always_writes_tt_is_left_alone() {
        for heading in ["STT", "TT", "Số TT"] {
            assert_eq!(messages(&plan(&[heading])), [""; 0]);
            assert_eq!(messages(&plan(&[heading, heading])), [""; 0]);
        }
        assert_eq!(
            messages(&plan(&["TT", "STT", "TT"])),
            ["Tiêu đề cột “STT” thường viết là “TT”."]
        );
        // "STT" wins a tie.
        assert_eq!(
            messages(&plan(&["TT", "STT"])),
            ["Tiêu đề cột “TT” thường viết là “STT”."]
        );
    }

    #[test]
    fn a_heading_counts_for_the_other_annexes_at_once() {
        let mut document = plan(&["TT", "TT"]);
        let mut findings = Findings::of(&document);
        let Annex { id, columns, .. } = &document.annexes[1];
        let mut column = columns[0].clone();
        column.header = vec!["STT".to_owned()];
        let step = Step::SetColumn { annex: *id, column };
        let transaction = Transaction {
            label: Key::DidSetCell.into(),
            steps: vec![step],
        };
        document.apply(&transaction).unwrap();
        findings.update(&document, &transaction.steps);
        assert_eq!(findings.list(&document), validate(&document));
        assert_eq!(messages(&document).len(), 1);
    }

    #[test]
    fn other_headings_of_the_same_kind_are_no_slips() {
        assert_snapshot!(report(&RULE, "
            stt | content:Nhiệm vụ | lead:Đơn vị phụ trách | result:Kết quả | time:Thời hạn
            - 1 | x | y | z | Năm 2026
        "), @"");
        assert_snapshot!(report(&RULE, "
            stt | content:Chỉ tiếu | lead:Cơ quan chủ chì | result:Sản phẩm | time:Thời gain
            - 1 | x | y | z | Năm 2026
        "), @"
        row 1 content: Tiêu đề cột “Chỉ tiếu” thường viết là “Chỉ tiêu”.
        row 1 lead: Tiêu đề cột “Cơ quan chủ chì” thường viết là “Cơ quan chủ trì”.
        row 1 time: Tiêu đề cột “Thời gain” thường viết là “Thời gian”.
        ");
    }
}
