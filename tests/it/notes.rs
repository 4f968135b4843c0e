//! Notes on cells: they go wherever their row goes, and into a workbook when wanted.

use crate::word::{item, p, read, run, table};
use phuluc::{
    commands,
    edit::{Step, Transaction},
    editor::{Cursor, Editor},
    export::OutputFormat,
    import,
    model::{Annex, Document, sample},
    persist, report,
    wording::Key,
};

/// The notes of the first annex: position of the row, role of the column, text.
fn notes(document: &Document) -> Vec<(usize, &'static str, String)> {
    of_annex(&document.annexes[0])
}

fn of_annex(annex: &Annex) -> Vec<(usize, &'static str, String)> {
    let rows = annex.rows.iter().enumerate();
    let notes = rows.flat_map(|(at, row)| {
        row.notes()
            .filter_map(move |(id, text)| Some((at, annex.column(id)?.role.key(), text.to_owned())))
    });
    notes.collect()
}

const TEXT: &str = "Hỏi lại Sở Tài chính\ntrước ngày 15";

/// The sample with a note on a target of its second row.
fn editor() -> Editor {
    let mut editor = Editor::new(sample::document());
    let columns = &editor.document().annexes[0].columns;
    let column = columns.iter().position(|it| it.role.key() == "target");
    let place = Cursor {
        annex: 0,
        row: 1,
        column: column.unwrap(),
    };
    editor.move_to(place);
    let note = commands::set_note(&editor.selection(), &format!("{TEXT} \n")).unwrap();
    editor.commit(&note).unwrap();
    editor
}

fn expected() -> Vec<(usize, &'static str, String)> {
    vec![(1, "target", TEXT.to_owned())]
}

#[test]
fn a_note_is_set_changed_and_removed_as_a_step_of_its_own() {
    let mut editor = editor();
    assert_eq!(editor.note(), TEXT);
    assert_eq!(notes(editor.document()), expected());
    assert_eq!(commands::set_note(&editor.selection(), TEXT), None);
    let remove = commands::set_note(&editor.selection(), " ").unwrap();
    assert_eq!(remove.label.key, Key::DidRemoveNote);
    editor.commit(&remove).unwrap();
    assert!(notes(editor.document()).is_empty());
    editor.undo();
    assert_eq!(notes(editor.document()), expected());
    editor.undo();
    assert_eq!(editor.document(), &sample::document());
}

#[test]
fn a_note_is_stored_and_survives_its_column_being_taken_out_and_put_back() {
    let mut document = editor().document().clone();
    let saved = persist::save(&document);
    let loaded = persist::load_whole(&saved).unwrap();
    assert_eq!(notes(&loaded), expected());

    let (annex, column) = {
        let annex = &document.annexes[0];
        let column = annex.columns.iter().find(|it| it.role.key() == "target");
        (annex.id, column.unwrap().id)
    };
    let remove = Transaction {
        label: Key::DidFixAll.into(),
        steps: vec![Step::RemoveColumn { annex, column }],
    };
    let undo = document.apply(&remove).unwrap();
    assert!(notes(&document).is_empty());
    let without = persist::load_whole(&persist::save(&document)).unwrap();
    assert!(
        without.annexes[0]
            .rows
            .iter()
            .all(|row| row.notes().next().is_none())
    );
    document.apply(&undo).unwrap();
    assert_eq!(notes(&document), expected());
}

#[test]
fn a_copy_of_the_annex_has_its_notes() {
    let mut editor = editor();
    let id = editor.document().annexes[0].id;
    let copy = commands::duplicate_annex(&editor.selection(), id).unwrap();
    editor.commit(&copy).unwrap();
    let all: Vec<_> = editor.document().annexes.iter().map(of_annex).collect();
    assert_eq!(all.iter().filter(|it| **it == expected()).count(), 2);
}

#[test]
fn comments_of_a_word_document_are_notes_or_named() {
    let comment = |id: u32, text: &str| {
        format!(
            r#"<w:comment w:id="{id}" w:author="A">{}</w:comment>"#,
            p(&run(text))
        )
    };
    let texts = [
        comment(0, "Tên này đúng chưa?"),
        comment(1, "Hỏi lại Sở"),
        comment(2, "trước ngày 15"),
        comment(3, "Không ai trỏ tới"),
    ];
    let comments = format!("<w:comments>{}</w:comments>", texts.concat());
    let mark = |id: u32| {
        format!(r#"<w:r><w:annotationRef/></w:r><w:r><w:commentReference w:id="{id}"/></w:r>"#)
    };
    let body = p(&(run("Phụ lục I") + &mark(0)))
        + &p(&run("DANH MỤC NHIỆM VỤ"))
        + &table(&[
            item("1", &p(&run("Một"))),
            item(
                "2",
                &(p(&(run("Hai") + &mark(1))) + &p(&(run("và ba") + &mark(2)))),
            ),
        ]);
    let imported = read(&body, &[("comments", &comments)]);
    let expected = "Hỏi lại Sở\ntrước ngày 15".to_owned();
    assert_eq!(notes(&imported.document), [(1, "content", expected)]);
    let named = imported.notes.iter();
    let named = named.filter(|it| it.message.key == Key::NoteCommentsElsewhere);
    let named: Vec<String> = named.map(|it| it.message.args.join(" ")).collect();
    let all = named.concat();
    assert!(
        all.contains("Tên này đúng chưa?") && all.contains("Không ai trỏ tới"),
        "{named:?}"
    );
    assert!(!all.contains("Hỏi lại"), "{named:?}");
}

#[test]
fn a_workbook_has_the_notes_only_when_they_are_wanted() {
    let mut editor = editor();
    let exported = |editor: &Editor| {
        let bytes = report::export(editor.document(), OutputFormat::Xlsx).unwrap();
        import::import(&bytes, "x.xlsx").unwrap()
    };
    assert!(notes(&exported(&editor).document).is_empty());
    let wanted = commands::export_notes(&editor.selection(), true).unwrap();
    editor.commit(&wanted).unwrap();
    let imported = exported(&editor);
    assert_eq!(notes(&imported.document), expected());
    assert!(
        imported
            .notes
            .iter()
            .all(|it| it.message.key != Key::NoteCommentsElsewhere)
    );
}
