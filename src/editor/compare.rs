//! Row-by-row comparison of two states of a document.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    model::{
        Annex, AnnexId, Column, Document, Role, Row, RowId, RowKind,
        address::{Address, addresses_in},
    },
    wording::{Key, Language, Message},
};

/// Kind of difference of a row, an annex or the document's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Added,
    Removed,
    Changed,
    /// At another position. A moved row with changed text is [`Became::Changed`] only; an annex can
    /// be moved and have changes, because its rows are compared one by one.
    Moved,
}

/// One difference between two states of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    pub became: Became,
    /// Where it is; empty for the document's metadata.
    pub place: Address,
    /// The texts before and after; of a change, what each is.
    pub texts: Vec<ChangedText>,
}

/// A text that differs; the kind of a row and the role of a column as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedText {
    /// What it is: the column of a cell, a line of the head. `None` in a row or an annex that is
    /// listed as a whole.
    pub what: Option<Message>,
    pub before: String,
    pub after: String,
}

impl ChangedText {
    /// Compares two texts; `None` if they are equal. Most are, so what they are is said only of the
    /// others.
    fn of(what: impl FnOnce() -> Message, before: &str, after: &str) -> Option<Self> {
        (before != after).then(|| ChangedText {
            what: Some(what()),
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    fn added(text: String) -> Self {
        ChangedText {
            what: None,
            before: String::new(),
            after: text,
        }
    }

    fn removed(text: String) -> Self {
        ChangedText {
            what: None,
            before: text,
            after: String::new(),
        }
    }
}

/// Lists the differences between two states of one document, in the order of the later one. Removed
/// rows follow at the end of their annex, removed annexes at the end of the list.
pub fn compare(before: &Document, after: &Document) -> Vec<Differing> {
    let mut found = Vec::new();
    let (old, new) = (&before.plan, &after.plan);
    let plan = [
        (Key::DocumentName, &old.name, &new.name),
        (Key::PlanNumber, &old.number, &new.number),
        (Key::PlanDate, &old.date, &new.date),
        (Key::PlanBody, &old.body, &new.body),
    ];
    let plan = plan.map(|(what, old, new)| ChangedText::of(|| what.into(), old, new));
    push(&mut found, Address::default(), plan);
    let ids = |it: &Document| {
        it.annexes
            .iter()
            .map(|annex| annex.id)
            .collect::<Vec<AnnexId>>()
    };
    let moved = moved(&ids(before), &ids(after));
    for annex in &after.annexes {
        if moved.contains(&annex.id) {
            found.push(Differing {
                became: Became::Moved,
                place: Address::of_annex(&annex.head),
                texts: Vec::new(),
            });
        }
        match before.annex(annex.id) {
            Some(old) => compare_annexes((before, old), (after, annex), &mut found),
            None => found.push(whole(annex, Became::Added)),
        }
    }
    let gone = before.annexes.iter();
    let gone = gone.filter(|annex| after.annex(annex.id).is_none());
    found.extend(gone.map(|annex| whole(annex, Became::Removed)));
    found
}

fn whole(annex: &Annex, became: Became) -> Differing {
    let title = annex.head.title.clone();
    Differing {
        became,
        place: Address::of_annex(&annex.head),
        texts: vec![match became {
            Became::Removed => ChangedText::removed(title),
            _ => ChangedText::added(title),
        }],
    }
}

fn compare_annexes(
    (before, old): (&Document, &Annex),
    (after, new): (&Document, &Annex),
    found: &mut Vec<Differing>,
) {
    push(
        found,
        Address::of_head(after, new),
        heads(old, new).into_iter().chain(columns(old, new)),
    );
    let rows: FxHashMap<RowId, &Row> = old.rows.iter().map(|it| (it.id, &**it)).collect();
    let ids = |it: &Annex| it.rows.iter().map(|row| row.id).collect::<Vec<RowId>>();
    let moved = moved(&ids(old), &ids(new));
    let first = found.len();
    let mut differing = Vec::new();
    for row in &new.rows {
        let (became, texts) = match rows.get(&row.id) {
            None => (
                Became::Added,
                texts(new, row).map(ChangedText::added).collect(),
            ),
            Some(before) => {
                let changed = cells(old, new, before, row).into_iter().flatten();
                let changed: Vec<ChangedText> = changed.collect();
                match changed.is_empty() {
                    false => (Became::Changed, changed),
                    true if moved.contains(&row.id) => (Became::Moved, Vec::new()),
                    true => continue,
                }
            }
        };
        differing.push(row.id);
        found.push(Differing {
            became,
            place: Address::default(),
            texts,
        });
    }
    let kept: FxHashSet<RowId> = new.rows.iter().map(|it| it.id).collect();
    let gone = old.rows.iter().filter(|row| !kept.contains(&row.id));
    for row in gone {
        differing.push(row.id);
        found.push(Differing {
            became: Became::Removed,
            place: Address::default(),
            texts: texts(old, row).map(ChangedText::removed).collect(),
        });
    }
    let wanted: FxHashSet<RowId> = differing.iter().copied().collect();
    let mut places = addresses_in(before, old, &|id| wanted.contains(&id));
    // Where it is now, if it is still there.
    places.extend(addresses_in(after, new, &|id| wanted.contains(&id)));
    let of_rows = found.iter_mut().skip(first);
    for (differing, row) in of_rows.zip(&differing) {
        differing.place = places.remove(row).unwrap_or_default();
    }
}

fn heads(old: &Annex, new: &Annex) -> [Option<ChangedText>; 6] {
    let (old, new) = (&old.head, &new.head);
    let text = |what: Key, old: &str, new: &str| ChangedText::of(|| what.into(), old, new);
    let lines =
        |what: Key, old: &[String], new: &[String]| text(what, &old.join("\n"), &new.join("\n"));
    [
        match old.form_words == new.form_words {
            true => text(Key::AnnexNumber, &old.number, &new.number),
            false => text(Key::AnnexNumber, &old.number_line(), &new.number_line()),
        },
        text(Key::AnnexTitle, &old.title, &new.title),
        text(Key::AnnexReference, &old.reference, &new.reference),
        lines(Key::DiffersBefore, &old.before, &new.before),
        lines(Key::AnnexBetween, &old.between, &new.between),
        lines(Key::DiffersAfter, &old.after, &new.after),
    ]
}

/// Compares the headings, roles and order of the columns.
fn columns(old: &Annex, new: &Annex) -> Vec<Option<ChangedText>> {
    let heading = |it: &Column| it.header.join(" / ");
    let headings = |old: &str, new: &str| ChangedText::of(|| Key::DiffersHeading.into(), old, new);
    let mut found = Vec::new();
    for column in &new.columns {
        let before = old.column(column.id);
        let name = before.map(heading).unwrap_or_default();
        found.push(headings(&name, &heading(column)));
        let role = |it: &Column| role_text(it.role);
        let what = || Key::DiffersRole.with([column.title()]);
        found.extend(before.map(|it| ChangedText::of(what, role(it), role(column))));
    }
    let gone = old.columns.iter().filter(|it| new.column(it.id).is_none());
    found.extend(gone.map(|it| headings(&heading(it), "")));
    let order = |of: &Annex, other: &Annex| {
        let common = of.columns.iter().filter(|it| other.column(it.id).is_some());
        common.map(|it| it.id).collect::<Vec<_>>()
    };
    if order(old, new) != order(new, old) {
        let titles = |it: &Annex| it.columns.iter().map(Column::title).collect::<Vec<_>>();
        let [before, after] = [old, new].map(|it| titles(it).join(" | "));
        found.push(ChangedText::of(
            || Key::DiffersOrder.into(),
            &before,
            &after,
        ));
    }
    found
}

/// Compares the kind, the cells and the notes of a row, also in columns of only one state.
fn cells(old: &Annex, new: &Annex, before: &Row, after: &Row) -> Vec<Option<ChangedText>> {
    let gone = old.columns.iter().filter(|it| new.column(it.id).is_none());
    let [kind_before, kind_after] = [before, after].map(|row| kind_text(row.kind));
    let mut found = vec![ChangedText::of(
        || Key::DiffersKind.into(),
        &kind_before,
        &kind_after,
    )];
    for column in new.columns.iter().chain(gone) {
        let cell = || Key::DiffersCell.with([column.title()]);
        let note = || Key::DiffersNote.with([column.title()]);
        let id = column.id;
        found.push(ChangedText::of(cell, before.cell(id), after.cell(id)));
        found.push(ChangedText::of(note, before.note(id), after.note(id)));
    }
    found
}

/// Returns what is in both lists and changed its relative order.
fn moved<Id: Copy + Eq + Hash>(old: &[Id], new: &[Id]) -> FxHashSet<Id> {
    let place: FxHashMap<Id, usize> = old.iter().copied().zip(0..).collect();
    let common = new.iter().filter_map(|id| Some((*id, *place.get(id)?)));
    let common: Vec<(Id, usize)> = common.collect();
    // The longest subsequence in the old order counts as unmoved, everything else as moved.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(common.len());
    let at = |idx: usize| common.get(idx).map_or(usize::MAX, |(_, at)| *at);
    for (idx, (_, own)) in common.iter().enumerate() {
        let length = tails.partition_point(|tail| at(*tail) < *own);
        previous.push(length.checked_sub(1).and_then(|it| tails.get(it).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = idx,
            None => tails.push(idx),
        }
    }
    let mut stayed = FxHashSet::default();
    let mut next = tails.last().copied();
    while let Some(idx) = next {
        stayed.extend(common.get(idx).map(|(id, _)| *id));
        next = previous.get(idx).copied().flatten();
    }
    let ids = common.iter().map(|(id, _)| *id);
    ids.filter(|id| !stayed.contains(id)).collect()
}

/// Returns the kind of a row in words: `Mục cấp 1`.
fn kind_text(kind: RowKind) -> String {
    let word = match kind {
        RowKind::Section(_) => Key::RowSection,
        RowKind::Item(_) => Key::RowItem,
    };
    format!("{} cấp {}", word.text(LANGUAGE), kind.level())
}

fn role_text(role: Role) -> &'static str {
    role.label().text(LANGUAGE)
}

/// The language of the documents, whose texts stand beside these words.
const LANGUAGE: Language = Language::Vietnamese;

fn push(
    found: &mut Vec<Differing>,
    place: Address,
    texts: impl IntoIterator<Item = Option<ChangedText>>,
) {
    let texts: Vec<ChangedText> = texts.into_iter().flatten().collect();
    if !texts.is_empty() {
        found.push(Differing {
            became: Became::Changed,
            place,
            texts,
        });
    }
}

fn texts<'annex>(annex: &'annex Annex, row: &'annex Row) -> impl Iterator<Item = String> {
    let cells = annex.columns.iter().map(|it| row.cell(it.id).to_owned());
    cells.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands,
        editor::{Cursor, Editor},
        model::fixture,
    };

    #[test]
    fn says_row_by_row_what_became_of_it() {
        let text = "stt | content | lead\n- 1 | Một | Sở A\n- 2 | Hai | Sở B\n- 3 | Ba | Sở C\n- 4 | Bốn | Sở D\n";
        let before = fixture::parse(text);
        assert_eq!(compare(&before, &before), []);
        let mut editor = Editor::new(before.clone());
        let at = |row: usize, column: usize| Cursor {
            annex: 0,
            row,
            column,
        };
        editor.move_to(at(0, 2));
        let change = commands::set_text(&editor.selection(), "Sở Y tế").unwrap();
        editor.commit(&change).unwrap();
        editor.move_to(at(3, 0));
        let up = commands::move_rows_to(&editor.selection(), 1).unwrap();
        editor.commit(&up).unwrap();
        editor.move_to(at(2, 0));
        let delete = commands::CommandId::DeleteRow.command();
        let delete = (delete.unwrap().run)(&editor.selection()).unwrap();
        editor.commit(&delete).unwrap();
        let found = compare(&before, editor.document());
        let said: Vec<_> = found
            .iter()
            .map(|it| (it.became, it.place.text(LANGUAGE)))
            .collect();
        assert_eq!(
            said,
            [
                (Became::Changed, "Dòng 1".to_owned()),
                (Became::Moved, "Dòng 4".to_owned()),
                (Became::Removed, "Dòng 2".to_owned())
            ]
        );
        let column = before.annexes[0].columns[2].title();
        let what = || Key::DiffersCell.with([column]);
        let expected = ChangedText::of(what, "Sở A", "Sở Y tế");
        assert_eq!(found[0].texts, Vec::from_iter(expected));
        let back = compare(editor.document(), &before);
        assert!(back.iter().any(|it| it.became == Became::Added));
    }

    type Said = (Became, String, Vec<String>);

    /// Renders each difference: what: before → after.
    fn said(before: &Document, after: &Document) -> Vec<Said> {
        let found = compare(before, after).into_iter();
        let line = |it: ChangedText| {
            let what = it.what.map(|it| it.text(LANGUAGE)).unwrap_or_default();
            format!("{what}: {} → {}", it.before, it.after)
        };
        found
            .map(|it| {
                let place = it.place.text(LANGUAGE);
                (it.became, place, it.texts.into_iter().map(line).collect())
            })
            .collect()
    }

    #[test]
    fn says_what_became_of_kinds_of_rows_and_roles_of_columns() {
        let before = fixture::parse("stt | content | result\n- 1 | Một | x\n- 2 | Hai |");
        let mut after = before.clone();
        let annex = &mut after.annexes[0];
        std::sync::Arc::make_mut(&mut annex.rows[0]).kind = crate::model::RowKind::Section(1);
        std::sync::Arc::make_mut(&mut annex.rows[1]).kind = crate::model::RowKind::Item(2);
        annex.columns[2].role = crate::model::Role::Note;
        assert_eq!(
            said(&before, &after),
            [
                (
                    Became::Changed,
                    "Đầu phụ lục".to_owned(),
                    vec!["Loại của cột “Sản phẩm”: kết quả, sản phẩm → ghi chú".to_owned()]
                ),
                (
                    Became::Changed,
                    "Mục 1".to_owned(),
                    vec!["Loại dòng: Dòng cấp 1 → Mục cấp 1".to_owned()]
                ),
                (
                    Became::Changed,
                    "Mục 1, dòng 2".to_owned(),
                    vec!["Loại dòng: Dòng cấp 1 → Dòng cấp 2".to_owned()]
                ),
            ]
        );
    }

    #[test]
    fn says_what_became_of_headings_columns_and_notes() {
        let before = fixture::parse("stt | content | result | lead\n- 1 | Một | x | Sở A");
        let mut after = before.clone();
        let annex = &mut after.annexes[0];
        annex.columns[1].header = vec!["Nội dung việc".to_owned()];
        annex.columns.swap(2, 3);
        let lead = annex.columns[2].id;
        std::sync::Arc::make_mut(&mut annex.rows[0]).replace_note(lead, "Hỏi lại".to_owned());
        let content = before.annexes[0].columns[1].title();
        let [_, texts] = said(&before, &after)
            .try_into()
            .map(|it: [Said; 2]| it)
            .unwrap();
        assert_eq!(texts.2.len(), 1);
        assert!(texts.2[0].starts_with("Ghi chú ở cột “"), "{texts:?}");
        let head = &said(&before, &after)[0].2;
        assert_eq!(head[0], format!("Tên cột: {content} → Nội dung việc"));
        assert!(head[1].starts_with("Thứ tự các cột: "), "{head:?}");
        after.annexes[0].columns.remove(1);
        let gone = &said(&before, &after)[0].2;
        assert!(gone.contains(&format!("Tên cột: {content} → ")), "{gone:?}");
    }

    #[test]
    fn says_which_annexes_moved() {
        let annexes = [1, 101, 201].map(|id| {
            let mut annex = fixture::parse_annex("stt | content\n- 1 | Một", id);
            annex.head.number = crate::model::roman_text(id / 100 + 1);
            annex
        });
        let before = Document {
            annexes: annexes.to_vec(),
            ..Document::default()
        };
        let mut after = before.clone();
        let first = after.annexes.remove(0);
        after.annexes.push(first);
        let found = compare(&before, &after);
        assert_eq!(
            found,
            [Differing {
                became: Became::Moved,
                place: Address::of_annex(&after.annexes[2].head),
                texts: Vec::new(),
            }]
        );
        // Removing an annex moves none of the others.
        after = before.clone();
        after.annexes.remove(0);
        let found = compare(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].became, Became::Removed);
    }
}
