//! What was left in by accident, or left out.

use phuluc::model::{Document, Role};

use super::{Defect, Kind, aside, change_one, kind};
use crate::dice::Dice;

pub const KINDS: &[Kind] = &[
    kind("#REF! in a target", |d, r| {
        becomes(d, r, &[Role::Target], "#REF!")
    }),
    kind("#N/A in a text", |d, r| {
        becomes(d, r, &[Role::Lead, Role::Result], "#N/A")
    }),
    kind("######## in a target", |d, r| {
        becomes(d, r, &[Role::Target, Role::Time], "########")
    }),
    kind("a formula as text", |d, r| {
        becomes(d, r, &[Role::Target, Role::Content], "=SUM(D5:D9)")
    }),
    aside("another formula as text", |d, r| {
        becomes(d, r, &[Role::Target, Role::Lead], "=VLOOKUP(B4;DM!A:C;2;0)")
    }),
    kind("1E+05 for a number", |d, r| {
        number(d, r, |_| Some("1E+05".to_owned()))
    }),
    kind("0,95 for 95 %", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            let n: f64 = spot.text.parse().ok().filter(|n| 2.0 <= *n && *n < 100.0)?;
            (spot.text_of(Role::Unit) == "%").then(|| format!("0,{n:02}"))
        })
    }),
    kind("O for 0", |d, r| {
        number(d, r, |it| {
            it.ends_with('0').then(|| it.replacen('0', "O", 1))
        })
    }),
    kind("l for 1", |d, r| {
        number(d, r, |it| {
            it.contains('1').then(|| it.replacen('1', "l", 1))
        })
    }),
    kind("UTF-8 read as Windows-1252", |d, r| {
        change_one(d, r, &[Role::Content, Role::Lead], |spot, _| {
            Some(
                spot.text
                    .bytes()
                    .map(char::from)
                    .filter(|c| !c.is_control())
                    .collect(),
            )
        })
    }),
    kind("Sở .....", |d, r| {
        becomes(d, r, &[Role::Lead, Role::Coordinating], "Sở .....")
    }),
    kind("xxx", |d, r| ends(d, r, &[Role::Content], " xxx")),
    kind("(xem lại)", |d, r| {
        ends(d, r, &[Role::Content, Role::Result], " (xem lại)")
    }),
    kind("- BỎ", |d, r| ends(d, r, &[Role::Content], " - BỎ")),
    aside("(bổ sung sau)", |d, r| {
        ends(d, r, &[Role::Content, Role::Lead], " (bổ sung sau)")
    }),
    aside("???", |d, r| {
        ends(d, r, &[Role::Content, Role::Target], " ???")
    }),
    kind("dots to be filled in a text", |d, r| {
        change_one(d, r, &[Role::Content, Role::Result], |spot, _| {
            let (first, rest) = spot.text.split_once(' ')?;
            Some(format!("{first} ……… {rest}"))
        })
    }),
    aside("Sở A", |d, r| becomes(d, r, &[Role::Lead], "Sở A")),
    kind("cut at 255 characters", |d, r| {
        change_one(d, r, &[Role::Content], |spot, _| {
            let mut text = format!("{}, ", spot.text.trim_end_matches('.'));
            let more = "bảo đảm đồng bộ, thống nhất từ cấp tỉnh đến cấp xã và gắn với trách nhiệm của người đứng đầu cơ quan, đơn vị, địa phương trong quá trình tổ chức thực hiện, ";
            while text.chars().count() < 300 {
                text.push_str(more);
            }
            Some(text.chars().take(255).collect())
        })
    }),
    kind("content emptied", |d, r| {
        becomes(d, r, &[Role::Content], "")
    }),
    kind("lead emptied", |d, r| becomes(d, r, &[Role::Lead], "")),
    kind("result emptied", |d, r| becomes(d, r, &[Role::Result], "")),
    kind("time emptied", |d, r| becomes(d, r, &[Role::Time], "")),
    aside("coordinating emptied", |d, r| {
        full_column(d, r, Role::Coordinating)
    }),
    kind("a hidden comment", |d, r| {
        ends(
            d,
            r,
            &[Role::Content, Role::Note],
            " [cần hỏi lại Sở Tài chính]",
        )
    }),
    aside("lorem", |d, r| {
        becomes(d, r, &[Role::Result, Role::Content], "abc")
    }),
    kind("a dash for a unit's number left", |d, r| {
        becomes(d, r, &[Role::Target], "...")
    }),
];

fn becomes(document: &Document, dice: &mut Dice, roles: &[Role], text: &str) -> Option<Defect> {
    change_one(document, dice, roles, |spot, _| {
        let is_total = spot.text_of(Role::Ordinal).is_empty();
        let filled = text
            .is_empty()
            .then(|| is_filled(spot.annex, spot.column.id));
        (!is_total && filled.unwrap_or(true)).then(|| text.to_owned())
    })
}

/// Whether nearly all items have a text under a column.
fn is_filled(annex: &phuluc::model::Annex, column: phuluc::model::ColumnId) -> bool {
    let items = annex.rows.iter().filter(|row| !row.kind.is_section());
    let (n, filled) = items.fold((0, 0), |(n, filled), row| {
        (n + 1, filled + usize::from(!row.cell(column).is_empty()))
    });
    n <= filled + 1 + n / 10
}

fn full_column(document: &Document, dice: &mut Dice, role: Role) -> Option<Defect> {
    becomes(document, dice, &[role], "")
}

fn ends(document: &Document, dice: &mut Dice, roles: &[Role], text: &str) -> Option<Defect> {
    change_one(document, dice, roles, |spot, _| {
        Some(format!("{}{text}", spot.text))
    })
}

fn number(
    document: &Document,
    dice: &mut Dice,
    change: impl Fn(&str) -> Option<String>,
) -> Option<Defect> {
    change_one(document, dice, &[Role::Target], |spot, _| {
        super::value(spot.text)?;
        change(spot.text)
    })
}
