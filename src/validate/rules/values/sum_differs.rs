//! # `sum-differs`
//!
//! A text states a sum and its parts, and the parts do not add up to it: "1.118 chứng thư số (trong
//! đó: 744 …; 373 …)". Likewise for a row "Tổng cộng" (total) and the plain numbers above it.
//!
//! **Why.** A digit was changed or two digits were swapped, and the error is carried into every
//! compilation of the figures.
//!
//! **Fix.** None: only a person knows which figure is wrong.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{
    model::{Amount, Measure, Role, RowKind, Severity, Target, parse_number, vietnamese_number},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "sum-differs",
    severity: Severity::Warning,
    title: Key::RuleSumDiffers,
    rationale: Key::RuleSumDiffersWhy,
    source: "Lỗi thật: 182.438 triệu đồng, các phần cộng lại là 182.483; 744 + 373 ghi 1.118 (KH 333/KH-UBND Lạng Sơn)",
    check: Check::Annex {
        reads: &[
            Role::Content,
            Role::Result,
            Role::Note,
            Role::Target,
            Role::Unit,
        ],
        check,
    },
};

/// Words that introduce the parts of a sum.
const MARKERS: &[&str] = &["trong đó", "bao gồm", " gồm", "cụ thể là", "cụ thể:"];

/// Prefilter: every marker contains one of these, also when its first letter is a capital.
static MARKED: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["rong đó", "ồm", "ụ thể"].map(Finder::new));

/// Maximum deviation, in per cent of the stated sum, up to which the parts count as complete. With
/// a larger deviation some parts may simply be unlisted.
const NEAR_PERCENT: f64 = 1.0;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    scope.each_cell(
        &[Role::Content, Role::Result, Role::Note],
        |row, column, text| {
            // Most cells state no sum.
            if n_figures(text) < FIGURES_MIN
                || !MARKED.iter().any(|it| it.find(text.as_bytes()).is_some())
            {
                return;
            }
            for (stated, sum) in differences(text) {
                let message = Key::SumDiffers.with([stated, sum]);
                acc.push(scope.finding(&RULE, row, column, message));
            }
        },
    );
    check_totals(scope, acc);
}

/// A sum and at least two parts.
const FIGURES_MIN: usize = 3;

/// Counts the runs of digits in the bytes of a text.
fn n_figures(text: &str) -> usize {
    let mut was_digit = false;
    let starts = text.bytes().filter(|byte| {
        let is_digit = byte.is_ascii_digit();
        let starts = is_digit && !was_digit;
        was_digit = is_digit;
        starts
    });
    starts.count()
}

/// Maximum length in bytes of a text that can name a total.
const TOTAL_BYTES_MAX: usize = 24;

/// Compares rows "Tổng cộng" with the sum of the plain numbers above them, back to the previous
/// total or section.
fn check_totals(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(content) = scope.annex.column_of(Role::Content).map(|it| it.id) else {
        return;
    };
    let is_total = |text: &str| {
        let text = text.trim().trim_end_matches([':', '.']);
        text.len() <= TOTAL_BYTES_MAX
            && matches!(
                text.to_lowercase().as_str(),
                "cộng" | "tổng cộng" | "tổng số" | "tổng"
            )
    };
    if !scope.texts(content).any(|(_, text)| is_total(text)) {
        return;
    }
    for column in scope.annex.columns_of(Role::Target) {
        let mut parts: Vec<f64> = Vec::new();
        for ((row, text), (_, content)) in scope.texts(column.id).zip(scope.texts(content)) {
            let plain = match Target::parse(text, scope.text_of(row, Role::Unit)) {
                Target::Measured {
                    amount: Amount::One(value),
                    measure: Measure::Plain,
                    ..
                } => Some(value),
                _ => None,
            };
            if is_total(content) {
                let sum: f64 = parts.iter().sum();
                if let Some(stated) = plain.filter(|it| 1 < parts.len() && !same(*it, sum)) {
                    let message =
                        Key::SumDiffers.with([vietnamese_number(stated), vietnamese_number(sum)]);
                    acc.push(scope.finding(&RULE, row, column.id, message));
                }
                parts.clear();
            } else if row.kind.is_section() {
                parts.clear();
            } else if row.kind == RowKind::Item(1) {
                parts.extend(plain);
            }
        }
    }
}

/// A number in a text, its byte offset, and the text after it, which begins with the unit.
struct Figure<'text> {
    value: f64,
    at: usize,
    unit: &'text str,
}

impl Figure<'_> {
    /// Returns the value in millions of đồng, or `None` if it is not an amount of money.
    fn millions(&self) -> Option<f64> {
        let factor = match self.unit {
            unit if unit.starts_with("triệu đồng") => 1.0,
            unit if unit.starts_with("tỷ đồng") || unit.starts_with("tỉ đồng") => 1_000.0,
            unit if unit.starts_with("nghìn tỷ") => 1_000_000.0,
            _ => return None,
        };
        Some(self.value * factor)
    }
}

/// Returns a stated sum and the actual sum of its parts, formatted, if they differ. Returns at most
/// one pair.
fn differences(text: &str) -> Vec<(String, String)> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for marker in MARKERS {
        let Some(at) = lower.find(marker) else {
            continue;
        };
        let start = sentence_start(&lower, at);
        let end = sentence_end(&lower, at);
        let before = figures(lower.get(start..at).unwrap_or_default());
        let behind = figures(lower.get(at..end).unwrap_or_default());
        let Some(total) = before.last() else {
            continue;
        };
        let (stated, parts): (f64, Vec<f64>) = match total.millions() {
            Some(stated) => (stated, behind.iter().filter_map(Figure::millions).collect()),
            None => (total.value, behind.iter().map(|it| it.value).collect()),
        };
        let sum: f64 = parts.iter().sum();
        let is_near = (stated - sum).abs() * 100.0 <= stated * NEAR_PERCENT;
        if 1 < parts.len() && is_near && !same(stated, sum) {
            found.push((vietnamese_number(stated), vietnamese_number(sum)));
            break;
        }
    }
    found
}

/// Returns the start of the sentence that contains `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let stops = [". ", "; ", "\n"];
    let stop = stops.iter().filter_map(|stop| before.rfind(stop)).max();
    stop.map_or(0, |stop| stop + 1)
}

/// Returns the end of the list of parts: the closing bracket if the list is in brackets, otherwise
/// the end of the sentence.
fn sentence_end(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default();
    let in_brackets = before.trim_end().ends_with('(');
    let end = match in_brackets {
        true => behind.find(')'),
        false => behind.find(". "),
    };
    end.map_or(text.len(), |end| at + end)
}

/// Returns the numbers of a text that are quantities: no percentages, years, dates or document
/// numbers.
fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        let length = length.unwrap_or(rest.len());
        let figure = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', ',']);
        at = start + length.max(1);
        let before = text.get(..start).unwrap_or_default().trim_end();
        let behind = rest.get(figure.len()..).unwrap_or_default();
        let is_apart = behind.starts_with(' ') && !before.ends_with(['/', '-', '[']);
        let is_named = ["năm", "tháng", "ngày", "số", "quý", "điều", "khoản"];
        let is_named = is_named.iter().any(|word| before.ends_with(word));
        let unit = behind.trim_start();
        if let Some(value) = parse_number(figure)
            && is_apart
            && !is_named
            && unit.starts_with(char::is_alphabetic)
            && found.last().is_none_or(|last: &Figure| last.at < start)
        {
            found.push(Figure {
                value,
                at: start,
                unit,
            });
        }
    }
    found
}

fn same(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-6 * left.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::sum_differs::RULE, testing::report};

    #[test]
    fn reports_sums_that_their_parts_deny() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Năm 2025 cấp mới 1.118 chứng thư số (trong đó: 744 chữ ký số cho cá nhân; 373 chứng thư số cho tổ chức)
            - 2 | Tổng kinh phí là 182.438 triệu đồng, trong đó: vốn đầu tư là 42.169 triệu đồng; chính quyền 2 cấp là 65.312 triệu đồng; khoa học là 38.502 triệu đồng; các xã là 36,5 tỷ đồng (mua sắm)
            - 3 | Hoàn thành 102 kênh truyền, gồm 47 kênh UBND tỉnh, 2 kênh HĐND, 39 kênh Mặt trận, 14 kênh sở
            - 4 | Mở 50 lớp, trong đó 12 lớp cho cấp xã và 8 lớp cho doanh nghiệp
            - 5 | Bố trí 100% hồ sơ, trong đó 60% ở cấp xã, 39% ở cấp tỉnh
        "), @"
        row 1 content: Ghi tổng là 1.118 nhưng các phần cộng lại là 1.117.
        row 2 content: Ghi tổng là 182.438 nhưng các phần cộng lại là 182.483.
        ");
    }

    #[test]
    fn reports_totals_that_their_rows_deny() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            # I | Đào tạo
            - 1 | Lớp cho cấp xã | Lớp | 12
            - 2 | Lớp cho cấp tỉnh | Lớp | 30
            - | Cộng | Lớp | 43
            # II | Thiết bị
            - 1 | Máy trạm | Bộ | 1.200
            - 2 | Máy chủ | Bộ | 34
            - | Tổng cộng: | Bộ | 1.234
        "), @"row 4 target: Ghi tổng là 43 nhưng các phần cộng lại là 42.");
    }
}
