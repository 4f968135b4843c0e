//! Defects of the head, the headings, the numbering and the look of texts.

use std::sync::Arc;

use phuluc::{
    edit::Step,
    model::{Annex, AnnexHead, Document, Role, Row, RowId, RowKind},
};

use super::{Defect, Kind, Place, aside, change_one, kind};
use crate::dice::Dice;

pub const KINDS: &[Kind] = &[
    kind("a year of another plan in the title", |d, r| {
        head(d, r, |it| {
            let at = it.title.find("20")?;
            let year: u16 = it.title.get(at..at + 4)?.parse().ok()?;
            it.title.replace_range(at..at + 4, &(year - 3).to_string());
            Some(())
        })
    }),
    kind("two annexes with one number", |d, r| {
        let [first, .., last] = d.annexes.as_slice() else {
            return None;
        };
        if first.head.number.is_empty() || first.head.number == last.head.number {
            return None;
        }
        let number = first.head.number.clone();
        head_of(last, r, |it| {
            it.number = number;
            Some(())
        })
    }),
    kind("a word doubled in the title", |d, r| {
        head(d, r, |it| {
            let word = it.title.split(' ').next()?.to_owned();
            it.title = format!("{word} {}", it.title);
            Some(())
        })
    }),
    kind("two words doubled in the title", |d, r| {
        head(d, r, |it| {
            let words: Vec<&str> = it.title.split(' ').take(2).collect();
            let [one, two] = words.as_slice() else {
                return None;
            };
            let is_word = two.chars().all(char::is_alphabetic);
            it.title = format!("{one} {two} {}", it.title);
            is_word.then_some(())
        })
    }),
    kind("a year of the next plan in the title", |d, r| {
        head(d, r, |it| {
            let at = it.title.find("NĂM 2026")?;
            it.title
                .replace_range(at.."NĂM 2026".len() + at, "NĂM 2028");
            Some(())
        })
    }),
    kind("a letter lost in the title", |d, r| {
        head(d, r, |it| {
            let title = it
                .title
                .replace("NHIỆM VỤ", "NHIỆM V")
                .replace("CHỈ TIÊU", "CHỈ TIÊ");
            let is_other = title != it.title;
            it.title = title;
            is_other.then_some(())
        })
    }),
    kind("another number in the reference", |d, r| {
        head(d, r, |it| {
            let at = it.reference.find("số ")? + "số ".len();
            it.reference.insert(at, '7');
            Some(())
        })
    }),
    kind("another year in the reference", |d, r| {
        head(d, r, |it| {
            let at = it
                .reference
                .find("/202")
                .map(|at| at + 1)
                .or_else(|| it.reference.find("năm 202").map(|at| at + "năm ".len()))?;
            it.reference.replace_range(at..at + 4, "2024");
            Some(())
        })
    }),
    kind("another body in the reference", |d, r| {
        head(d, r, |it| {
            let at = it.reference.find(" của ")?;
            it.reference.replace_range(at.., " của UBND tỉnh Sơn La)");
            Some(())
        })
    }),
    kind("the reference without its bracket", |d, r| {
        head(d, r, |it| {
            it.reference.pop().filter(|it| *it == ')').map(|_| ())
        })
    }),
    aside("the reference emptied", |d, r| {
        head(d, r, |it| {
            let had = !it.reference.is_empty();
            it.reference.clear();
            had.then_some(())
        })
    }),
    aside("the title emptied", |d, r| {
        head(d, r, |it| {
            it.title.clear();
            Some(())
        })
    }),
    kind("a number lost", |d, r| {
        let annex = d.annexes.get(1)?;
        head_of(annex, r, |it| {
            it.number.clear();
            Some(())
        })
    }),
    kind("a misspelt heading", |d, _| header(d, "chủ trì", "chủ chì")),
    kind("another misspelt heading", |d, _| {
        header(d, "Chỉ tiêu", "Chỉ tiếu")
    }),
    aside("a third misspelt heading", |d, _| {
        header(d, "Thời gian", "Thời gain")
    }),
    kind("an ordinal skipped", |d, r| ordinal(d, r, |n| n + 1)),
    kind("an ordinal twice", |d, r| ordinal(d, r, |n| n - 1)),
    kind("an ordinal lost", |d, r| {
        change_one(d, r, &[Role::Ordinal], |_, _| Some(String::new()))
    }),
    kind("a row again in its section", |d, r| again(d, r, false)),
    kind("a row again in another section", |d, r| again(d, r, true)),
    kind("a bracket without its other", |d, r| {
        text(d, r, |it| {
            let (first, rest) = it.split_once(", ")?;
            Some(format!("{first} (gồm {rest}"))
        })
    }),
    aside("a bracket closed only", |d, r| {
        text(d, r, |it| Some(format!("{it})")))
    }),
    kind("a semicolon at the end", |d, r| {
        text(d, r, |it| Some(format!("{it};")))
    }),
    kind("two stops at the end", |d, r| {
        text(d, r, |it| Some(format!("{it}..")))
    }),
    aside("a comma at the end", |d, r| {
        text(d, r, |it| Some(format!("{it},")))
    }),
    kind("a small letter at the start", |d, r| {
        text(d, r, |it| {
            let first = it.chars().next().filter(|c| c.is_uppercase())?;
            Some(format!(
                "{}{}",
                first.to_lowercase(),
                &it[first.len_utf8()..]
            ))
        })
    }),
    kind("a capital inside a word", |d, r| {
        text(d, r, |it| {
            let at = it.find(" ")? + 1;
            let word: Vec<char> = it[at..].chars().take_while(|c| c.is_lowercase()).collect();
            let upper = word.get(1)?.to_uppercase().to_string();
            let lower = word[1].to_string();
            let start = at + word[0].len_utf8();
            (2 < word.len())
                .then(|| format!("{}{upper}{}", &it[..start], &it[start + lower.len()..]))
        })
    }),
    kind("a capital inside the sentence", |d, r| {
        text(d, r, |it| {
            let at = it.rfind(", ")? + ", ".len();
            let first = it[at..].chars().next().filter(|c| c.is_lowercase())?;
            Some(format!(
                "{}{}{}",
                &it[..at],
                first.to_uppercase(),
                &it[at + first.len_utf8()..]
            ))
        })
    }),
    aside("two commas", |d, r| {
        text(d, r, |it| {
            it.contains(", ").then(|| it.replacen(", ", ",, ", 1))
        })
    }),
    kind("a space before a comma", |d, r| {
        text(d, r, |it| {
            it.contains(", ").then(|| it.replacen(", ", " , ", 1))
        })
    }),
];

fn head(
    document: &Document,
    dice: &mut Dice,
    change: impl Fn(&mut AnnexHead) -> Option<()>,
) -> Option<Defect> {
    let annex = dice.one_of(&document.annexes)?;
    head_of(annex, dice, change)
}

fn head_of(
    annex: &Annex,
    _: &mut Dice,
    change: impl FnOnce(&mut AnnexHead) -> Option<()>,
) -> Option<Defect> {
    let mut head = annex.head.clone();
    change(&mut head)?;
    Some(Defect {
        what: format!("{} | {} | {}", head.number, head.title, head.reference),
        steps: vec![Step::SetHead {
            annex: annex.id,
            head,
        }],
        place: Place::Annex(annex.id),
    })
}

fn header(document: &Document, from: &str, to: &str) -> Option<Defect> {
    for annex in &document.annexes {
        for column in &annex.columns {
            if let Some(at) = column.header.iter().position(|it| it.contains(from)) {
                let mut column = column.clone();
                column.header[at] = column.header[at].replace(from, to);
                return Some(Defect {
                    what: column.title(),
                    steps: vec![Step::SetColumn {
                        annex: annex.id,
                        column,
                    }],
                    place: Place::Annex(annex.id),
                });
            }
        }
    }
    None
}

fn ordinal(document: &Document, dice: &mut Dice, change: impl Fn(u32) -> u32) -> Option<Defect> {
    let defect = change_one(document, dice, &[Role::Ordinal], |spot, _| {
        let n: u32 = spot
            .text
            .trim_end_matches('.')
            .parse()
            .ok()
            .filter(|n| 2 < *n)?;
        let dot = if spot.text.ends_with('.') { "." } else { "" };
        Some(format!("{}{dot}", change(n)))
    })?;
    defect.of_annex(document)
}

fn text(
    document: &Document,
    dice: &mut Dice,
    change: impl Fn(&str) -> Option<String>,
) -> Option<Defect> {
    change_one(document, dice, &[Role::Content], |spot, _| {
        let content = spot.text.trim_end_matches('.');
        (20 < content.len()).then(|| change(content))?
    })
}

/// Puts a row again behind the last row of its section, or of the last section.
fn again(document: &Document, dice: &mut Dice, elsewhere: bool) -> Option<Defect> {
    let annex = dice.one_of(&document.annexes)?;
    let content = annex.column_of(Role::Content)?.id;
    let ordinal = annex.column_of(Role::Ordinal)?.id;
    let first_section = annex.rows.iter().position(|it| it.kind.is_section());
    let items = annex
        .rows
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind == RowKind::Item(1));
    let long: Vec<_> = items
        .filter(|(_, it)| 7 <= it.cell(content).split(' ').count())
        .collect();
    let (at, row) = dice.one_of(&long)?;
    let end = match elsewhere {
        true => {
            let sections = annex.rows.iter().filter(|it| it.kind.is_section()).count();
            let after = annex.rows.iter().skip(*at).any(|it| it.kind.is_section());
            if first_section.is_none() || sections < 2 || !after {
                return None;
            }
            annex.rows.len()
        }
        false => annex
            .rows
            .iter()
            .enumerate()
            .skip(*at)
            .find(|(_, it)| it.kind.is_section())
            .map_or(annex.rows.len(), |(at, _)| at),
    };
    let before = annex.rows.get(end - 1)?;
    let number = before.cell(ordinal).parse::<u32>().ok()? + 1;
    let cells = row.cells().map(|(column, text)| {
        let text = if column == ordinal {
            number.to_string()
        } else {
            text.to_owned()
        };
        (column, text)
    });
    let new = Row::with_cells(RowId(document.next_id() + 1), row.kind, cells);
    Some(Defect {
        what: row.cell(content).to_owned(),
        steps: vec![Step::InsertRows {
            annex: annex.id,
            at: end,
            rows: vec![Arc::new(new)],
        }],
        place: Place::Annex(annex.id),
    })
}
