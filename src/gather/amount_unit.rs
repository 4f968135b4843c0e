//! The unit of measure of amounts: that of the column's heading, of the row, or of the whole table.

use std::borrow::Cow;

use super::unit_line::unit_of_table;
use crate::{
    model::{Annex, Column, Role, Row},
    reference::units,
    text::{
        likeness::{folded, words},
        search::fold,
    },
};

/// The units of the amounts in a table, as far as headings and the lines above it say them.
#[derive(Clone, Debug, Default)]
pub(super) struct AmountUnits {
    /// For each column the unit that its heading names.
    columns: Vec<Option<String>>,
    /// For each column whether its heading speaks of money.
    is_of_money: Vec<bool>,
    /// For each column whether its heading counts things: a unit of money above the table is not theirs.
    is_of_things: Vec<bool>,
    table: String,
    /// The unit of money that the lines above the table name, beside others perhaps.
    money: Option<String>,
}

impl AmountUnits {
    pub fn of(annex: &Annex) -> AmountUnits {
        let columns = annex.columns.iter().map(|column| {
            let title = column.title();
            match is_rate(&title) {
                // A share of a row's amounts is no amount.
                true => Some("%".to_owned()),
                false => unit_of_heading(&title),
            }
        });
        let table = unit_of_table(annex).unwrap_or_default().to_owned();
        let mut parts = table.split([',', ';']).map(str::trim);
        let money = parts.find(|it| is_money(it)).map(str::to_owned);
        let titles: Vec<String> = annex.columns.iter().map(Column::title).collect();
        AmountUnits {
            columns: columns.collect(),
            is_of_money: titles.iter().map(|it| speaks_of_money(it)).collect(),
            is_of_things: titles.iter().map(|it| counts_things(it)).collect(),
            table,
            money,
        }
    }

    /// Returns the unit of the amounts of a row in a column, by its index; empty where nothing names
    /// one.
    pub fn unit<'it>(&'it self, annex: &Annex, row: &'it Row, column: usize) -> &'it str {
        let is_of_money = self.is_of_money.get(column) == Some(&true);
        self.unit_of(annex, row, column, is_of_money)
    }

    /// The same where the form says whether the column holds money, which its heading need not repeat.
    pub fn unit_under<'it>(
        &'it self,
        annex: &Annex,
        row: &'it Row,
        column: usize,
        wanted: &str,
    ) -> &'it str {
        let is_of_money = self.is_of_money.get(column) == Some(&true);
        self.unit_of(annex, row, column, is_of_money || is_money(wanted))
    }

    fn unit_of<'it>(
        &'it self,
        annex: &Annex,
        row: &'it Row,
        column: usize,
        is_of_money: bool,
    ) -> &'it str {
        let of_row = annex.text(row, Role::Unit).trim();
        let of_table = self.money.as_deref().filter(|_| is_of_money);
        match self.columns.get(column).and_then(Option::as_deref) {
            Some(unit) if unit == "%" || of_row.is_empty() || is_money(unit) => unit,
            // The unit of the row is that of its quantities.
            None if of_table.is_some() && !is_money(of_row) => of_table.unwrap_or_default(),
            _ if !of_row.is_empty() => of_row,
            _ if self.is_of_things.get(column) == Some(&true) && self.money.is_some() => "",
            _ => &self.table,
        }
    }
}

/// Words of headings under which amounts of money stand, without marks.
const MONEY_HEADINGS: [&str; 10] = [
    "kinh phi",
    "kp",
    "von",
    "so tien",
    "du toan",
    "giai ngan",
    "ngan sach",
    "chi phi",
    "thanh tien",
    "nguyen gia",
];

/// Whether a heading speaks of money without naming its unit: "Kinh phí", "Vốn / Trung ương".
pub(super) fn speaks_of_money(title: &str) -> bool {
    let said = format!(" {} ", folded(&words(title)).join(" "));
    let speaks = |words: &&str| said.contains(&format!(" {words} "));
    MONEY_HEADINGS.iter().any(speaks)
}

/// Whether a heading counts things in its last line: "Số hộ, đơn vị tham gia", "Tổng số người"; "Số tiền" and
/// "Số thu" do not.
fn counts_things(title: &str) -> bool {
    let line = title.rsplit(LINE).next().unwrap_or(title);
    let lower = line.to_lowercase();
    let said = lower.split(|c: char| !c.is_alphanumeric());
    let mut said: Vec<&str> = said.filter(|it| !it.is_empty()).collect();
    if said.first() == Some(&"tổng") {
        said.remove(0);
    }
    let thing = |n: usize| said.get(1..=n).map(|it| it.join(" "));
    let is_thing = |it: &String| units::counts_things(it);
    let is_number = matches!(said.as_slice(), ["số", "lượng" | "lượt", ..]);
    let names_thing =
        said.first() == Some(&"số") && [thing(2), thing(1)].iter().flatten().any(is_thing);
    !speaks_of_money(line) && (is_number || names_thing)
}

fn is_rate(title: &str) -> bool {
    let start = folded(&words(title));
    matches!(start.first().map(String::as_str), Some("ty" | "ti"))
        && start.get(1).is_some_and(|it| it == "le")
}

/// Returns the unit that a heading names in brackets, the last one if there are several, or one of money
/// behind a comma: "Kinh phí, triệu đồng".
pub(super) fn unit_of_heading(title: &str) -> Option<String> {
    let named = groups(title).map(unit_in_brackets);
    let units = named.filter(|it| *it == "%" || units::is_known(it) || is_money(it));
    let behind = || {
        let lines = title.split(LINE);
        lines.filter_map(|line| Some(split_money(line)?.1)).last()
    };
    units.last().or_else(behind).map(str::to_owned)
}

/// What separates the lines of a heading.
const LINE: &str = " / ";

/// What stands in brackets.
fn groups(title: &str) -> impl Iterator<Item = &str> {
    let groups = title.split('(').skip(1);
    groups.filter_map(|it| Some(it.split_once(')')?.0))
}

fn unit_in_brackets(group: &str) -> &str {
    group
        .rsplit_once(':')
        .map_or(group, |(_, unit)| unit)
        .trim()
}

/// Splits a line of a heading from the unit of money at its end.
fn split_money(line: &str) -> Option<(&str, &str)> {
    let (said, unit) = line.rsplit_once([',', ';', ':', '–', '-', '\n'])?;
    let is_unit = is_money(unit) && !said.trim().is_empty();
    is_unit.then(|| (said.trim(), unit.trim()))
}

/// Returns the unit of money that a heading names.
pub(super) fn money_of_heading(title: &str) -> Option<String> {
    unit_of_heading(title).filter(|it| is_money(it))
}

/// Returns a heading without the unit of its money: "Kinh phí (triệu đồng)" is "Kinh phí".
pub(super) fn without_money(title: &str) -> Cow<'_, str> {
    if money_of_heading(title).is_none() {
        return Cow::Borrowed(title);
    }
    let mut said = title.to_owned();
    for group in groups(title) {
        if is_money(unit_in_brackets(group)) {
            said = said.replace(&format!("({group})"), " ");
        }
    }
    let lines = said.split(LINE).map(|line| {
        let line = split_money(line).map_or(line, |(said, _)| said);
        line.trim_end_matches("ĐVT").trim().trim_end_matches(',')
    });
    let said = lines.collect::<Vec<_>>().join(LINE);
    match said.chars().any(char::is_alphanumeric) {
        true => Cow::Owned(said),
        false => Cow::Borrowed(title),
    }
}

/// Whether a unit is one of money: "nghìn đồng", "tr.đ", "đồng/tháng".
pub(super) fn is_money(unit: &str) -> bool {
    let amount = unit.split('/').next().unwrap_or_default();
    let bare = fold(amount);
    let mut parts = bare.split([' ', '.']).filter(|it| !it.is_empty());
    let is_size = |it: &str| SIZES.contains(&it) || it.bytes().all(|b| b.is_ascii_digit());
    parts.next_back().is_some_and(|it| MONEY.contains(&it)) && parts.all(is_size)
}

/// The money of units of money, without marks. "Hợp đồng" is none.
const MONEY: &[&str] = &["dong", "d", "vnd", "trd", "ngd", "nd", "tyd"];

/// Words of units of money before it, without marks.
const SIZES: &[&str] = &[
    "nghin", "ngan", "trieu", "ty", "ti", "tram", "chuc", "tr", "ng", "viet", "nam",
];

#[cfg(test)]
mod tests {
    use super::{counts_things, is_money, unit_of_heading, without_money};

    #[test]
    fn headings_count_things_or_say_how_much() {
        for (title, expected) in [
            ("Số hộ, đơn vị tham gia", true),
            ("Thực hiện / Tổng số người", true),
            ("Số lượng", true),
            ("Số lượt khám", true),
            ("Số dự án", true),
            ("Số tiền", false),
            ("Số thu", false),
            ("Số đã nộp", false),
            ("Số vốn của dự án", false),
            ("Thực hiện 9 tháng", false),
        ] {
            assert_eq!(counts_things(title), expected, "{title}");
        }
    }

    #[test]
    fn headings_of_one_amount_differ_in_nothing_but_their_unit() {
        for (title, expected) in [
            (
                "Kinh phí (nghìn đồng) / Ngân sách xã",
                "Kinh phí / Ngân sách xã",
            ),
            ("Kinh phí (ĐVT: triệu đồng)", "Kinh phí"),
            ("Tổng kinh phí, triệu đồng", "Tổng kinh phí"),
            (
                "Kinh phí, ĐVT: tỷ đồng / Trung ương",
                "Kinh phí / Trung ương",
            ),
            ("Lao động / Hợp đồng", "Lao động / Hợp đồng"),
            ("Giáo viên (hợp đồng)", "Giáo viên (hợp đồng)"),
            ("Số hộ (hộ)", "Số hộ (hộ)"),
            ("Triệu đồng", "Triệu đồng"),
        ] {
            assert_eq!(without_money(title), expected, "{title}");
        }
        for unit in ["hợp đồng", "cộng đồng", "hội đồng", "điểm"] {
            assert!(!is_money(unit), "{unit}");
        }
    }

    #[test]
    fn headings_name_their_unit_in_brackets() {
        for (title, expected) in [
            ("Giải ngân đến 30/9/2026 (triệu đồng)", Some("triệu đồng")),
            ("Giải ngân (đồng)", Some("đồng")),
            ("Quỹ lương (ĐVT: nghìn đồng)", Some("nghìn đồng")),
            ("Kinh phí (tr.đ)\nĐã giao", Some("tr.đ")),
            ("Kinh phí (trđ)", Some("trđ")),
            ("Mức chi (nghìn đồng/tháng)", Some("nghìn đồng/tháng")),
            (
                "Thu nhập (triệu đồng/người/năm)",
                Some("triệu đồng/người/năm"),
            ),
            ("Chi phí (đ/kg)", Some("đ/kg")),
            ("Tỷ lệ (%)", Some("%")),
            ("Thực hiện (lũy kế)", None),
            ("Kết quả (2)", None),
            ("Tổng kinh phí, triệu đồng", Some("triệu đồng")),
            ("Lao động / Hợp đồng", None),
            ("Kết quả", None),
        ] {
            assert_eq!(unit_of_heading(title).as_deref(), expected, "{title}");
        }
    }
}
