//! Figures that contradict each other or their units.

use phuluc::model::{Annex, Document, Role, Row, RowKind};

use super::{Defect, Kind, Spot, another_number, aside, change_one, kind, spots, value};
use crate::dice::Dice;

pub const KINDS: &[Kind] = &[
    kind("a part is off its whole", |d, r| related(d, r, is_part)),
    kind("a whole is off its parts", |d, r| related(d, r, is_whole)),
    kind("a total row is off", |d, r| {
        related(d, r, |_, row, annex| is_total(row, annex))
    }),
    kind("an item is off its section", |d, r| {
        related(d, r, is_below_valued_section)
    }),
    kind("a section is off its items", section_off),
    kind("a column of totals is off", |d, r| row_total(d, r, true)),
    kind("a year is off the column of totals", |d, r| {
        row_total(d, r, false)
    }),
    kind("growth is off its values", growth),
    kind("parts in a text do not add up", |d, r| {
        text(
            d,
            r,
            "Tổ chức 12 lớp bồi dưỡng, trong đó 5 lớp cho công chức và 6 lớp cho viên chức",
        )
    }),
    kind("parts after a colon do not add up", |d, r| {
        text(
            d,
            r,
            "Xây mới 9 công trình, trong đó: 4 trường học, 3 trạm y tế, 1 nhà văn hóa",
        )
    }),
    aside("parts after gồm do not add up", |d, r| {
        text(
            d,
            r,
            "Mua sắm 120 bộ máy tính, gồm 70 bộ để bàn và 40 bộ xách tay",
        )
    }),
    kind("a decimal point among commas", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            value(spot.text).filter(|_| spot.text.contains(','))?;
            Some(spot.text.replace(',', "."))
        })
    }),
    kind("a comma for the only dot of thousands", |d, r| {
        change_one(d, r, &[Role::Target, Role::Actual], |spot, _| {
            let now = value(spot.text).filter(|it| 1_000.0 <= *it && it.fract() == 0.0)?;
            let is_short = now < 1_000_000.0 && spot.text.matches(['.', ',']).count() == 1;
            is_short.then(|| spot.text.replace('.', ","))
        })
    }),
    kind("a range turned round in a result", |d, r| {
        change_one(d, r, &[Role::Actual, Role::Result], |_, _| {
            Some("90 - 80".to_owned())
        })
    }),
    aside("a decimal comma in thousands", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            value(spot.text)?;
            (spot.text.matches('.').count() == 2).then(|| spot.text.replacen('.', ",", 1))
        })
    }),
    kind("a range turned round", |d, r| {
        percent(d, r, |n| format!("{n} - {}", n - 7.0))
    }),
    aside("a range in words turned round", |d, r| {
        percent(d, r, |n| format!("Từ {n} đến {}", n - 5.0))
    }),
    kind("a count under %", |d, r| {
        percent(d, r, |n| format!("{n} hồ sơ"))
    }),
    kind("% under a unit that counts", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            let unit = spot.text_of(Role::Unit);
            value(spot.text)?;
            (!unit.is_empty() && !unit.contains(['%', '‰'])).then(|| format!("{}%", spot.text))
        })
    }),
    aside("another unit in the cell", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            value(spot.text)?;
            (spot.text_of(Role::Unit) == "ha").then(|| format!("{} km", spot.text))
        })
    }),
    kind("the unit is lost", |d, r| {
        change_one(d, r, &[Role::Unit], |_, _| Some(String::new()))
    }),
    kind("% for an indicator that counts", |d, r| {
        change_one(d, r, &[Role::Unit], |spot, _| {
            let counts = spot.text_of(Role::Content).starts_with("Số ");
            (counts && !spot.text.contains('%')).then(|| "%".to_owned())
        })
    }),
    kind("a unit of counts for a share", |d, r| {
        change_one(d, r, &[Role::Unit], |spot, _| {
            let share = spot.text_of(Role::Content).starts_with("Tỷ lệ ");
            (share && spot.text == "%").then(|| "người".to_owned())
        })
    }),
    kind("a unit misspelt", |d, r| {
        change_one(d, r, &[Role::Unit], |spot, _| {
            let other = match spot.text {
                "người" => "ngừơi",
                "trường" => "trừơng",
                "tấn" => "tân",
                "hộ" => "hô",
                "giường" => "giừơng",
                "vụ" => "vu",
                "lượt người" => "lượt ngừoi",
                "tuổi" => "tuôi",
                _ => return None,
            };
            Some(other.to_owned())
        })
    }),
    kind("worse where lower is better", |d, r| {
        fall(
            d,
            r,
            |content| {
                [
                    "hộ nghèo",
                    "tử vong",
                    "suy dinh dưỡng",
                    "thất nghiệp",
                    "tai nạn",
                    "bỏ học",
                    "chôn lấp",
                    "chưa được",
                    "xuống cấp",
                ]
                .iter()
                .any(|word| content.contains(word))
                    && !content.contains("giảm")
            },
            1.4,
        )
    }),
    kind("lower where higher is better", |d, r| {
        fall(
            d,
            r,
            |content| {
                content.starts_with("Tỷ lệ")
                    && ["được", "có ", "tham gia", "đạt chuẩn", "kiên cố"]
                        .iter()
                        .any(|word| content.contains(word))
                    && !["nghèo", "chưa", "không", "bỏ học", "trễ", "suy", "chôn"]
                        .iter()
                        .any(|word| content.contains(word))
            },
            0.6,
        )
    }),
    kind("a share above 100 %", |d, r| {
        percent(d, r, |n| format!("{n}0"))
    }),
    kind("a negative share", |d, r| {
        percent(d, r, |n| format!("-{n}"))
    }),
    kind("a target emptied", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            let filled =
                !spot.text_of(Role::Ordinal).is_empty() && !spot.text_of(Role::Unit).is_empty();
            filled.then(String::new)
        })
    }),
    kind("a level beyond its scale", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            let unit = spot.text_of(Role::Unit).to_lowercase();
            value(spot.text)?;
            matches!(unit.as_str(), "mức độ" | "mức" | "cấp độ").then(|| "9".to_owned())
        })
    }),
    aside("a digit too many", |d, r| {
        change_one(d, r, &[Role::Target], |spot, _| {
            let now = value(spot.text).filter(|it| 1_000.0 <= *it)?;
            let others = spot
                .annex
                .columns
                .iter()
                .filter(|it| matches!(it.role, Role::Actual | Role::Target));
            let others: Vec<f64> = others
                .filter(|it| it.id != spot.column.id)
                .filter_map(|it| value(spot.row.cell(it.id)))
                .collect();
            let near = others.iter().any(|it| (0.8..1.25).contains(&(it / now)));
            near.then(|| format!("{}.000", now / 100.0))
        })
    }),
    aside("% twice", |d, r| percent(d, r, |n| format!("{n}%%"))),
    aside("two values without a mark between", |d, r| {
        percent(d, r, |n| format!("{n} {}", n + 1.0))
    }),
];

/// Changes a figure of a row that `fits`, among those that stand in a relation.
fn related(
    document: &Document,
    dice: &mut Dice,
    fits: fn(&Spot, &Row, &Annex) -> bool,
) -> Option<Defect> {
    let defect = change_one(document, dice, &[Role::Target], |spot, _| {
        value(spot.text).filter(|it| *it != 0.0)?;
        if !fits(spot, spot.row, spot.annex) {
            return None;
        }
        another_number(spot.text)
    })?;
    defect.of_annex(document)
}

fn at(row: &Row, annex: &Annex) -> usize {
    annex.index_of(row.id).unwrap()
}

/// The rows one level below a row.
fn children<'it>(row: &Row, annex: &'it Annex) -> Vec<&'it Row> {
    let below = annex.rows.iter().skip(at(row, annex) + 1);
    let below =
        below.take_while(|it| matches!(it.kind, RowKind::Item(level) if row.kind.level() < level));
    below.map(std::convert::AsRef::as_ref).collect()
}

fn adds_up(spot: &Spot, row: &Row, annex: &Annex) -> bool {
    let children = children(row, annex);
    let parts = children.iter().map(|it| value(it.cell(spot.column.id)));
    let parts: Option<Vec<f64>> = parts.collect();
    let whole = value(row.cell(spot.column.id));
    match (parts, whole) {
        (Some(parts), Some(whole)) if 1 < parts.len() => {
            (parts.iter().sum::<f64>() - whole).abs() < 0.001
        }
        _ => false,
    }
}

fn is_whole(spot: &Spot, row: &Row, annex: &Annex) -> bool {
    row.kind == RowKind::Item(1) && adds_up(spot, row, annex)
}

fn is_part(spot: &Spot, row: &Row, annex: &Annex) -> bool {
    let before = annex.rows.iter().take(at(row, annex));
    let parent = before.rev().find(|it| it.kind == RowKind::Item(1));
    row.kind == RowKind::Item(2) && parent.is_some_and(|it| adds_up(spot, it, annex))
}

fn is_total(row: &Row, annex: &Annex) -> bool {
    let content = annex.text(row, Role::Content).to_lowercase();
    annex.text(row, Role::Ordinal).is_empty() && content.contains("cộng") || content == "tổng số"
}

fn is_below_valued_section(spot: &Spot, row: &Row, annex: &Annex) -> bool {
    let before = annex.rows.iter().take(at(row, annex));
    let section = before.rev().find(|it| it.kind.is_section());
    section.is_some_and(|it| value(it.cell(spot.column.id)).is_some())
}

fn section_off(document: &Document, _: &mut Dice) -> Option<Defect> {
    for annex in &document.annexes {
        for row in annex.rows.iter().filter(|row| row.kind.is_section()) {
            for column in annex.columns_of(Role::Target) {
                let text = row.cell(column.id);
                if value(text).is_some_and(|it| it != 0.0) {
                    let spot = Spot {
                        annex,
                        row,
                        column,
                        text,
                    };
                    return Some(spot.becomes(another_number(text)?));
                }
            }
        }
    }
    None
}

/// Changes a figure of a row whose years add up to a column of totals.
fn row_total(document: &Document, dice: &mut Dice, total: bool) -> Option<Defect> {
    change_one(document, dice, &[Role::Target, Role::Other], |spot, _| {
        let figures = spot
            .annex
            .columns
            .iter()
            .filter(|it| matches!(it.role, Role::Target | Role::Other));
        let figures: Vec<_> = figures
            .filter_map(|it| Some((it, value(spot.row.cell(it.id))?)))
            .collect();
        let (of_total, rest): (Vec<_>, Vec<_>) = figures.iter().partition(|(it, _)| {
            let title = it.title().to_lowercase();
            ["tổng kinh phí", "tổng mức", "tổng cộng", "tổng số", "cộng"]
                .iter()
                .any(|word| title.contains(word))
                && !title.contains("đầu tư")
        });
        let [(column, whole)] = of_total.as_slice() else {
            return None;
        };
        let parts: f64 = rest
            .iter()
            .filter(|(it, _)| it.role == Role::Target)
            .map(|(_, value)| value)
            .sum();
        let n = rest
            .iter()
            .filter(|(it, _)| it.role == Role::Target)
            .count();
        let mine =
            (column.id == spot.column.id) == total && (total || spot.column.role == Role::Target);
        let is_sum = 1 < n && (whole - parts).abs() < 0.001;
        (is_sum && mine && value(spot.text) != Some(0.0)).then(|| another_number(spot.text))?
    })
}

fn growth(document: &Document, dice: &mut Dice) -> Option<Defect> {
    change_one(document, dice, &[Role::Other], |spot, _| {
        let title = spot.column.title().to_lowercase();
        value(spot.text.trim_start_matches('-'))?;
        let is_growth = title.contains("so với");
        is_growth.then(|| match spot.text.len() {
            0..=3 => format!("3{}", spot.text.trim_start_matches('-')),
            _ => spot.text.replace('1', "7").replace("-0", "-4"),
        })
    })
}

fn text(document: &Document, dice: &mut Dice, text: &str) -> Option<Defect> {
    change_one(document, dice, &[Role::Content], |spot, _| {
        (!spot.text_of(Role::Ordinal).is_empty()).then(|| text.to_owned())
    })
}

/// Changes a whole percentage of a share.
fn percent(document: &Document, dice: &mut Dice, to: impl Fn(f64) -> String) -> Option<Defect> {
    change_one(document, dice, &[Role::Target], |spot, _| {
        let n = value(spot.text).filter(|it| 12.0 < *it && it.fract() == 0.0)?;
        let share = spot.text_of(Role::Content).starts_with("Tỷ lệ");
        (share && spot.text_of(Role::Unit) == "%").then(|| to(n))
    })
}

/// Multiplies the last of several targets of a row whose content `fits`.
fn fall(
    document: &Document,
    dice: &mut Dice,
    fits: impl Fn(&str) -> bool,
    factor: f64,
) -> Option<Defect> {
    let all = spots(document, &[Role::Target]);
    let fitting: Vec<&Spot> = all
        .iter()
        .filter(|spot| {
            let figures = spot
                .annex
                .columns
                .iter()
                .filter(|it| matches!(it.role, Role::Target | Role::Actual));
            let figures: Vec<_> = figures
                .filter(|it| value(spot.row.cell(it.id)).is_some())
                .collect();
            fits(spot.text_of(Role::Content))
                && 1 < figures.len()
                && figures.last().map(|it| it.id) == Some(spot.column.id)
        })
        .collect();
    let spot = dice.one_of(&fitting)?;
    let others = spot
        .annex
        .columns
        .iter()
        .filter(|it| matches!(it.role, Role::Target | Role::Actual));
    let others = others.filter(|it| it.id != spot.column.id);
    let others: Vec<f64> = others
        .filter_map(|it| value(spot.row.cell(it.id)))
        .collect();
    let worst = if 1.0 < factor {
        others.iter().copied().fold(0.0, f64::max)
    } else {
        others.iter().copied().fold(f64::MAX, f64::min)
    };
    let now = (worst * factor * 10.0).round() / 10.0;
    Some(spot.becomes(phuluc::model::vietnamese_number(now)))
}
