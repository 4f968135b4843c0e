//! Times that cannot be, or are written unlike the others.

use phuluc::{
    edit::Step,
    model::{Document, Role},
};

use super::{Defect, Kind, Place, aside, change_one, kind, set};
use crate::dice::Dice;

macro_rules! becomes {
    ($text:literal) => {
        kind(concat!("time ", $text), |d, r| becomes(d, r, $text))
    };
    (aside $text:literal) => {
        aside(concat!("time ", $text), |d, r| becomes(d, r, $text))
    };
}

pub const KINDS: &[Kind] = &[
    becomes!("Trước ngày 31/6/2026"),
    becomes!("30/02/2027"),
    becomes!(aside "Ngày 32 tháng 5 năm 2026"),
    becomes!("Tháng 13/2026"),
    becomes!(aside "Tháng 0/2026"),
    becomes!("Năm 2206"),
    becomes!("Năm 2062"),
    kind("Thánh for Tháng", |d, r| {
        change_one(d, r, &[Role::Time], |spot, _| {
            Some(spot.text.replacen("Tháng", "Thánh", 1))
        })
    }),
    kind("Qúy for Quý", |d, r| {
        change_one(d, r, &[Role::Time], |spot, _| {
            Some(spot.text.replacen("Quý", "Qúy", 1))
        })
    }),
    becomes!("Tháng 9/20226"),
    becomes!(aside "Quý III/206"),
    becomes!("Năm 2030 - 2026"),
    becomes!("Từ tháng 9/2026 đến tháng 3/2026"),
    becomes!(aside "Quý IV - Quý II/2026"),
    becomes!("Năm 2019"),
    becomes!("Quý II/2023"),
    becomes!(aside "Trước ngày 15/3/2021"),
    becomes!("Quý V/2026"),
    becomes!("30.9.2026"),
    becomes!("Càng sớm càng tốt"),
    becomes!(aside "Tháng mười/2026"),
    kind("a quarter in arabic", |d, r| {
        roman(d, r, |it| {
            it.replace("III", "3")
                .replace("IV", "4")
                .replace("II", "2")
                .replace("Quý I", "Quý 1")
        })
    }),
    kind("a month with a zero", |d, r| {
        beside(d, |it| {
            it.split("háng ").skip(1).any(|rest| {
                let figures: String = rest.chars().take_while(char::is_ascii_digit).collect();
                figures.len() == 1 && "2" < figures.as_str()
            })
        })?;
        change_one(d, r, &[Role::Time], |spot, _| {
            let at = spot.text.find("áng ")? + "áng ".len();
            let figures = spot.text[at..]
                .chars()
                .take_while(char::is_ascii_digit)
                .count();
            let month: u8 = spot.text[at..at + figures]
                .parse()
                .ok()
                .filter(|it| (3..=9).contains(it))?;
            (figures == 1).then(|| format!("{}0{month}{}", &spot.text[..at], &spot.text[at + 1..]))
        })
    }),
    aside("a month cut short", |d, r| {
        change_one(d, r, &[Role::Time], |spot, _| {
            let rest = spot.text.strip_prefix("Tháng ")?;
            rest.starts_with(|c: char| c.is_ascii_digit())
                .then(|| format!("T{rest}"))
        })
    }),
    kind("a dash without spaces", |d, r| {
        beside(d, |it| it.contains(" - 20"))?;
        change_one(d, r, &[Role::Time], |spot, _| {
            let years = spot.text.contains("20") && spot.text.contains(" - 20");
            years.then(|| spot.text.replace(" - ", "-"))
        })
    }),
    kind("Hàng among Hằng", |d, r| {
        beside(d, |it| it.contains("ằng "))?;
        change_one(d, r, &[Role::Time], |spot, _| {
            spot.text
                .contains("ằng ")
                .then(|| spot.text.replace("ằng ", "àng "))
        })
    }),
    kind("a year typed wrong in a text", |d, r| {
        change_one(d, r, &[Role::Content], |spot, _| {
            spot.text
                .contains("năm 2026")
                .then(|| spot.text.replace("năm 2026", "năm 2206"))
        })
    }),
    kind("a year of another plan in a text", |d, r| {
        ends(d, r, " năm 2018")
    }),
    kind("a period turned round in a text", |d, r| {
        ends(d, r, " giai đoạn 2030-2026")
    }),
    kind("a date that cannot be in a text", |d, r| {
        ends(d, r, ", báo cáo trước ngày 31/11/2026")
    }),
    kind("a wrong year in the heading of a column", header),
    aside("a wrong year in the heading of a section", section),
];

/// Only beside others of its kind is a form another one: every annex with one must have several.
fn beside(document: &Document, is_one: impl Fn(&str) -> bool) -> Option<()> {
    let mut numbers = document.annexes.iter().map(|annex| {
        let time = annex.column_of(Role::Time);
        let texts = annex.rows.iter().filter_map(|row| Some(row.cell(time?.id)));
        texts.filter(|it| is_one(it)).count()
    });
    numbers.all(|n| n != 1).then_some(())
}

fn becomes(document: &Document, dice: &mut Dice, text: &str) -> Option<Defect> {
    change_one(document, dice, &[Role::Time], |_, _| Some(text.to_owned()))
}

fn ends(document: &Document, dice: &mut Dice, text: &str) -> Option<Defect> {
    change_one(document, dice, &[Role::Content], |spot, _| {
        let content = spot.text.trim_end_matches('.');
        let dated = content.contains("20") || content.len() < 20;
        (!dated).then(|| format!("{content}{text}"))
    })
}

fn roman(document: &Document, dice: &mut Dice, change: impl Fn(&str) -> String) -> Option<Defect> {
    let times = super::spots(document, &[Role::Time]);
    let n_roman = times.iter().filter(|it| it.text.contains("Quý I")).count();
    change_one(document, dice, &[Role::Time], |spot, _| {
        (1 < n_roman && spot.text.contains("Quý I")).then(|| change(spot.text))
    })
}

fn header(document: &Document, _: &mut Dice) -> Option<Defect> {
    for annex in &document.annexes {
        for column in annex.columns_of(Role::Target) {
            let Some(last) = column
                .header
                .last()
                .filter(|it| it.contains("2030") || it.contains("2027"))
            else {
                continue;
            };
            let mut column = column.clone();
            let other = last.replace("2030", "2003").replace("2027", "2072");
            *column.header.last_mut().unwrap() = other.clone();
            return Some(Defect {
                steps: vec![Step::SetColumn {
                    annex: annex.id,
                    column,
                }],
                place: Place::Annex(annex.id),
                what: other,
            });
        }
    }
    None
}

fn section(document: &Document, _: &mut Dice) -> Option<Defect> {
    for annex in &document.annexes {
        let content = annex.column_of(Role::Content)?;
        for row in annex.rows.iter().filter(|it| it.kind.is_section()) {
            let text = row.cell(content.id);
            if text.contains("2030") {
                let text = text.replace("2030", "2003");
                return Some(Defect {
                    what: text.clone(),
                    steps: vec![set(annex, row.id, content.id, text)],
                    place: Place::Annex(annex.id),
                });
            }
        }
    }
    None
}
