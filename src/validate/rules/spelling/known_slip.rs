//! # `known-slip`
//!
//! A recognition or typing error found in real plans, matched together with its context: "chuyên
//! đổi số", "Phần đầu đạt", "làm cơ sở đề".
//!
//! **Fix.** Sets the intended word. Unsafe: applied by hand only, after reading the whole text.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{
    model::{Role, Severity},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "known-slip",
    severity: Severity::Hint,
    title: Key::RuleKnownSlip,
    rationale: Key::RuleKnownSlipWhy,
    source: "Lỗi gõ và lỗi nhận dạng chữ thường gặp. Ví dụ: “Phần đầu đạt”, “chuyên đổi số”",
    check: Check::Row(check),
};

/// A text as written and the intended text.
struct Slip {
    written: &'static str,
    meant: &'static str,
    /// Syllables after which it is no slip, because the last word of `written` begins a longer one:
    /// "đề" is wrong in "làm cơ sở đề các xã", and right in "làm cơ sở đề xuất".
    unless_before: &'static [&'static str],
}

const fn slip(written: &'static str, meant: &'static str) -> Slip {
    Slip {
        written,
        meant,
        unless_before: &[],
    }
}

const fn slip_unless(
    written: &'static str,
    meant: &'static str,
    unless_before: &'static [&'static str],
) -> Slip {
    Slip {
        written,
        meant,
        unless_before,
    }
}

/// Second syllables of words that begin with "đề".
const AFTER_DE: &[&str] = &[
    "án", "bài", "bạt", "cao", "cập", "cử", "cương", "dẫn", "đạt", "kháng", "mục", "nghị", "phòng",
    "ra", "tài", "thi", "tựa", "xuất", "xướng",
];
/// Second syllables of words that begin with "đấu".
const AFTER_DAU: &[&str] = &["giá", "loại", "nối", "thầu", "thủ", "tranh", "trí"];

/// Each slip includes enough context to make an error likely.
const SLIPS: &[Slip] = &[
    slip("chuyên đổi số", "chuyển đổi số"),
    slip("Chuyên đổi số", "Chuyển đổi số"),
    slip("chuyến đổi số", "chuyển đổi số"),
    slip("Phần đầu đến", "Phấn đấu đến"),
    slip("Phần đầu đạt", "Phấn đấu đạt"),
    slip("Phần đầu 100", "Phấn đấu 100"),
    slip("phần đầu đạt", "phấn đấu đạt"),
    slip_unless("Phần đấu", "Phấn đấu", AFTER_DAU),
    // "Phấn đầu tư" is rather meant as "Phần đầu tư".
    slip_unless("Phấn đầu", "Phấn đấu", &["tư"]),
    slip_unless("làm cơ sở đề ", "làm cơ sở để ", AFTER_DE),
    slip_unless("nhằm đề ", "nhằm để ", AFTER_DE),
    slip("phát triển Chính phủ năm", "phát triển Chính phủ số năm"),
    slip("người dân doanh nghiệp", "người dân, doanh nghiệp"),
    slip("VneID", "VNeID"),
    slip("Chính Quyền số", "Chính quyền số"),
];

/// Prebuilt searchers for the written forms, reused for all cells.
static FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| SLIPS.iter().map(|it| Finder::new(it.written)).collect());

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    let columns =
        columns.filter(|it| matches!(it.role, Role::Content | Role::Result | Role::Group));
    for column in columns.map(|column| column.id) {
        let text = row.cell(column);
        for (slip, finder) in SLIPS.iter().zip(FINDERS.iter()) {
            let mut matches = finder.find_iter(text.as_bytes());
            let Some(at) = matches.find(|at| slip.stands_at(text, *at)) else {
                continue;
            };
            let mut after = text.to_owned();
            after.replace_range(at..at + slip.written.len(), slip.meant);
            let (written, meant) = (slip.written.trim(), slip.meant.trim());
            let message = Key::KnownSlip.with([written.to_owned(), meant.to_owned()]);
            let label = Key::FixReplaceBy.with([meant.to_owned()]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Whether the letter at byte `at` belongs to a slip of this rule.
pub(super) fn covers(text: &str, at: usize) -> bool {
    SLIPS.iter().zip(FINDERS.iter()).any(|(slip, finder)| {
        let mut matches = finder.find_iter(text.as_bytes());
        matches.any(|from| {
            (from..from + slip.written.len()).contains(&at) && slip.stands_at(text, from)
        })
    })
}

impl Slip {
    /// Whether the match at byte `at` consists of whole words and does not begin a longer phrase
    /// that is correct.
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + self.written.len()..).unwrap_or_default();
        let next = behind.trim_start().to_lowercase();
        let next = next.split(|c: char| !c.is_alphabetic()).next();
        let goes_on =
            self.written.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic);
        !before.ends_with(char::is_alphabetic)
            && !goes_on
            && !next.is_some_and(|next| self.unless_before.contains(&next))
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::known_slip::RULE, testing::*};

    #[test]
    fn reports_slips_in_their_company_only() {
        let text = "
            stt | content
            - 1 | Phần đầu đạt 100% hồ sơ; chuyên đổi số toàn diện
            - 2 | Đơn vị chuyên trách về chuyển đổi số, phần đầu của kế hoạch
            - 3 | Ban hành khung, làm cơ sở đề các cơ quan áp dụng
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “chuyên đổi số” có thể là “chuyển đổi số”.
        row 1 content: “Phần đầu đạt” có thể là “Phấn đấu đạt”.
        row 3 content: “làm cơ sở đề” có thể là “làm cơ sở để”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Phấn đấu đạt 100% hồ sơ; chuyển đổi số toàn diện
        - 2 | Đơn vị chuyên trách về chuyển đổi số, phần đầu của kế hoạch
        - 3 | Ban hành khung, làm cơ sở để các cơ quan áp dụng
        ");
    }

    /// What looks like a slip may be the beginning of a longer, correct phrase.
    #[test]
    fn the_beginning_of_a_correct_phrase_is_no_slip() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Rà soát, làm cơ sở đề xuất nhiệm vụ; làm cơ sở đề nghị cấp kinh phí
            - 2 | Khảo sát nhằm đề xuất, nhằm đề ra giải pháp
            - 3 | Phần đấu thầu qua mạng; Phần đấu nối hạ tầng; Phần đấu giá tài sản
            - 4 | Phần đầu đạtxyz
            - 5 | Phấn đầu tư công của kế hoạch
        "), @"");
    }

    #[test]
    fn the_slip_is_replaced_where_it_was_found() {
        let text = "
            stt | content
            - 1 | Khảo sát nhằm đề xuất giải pháp, nhằm đề các xã áp dụng
            - 2 | VneIDs và VneID
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “nhằm đề” có thể là “nhằm để”.
        row 2 content: “VneID” có thể là “VNeID”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Khảo sát nhằm đề xuất giải pháp, nhằm để các xã áp dụng
        - 2 | VneIDs và VNeID
        ");
    }
}
