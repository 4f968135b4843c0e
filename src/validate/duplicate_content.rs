//! # `duplicate-content`
//!
//! The same or nearly the same indicator or task twice in a section, or one that is contained in
//! another. The same indicator in sections of different phases is no duplicate.
//!
//! **Fix.** None: which of the two stays is a decision.

use std::{collections::HashMap, hash::Hasher as _, sync::LazyLock};

use rustc_hash::FxHasher;

use super::{Check, Diagnostic, Rule, Scope, Severity};
use crate::{
    model::{Role, Row, RowKind},
    wording::Key,
};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-content",
    severity: Severity::Warning,
    title: Key::RuleDuplicateContent,
    rationale: Key::RuleDuplicateContentWhy,
    source: "Lỗi thật: chỉ tiêu 8 và 9 trùng nội dung (QĐ 3256/QĐ-UBND Đồng Tháp)",
    check: Check::Annex {
        reads: &[Role::Content, Role::Group],
        check,
    },
};

/// A shorter text says too little to be another's double.
const WORDS_MIN: usize = 6;
/// In a section with more items only texts of the same words are looked for.
const NEAR_ITEMS_MAX: usize = 250;
/// Of the words of the longer text, so many per cent must be those of the shorter.
const SHARED_PERCENT: usize = 80;

/// What a text says, for comparing: its words without case and marks.
struct Words<'row> {
    row: &'row Row,
    all: u64,
    /// In order.
    order: Vec<u64>,
    /// How many verbs' words come first.
    n_verbs: usize,
    /// Sorted, each once.
    each: Vec<u64>,
    /// Those with a digit: texts that differ in a number speak of two things.
    numbers: u64,
    /// A bit for each word, to see at once that two texts share few.
    mask: u64,
    /// The same of the words behind the verbs.
    object_mask: u64,
    n: usize,
}

fn check(scope: &Scope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Content).map(|column| column.id) else {
        return;
    };
    let ordinal = scope.annex.column_of(Role::Ordinal).map(|column| column.id);
    let mut section: Vec<Words> = Vec::new();
    let mut compare = |section: &mut Vec<Words>| {
        for (row, other, key) in doubles(section) {
            let name = ordinal.map_or("", |ordinal| other.cell(ordinal));
            let message = key.with([name.to_owned()]);
            acc.push(scope.finding(&RULE, row, column, message));
        }
        section.clear();
    };
    let mut parent = 0;
    for row in &scope.annex.rows {
        match row.kind {
            RowKind::Section(_) => compare(&mut section),
            RowKind::Item(1) => {
                parent = word_hash(row.cell(column));
                section.push(words(row, row.cell(column), 0));
            }
            // Sub-items of two parents may say the same.
            RowKind::Item(_) => section.push(words(row, row.cell(column), parent)),
        }
    }
    compare(&mut section);
}

/// Rows that say what another one of the section says, each with that one and with what to say of it.
fn doubles<'row>(section: &[Words<'row>]) -> Vec<(&'row Row, &'row Row, Key)> {
    let mut found = Vec::new();
    let mut seen: HashMap<u64, &Row> = HashMap::new();
    for (at, words) in section.iter().enumerate() {
        if words.n < WORDS_MIN {
            continue;
        }
        if let Some(earlier) = seen.get(&words.all) {
            found.push((words.row, *earlier, Key::DuplicateContent));
            continue;
        }
        seen.insert(words.all, words.row);
        if NEAR_ITEMS_MAX < section.len() {
            continue;
        }
        let before = section.get(..at).unwrap_or_default();
        let near = before.iter().find(|earlier| is_near(earlier, words));
        if let Some(earlier) = near {
            found.push((words.row, earlier.row, Key::DuplicateContent));
            continue;
        }
        let (contained, other) = match before.iter().find(|earlier| contains(words, earlier)) {
            Some(earlier) => (earlier.row, words.row),
            None => match before.iter().find(|earlier| contains(earlier, words)) {
                Some(earlier) => (words.row, earlier.row),
                None => continue,
            },
        };
        found.push((contained, other, Key::DuplicateContained));
    }
    found
}

fn is_near(left: &Words, right: &Words) -> bool {
    let (short, long) = match left.each.len() <= right.each.len() {
        true => (left, right),
        false => (right, left),
    };
    if short.numbers != long.numbers || short.n < WORDS_MIN || short.each.len() == long.each.len() {
        return false;
    }
    let strange = (short.mask & !long.mask).count_ones();
    if 1 < strange || short.each.len() * 100 < long.each.len() * SHARED_PERCENT {
        return false;
    }
    let words = short.each.iter();
    let shared = words
        .filter(|word| long.each.binary_search(word).is_ok())
        .count();
    // Every word of the shorter one but one stands in the longer one too.
    short.each.len() <= shared + 1 && long.each.len() * SHARED_PERCENT <= shared * 100
}

/// Whether what a task is about, its words behind the verbs, stands in another's word for word.
fn contains(long: &Words, short: &Words) -> bool {
    let about = short.order.get(short.n_verbs..).unwrap_or_default();
    let is_level = short.row.kind == long.row.kind;
    let may = is_level && OBJECT_WORDS_MIN <= about.len() && about.len() < long.order.len();
    // A word the other lacks settles it for nearly all pairs.
    may && (short.object_mask & !long.mask) == 0
        && long
            .order
            .windows(about.len())
            .any(|window| window == about)
}

/// Fewer words than this behind the verbs are about too much.
const OBJECT_WORDS_MIN: usize = 8;

/// Verbs that tasks begin with, two words each.
const VERBS: &[&str] = &[
    "xây dựng",
    "phát triển",
    "hoàn thiện",
    "nâng cấp",
    "triển khai",
    "tổ chức",
    "thực hiện",
    "duy trì",
    "cập nhật",
    "ban hành",
    "rà soát",
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
];

static VERB_HASHES: LazyLock<Vec<[u64; 2]>> = LazyLock::new(|| {
    let pairs = VERBS.iter().filter_map(|verb| verb.split_once(' '));
    pairs
        .map(|(one, two)| [word_hash(one), word_hash(two)])
        .collect()
});

fn n_verbs(order: &[u64]) -> usize {
    let pairs = order
        .chunks_exact(2)
        .take_while(|pair| VERB_HASHES.iter().any(|verb| verb == pair));
    2 * pairs.count()
}

fn words<'row>(row: &'row Row, text: &str, parent: u64) -> Words<'row> {
    let mut all = FxHasher::default();
    all.write_u64(parent);
    let mut each = Vec::new();
    let (mut numbers, mut mask) = (0u64, 0u64);
    let mut n = 0;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
    {
        let hash = word_hash(word);
        all.write_u64(hash);
        each.push(hash);
        mask |= 1 << (hash >> 58);
        if word.contains(|c: char| c.is_ascii_digit()) {
            // In whatever order, each as often as it stands there.
            numbers = numbers.wrapping_add(hash);
        }
        n += 1;
    }
    let order = each.clone();
    let n_verbs = n_verbs(&order);
    let object = order.iter().skip(n_verbs);
    let object_mask = object.fold(0u64, |mask, hash| mask | 1 << (hash >> 58));
    each.sort_unstable();
    each.dedup();
    Words {
        row,
        order,
        n_verbs,
        object_mask,
        all: all.finish(),
        each,
        numbers,
        mask,
        n,
    }
}

fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars().flat_map(char::to_lowercase) {
        hasher.write_u32(u32::from(c));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::testing::report, RULE};

    #[test]
    fn reports_doubles_within_a_section_only() {
        assert_snapshot!(report(&RULE, "
            stt | content
            # I | Giai đoạn đến năm 2027
            - 1 | Tỷ lệ hồ sơ công việc được xử lý trên môi trường điện tử và ký số
            - 2 | Tỷ lệ hồ sơ công việc được xử lý trên môi trường điện tử và ký số để giải quyết
            - 3 | Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công
            - 4 | - Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công.
            - 5 | Đào tạo 100% cán bộ cấp xã về kỹ năng số cơ bản trong năm
            - 6 | Đào tạo 50% cán bộ cấp xã về kỹ năng số cơ bản trong năm
            - 7 | Ban hành kế hoạch
            - 8 | Ban hành kế hoạch
            - 9 | Xây dựng, phát triển Nền tảng tổng hợp, phân tích dữ liệu cấp tỉnh
            - 10 | Phát triển, hoàn thiện Nền tảng tổng hợp, phân tích dữ liệu cấp tỉnh để chia sẻ
            # II | Giai đoạn 2028-2030
            - 1 | Tỷ lệ hồ sơ công việc được xử lý trên môi trường điện tử và ký số
        "), @"
        row 3 content: Nội dung trùng hoặc gần trùng với dòng “1” của mục này.
        row 5 content: Nội dung trùng hoặc gần trùng với dòng “3” của mục này.
        row 10 content: Nội dung nằm trọn trong dòng “10” của mục này.
        ");
    }
}
