//! # `separator-mistaken`
//!
//! A comma before three figures where the unit, the row or the column says that thousands are meant
//! ("1,250 người", "1.300 | 1,250"), or a dot where they say that it is a decimal ("1,2 | 1.250").
//!
//! **Why.** In Vietnamese "1,250" is a little more than one.
//!
//! **Fix.** Writes the other sign. Unsafe: applied by hand only.

use rustc_hash::FxHashMap;

use crate::{
    model::{ColumnId, Role, Severity, parse_number},
    reference::units::counts_things,
    text::search::offset_in,
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::{Key, Message},
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "separator-mistaken",
    severity: Severity::Warning,
    title: Key::RuleSeparator,
    rationale: Key::RuleSeparatorWhy,
    source: "Đối chiếu với đơn vị tính và các số khác của dòng, của cột",
    check: Check::Annex {
        reads: &[
            Role::Content,
            Role::Unit,
            Role::Target,
            Role::Actual,
            Role::Result,
            Role::Note,
            Role::Other,
        ],
        check,
    },
};

/// Columns of figures, and of sentences that name figures.
const FIGURES: &[Role] = &[Role::Target, Role::Actual, Role::Other];
const SENTENCES: &[Role] = &[
    Role::Content,
    Role::Result,
    Role::Note,
    Role::Target,
    Role::Actual,
];

/// How far a figure of a row may be from another one.
const NEAR: std::ops::Range<f64> = 0.4..2.5;
/// How many figures show how a column is written.
const USUAL_MIN: usize = 2;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| FIGURES.contains(&it.role)) {
        // Made when neither the unit nor the row tells.
        let mut usual: Option<FxHashMap<&str, Usual>> = None;
        for (row, text) in scope.texts(column.id) {
            let figure = text.trim();
            let Some(right) = other_sign(figure) else {
                continue;
            };
            let unit = scope.text_of(row, Role::Unit).trim();
            let message = by_unit(figure, unit, &right)
                .or_else(|| by_row(scope, row, column.id, figure, &right))
                .or_else(|| {
                    // Without units, a column may hold people beside shares. Where the whole row is
                    // written so, its unit is wrong rather than its figures.
                    let is_people =
                        figure.contains('.') && scope.annex.column_of(Role::Unit).is_none();
                    if is_people || agrees_with_row(scope, row, column.id, figure) {
                        return None;
                    }
                    let of_column = usual.get_or_insert_with(|| Usual::of(scope, column.id));
                    of_column.get(unit)?.says(figure, &right)
                });
            if let Some(message) = message {
                acc.push(finding(
                    scope,
                    (row, column.id),
                    text,
                    figure,
                    right,
                    message,
                ));
            }
        }
    }
    scope.each_cell(SENTENCES, |row, column, text| {
        if let Some((figure, thing)) = counted(text)
            && let Some(right) = other_sign(figure)
            && let Some(message) = by_unit(figure, &thing, &right)
        {
            acc.push(finding(scope, (row, column), text, figure, right, message));
        }
    });
}

fn finding(
    scope: &AnnexScope,
    (row, column): (RowHandle, ColumnId),
    text: &str,
    figure: &str,
    right: String,
    message: Message,
) -> Diagnostic {
    let at = offset_in(text, figure);
    let mut after = text.to_owned();
    after.replace_range(at..at + figure.len(), &right);
    let step = scope.set_cell(row, column, after);
    let label = Key::FixReplaceBy.with([right]);
    let finding = scope.finding(&RULE, row, column, message);
    finding.with_fix(Applicability::Unsafe, label, vec![step])
}

/// Returns "1.250" for "1,250" and the other way round; `None` for any other text.
fn other_sign(figure: &str) -> Option<String> {
    let (sign, other) = match figure.contains(',') {
        true => (',', "."),
        false => ('.', ","),
    };
    let (whole, part) = figure.split_once(sign)?;
    let is_number = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    let fits = (1..=3).contains(&whole.len()) && part.len() == 3 && !whole.starts_with('0');
    (fits && is_number(whole) && is_number(part)).then(|| format!("{whole}{other}{part}"))
}

/// Things come in whole numbers.
fn by_unit(figure: &str, unit: &str, right: &str) -> Option<Message> {
    let args = || [figure.to_owned(), unit.to_owned(), right.to_owned()];
    (figure.contains(',') && counts_things(unit)).then(|| Key::SeparatorByUnit.with(args()))
}

/// Another figure of the row is near what is meant, and none is near what is written.
fn by_row(
    scope: &AnnexScope,
    row: RowHandle,
    column: ColumnId,
    figure: &str,
    right: &str,
) -> Option<Message> {
    let text = near_in_row(scope, row, column, right)?;
    let is_clear = !agrees_with_row(scope, row, column, figure);
    // A whole number or "1,250" beside "1.250" does not say that it is a decimal.
    let shows = figure.contains(',') || (text.contains(',') && other_sign(text).is_none());
    let args = || [figure.to_owned(), text.to_owned(), right.to_owned()];
    (is_clear && shows).then(|| Key::SeparatorByRow.with(args()))
}

/// Whether another figure of the row is near one as it is written.
fn agrees_with_row(scope: &AnnexScope, row: RowHandle, column: ColumnId, figure: &str) -> bool {
    near_in_row(scope, row, column, figure).is_some()
}

/// Returns another figure of the row that is near one.
fn near_in_row<'text>(
    scope: &AnnexScope<'text>,
    row: RowHandle,
    column: ColumnId,
    figure: &str,
) -> Option<&'text str> {
    let value = parse_number(figure)?;
    let columns = scope.annex.columns.iter();
    let others = columns.filter(|it| matches!(it.role, Role::Target | Role::Actual));
    let mut texts = others
        .filter(|it| it.id != column)
        .map(|it| scope.text(row, it.id).trim());
    texts.find(|it| parse_number(it).is_some_and(|it| NEAR.contains(&(it / value))))
}

/// How the figures of a column with one unit are written.
#[derive(Default)]
struct Usual<'text> {
    /// With dots between thousands.
    dotted: Alike<'text>,
    /// With a decimal comma.
    decimals: Alike<'text>,
    /// With a comma before three figures, of which nothing is known.
    n_doubtful: usize,
}

/// Figures that are written alike: how many, the first, and between what they are.
#[derive(Default)]
struct Alike<'text> {
    n: usize,
    first: &'text str,
    least: f64,
    most: f64,
}

impl<'text> Alike<'text> {
    fn add(&mut self, figure: &'text str, value: f64) {
        if self.n == 0 {
            (self.first, self.least, self.most) = (figure, value, value);
        }
        self.n += 1;
        self.least = self.least.min(value);
        self.most = self.most.max(value);
    }
}

impl<'text> Usual<'text> {
    fn of(scope: &AnnexScope<'text>, column: ColumnId) -> FxHashMap<&'text str, Usual<'text>> {
        let mut by_unit: FxHashMap<&str, Usual> = FxHashMap::default();
        for (row, text) in scope.texts(column) {
            let figure = text.trim();
            let own = by_unit.entry(scope.text_of(row, Role::Unit).trim());
            let own = own.or_default();
            let is_figure = figure
                .bytes()
                .all(|it| it.is_ascii_digit() || b".,".contains(&it));
            if !is_figure {
                continue;
            }
            match parse_number(figure) {
                Some(_) if figure.contains(',') && other_sign(figure).is_some() => {
                    own.n_doubtful += 1;
                }
                Some(value) if figure.contains(',') => own.decimals.add(figure, value),
                Some(value) if figure.contains('.') => own.dotted.add(figure, value),
                _ => {}
            }
        }
        by_unit
    }

    fn says(&self, figure: &str, right: &str) -> Option<Message> {
        let wanted = parse_number(right)?;
        let (of_kind, others, is_alone) = match figure.contains(',') {
            true => (&self.dotted, self.decimals.n, true),
            // The figure itself is one of them.
            false => (
                &self.decimals,
                self.dotted.n.saturating_sub(1),
                self.n_doubtful == 0,
            ),
        };
        let is_like = (of_kind.least / 2.0..of_kind.most * 2.0).contains(&wanted);
        let is_usual = USUAL_MIN <= of_kind.n && others == 0 && is_like && is_alone;
        let args = [figure, of_kind.first, right].map(str::to_owned);
        is_usual.then(|| Key::SeparatorByColumn.with(args))
    }
}

/// Finds a figure with a comma before three figures and what it counts in a sentence: "3,200 lượt".
fn counted(text: &str) -> Option<(&str, String)> {
    let may_hold_one = text
        .as_bytes()
        .windows(4)
        .any(|it| matches!(it, [b',', rest @ ..] if rest.iter().all(u8::is_ascii_digit)));
    if !may_hold_one {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().find_map(|(at, word)| {
        other_sign(word).filter(|_| word.contains(','))?;
        (1..=3).rev().find_map(|n| {
            let thing = words.get(at + 1..at + 1 + n)?.join(" ");
            let thing = thing.trim_end_matches([',', '.', ';', ')']).to_lowercase();
            counts_things(&thing).then_some((*word, thing))
        })
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::separator_mistaken::RULE, testing::*};

    #[test]
    fn the_unit_the_row_or_the_column_says_what_is_meant() {
        let text = "
            content | unit | target:Năm 2026 | target:Năm 2027
            - Số lao động có việc làm mới | người | 1,250 |
            - Diện tích rừng trồng mới | ha | 1,250 | 1.300
            - Năng suất cây màu | tấn/ha | 1,2 | 1.250
            - Chiều dài đường | km | 1,250 | 1,5
            - Đào tạo 3,200 lượt người; 1,250 km đường | | |
            - Hỗ trợ 2,500 hộ nghèo xây nhà
            - Mở rộng 12,500 km đường; hỗ trợ 2,500 hộ nghèo xây nhà
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 target: “1,250” là số thập phân, trong khi tính theo người; có thể là “1.250”.
        row 2 target: “1,250” lệch hẳn các số khác trong dòng (như “1.300”); có thể là “1.250”.
        row 3 target: “1.250” lệch hẳn các số khác trong dòng (như “1,2”); có thể là “1,250”.
        row 5 content: “3,200” là số thập phân, trong khi tính theo lượt người; có thể là “3.200”.
        row 6 content: “2,500” là số thập phân, trong khi tính theo hộ; có thể là “2.500”.
        row 7 content: “2,500” là số thập phân, trong khi tính theo hộ; có thể là “2.500”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - Số lao động có việc làm mới | người | 1.250
        - Diện tích rừng trồng mới | ha | 1.250 | 1.300
        - Năng suất cây màu | tấn/ha | 1,2 | 1,250
        - Chiều dài đường | km | 1,250 | 1,5
        - Đào tạo 3.200 lượt người; 1,250 km đường
        - Hỗ trợ 2.500 hộ nghèo xây nhà
        - Mở rộng 12,500 km đường; hỗ trợ 2.500 hộ nghèo xây nhà
        ");
    }

    #[test]
    fn a_row_written_alike_throughout_has_another_unit() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | target:Năm 2027
            - Tỷ lệ trẻ ăn trưa | % | 93,2 | 95,4
            - Tỷ lệ trẻ thấp còi | % | 19,8 | 18,5
            - Số học sinh hưởng gạo | % | 61.400 | 62.800
            - Tỷ lệ trẻ uống sữa | % | 61.400 | 63,5
        "), @"row 4 target: “61.400” lệch hẳn các số khác trong dòng (như “63,5”); có thể là “61,400”.");
    }

    #[test]
    fn columns_of_money_are_written_alike() {
        assert_snapshot!(report(&RULE, "
            content | other:Kinh phí (triệu đồng)
            - Sửa trường | 1.300
            - Sửa trạm | 2.450
            - Sửa chợ | 1,250
            - Sửa đường | 980
        "), @"row 3 other: “1,250” viết khác các số khác của cột (như “1.300”); có thể là “1.250”.");
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Tỷ trọng | lần | 1,25
            - Tỷ trọng | lần | 1,30
            - Tỷ trọng | lần | 1.250
        "), @"row 3 target: “1.250” viết khác các số khác của cột (như “1,25”); có thể là “1,250”.");
        // Three decimals are written so throughout, and figures of either kind may stand together.
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Chỉ số | | 0,752
            - Chỉ số | | 1,250
            - Chỉ số | | 0,801
            - Thu | tỷ đồng | 1.250
            - Thu | tỷ đồng | 1,250
            - Thu | tỷ đồng | 12,5
        "), @"");
    }
}
