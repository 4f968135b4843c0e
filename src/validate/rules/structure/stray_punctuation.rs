//! # `stray-punctuation`
//!
//! A text that ends in a semicolon, a comma or two full stops where its column does not, or holds two
//! commas in a row.
//!
//! **Fix.** Removes what is too much. Safe: no word changes.

use crate::{
    model::{ColumnId, Role, Severity},
    text::search::around,
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "stray-punctuation",
    severity: Severity::Hint,
    title: Key::RuleStrayPunctuation,
    rationale: Key::RuleStrayPunctuationWhy,
    source: "Đối chiếu với các ô khác của cột",
    check: Check::Annex {
        reads: TEXTS,
        check,
    },
};

const TEXTS: &[Role] = &[
    Role::Group,
    Role::Content,
    Role::Unit,
    Role::Target,
    Role::Lead,
    Role::Coordinating,
    Role::Result,
    Role::Time,
    Role::Note,
    Role::Actual,
    Role::Status,
    Role::Other,
];

/// Where more than this share of a column ends in a semicolon, that is its way, in per cent …
const WAY_PERCENT: usize = 20;
/// … and no less than this many cells: one alone is a slip also in a short column.
const WAY_MIN: usize = 2;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    for column in scope
        .annex
        .columns
        .iter()
        .filter(|it| TEXTS.contains(&it.role))
    {
        let way = way_of(scope, column.id);
        for (row, text) in scope.texts(column.id) {
            let Some(after) = mended(text, way) else {
                continue;
            };
            let is_half = is_other_number(&after) || ends_in_begun_number(text);
            let (start, end) = place_of(text);
            let message = Key::StrayPunctuation.with([around(text, start, end)]);
            let label = Key::FixPunctuation.into();
            let step = scope.set_cell(row, column.id, after);
            let finding = scope.finding(&RULE, row, column.id, message);
            acc.push(match is_half {
                true => finding,
                false => finding.with_fix(Applicability::Safe, label, vec![step]),
            });
        }
    }
}

/// Whether a number is left whose sign is wrong as well: "93.0," was to be "93,0".
fn is_other_number(text: &str) -> bool {
    let text = text.trim();
    let is_figure = text
        .bytes()
        .all(|it| it.is_ascii_digit() || matches!(it, b'.' | b','));
    let decimals = text.rsplit_once('.').map_or(3, |(_, it)| it.len());
    is_figure && decimals != 3
}

/// Where the first signs too many stand: two in a row, or those that end the text.
fn place_of(text: &str) -> (usize, usize) {
    let doubled = [",,", ", ,", ";;"].into_iter().filter_map(|it| {
        let at = text.find(it)?;
        Some((at, at + it.len()))
    });
    let end = text.trim_end();
    let bare = end.trim_end_matches([';', ',', '.', ' ']);
    doubled.min().unwrap_or((bare.len(), end.len()))
}

/// How the texts of a column end.
#[derive(Clone, Copy)]
struct Way {
    semicolons: bool,
    stops: bool,
}

fn way_of(scope: &AnnexScope, column: ColumnId) -> Way {
    let texts = scope.texts(column).filter(|(_, text)| !text.is_empty());
    let (n, semicolons, stops) = texts.fold((0, 0, 0), |(n, semicolons, stops), (_, text)| {
        let end = text.trim_end();
        (
            n + 1,
            semicolons + usize::from(end.ends_with([';', ','])),
            stops + usize::from(end.ends_with('.')),
        )
    });
    Way {
        // A lone text has no others to differ from.
        semicolons: n < 2 || (WAY_MIN <= semicolons && n * WAY_PERCENT < semicolons * 100),
        stops: n < stops * 2,
    }
}

/// Excel and old databases cut texts at this many characters; what a cut leaves at the end says where.
const CUT_AT: usize = 255;

/// Returns a text without what is too much; `None` where nothing is.
fn mended(text: &str, way: Way) -> Option<String> {
    let end = text.trim_end();
    let is_stop = end.ends_with("..") && !end.ends_with("...") && !is_unfilled(end);
    let ends = (end.ends_with([';', ',']) && !way.semicolons) || is_stop;
    let bytes = text.as_bytes();
    let doubled = bytes.windows(2).any(|pair| matches!(pair, b",," | b";;"))
        || bytes.windows(3).any(|three| three == b", ,");
    // "…,,,…" is a place to be filled in, not a slip.
    if !(ends || doubled) || text.contains(",,,") || text.contains(";;;") {
        return None;
    }
    if text.chars().count() == CUT_AT {
        return None;
    }
    let mut after = text
        .replace(", ,", ",")
        .replace(",,", ",")
        .replace(";;", ";");
    if ends {
        let bare = after
            .trim_end()
            .trim_end_matches([';', ',', '.', ' '])
            .len();
        after.truncate(bare);
        if way.stops {
            after.push('.');
        }
    }
    (!after.is_empty() && after != text).then_some(after)
}

/// Whether two dots stand alone for what is to be filled in, "Sở ..", and end no sentence.
fn is_unfilled(text: &str) -> bool {
    let before = text.trim_end_matches('.');
    before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == '/')
}

/// Whether dots stand behind a number that may lack figures, "quý IV/20..": without them nobody would see it.
fn ends_in_begun_number(text: &str) -> bool {
    let end = text.trim_end();
    let before = end.trim_end_matches('.');
    let words = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = before.get(words.len()..).unwrap_or_default();
    let is_year = number.len() == 4 && number.starts_with("20");
    end.ends_with("..") && !number.is_empty() && !is_year
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::stray_punctuation::RULE, testing::*};

    #[test]
    fn reports_what_is_too_much_at_the_end() {
        let text = "
            stt | content
            - 1 | Ban hành quy chế;
            - 2 | Rà soát quy chế..
            - 3 | Tập huấn,, bồi dưỡng
            - 4 | Sửa đổi quy chế
            - 5 | Các việc khác...
            - 6 | Tổng kết
            - 7 | Sơ kết
            - 8 | Báo cáo
            - 9 | Kiểm tra
            - 10 | Thẩm định
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: Thừa dấu câu (trong “quy chế;”).
        row 2 content: Thừa dấu câu (trong “quy chế..”).
        row 3 content: Thừa dấu câu (trong “Tập huấn,, bồi dưỡng”).
        ");
        assert_snapshot!(fixed(&RULE, "stt | content\n- 1 | a;\n- 2 | b..\n- 3 | c,, d\n- 4 | e\n- 5 | f\n- 6 | g"), @"
        - 1 | a
        - 2 | b
        - 3 | c, d
        - 4 | e
        - 5 | f
        - 6 | g
        ");
        assert_eq!(
            report(&RULE, "stt | content\n- 1 | a;\n- 2 | b;\n- 3 | c."),
            ""
        );
    }

    #[test]
    fn dots_for_what_is_missing_are_kept() {
        let text = "content | time
            - A | Quý II và quý IV/20..
            - Sở .. | Tháng 6/202..
            - Điều 12.. | Tháng 6/2026..
            - D | Tháng 6/2026
            - E | Tháng 6/2026
            - G | Tháng 6/2026";
        assert_snapshot!(fixed_all(&RULE, text), @r"
        - A | Quý II và quý IV/20..
        - Sở .. | Tháng 6/202..
        - Điều 12.. | Tháng 6/2026
        - D | Tháng 6/2026
        - E | Tháng 6/2026
        - G | Tháng 6/2026
        ");
    }

    #[test]
    fn one_cell_among_a_few_is_enough_in_any_column() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target | lead | result | note
            - 1 | Rà soát | % | 95; | Sở Y tế; | Báo cáo | Mới
            - 2 | Tập huấn | %; | 96 | Sở Nội vụ | Kế hoạch; | Mới,
            - 3 | Tổng kết | % | 97 | Sở Y tế | Báo cáo | Mới
        "), @"
        row 1 target: Thừa dấu câu (trong “95;”).
        row 1 lead: Thừa dấu câu (trong “Y tế;”).
        row 2 unit: Thừa dấu câu (trong “%;”).
        row 2 result: Thừa dấu câu (trong “Kế hoạch;”).
        row 2 note: Thừa dấu câu (trong “Mới,”).
        ");
        // The only text of a column has no others to differ from.
        assert_eq!(report(&RULE, "stt | content\n- 1 | a;"), "");
    }
}
