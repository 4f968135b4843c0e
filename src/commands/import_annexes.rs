use std::{borrow::Cow, sync::Arc};

use super::{
    merge_rows::{self, append, compare},
    take_report::{reported, with_period},
    update::{Decisions, Update},
};
use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, AnnexId, Column, ColumnId, Document, Doubt, Row, RowId},
    text::likeness::key,
    wording::Key,
};

/// How imported annexes enter the open document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportAs {
    /// As new annexes after the existing ones.
    Annexes,
    /// As new rows at the end of the matching annexes.
    Rows,
    /// As updates of the existing rows; see [`compare`].
    Update,
    /// As results of the existing rows; see [`reported`].
    Report,
}

/// Brings imported annexes into the open document as one transaction. An imported annex without a
/// counterpart in the document becomes a new annex, unless it was to be a report. `earlier` holds the states in which the document
/// was sent out or imported, latest first.
pub fn import_annexes(
    selection: &Selection,
    imported: &Document,
    import_as: ImportAs,
    earlier: &[Document],
    decisions: &Decisions,
) -> Option<Transaction> {
    let mut next_id = selection.next_id();
    let n_annexes = selection.document().annexes.len();
    let (mut n_new, mut n_changed, mut n_added) = (0, 0, 0);
    let mut steps = Vec::new();
    // The document as the steps so far leave it: several annexes of the file may go into one annex
    // of the document. Rows are shared, so a copy is cheap.
    let mut document = selection.document().clone();
    for file in &imported.annexes {
        let named = match import_as {
            ImportAs::Report => with_period(file),
            _ => Cow::Borrowed(file),
        };
        let file: &Annex = &named;
        let own = counterpart(selection, imported, file, import_as, earlier).map(|it| it.id);
        let own = own.and_then(|id| document.annex(id));
        let Some((annex, mut update)) =
            own.and_then(|own| Some((own, update(own, file, import_as, earlier)?)))
        else {
            if import_as == ImportAs::Report {
                continue;
            }
            let annex = renumbered(file, next_id);
            next_id = next_id.max(Document::next_id_after([&annex]));
            steps.push(Step::InsertAnnex {
                at: n_annexes + n_new,
                annex: Box::new(annex),
            });
            n_new += 1;
            continue;
        };
        decisions.apply(&mut update);
        n_changed += update.changed.len();
        n_added += update.new.len();
        let merge = Transaction {
            label: Key::DidUpdateRows.into(),
            steps: merge_rows::steps(annex, file, &update, || {
                next_id += 1;
                next_id - 1
            }),
        };
        // The steps were made for this state of the document, so they apply.
        document.apply(&merge).ok()?;
        steps.extend(merge.steps);
    }
    let label = match import_as {
        ImportAs::Annexes => Key::DidImport.with([n_new.to_string()]),
        ImportAs::Rows => Key::DidAppendRows.with([n_added.to_string()]),
        ImportAs::Update => Key::DidUpdateRows.with([n_changed.to_string(), n_added.to_string()]),
        ImportAs::Report => Key::DidTakeReport.with([n_changed.to_string()]),
    };
    (!steps.is_empty()).then_some(Transaction { label, steps })
}

/// Puts the annexes of several imported documents into the first, with the doubts about them.
pub fn combined(files: Vec<(Document, Vec<Doubt>)>) -> (Document, Vec<Doubt>) {
    let mut files = files.into_iter();
    let (mut all, mut all_doubts) = files.next().unwrap_or_default();
    for (document, doubts) in files {
        let by = all.next_id();
        let annexes = document.annexes.iter();
        all.annexes
            .extend(annexes.map(|annex| renumbered(annex, by)));
        all_doubts.extend(doubts.into_iter().map(|doubt| Doubt {
            annex: AnnexId(doubt.annex.0 + by),
            row: RowId(doubt.row.0 + by),
            column: ColumnId(doubt.column.0 + by),
            message: doubt.message,
        }));
    }
    (all, all_doubts)
}

/// Returns the annex of the open document that corresponds to an imported one, and what would
/// change in it if only this one were imported; `None` when it becomes a new annex.
pub fn update_of<'document>(
    selection: &Selection<'document>,
    imported: &Document,
    file: &Annex,
    import_as: ImportAs,
    earlier: &[Document],
) -> Option<(&'document Annex, Update)> {
    let annex = counterpart(selection, imported, file, import_as, earlier)?;
    Some((annex, update(annex, file, import_as, earlier)?))
}

/// Whether files report on annexes of the open document something that it does not have yet.
pub fn is_report_on<'files>(
    selection: &Selection,
    files: impl IntoIterator<Item = &'files Document>,
) -> bool {
    let mut annexes = files.into_iter().flat_map(|it| &it.annexes);
    annexes.any(|file| {
        let own = reported_annex(selection, file, &[]);
        let update = own.and_then(|own| reported(own, file, &[]));
        let mut rows = update.iter().flat_map(|it| &it.changed);
        rows.any(|row| row.cells.iter().any(|it| it.caution.is_none()))
    })
}

/// Whether files are other states of annexes of the open document: of both, most rows are the same
/// rows.
pub fn is_update_of(selection: &Selection, files: &[Document]) -> bool {
    let is_state = |document: &Document, annex: &Annex| {
        let update = update_of(selection, document, annex, ImportAs::Update, &[]);
        update.is_some_and(|(_, update)| {
            let n_common = update.n_same + update.changed.len();
            update.new.len() < n_common && update.n_only_here < n_common
        })
    };
    let mut annexes = files
        .iter()
        .flat_map(|it| it.annexes.iter().map(move |annex| (it, annex)));
    files.iter().any(|it| !it.annexes.is_empty())
        && annexes.all(|(document, annex)| is_state(document, annex))
}

fn update(
    annex: &Annex,
    file: &Annex,
    import_as: ImportAs,
    earlier: &[Document],
) -> Option<Update> {
    let earlier = earlier.iter().filter_map(|it| it.annex(annex.id));
    let earlier: Vec<&Annex> = earlier.collect();
    match import_as {
        ImportAs::Annexes => None,
        ImportAs::Rows => Some(append(annex, file)),
        ImportAs::Update => Some(compare(annex, file, &earlier)),
        ImportAs::Report => reported(annex, file, &earlier),
    }
}

/// Returns the annex that an imported one goes into.
fn counterpart<'document>(
    selection: &Selection<'document>,
    imported: &Document,
    file: &Annex,
    import_as: ImportAs,
    earlier: &[Document],
) -> Option<&'document Annex> {
    match import_as {
        ImportAs::Report => reported_annex(selection, file, earlier),
        ImportAs::Annexes | ImportAs::Rows | ImportAs::Update => alike(selection, imported, file),
    }
}

/// Returns the annex that a report is on: a report that was made for it before a plan, then the one
/// with most of its rows, then the active one.
fn reported_annex<'document>(
    selection: &Selection<'document>,
    file: &Annex,
    earlier: &[Document],
) -> Option<&'document Annex> {
    let active = selection.annex().map(|it| it.id);
    let annexes = selection.document().annexes.iter();
    let fitting = annexes.filter_map(|annex| {
        let update = update(annex, file, ImportAs::Report, earlier)?;
        let n_rows = annex.rows.len() - update.n_only_here;
        let is_report = annex.report_columns(None).is_report();
        Some(((is_report, n_rows, Some(annex.id) == active), annex))
    });
    let best = fitting.max_by_key(|(fit, _)| *fit);
    best.map(|(_, annex)| annex)
}

/// Returns the annex with the same title, or else the same kind and number. The only annex of a
/// file otherwise corresponds to the active annex.
fn alike<'document>(
    selection: &Selection<'document>,
    imported: &Document,
    file: &Annex,
) -> Option<&'document Annex> {
    let same = |left: &str, right: &str| !left.is_empty() && key(left) == key(right);
    let annexes = &selection.document().annexes;
    let by_title = |annex: &&Annex| same(&annex.head.title, &file.head.title);
    let by_number = |annex: &&Annex| {
        annex.head.kind == file.head.kind
            && same(&annex.head.number, &file.head.number)
            && annex.head.form_words == file.head.form_words
    };
    let found = annexes.iter().find(by_title);
    let found = found.or_else(|| annexes.iter().find(by_number));
    let alone = imported.annexes.len() == 1;
    found.or_else(|| selection.annex().filter(|_| alone))
}

/// Returns the annex with `by` added to all its ids, which avoids clashes with ids in use.
fn renumbered(annex: &Annex, by: u32) -> Annex {
    let columns = annex.columns.iter().map(|column| Column {
        id: ColumnId(column.id.0 + by),
        ..column.clone()
    });
    let rows = annex.rows.iter().map(|row| {
        let moved = |(column, text): (ColumnId, &str)| (ColumnId(column.0 + by), text.to_owned());
        let renumbered = Row::with_cells(RowId(row.id.0 + by), row.kind, row.cells().map(moved));
        Arc::new(renumbered.with_notes(row.notes().map(moved)))
    });
    Annex {
        id: AnnexId(annex.id.0 + by),
        head: annex.head.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{
        editor::Editor,
        export::outline::outline,
        model::{fixture, sample},
    };

    const OPEN: &str = "
        stt | content | unit | target | lead
        # I | Giai đoạn 2026-2027
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 90% | Sở Nội vụ
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ | % | 95% | Sở Nội vụ
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 95% | Sở Nội vụ
        - 2 | Chỉ có ở đây | % | 1% | Sở Y tế
    ";
    const FILE: &str = "
        stt | content | target | lead | note
        # I | GIAI ĐOẠN  2026-2027
        - 1 | Tỷ lệ hồ sơ  trực tuyến | 92% | Sở Nội vụ | mới
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ công | 95% | Sở Nội vụ |
        - 3 | Tỷ lệ văn bản ký số | 100% | Sở Tư pháp |
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | | Sở Khoa học và Công nghệ |
    ";

    fn after(import_as: ImportAs, decisions: &Decisions) -> String {
        let mut editor = Editor::new(fixture::parse(OPEN));
        let before = editor.document().clone();
        let transaction = import_annexes(
            &editor.selection(),
            &fixture::parse(FILE),
            import_as,
            &[],
            decisions,
        );
        editor.commit(&transaction.unwrap()).unwrap();
        let text = fixture::render(editor.document());
        editor.undo();
        assert_eq!(editor.document(), &before);
        text
    }

    #[test]
    fn another_state_of_the_document_is_recognised() {
        let editor = Editor::new(fixture::parse(OPEN));
        let is_state = |file: &str| is_update_of(&editor.selection(), &[fixture::parse(file)]);
        assert!(is_state(OPEN));
        assert!(is_state(FILE));
        assert!(!is_state("stt | content\n- 1 | Tỷ lệ hồ sơ trực tuyến"));
        assert!(!is_state(
            "stt | content | lead\n- 1 | Xây dựng kho dữ liệu | Sở Y tế\n- 2 | Đào tạo cán bộ | Sở Nội vụ"
        ));
        assert!(!is_update_of(&editor.selection(), &[]));
    }

    #[test]
    fn annexes_are_added_once_and_undone_at_once() {
        let mut editor = Editor::new(sample::document());
        let before = editor.document().clone();
        let transaction = import_annexes(
            &editor.selection(),
            &sample::document(),
            ImportAs::Annexes,
            &[],
            &Decisions::default(),
        );
        editor.commit(&transaction.unwrap()).unwrap();
        let annexes = outline(editor.document());
        assert_eq!(annexes.as_array().map(Vec::len), Some(4));
        assert_eq!(annexes[2], annexes[0]);
        editor.undo();
        assert_eq!(editor.document(), &before);
    }

    #[test]
    fn several_files_become_one_document_with_their_doubts() {
        let first = fixture::parse("stt | content\n- 1 | Một");
        let second = fixture::parse("stt | content\n- 1 | Hai");
        let annex = &second.annexes[0];
        let doubt = Doubt {
            annex: annex.id,
            row: annex.rows[0].id,
            column: annex.columns[1].id,
            message: Key::DidFixAll.into(),
        };
        let (all, doubts) = combined(vec![(first, Vec::new()), (second, vec![doubt])]);
        assert_eq!(all.annexes.len(), 2);
        let doubted = all.annex(doubts[0].annex).unwrap();
        let row = doubted
            .rows
            .iter()
            .find(|it| it.id == doubts[0].row)
            .unwrap();
        assert_eq!(row.cell(doubts[0].column), "Hai");
        let mut ids: Vec<u32> = all
            .annexes
            .iter()
            .flat_map(|it| &it.rows)
            .map(|it| it.id.0)
            .collect();
        ids.dedup();
        assert_eq!(ids.len(), 2);
    }

    #[test]
    fn an_update_changes_what_the_file_says_anew_and_nothing_else() {
        assert_snapshot!(after(ImportAs::Update, &Decisions::default()), @r"
        # I | GIAI ĐOẠN  2026-2027
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 92% | Sở Nội vụ | mới
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ công | % | 95% | Sở Nội vụ
        - 3 | Tỷ lệ văn bản ký số |  | 100% | Sở Tư pháp
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 95% | Sở Khoa học và Công nghệ
        - 2 | Chỉ có ở đây | % | 1% | Sở Y tế
        ");
    }

    #[test]
    fn rows_that_are_to_stay_stay() {
        let document = fixture::parse(OPEN);
        let (annex, file) = (&document.annexes[0], &fixture::parse(FILE).annexes[0]);
        let mut decisions = Decisions::default();
        for row in compare(annex, file, &[]).changed {
            for cell in &row.cells {
                decisions.decide(row.choice(cell), false);
            }
        }
        let text = after(ImportAs::Update, &decisions);
        assert_eq!(
            text.replace("- 3 | Tỷ lệ văn bản ký số |  | 100% | Sở Tư pháp\n", ""),
            { fixture::render(&document) }
        );
    }

    #[test]
    fn rows_are_appended_with_the_columns_they_need() {
        assert_snapshot!(after(ImportAs::Rows, &Decisions::default()), @r"
        # I | Giai đoạn 2026-2027
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 90% | Sở Nội vụ
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ | % | 95% | Sở Nội vụ
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến | % | 95% | Sở Nội vụ
        - 2 | Chỉ có ở đây | % | 1% | Sở Y tế
        # I | GIAI ĐOẠN  2026-2027
        - 1 | Tỷ lệ hồ sơ  trực tuyến |  | 92% | Sở Nội vụ | mới
        - 2 | Tỷ lệ người dân hài lòng với dịch vụ công |  | 95% | Sở Nội vụ
        - 3 | Tỷ lệ văn bản ký số |  | 100% | Sở Tư pháp
        # II | Giai đoạn 2028-2030
        - 1 | Tỷ lệ hồ sơ trực tuyến |  |  | Sở Khoa học và Công nghệ
        ");
    }

    /// Two sheets of one file that both match the open annex, with a column that it lacks.
    fn two_sheets() -> Document {
        let sheets = [("Ba", 500), ("Bốn", 600)].map(|(name, id)| {
            let text = format!(
                "stt | content | note:Ghi chú riêng\n- 1 | {name} a | {name}\n- 2 | {name} b |"
            );
            let mut annex = fixture::parse_annex(&text, id);
            annex.head.title = "Danh mục".to_owned();
            annex
        });
        Document {
            annexes: sheets.to_vec(),
            ..Document::default()
        }
    }

    fn after_two_sheets(import_as: ImportAs) -> String {
        let mut document = fixture::parse("stt | content\n- 1 | Một\n- 2 | Hai");
        document.annexes[0].head.title = "Danh mục".to_owned();
        let mut editor = Editor::new(document.clone());
        let transaction = import_annexes(
            &editor.selection(),
            &two_sheets(),
            import_as,
            &[],
            &Decisions::default(),
        );
        editor.commit(&transaction.unwrap()).unwrap();
        let annex = &editor.document().annexes[0];
        let titles: Vec<String> = annex.columns.iter().map(Column::title).collect();
        let text = format!(
            "{}\n{}",
            titles.join(" | "),
            fixture::render(editor.document())
        );
        assert_eq!(editor.document().annexes.len(), 1);
        editor.undo();
        assert_eq!(editor.document(), &document);
        text
    }

    #[test]
    fn two_sheets_that_match_one_annex_follow_each_other() {
        let expected = "\
STT | Nội dung | Ghi chú riêng
- 1 | Một
- 2 | Hai
- 1 | Ba a | Ba
- 2 | Ba b
- 1 | Bốn a | Bốn
- 2 | Bốn b
";
        assert_eq!(after_two_sheets(ImportAs::Rows), expected);
        assert_eq!(after_two_sheets(ImportAs::Update), expected);
    }
}
