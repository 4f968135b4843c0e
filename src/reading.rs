//! What a cell was understood as, in a few words, to show beside it.

use crate::{
    model::{Amount, Annex, Bound, Column, Measure, Period, Role, Row, Target, agencies_in},
    wording::{Key, Message},
};

/// The parts of a cell's reading, such as "95%", "tối thiểu", "2028-2030"; none where the text is
/// only text.
pub fn reading(annex: &Annex, row: &Row, column: &Column) -> Vec<Message> {
    let text = row.cell(column.id);
    match column.role {
        Role::Target | Role::Actual => target(annex, row, column, text),
        Role::Time => time(text),
        Role::Lead | Role::Coordinating => agencies(text),
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
        } => {
            let number = |value: &f64| match measure {
                Measure::Percent => format!("{}%", decimal(*value)),
                _ => decimal(*value),
            };
            let amount = match &amount {
                Amount::One(value) => number(value),
                Amount::Range(from, to) => format!("{} – {}", number(from), number(to)),
                Amount::Set(values) => values.iter().map(number).collect::<Vec<_>>().join(", "),
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
            let keep = keep.then_some(Key::ReadingKeep);
            let words = bound.into_iter().chain(keep).map(Message::from);
            std::iter::once(amount).chain(words).collect()
        }
    };
    parts.extend(column.phase().map(|phase| plain(phase.key())));
    parts
}

/// As Vietnamese write it: a comma before decimals, points between thousands.
fn decimal(value: f64) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if 0 < at && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped},{fraction}")
    }
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

fn agencies(text: &str) -> Vec<Message> {
    let named = agencies_in(text);
    let names = named.iter().map(|it| match it.agency {
        Some(agency) => plain(agency.name),
        None => Key::ReadingUnknownAgency
            .with([text.get(it.range.clone()).unwrap_or_default().to_owned()]),
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture, wording::Language};

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
                let parts = reading(annex, row, column).into_iter();
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
