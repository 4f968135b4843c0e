//! # `capital-inside-sentence`
//!
//! A verb after a semicolon is capitalised although it continues the sentence: "; Hợp tác". Likewise an
//! ordinary word after a comma, in a sentence without a name before it: "bồi dưỡng, Tập huấn".
//!
//! **Fix.** Writes the word in lower case. Unsafe: applied by hand only, because the word may be
//! part of a name.

use crate::{
    model::{Role, Severity},
    reference::syllable_pairs::pairs,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "capital-inside-sentence",
    severity: Severity::Hint,
    title: Key::RuleCapital,
    rationale: Key::RuleCapitalWhy,
    source: "Chữ hoa đứng ở đầu câu và tên riêng. Ví dụ: “; Hợp tác” nên viết “; hợp tác”",
    check: Check::Row(check),
};

/// First words of names: of bodies, documents, programmes, events and places.
const NAMES: &[&str] = &[
    "sở",
    "ban",
    "bộ",
    "cục",
    "chi",
    "phòng",
    "trung",
    "trường",
    "học",
    "viện",
    "bệnh",
    "trạm",
    "hội",
    "đoàn",
    "liên",
    "mặt",
    "đảng",
    "tỉnh",
    "thành",
    "ủy",
    "uỷ",
    "văn",
    "công",
    "thanh",
    "tổng",
    "tập",
    "ngân",
    "quỹ",
    "kho",
    "bảo",
    "thuế",
    "hải",
    "tòa",
    "toà",
    "viện",
    "báo",
    "đài",
    "luật",
    "bộ",
    "nghị",
    "quyết",
    "thông",
    "chỉ",
    "kế",
    "chương",
    "đề",
    "dự",
    "quy",
    "hiến",
    "pháp",
    "kết",
    "cổng",
    "cơ",
    "hệ",
    "nền",
    "khung",
    "kiến",
    "ngày",
    "tháng",
    "tuần",
    "năm",
    "lễ",
    "tết",
    "giải",
    "đại",
    "cuộc",
    "phong",
    "danh",
    "huân",
    "huy",
    "bằng",
    "nhân",
    "nhà",
    "quốc",
    "chính",
    "trung",
    "thủ",
    "chủ",
    "bí",
    "phó",
    "tổ",
    "khu",
    "cụm",
    "vườn",
    "hồ",
    "sông",
    "núi",
    "cầu",
    "đường",
    "cảng",
    "sân",
    "xã",
    "phường",
    "thị",
    "thôn",
    "bản",
    "ấp",
    "quận",
    "huyện",
    "miền",
    "vùng",
    "tây",
    "đông",
    "nam",
    "bắc",
    "tây",
    "hạt",
    "đồn",
    "hợp",
    "doanh",
    "bưu",
    "điện",
    "thống",
    "kiểm",
    "thường",
    "tiểu",
    "quân",
    "lữ",
    "vụ",
    "di",
    "chùa",
    "đình",
    "đền",
    "festival",
    "internet",
    "zalo",
    "phụ",
    "mẫu",
    "điều",
    "khoản",
    "mục",
    "phần",
    "giấy",
    "y",
    "khoa",
    "kinh",
    "mông",
    "dao",
    "thái",
    "tày",
    "nùng",
    "mường",
    "hoa",
    "chăm",
    "việt",
];

/// Ordinary words that begin as names do.
const NO_NAMES: &[&str] = &[
    "hồ sơ",
    "cơ quan",
    "cơ sở",
    "cơ chế",
    "tổ chức",
    "chính sách",
    "kinh phí",
    "kinh doanh",
    "kinh tế",
    "điều hành",
    "điều chỉnh",
    "điều tra",
    "thông tin",
    "thông báo",
    "công tác",
    "công việc",
    "công dân",
    "công khai",
    "công chức",
    "công trình",
    "công nghệ",
    "kết nối",
    "kết quả",
    "kế toán",
    "hệ thống",
    "bộ phận",
    "phòng chống",
    "phòng ngừa",
    "phòng học",
    "trang thiết",
    "thanh toán",
    "thành phần",
    "thành lập",
    "liên kết",
    "liên thông",
    "học sinh",
    "học tập",
    "quy trình",
    "quy chế",
    "quy hoạch",
    "quy mô",
    "quyết toán",
    "đề xuất",
    "đề nghị",
    "dự báo",
    "dự phòng",
    "dự toán",
    "bảo vệ",
    "bảo đảm",
    "bảo trì",
    "bảo tồn",
    "đường giao",
    "nhân viên",
    "nhân lực",
    "nhà ở",
    "nhà văn",
    "chủ động",
    "chủ trì",
    "tổng hợp",
    "thống kê",
    "thống nhất",
    "kiểm tra",
    "kiểm soát",
    "thường xuyên",
    "doanh thu",
    "hợp tác",
    "hợp đồng",
    "giải quyết",
    "giải pháp",
    "giải ngân",
    "phụ nữ",
    "giấy tờ",
    "văn bản",
    "phần mềm",
    "năng lực",
    "năng suất",
    "bản đồ",
    "khu vực",
    "chỉ đạo",
    "chỉ số",
    "chỉ tiêu",
    "tập huấn",
    "tập trung",
    "khung giờ",
    "đại diện",
    "danh mục",
    "huy động",
    "bằng cấp",
    "ngày công",
];

/// Verbs that begin tasks but do not begin names.
const VERBS: &[&str] = &[
    "Hợp tác",
    "Xây dựng",
    "Triển khai",
    "Phát triển",
    "Tổ chức",
    "Thực hiện",
    "Hoàn thiện",
    "Nâng cấp",
    "Nâng cao",
    "Rà soát",
    "Ban hành",
    "Đào tạo",
    "Bồi dưỡng",
    "Tăng cường",
    "Đẩy mạnh",
    "Kết nối",
    "Cung cấp",
    "Duy trì",
    "Bảo đảm",
    "Đảm bảo",
    "Phối hợp",
    "Hướng dẫn",
    "Kiểm tra",
    "Đánh giá",
    "Thúc đẩy",
    "Khai thác",
    "Cập nhật",
    "Chuẩn hóa",
    "Số hóa",
    "Ứng dụng",
    "Bố trí",
    "Huy động",
    "Khuyến khích",
    "Hỗ trợ",
    "Tham mưu",
    "Tiếp tục",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    let columns = columns.filter(|it| matches!(it.role, Role::Content | Role::Result | Role::Note));
    for column in columns.map(|it| it.id) {
        let text = row.cell(column);
        for at in memchr::memchr_iter(b';', text.as_bytes()) {
            let behind = text.get(at + 1..).unwrap_or_default();
            // Skips spaces only: after a line break the word begins a new sentence.
            let word = behind.trim_start_matches(' ');
            let Some(verb) = VERBS.iter().find(|verb| word.starts_with(**verb)) else {
                continue;
            };
            let small = verb.to_lowercase();
            let start = text.len() - word.len();
            let mut after = text.to_owned();
            after.replace_range(start..start + verb.len(), &small);
            let message = Key::Capital.with([(*verb).to_owned(), small.clone()]);
            let label = Key::FixReplaceBy.with([small]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
        for (at, word) in small_words(text) {
            let small = word.to_lowercase();
            let mut after = text.to_owned();
            after.replace_range(at..at + word.len(), &small);
            let message = Key::CapitalOfSmallWord.with([word.to_owned(), small.clone()]);
            let label = Key::FixReplaceBy.with([small]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
        for (at, word) in behind_commas(text) {
            let small = word.to_lowercase();
            let mut after = text.to_owned();
            after.replace_range(at..at + word.len(), &small);
            let message = Key::CapitalBehindComma.with([word.to_owned(), small.clone()]);
            let label = Key::FixReplaceBy.with([small]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Words that begin no name inside a sentence.
const SMALL_WORDS: &[&str] = &[
    "Việc", "Của", "Các", "Cho", "Được", "Trong", "Theo", "Tại", "Với", "Những", "Để", "Khi",
    "Trên", "Bằng", "Bởi", "Do", "Nhằm", "Như", "Cùng", "Hoặc", "Phải", "Cần", "Sẽ", "Đã", "Đang",
];

/// The words of [`SMALL_WORDS`] between words in small letters, each with its byte offset.
fn small_words(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let may_begin = |at: &usize| {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        // "Đ" is C4 90.
        next.is_ascii_uppercase() || next == 0xc4
    };
    let gaps = memchr::memchr_iter(b' ', bytes).filter(may_begin);
    let words = gaps.filter_map(|gap| {
        let at = gap + 1;
        let (word, behind) = text.get(at..)?.split_once(' ')?;
        let before = text.get(..gap)?.rsplit(' ').next()?;
        let is_small = !before.is_empty() && before.chars().all(char::is_lowercase);
        let goes_on = behind.starts_with(char::is_lowercase);
        (SMALL_WORDS.contains(&word) && is_small && goes_on).then_some((at, word))
    });
    words.collect()
}

/// The ordinary words with a capital behind a comma, in a sentence that has no other capital before
/// them but its first letter.
fn behind_commas(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    if !text.contains(", ") {
        return found;
    }
    // A text in capitals, or one with names, says nothing.
    let mut is_first = true;
    let mut at = 0;
    let mut follows_comma = false;
    let mut words = text.split_inclusive(' ').peekable();
    while let Some(piece) = words.next() {
        let start = at;
        at += piece.len();
        let word = piece.trim_end();
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        let begins_large = word
            .trim_start_matches(['(', '“', '"', '-', '+'])
            .starts_with(char::is_uppercase);
        if begins_large && !is_first {
            let next = words.peek().map_or("", |it| it.trim_end());
            if !follows_comma || !is_ordinary(bare, next) {
                return found;
            }
            found.push((start, bare));
        }
        follows_comma = word.ends_with(',');
        is_first = (is_first && !word.contains(char::is_alphabetic)) || word.ends_with(['.', ':']);
        if piece.contains('\n') {
            return found;
        }
    }
    found
}

/// Whether a word with a capital, and the small one behind it, are an ordinary word and no name.
fn is_ordinary(word: &str, next: &str) -> bool {
    let lower = word.to_lowercase();
    let rest_is_small = word.chars().skip(1).all(char::is_lowercase);
    let next = next.trim_end_matches([',', '.', ';', ')']);
    if !rest_is_small || !next.starts_with(char::is_lowercase) {
        return false;
    }
    if NO_NAMES.contains(&format!("{lower} {next}").as_str()) {
        return true;
    }
    if NAMES.contains(&lower.as_str()) {
        return false;
    }
    let pairs = pairs();
    match (pairs.id(&lower), pairs.id(next)) {
        (Some(one), Some(two)) => pairs.is_frequent(one, two),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::capital_inside_sentence::RULE, testing::*};

    #[test]
    fn reports_ordinary_words_behind_commas() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Xây dựng đội ngũ, Tập huấn kỹ năng cho cán bộ
            - 2 | Phối hợp với Sở Văn hóa, Thể thao và Du lịch, Báo chí
            - 3 | Tổ chức hội nghị, Ngày hội, Đại hội thể thao
            - 4 | Bảo vệ môi trường, Thu gom rác thải. Trồng cây
            - 5 | Ứng dụng VNeID, Triển khai chữ ký số
            - 6 | DANH MỤC, CHỈ TIÊU
        "), @"
        row 1 content: “Tập” đứng giữa câu sau dấu phẩy, nên viết “tập” nếu không phải tên riêng.
        row 4 content: “Thu” đứng giữa câu sau dấu phẩy, nên viết “thu” nếu không phải tên riêng.
        ");
    }

    #[test]
    fn small_words_begin_no_name_inside_a_sentence() {
        assert_snapshot!(report(&RULE, "
            content
            - Kiểm tra, giám sát Việc chấp hành quy định
            - Đánh giá kết quả. Việc kiểm tra tiếp tục
            - Hội thi “Được mùa”, phong trào Các bà mẹ
        "), @r#"
        row 1 content: “Việc” đứng giữa câu, nên viết “việc”.
        row 3 content: “Các” đứng giữa câu, nên viết “các”.
        "#);
    }

    #[test]
    fn reports_capitals_behind_semicolons() {
        let text = "
            stt | content | lead
            - 1 | Triển khai nền tảng; Hợp tác với doanh nghiệp; Sở Nội vụ tham gia | Sở Y tế; Công an tỉnh
        ";
        assert_snapshot!(report(&RULE, text), @"row 1 content: “Hợp tác” đứng sau dấu chấm phẩy, nên viết “hợp tác”.");
        assert_snapshot!(fixed(&RULE, text), @"- 1 | Triển khai nền tảng; hợp tác với doanh nghiệp; Sở Nội vụ tham gia | Sở Y tế; Công an tỉnh");
    }
}
