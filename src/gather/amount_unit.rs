//! The unit of measure of amounts: that of the column's heading, of the row, or of the whole table.

use super::unit_line::unit_of_table;
use crate::{
    model::{Annex, Column, Role, Row},
    reference::units,
    text::likeness::{folded, words},
};

/// The units of the amounts in a table, as far as headings and the lines above it say them.
#[derive(Clone, Debug, Default)]
pub(super) struct AmountUnits {
    /// For each column the unit that its heading names.
    columns: Vec<Option<String>>,
    /// For each column whether its heading speaks of money.
    is_of_money: Vec<bool>,
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
        let titles = annex.columns.iter().map(Column::title);
        AmountUnits {
            columns: columns.collect(),
            is_of_money: titles.map(|it| speaks_of_money(&it)).collect(),
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
fn speaks_of_money(title: &str) -> bool {
    let said = format!(" {} ", folded(&words(title)).join(" "));
    let speaks = |words: &&str| said.contains(&format!(" {words} "));
    MONEY_HEADINGS.iter().any(speaks)
}

fn is_rate(title: &str) -> bool {
    let start = folded(&words(title));
    matches!(start.first().map(String::as_str), Some("ty" | "ti"))
        && start.get(1).is_some_and(|it| it == "le")
}

/// Returns the unit that a heading names in brackets, the last one if there are several.
fn unit_of_heading(title: &str) -> Option<String> {
    let groups = title.split('(').skip(1);
    let groups = groups.filter_map(|it| Some(it.split_once(')')?.0));
    let named = groups.map(|it| it.rsplit_once(':').map_or(it, |(_, unit)| unit).trim());
    let units = named.filter(|it| *it == "%" || units::is_known(it) || is_money(it));
    units.last().map(str::to_owned)
}

/// Returns the unit of money that a heading names in brackets.
pub(super) fn money_of_heading(title: &str) -> Option<String> {
    unit_of_heading(title).filter(|it| is_money(it))
}

/// Whether a unit is one of money: "nghìn đồng", "tr.đ", "đồng/tháng".
pub(super) fn is_money(unit: &str) -> bool {
    let lower = unit.trim().to_lowercase();
    let amount = lower.split('/').next().unwrap_or_default();
    let mut parts = amount.split([' ', '.']).filter(|it| !it.is_empty());
    let n_words = parts.clone().count();
    let last = parts.next_back().map(|it| it.trim_start_matches("tr"));
    n_words <= MONEY_WORDS && matches!(last, Some("đồng" | "đ" | "vnđ" | "vnd"))
}

/// More words than the unit of an amount of money has: "1.000 tỷ đồng".
const MONEY_WORDS: usize = 4;

#[cfg(test)]
mod tests {
    use super::unit_of_heading;

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
            ("Kết quả", None),
        ] {
            assert_eq!(unit_of_heading(title).as_deref(), expected, "{title}");
        }
    }
}
