//! # `duplicate-content`
//!
//! An indicator or task occurs twice in a section, with the same or nearly the same words, or one
//! is contained in another. Texts of which each has words of its own are of two things ("kết quả học
//! tập tốt", "kết quả học tập chưa đạt"). The same indicator in the sections of different phases is not a
//! duplicate. In another section, an item is one only with the same words and the same lead.
//!
//! **Fix.** None: the user decides which of the two to keep.

use std::{cell::OnceCell, hash::Hasher as _, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHasher};

use super::narrower::{is_mean, narrows};
use crate::{
    model::{AnnexKind, ColumnId, Phase, Role, RowKind, Severity},
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "duplicate-content",
    severity: Severity::Warning,
    title: Key::RuleDuplicateContent,
    rationale: Key::RuleDuplicateContentWhy,
    source: "Hai dòng cùng nội dung sẽ bị báo cáo, đánh giá hai lần",
    check: Check::Annex {
        reads: &[Role::Content, Role::Ordinal, Role::Lead],
        check,
    },
};

/// Minimum number of words. Shorter texts are too unspecific to compare.
const WORDS_MIN: usize = 6;
/// Larger sections are checked for exact duplicates only, because every pair would be compared.
const NEAR_ITEMS_MAX: usize = 250;
/// Minimum share of the longer text's words, in per cent, that must occur in the shorter text.
const SHARED_PERCENT: usize = 80;

/// The words of a text, prepared for comparison: hashed, without case and punctuation.
struct Words<'row> {
    row: RowHandle,
    text: &'row str,
    /// Hash of all words in order. For a sub-item it includes the hash of the parent item.
    all: u64,
    glance: Glance,
    /// Number of leading words that belong to verbs.
    n_verbs: usize,
    n: usize,
    /// Word hashes in order, computed lazily when the masks do not settle a pair.
    order: OnceCell<Vec<u64>>,
    /// Word hashes sorted and deduplicated.
    each: OnceCell<Vec<u64>>,
}

/// Prefilter that rules out nearly all pairs of texts without comparing their words.
#[derive(Clone, Copy, Default)]
struct Glance {
    /// Sum of the hashes of the words that contain a digit. Texts with different numbers are not
    /// duplicates.
    numbers: u64,
    /// Bit set with one bit per word hash.
    mask: u64,
    /// The same bit set for the words after the verbs. All bits are set if there are too few of
    /// these words ([`OBJECT_WORDS_MIN`]), so that they are hardly ever found in another text.
    object_mask: u64,
}

impl Glance {
    fn may_double(&self, other: &Glance) -> bool {
        self.may_be_near(other) || self.may_stand_in(other) || other.may_stand_in(self)
    }

    fn may_be_near(&self, other: &Glance) -> bool {
        self.numbers == other.numbers && self.strange_to(other).min(other.strange_to(self)) == 0
    }

    /// Returns a lower bound on the number of its words that `other` does not contain.
    fn strange_to(&self, other: &Glance) -> u32 {
        (self.mask & !other.mask).count_ones()
    }

    /// Whether `other` may contain all its words after the verbs.
    fn may_stand_in(&self, other: &Glance) -> bool {
        (self.object_mask & !other.mask) == 0
    }
}

impl Words<'_> {
    fn order(&self) -> &[u64] {
        self.order.get_or_init(|| {
            let mut order = Vec::with_capacity(self.n);
            each_word(self.text, |hash, _| order.push(hash));
            order
        })
    }

    fn each(&self) -> &[u64] {
        self.each.get_or_init(|| {
            let mut each = self.order().to_vec();
            each.sort_unstable();
            each.dedup();
            each
        })
    }
}

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Content).map(|column| column.id) else {
        return;
    };
    let ordinal = scope.annex.column_of(Role::Ordinal).map(|column| column.id);
    let mut section: Vec<Words> = Vec::new();
    let mut compare = |section: &mut Vec<Words>| {
        for (row, other, key) in doubles(section) {
            // An indicator within another is a part of it: "Chi cho nghiên cứu", "… của doanh nghiệp".
            if key == Key::DuplicateContained && scope.annex.head.kind == AnnexKind::Indicators {
                continue;
            }
            // "Tỷ lệ học sinh hoàn thành", "… hoàn thành tốt": more words narrow what is counted.
            if key == Key::DuplicateContent
                && scope.annex.head.kind == AnnexKind::Indicators
                && narrows(scope.text(row, column), scope.text(other, column))
            {
                continue;
            }
            // "Tổng số bản sách", "Số bản sách bình quân": the same words, another figure.
            let is_mean = |row| is_mean(scope.text(row, column));
            if is_mean(row) != is_mean(other) {
                continue;
            }
            let name = ordinal.map_or("", |ordinal| scope.text(other, ordinal));
            let message = key.with([name.to_owned()]);
            acc.push(scope.finding(&RULE, row, column, message));
        }
        section.clear();
    };
    let mut parent = 0;
    let mut items: Vec<(RowHandle, u64, usize)> = Vec::new();
    let mut n_section = 0;
    let mut has_phases = false;
    for (row, text) in scope.texts(column) {
        match row.kind {
            RowKind::Section(_) => {
                compare(&mut section);
                n_section += 1;
                has_phases |= Phase::parse(text).is_some();
            }
            RowKind::Item(1) => {
                let words = words(row, text, 0);
                parent = words.all;
                let all = if words.n < WORDS_MIN { 0 } else { words.all };
                items.push((row, all, n_section));
                section.push(words);
            }
            // Mixes in the parent: sub-items of different parents may have the same text.
            RowKind::Item(_) => section.push(words(row, text, parent)),
        }
    }
    compare(&mut section);
    if !has_phases {
        across_sections(scope, column, &items, acc);
    }
}

/// Items of different sections with the same words and the same lead. Sections that repeat many items,
/// as phases and places do, mean to repeat them.
fn across_sections(
    scope: &AnnexScope,
    column: ColumnId,
    items: &[(RowHandle, u64, usize)],
    acc: &mut Vec<Diagnostic>,
) {
    let mut seen: FxHashMap<u64, (RowHandle, usize)> = FxHashMap::default();
    let mut doubles = Vec::new();
    // Items of too few words have no hash.
    for (row, all, section) in items.iter().filter(|(_, all, _)| *all != 0) {
        match seen.get(all) {
            Some((earlier, other)) if other != section => {
                let lead = |row: RowHandle| scope.text_of(row, Role::Lead).trim();
                if lead(*row) == lead(*earlier) {
                    doubles.push((*row, *earlier));
                }
            }
            Some(_) => {}
            None => {
                seen.insert(*all, (*row, *section));
            }
        }
    }
    if items.len() < REPEATED_ONE_IN * doubles.len() {
        return;
    }
    for (row, earlier) in doubles {
        let name = scope.text_of(earlier, Role::Ordinal).to_owned();
        let message = Key::DuplicateElsewhere.with([name]);
        acc.push(scope.finding(&RULE, row, column, message));
    }
}

/// With more than one repeated item in so many, sections repeat items on purpose.
const REPEATED_ONE_IN: usize = 8;

/// Returns the rows that duplicate another row of the section, each with that other row and the
/// message.
fn doubles<'row>(section: &[Words<'row>]) -> Vec<(RowHandle, RowHandle, Key)> {
    let mut found = Vec::new();
    let mut seen: FxHashMap<u64, RowHandle> = FxHashMap::default();
    // Contiguous copy, because each glance is compared with all earlier ones.
    let glances: Vec<Glance> = section.iter().map(|it| it.glance).collect();
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
        let before = glances.get(..at).unwrap_or_default().iter().zip(section);
        let alike = before.filter(|(earlier, _)| words.glance.may_double(earlier));
        let double = alike.map(|(_, earlier)| earlier).find_map(|earlier| {
            let (here, there) = (words.row, earlier.row);
            if is_near(earlier, words) {
                Some((here, there, Key::DuplicateContent))
            } else if contains(words, earlier) {
                Some((there, here, Key::DuplicateContained))
            } else {
                contains(earlier, words).then_some((here, there, Key::DuplicateContained))
            }
        });
        found.extend(double);
    }
    found
}

fn is_near(left: &Words, right: &Words) -> bool {
    if !left.glance.may_be_near(&right.glance) {
        return false;
    }
    let (short, long) = match left.each().len() <= right.each().len() {
        true => (left, right),
        false => (right, left),
    };
    let (shorts, longs) = (short.each(), long.each());
    if short.n < WORDS_MIN
        || shorts.len() == longs.len()
        || 0 < short.glance.strange_to(&long.glance)
        || shorts.len() * 100 < longs.len() * SHARED_PERCENT
    {
        return false;
    }
    shorts.iter().all(|word| longs.binary_search(word).is_ok())
}

/// Whether `long` contains the words of `short` after its verbs as one contiguous sequence.
fn contains(long: &Words, short: &Words) -> bool {
    let n_about = short.n - short.n_verbs;
    if !short.glance.may_stand_in(&long.glance)
        || !(OBJECT_WORDS_MIN..long.n).contains(&n_about)
        || short.row.kind != long.row.kind
    {
        return false;
    }
    let about = short.order().get(short.n_verbs..).unwrap_or_default();
    // Compares element by element, because most windows differ in the first word.
    let mut windows = long.order().windows(n_about);
    windows.any(|window| window.iter().eq(about))
}

/// With fewer words than this after the verbs, a task is too unspecific to be found in another.
const OBJECT_WORDS_MIN: usize = 8;

/// Verbs that begin tasks, two words each.
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

fn words<'row>(row: RowHandle, text: &'row str, parent: u64) -> Words<'row> {
    let mut all = FxHasher::default();
    all.write_u64(parent);
    let mut words = Words {
        row,
        text,
        all: 0,
        glance: Glance::default(),
        n_verbs: 0,
        n: 0,
        order: OnceCell::new(),
        each: OnceCell::new(),
    };
    let mut last = 0;
    let mut among_verbs = true;
    each_word(text, |hash, has_digit| {
        all.write_u64(hash);
        let bit = 1 << (hash >> 58);
        words.glance.mask |= bit;
        words.glance.object_mask |= bit;
        words.n += 1;
        if has_digit {
            // Independent of order, but each repetition counts.
            let numbers = &mut words.glance.numbers;
            *numbers = numbers.wrapping_add(hash);
        }
        if among_verbs && words.n.is_multiple_of(2) {
            among_verbs = VERB_HASHES.contains(&[last, hash]);
            if among_verbs {
                words.n_verbs = words.n;
                words.glance.object_mask = 0;
            }
        }
        last = hash;
    });
    words.all = all.finish();
    if words.n - words.n_verbs < OBJECT_WORDS_MIN {
        words.glance.object_mask = u64::MAX;
    }
    words
}

/// Calls `put` for each word of a text with its hash, ignoring case, and whether it contains a
/// digit.
fn each_word(text: &str, mut put: impl FnMut(u64, bool)) {
    let mut hasher = FxHasher::default();
    let (mut within, mut has_digit) = (false, false);
    for c in text.chars() {
        let small = match c {
            'a'..='z' | 'à'..='ÿ' => c,
            '0'..='9' => {
                has_digit = true;
                c
            }
            'A'..='Z' => c.to_ascii_lowercase(),
            // In this range each lower-case letter follows its upper-case letter.
            '\u{1ea0}'..='\u{1ef9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
            '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' => {
                if std::mem::take(&mut within) {
                    put(
                        std::mem::take(&mut hasher).finish(),
                        std::mem::take(&mut has_digit),
                    );
                }
                continue;
            }
            _ => c.to_lowercase().next().unwrap_or(c),
        };
        within = true;
        hasher.write_u32(u32::from(small));
    }
    if within {
        put(hasher.finish(), has_digit);
    }
}

fn word_hash(word: &str) -> u64 {
    let mut hash = 0;
    each_word(word, |own, _| hash = own);
    hash
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        edit::{Step, Transaction},
        model::fixture,
        validate::{Findings, rules::structure::duplicate_content::RULE, testing::report},
        wording::Key,
    };

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

    #[test]
    fn degrees_and_parts_are_no_doubles() {
        let text = "
            stt | content | unit | target
            - 1 | Tỷ lệ học sinh có kết quả học tập tốt | % | 31
            - 2 | Tỷ lệ học sinh có kết quả học tập khá | % | 54
            - 3 | Tỷ lệ học sinh có kết quả học tập chưa đạt | % | 1
            - 4 | Tỷ lệ học sinh có kết quả rèn luyện tốt | % | 93
            - 5 | Tỷ lệ học sinh tiểu học hoàn thành | % | 34
            - 6 | Tỷ lệ học sinh tiểu học hoàn thành tốt | % | 42
            - 7 | Tỷ lệ học sinh, sinh viên tham gia bảo hiểm y tế | % | 99
            - 8 | Tỷ lệ học sinh tham gia bảo hiểm y tế | % | 100
        ";
        assert_eq!(report(&RULE, text), "");
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            - 1 | Tỷ lệ hồ sơ của cấp xã được xử lý trên môi trường mạng | % | 31
            - 2 | Tỷ lệ hồ sơ cấp xã được xử lý trên môi trường mạng | % | 54
            - 3 | Tỷ lệ hồ sơ cấp xã được xử lý trên môi trường mạng để giải quyết | % | 54
        "), @"
        row 2 content: Nội dung trùng hoặc gần trùng với dòng “1” của mục này.
        row 3 content: Nội dung trùng hoặc gần trùng với dòng “2” của mục này.
        ");
    }

    #[test]
    fn names_the_other_row_by_its_current_ordinal() {
        let mut document = fixture::parse(
            "
            stt | content
            - 1 | Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công
            - 2 | Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công
        ",
        );
        let mut findings = Findings::of(&document);
        let annex = &document.annexes[0];
        let step = Step::SetCell {
            annex: annex.id,
            row: annex.rows[0].id,
            column: annex.columns[0].id,
            text: "7".to_owned(),
        };
        let transaction = Transaction {
            label: Key::DidSetCell.into(),
            steps: vec![step],
        };
        document.apply(&transaction).unwrap();
        findings.update(&document, &transaction.steps);
        let found = findings.list(&document);
        let own: Vec<_> = found.iter().filter(|it| it.rule == RULE.id).collect();
        assert_eq!(own[0].message, Key::DuplicateContent.with(["7".to_owned()]));
    }

    #[test]
    fn reports_the_same_item_in_another_section() {
        let row = |n: u8, what: &str| {
            format!("- {n} | Ban hành quy chế quản lý {what} trên địa bàn | Sở Y tế\n")
        };
        let text = |last: &str| {
            let first: String = (1..=8)
                .map(|n| row(n, &format!("lĩnh vực số {n}")))
                .collect();
            format!("stt | content | lead\n# I | A\n{first}# II | B\n{}", last)
        };
        assert_snapshot!(
            report(&RULE, &text(&row(1, "lĩnh vực số 3"))),
            @"row 11 content: Nội dung và cơ quan chủ trì trùng với dòng “3” của mục khác."
        );
        let other_lead = row(1, "lĩnh vực số 3").replace("Sở Y tế", "Sở Nội vụ");
        assert_eq!(report(&RULE, &text(&other_lead)), "");
    }
}
