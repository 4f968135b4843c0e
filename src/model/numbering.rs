//! Recomputes the ordinals of an annex in the annex's own numbering style.

use std::collections::HashMap;

use super::{Annex, ColumnId, Ordinal, OrdinalStyle, Role, RowId, RowKind};

/// Numbering format of the rows of one kind and level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct OrdinalForm {
    style: OrdinalStyle,
    /// Whether the parent's ordinal is included: `I.1` rather than `1`.
    with_parent: bool,
    /// Text after the number: nothing, `.` or `)`.
    mark: &'static str,
    /// Minimum number of digits: 2 for `01`.
    width: usize,
}

/// Numbering style of an annex, inferred from its ordinals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// Format by kind (whether it is a section) and level; `None` if most of these rows have no
    /// ordinal.
    ordinal_forms: HashMap<(bool, u8), Option<OrdinalForm>>,
    /// By section level: whether items restart at 1 below such a section.
    restarts: HashMap<u8, bool>,
    /// Whether letters run a, b, c, d, đ, e as in Vietnamese lists, not a, b, c, d, e, f.
    vietnamese_letters: bool,
}

/// Letters in the order of Vietnamese lists.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

impl Numbering {
    /// Infers the numbering style that most rows follow.
    pub fn of(annex: &Annex) -> Numbering {
        let Some(column) = annex.column_of(Role::Ordinal).map(|column| column.id) else {
            return Numbering {
                ordinal_forms: HashMap::new(),
                restarts: HashMap::new(),
                vietnamese_letters: true,
            };
        };
        let rows = annex.rows.iter();
        let texts = rows.map(|row| (row.kind, row.cell(column).trim()));
        let texts: Vec<(RowKind, &str)> = texts.collect();
        let mut ordinal_forms = ordinal_forms(&texts);
        let [sections, items] = [true, false].map(|is_section| (is_section, 1));
        let n_sections = texts
            .iter()
            .filter(|(kind, _)| *kind == RowKind::Section(1));
        let form = ordinal_forms.get(&sections).cloned().flatten();
        // An only section that is numbered as the items are was one of them.
        if n_sections.count() == 1 && form.is_some() && Some(&form) == ordinal_forms.get(&items) {
            ordinal_forms.remove(&sections);
        }
        Numbering {
            ordinal_forms,
            restarts: restarts(&texts),
            vietnamese_letters: !texts.iter().any(|(_, text)| {
                matches!(text.trim_end_matches(['.', ')']), "f" | "j" | "w" | "z")
            }),
        }
    }

    /// Returns the style for an annex whose sections all move one level down, below new outermost
    /// sections numbered I, II, III. Items restart at 1 below each of these.
    pub fn with_sections_deeper(self) -> Numbering {
        let ordinal_forms = self
            .ordinal_forms
            .into_iter()
            .map(|((is_section, level), form)| ((is_section, level + u8::from(is_section)), form));
        let restarts = self.restarts.into_iter();
        let deeper = restarts.map(|(level, anew)| (level + 1, anew));
        Numbering {
            ordinal_forms: ordinal_forms.collect(),
            restarts: deeper.chain([(1, true)]).collect(),
            ..self
        }
    }

    /// Returns the style for an annex whose outermost sections are removed and whose other sections
    /// move one level up.
    pub fn with_sections_raised(self) -> Numbering {
        let ordinal_forms = self.ordinal_forms.into_iter();
        let raised = ordinal_forms.filter_map(|((is_section, level), form)| {
            let level = level - u8::from(is_section);
            (0 < level).then_some(((is_section, level), form))
        });
        let restarts = self.restarts.into_iter().filter(|(level, _)| 1 < *level);
        Numbering {
            ordinal_forms: raised.collect(),
            restarts: restarts.map(|(level, anew)| (level - 1, anew)).collect(),
            ..self
        }
    }

    /// Returns the cells whose ordinal differs from the computed one, with the new text. Empty when
    /// the annex has no ordinal column.
    pub fn changes(&self, annex: &Annex) -> Vec<(RowId, ColumnId, String)> {
        let Some(column) = annex.column_of(Role::Ordinal).map(|column| column.id) else {
            return Vec::new();
        };
        let mut sections: Vec<(u32, String)> = Vec::new();
        let mut items: Vec<(u32, String)> = Vec::new();
        let mut changes = Vec::new();
        for row in &annex.rows {
            let level = usize::from(row.kind.level().max(1));
            let (counts, parent) = match row.kind {
                RowKind::Section(level) => {
                    if self.restarts.get(&level).copied().unwrap_or(true) {
                        items.clear();
                    } else {
                        items.truncate(1);
                    }
                    let parent = parent_of(&sections, usize::from(level.max(1)));
                    (&mut sections, parent)
                }
                RowKind::Item(_) => {
                    let parent = match level {
                        1 => sections.last().map(|(_, text)| text.clone()),
                        _ => parent_of(&items, level),
                    };
                    (&mut items, parent)
                }
            };
            counts.truncate(level);
            counts.resize(level, (0, String::new()));
            let Some((count, own)) = counts.last_mut() else {
                continue;
            };
            *count += 1;
            let form = self.form(row.kind);
            let old = row.cell(column);
            let Some(form) = form else {
                old.trim().clone_into(own);
                continue;
            };
            let written = self.written(&form, *count);
            *own = match parent.filter(|parent| form.with_parent && !parent.is_empty()) {
                Some(parent) => format!("{parent}.{written}"),
                None => written,
            };
            let text = format!("{own}{}", form.mark);
            if text != old {
                changes.push((row.id, column, text));
            }
        }
        changes
    }

    fn form(&self, kind: RowKind) -> Option<OrdinalForm> {
        let (is_section, level) = (kind.is_section(), kind.level());
        if let Some(form) = self.ordinal_forms.get(&(is_section, level)) {
            return form.clone();
        }
        let plain = OrdinalForm {
            style: OrdinalStyle::Arabic,
            with_parent: 1 < level,
            mark: "",
            width: 0,
        };
        Some(match (is_section, level) {
            (true, 1) => OrdinalForm {
                style: OrdinalStyle::Roman,
                ..plain
            },
            _ => plain,
        })
    }

    fn written(&self, form: &OrdinalForm, count: u32) -> String {
        let letter = LETTERS.chars().nth(count.saturating_sub(1) as usize);
        match (form.style, letter) {
            (OrdinalStyle::LowerLetter, Some(letter)) if self.vietnamese_letters => letter.into(),
            (OrdinalStyle::UpperLetter, Some(letter)) if self.vietnamese_letters => {
                letter.to_uppercase().collect()
            }
            (style, _) => format!("{:0>1$}", Ordinal::written(style, count), form.width),
        }
    }
}

/// Returns the ordinal of the parent of rows of `level`: the current row one level up.
fn parent_of(counts: &[(u32, String)], level: usize) -> Option<String> {
    let above = level.checked_sub(2)?;
    counts.get(above).map(|(_, text)| text.clone())
}

/// For each format, the number of rows that use it and the position of the first of them.
type Votes = HashMap<Option<OrdinalForm>, (usize, usize)>;

fn ordinal_forms(texts: &[(RowKind, &str)]) -> HashMap<(bool, u8), Option<OrdinalForm>> {
    let mut votes: HashMap<(bool, u8), Votes> = HashMap::new();
    for (at, (kind, text)) in texts.iter().enumerate() {
        let form = Ordinal::parse(text).map(|ordinal| OrdinalForm {
            style: ordinal
                .parts()
                .last()
                .map_or(OrdinalStyle::Arabic, |(style, _)| *style),
            with_parent: 1 < ordinal.depth(),
            mark: ["", ".", ")"]
                .into_iter()
                .rev()
                .find(|mark| text.ends_with(mark))
                .unwrap_or(""),
            width: if text.starts_with('0') { 2 } else { 0 },
        });
        let of_level = votes.entry((kind.is_section(), kind.level())).or_default();
        let (n, first) = of_level.entry(form).or_insert((0, at));
        *n += 1;
        *first = at.min(*first);
    }
    let winner = |votes: Votes| {
        let most = votes
            .into_iter()
            .max_by_key(|(_, (n, first))| (*n, std::cmp::Reverse(*first)));
        most.and_then(|(form, _)| form)
    };
    let votes = votes.into_iter();
    votes
        .map(|(level, of_level)| (level, winner(of_level)))
        .collect()
}

/// Returns, by section level, whether the first item below a section restarts at 1.
fn restarts(texts: &[(RowKind, &str)]) -> HashMap<u8, bool> {
    let mut votes: HashMap<u8, (usize, usize)> = HashMap::new();
    let mut last = 0;
    let mut passed: Option<u8> = None;
    for (kind, text) in texts {
        match kind {
            RowKind::Section(level) => passed = Some(passed.map_or(*level, |it| it.min(*level))),
            RowKind::Item(1) => {
                let Some(ordinal) = Ordinal::parse(text).filter(|it| it.depth() == 1) else {
                    continue;
                };
                if let Some(level) = passed.take().filter(|_| 0 < last) {
                    let (anew, on) = votes.entry(level).or_default();
                    *anew += usize::from(ordinal.last() == 1);
                    *on += usize::from(ordinal.last() == last + 1);
                }
                last = ordinal.last();
            }
            RowKind::Item(_) => {}
        }
    }
    let votes = votes.into_iter().filter(|(_, (anew, on))| 0 < anew + on);
    votes
        .map(|(level, (anew, on))| (level, on <= anew))
        .collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::model::Row;

    /// Parses rows written as `#` (section) or `-` (item), each followed by its ordinal (`_` if
    /// empty), and returns the renumbered ordinals.
    fn renumbered(lines: &str) -> String {
        let column = super::super::Column::new(ColumnId(1), Role::Ordinal, &["STT"]);
        let rows = lines.split_whitespace().collect::<Vec<_>>();
        let rows = rows.chunks(2).zip(10..).map(|(pair, id)| {
            let level = u8::try_from(pair[0].len()).unwrap();
            let kind = match pair[0].starts_with('#') {
                true => RowKind::Section(level),
                false => RowKind::Item(level),
            };
            let text = pair[1].trim_matches('_').to_owned();
            std::sync::Arc::new(Row::with_cells(RowId(id), kind, [(ColumnId(1), text)]))
        });
        let annex = Annex {
            id: super::super::AnnexId(1),
            head: super::super::AnnexHead::default(),
            columns: vec![column],
            rows: rows.collect(),
        };
        let changes = Numbering::of(&annex).changes(&annex);
        let texts = annex.rows.iter().map(|row| {
            let new = changes.iter().find(|(id, ..)| *id == row.id);
            new.map_or(row.cell(ColumnId(1)).to_owned(), |(_, _, text)| {
                text.clone()
            })
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_item_that_became_the_only_section_is_numbered_as_a_section() {
        assert_eq!(renumbered("- 1 - 2 # 3 - 4 - 5"), "1 2 I 1 2");
        // Two sections numbered so are meant.
        assert_eq!(renumbered("# 1 - 1 - 2 # 2 - 1"), "1 1 2 2 1");
    }

    #[test]
    fn counts_in_the_annexs_own_way() {
        for (rows, expected) in [
            ("# I - 1 - 2 # II - 1 - 3 - _", "I 1 2 II 1 2 3"),
            ("# a - 1 - 2 # b - 3 - 5 # _ - 9", "a 1 2 b 3 4 c 5"),
            (
                "# I ## I.1 - 1 - 2 ## I4. - 1 # II ## II.1 - 1",
                "I I.1 1 2 I.2 1 II II.1 1",
            ),
            ("- 1 - 2 -- 2.1 -- 2.1 - 3 -- _", "1 2 2.1 2.2 3 3.1"),
            ("- 1 -- a) -- b) -- d) - 2 -- a)", "1 a) b) c) 2 a)"),
            ("- 1. - 2. - 2.", "1. 2. 3."),
            ("- 01 - 02 - 02", "01 02 03"),
            ("# _ - 1 - 2 # _ - 1", " 1 2  1"),
            ("-- a -- b -- c -- d -- đ -- e", "a b c d đ e"),
            ("# A - 1 # B - 2 # C - 3 # D - 5", "A 1 B 2 C 3 D 4"),
        ] {
            assert_eq!(renumbered(rows), expected, "{rows}");
        }
    }

    #[test]
    fn a_first_row_counts_the_usual_way() {
        assert_snapshot!(renumbered("# I - 1 -- 1.1 ## I.1 - 1"), @"I 1 1.1 I.1 1");
    }
}
