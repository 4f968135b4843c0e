//! Short description of how a cell was understood, shown beside it.

use super::{
    Amount, Annex, Bound, Column, Measure, Period, Role, Row, Target, agencies_in,
    vietnamese_number,
};
use crate::{
    reference::agencies::Directory,
    wording::{Key, Message},
};

/// Returns the parts of a cell's reading, such as "95%", "tối thiểu", "2028-2030". Empty for free
/// text and for text that was not understood.
pub fn reading(directory: &Directory, annex: &Annex, row: &Row, column: &Column) -> Vec<Message> {
    let text = row.cell(column.id);
    match column.role {
        Role::Target | Role::Actual => target(annex, row, column, text),
        Role::Time => time(text),
        Role::Lead | Role::Coordinating => agencies(directory, text),
        _ => Vec::new(),
    }
}

fn plain(text: impl Into<String>) -> Message {
    Key::ReadingPlain.with([text.into()])
}

fn target(annex: &Annex, row: &Row, column: &Column, text: &str) -> Vec<Message> {
    let mut parts = match Target::parse(text, annex.text(row, Role::Unit)) {
        Target::Missing => return Vec::new(),
        Target::None => vec![Key::ReadingNoTarget.into()],
        Target::Qualitative => vec![Key::ReadingQualitative.into()],
        Target::Measured {
            bound,
            amount,
            measure,
            keep,
            of,
        } => {
            let number = |value: &f64| match measure {
                Measure::Percent => format!("{}%", vietnamese_number(*value)),
                _ => vietnamese_number(*value),
            };
            let amount = match &amount {
                Amount::One(value) => number(value),
                Amount::Range(from, to) => format!("{} – {}", number(from), number(to)),
                Amount::Set(values) => values.iter().map(number).collect::<Vec<_>>().join(", "),
                Amount::Of(part, whole) => {
                    format!("{}/{}", vietnamese_number(*part), vietnamese_number(*whole))
                }
                Amount::Each(parts) => {
                    let each = parts.iter();
                    let each = each.map(|(value, words)| format!("{} {words}", number(value)));
                    each.collect::<Vec<_>>().join(", ")
                }
            };
            let amount = match measure {
                Measure::Level => Key::ReadingLevel.with([amount]),
                _ => plain(amount),
            };
            let bound = match bound {
                Bound::Exactly => None,
                Bound::AtLeast => Some(Key::ReadingAtLeast),
                Bound::MoreThan => Some(Key::ReadingMoreThan),
                Bound::AtMost => Some(Key::ReadingAtMost),
                Bound::LessThan => Some(Key::ReadingLessThan),
                Bound::About => Some(Key::ReadingAbout),
            };
            let amount_of = (!of.is_empty()).then(|| plain(of));
            let keep = keep.then_some(Key::ReadingKeep);
            let words = bound.into_iter().chain(keep).map(Message::from);
            std::iter::once(amount)
                .chain(amount_of)
                .chain(words)
                .collect()
        }
    };
    parts.extend(column.phase().map(|phase| plain(phase.key())));
    parts
}

fn time(text: &str) -> Vec<Message> {
    match Period::parse(text) {
        None => Vec::new(),
        Some(Period::Recurring) => vec![Key::ReadingRecurring.into()],
        Some(Period::Conditional) => vec![Key::ReadingConditional.into()],
        Some(Period::Span { from, to }) => {
            let month = |it: crate::model::Month| format!("{:02}/{}", it.month, it.year);
            let span = match from == to {
                true => month(from),
                false => format!("{} – {}", month(from), month(to)),
            };
            vec![plain(span)]
        }
    }
}

fn agencies(directory: &Directory, text: &str) -> Vec<Message> {
    let named = agencies_in(directory, text);
    let names = named.iter().map(|it| match &it.agency {
        Some(agency) => plain(agency.name.clone()),
        None => Key::ReadingUnknownAgency
            .with([text.get(it.range.clone()).unwrap_or_default().to_owned()]),
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, wording::Language};

    #[test]
    fn cells_are_read_aloud() {
        let document = fixture::parse(
            "
            stt | unit | target:Giai đoạn / 2028 - 2030 | lead | time
            - 1 | % | tối thiểu 99,5 | Sở KHCN; Sở Lạ | Tháng 3/2026
            - 2 | Mức độ | 4, 5 | | Năm 2026 - 2030
            - 3 | | - | | Hằng năm
            - 4 | triệu đồng | Duy trì 1.500 | | mai kia
        ",
        );
        let annex = &document.annexes[0];
        let lines = annex.rows.iter().map(|row| {
            let cells = annex.columns.iter().skip(2).map(|column| {
                let parts = reading(&Directory::standard(), annex, row, column).into_iter();
                let parts = parts.map(|part| part.text(Language::Vietnamese));
                parts.collect::<Vec<_>>().join(" · ")
            });
            cells.collect::<Vec<_>>().join(" | ") + "\n"
        });
        insta::assert_snapshot!(lines.collect::<String>(), @"
        99,5% · tối thiểu · 2028-2030 | Sở Khoa học và Công nghệ · Sở Lạ (chưa rõ) | 03/2026
        mức 4, 5 · 2028-2030 |  | 01/2026 – 12/2030
        không đặt chỉ tiêu · 2028-2030 |  | định kỳ
        1.500 · duy trì · 2028-2030 |  |
        ");
    }
}
