//! # `header-form`
//!
//! A column heading differs by a letter or two from a known heading for the column's role ("Cơ quan
//! chu trì"), or the heading of the ordinal column is not the one that most annexes of the plan have
//! ("TT" beside "STT").
//!
//! **Fix.** Sets the known or usual heading. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{Column, Role, Severity},
    text::search::{edit_distance, fold},
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

/// Headings in use, by column role.
const KNOWN: &[(Role, &[&str])] = &[
    (
        Role::Content,
        &[
            "Chỉ tiêu",
            "Nhiệm vụ, giải pháp",
            "Nội dung mục tiêu",
            "Nội dung",
            "Nhiệm vụ",
            "Mục tiêu",
            "Tên chỉ tiêu",
            "Tên nhiệm vụ",
            "Nội dung công việc",
            "Nội dung nhiệm vụ",
        ],
    ),
    (Role::Unit, &["Đơn vị", "Đơn vị tính", "ĐVT"]),
    (
        Role::Lead,
        &[
            "Cơ quan chủ trì",
            "Cơ quan chủ trì, theo dõi, đánh giá",
            "Cơ quan chủ trì theo dõi, đánh giá",
            "Đơn vị chủ trì",
            "Chủ trì",
            "Cơ quan thực hiện",
            "Đơn vị thực hiện",
            "Đơn vị phụ trách",
            "Cơ quan theo dõi",
            "Đơn vị theo dõi",
        ],
    ),
    (
        Role::Coordinating,
        &[
            "Cơ quan phối hợp",
            "Bộ, ngành phối hợp",
            "Đơn vị phối hợp",
            "Phối hợp",
        ],
    ),
    (
        Role::Result,
        &[
            "Kết quả",
            "Sản phẩm",
            "Kết quả, sản phẩm",
            "Sản phẩm đầu ra",
        ],
    ),
    (
        Role::Time,
        &[
            "Thời gian thực hiện",
            "Thời gian hoàn thành",
            "Thời gian",
            "Thời hạn",
        ],
    ),
    (Role::Note, &["Ghi chú"]),
];

/// Maximum edit distance to a known heading.
const DISTANCE_MAX: usize = 2;

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
            role => meant(role, &heading),
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

/// Returns the known heading that `heading` resembles, or `None` if it is a known heading itself or
/// resembles none.
fn meant(role: Role, heading: &str) -> Option<&'static str> {
    let (_, known) = KNOWN.iter().find(|(of, _)| *of == role)?;
    let lower = heading.to_lowercase();
    let mut known_ones = known.iter();
    if known_ones.any(|it| it.to_lowercase() == lower) {
        return None;
    }
    let letters: Vec<char> = lower.chars().collect();
    let near = known
        .iter()
        .filter(|it| is_slip_of(&lower, &it.to_lowercase()));
    let near = near.map(|it| {
        let own: Vec<char> = it.to_lowercase().chars().collect();
        (edit_distance(&letters, &own, DISTANCE_MAX), *it)
    });
    let near = near.filter(|(far, _)| *far <= DISTANCE_MAX);
    near.min_by_key(|(far, _)| *far).map(|(_, it)| it)
}

/// Returns a word without marks, with one letter for beginnings that sound alike: "chì", "trì".
fn sounded(word: &str) -> String {
    let bare = fold(word);
    let alike = [
        ("tr", "c"),
        ("ch", "c"),
        ("x", "s"),
        ("gi", "d"),
        ("r", "d"),
    ];
    let begins = alike
        .iter()
        .find_map(|(from, to)| Some(format!("{to}{}", bare.strip_prefix(from)?)));
    begins.unwrap_or(bare)
}

/// Whether one heading is the other with a slip in one word: other marks, a letter more, less or
/// exchanged. "Thời hạn" is no slip of "Thời gian", nor "Kết quả" of "Hiệu quả".
fn is_slip_of(heading: &str, known: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (heading.split(' ').collect(), known.split(' ').collect());
    let mut differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let (Some((word, right)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let letters = |text: String| text.chars().collect::<Vec<char>>();
    let (bare, bare_right) = (letters(fold(word)), letters(fold(right)));
    let (mut sorted, mut sorted_right) = (bare.clone(), bare_right.clone());
    sorted.sort_unstable();
    sorted_right.sort_unstable();
    one.len() == other.len()
        && (sorted == sorted_right
            || edit_distance(&bare, &bare_right, 1) <= 1
            || sounded(word) == sounded(right))
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
