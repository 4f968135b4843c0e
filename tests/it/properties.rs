//! Property tests: invariants of every document and every change.

use std::sync::Arc;

use crate::{
    generated,
    round_trip::{assert_round_trip, in_every_form},
};
use phuluc::{
    commands,
    edit::{History, Step, Transaction},
    editor::{
        Editor,
        view::{Filter, Sort},
    },
    export::{OutputFormat, outline},
    import::{self, ImportError},
    model::{
        Column, ColumnId, Document, Numbering, Plan, Profile, Review, Role, Row, RowId, RowKind,
        Severity, Waiver, sample,
    },
    persist,
    reference::agencies::{self, Directory},
    report,
    validate::{Applicability, Findings, RULES, validate},
    wording::Key,
};
use proptest::prelude::*;

#[test]
fn the_sample_survives_export() {
    for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
        assert_round_trip(&sample::document(), format);
    }
}

#[test]
fn the_sample_loses_no_word_in_any_form() {
    assert!(!in_every_form("sample", &sample::document()).is_empty());
}

/// Texts that rules report, alone or together.
const TEXTS: &[&str] = &[
    "",
    "124",
    "100%",
    "Duy trì 100%",
    "- Hai  cách",
    "I4.",
    "7",
    "Năm 2030 - 2026",
    "Tháng 03/2027",
    "Giai đoạn đến năm 2027",
    "3",
    "Theo “một” và \"hai\"",
    "Kế hoạch số 334 /KH-UBND",
    "Số hoá, bảo đảm hằng năm",
    "Số hóa, đảm bảo hàng năm.",
    "Sở GD&ĐT; Sở Tài chính",
    "Sở Tài chính; Sở Giáo dục và Đào tạo",
    "Tỷ lệ người dân, doanh nghiệp hài lòng khi sử dụng dịch vụ công",
];

/// A step on an annex of a document, sometimes an invalid one.
fn step(document: &Document, which: usize) -> impl Strategy<Value = Step> + use<> {
    let annex = document.annexes[which].clone();
    let other = document.annexes[1 - which].id;
    let id = annex.id;
    let rows: Vec<RowId> = annex
        .rows
        .iter()
        .map(|row| row.id)
        .chain([RowId(9_999)])
        .collect();
    let columns: Vec<ColumnId> = annex
        .columns
        .iter()
        .map(|column| column.id)
        .chain([ColumnId(9_998)])
        .collect();
    let n = rows.len();
    let row = prop::sample::select(rows);
    let column = prop::sample::select(columns);
    let text = prop::sample::select(TEXTS);
    let kind = prop::sample::select(vec![
        RowKind::Section(1),
        RowKind::Item(1),
        RowKind::Item(2),
    ]);
    let head = annex.head.clone();
    prop_oneof![
        6 => (row.clone(), column.clone(), text.clone()).prop_map(move |(row, column, text)| Step::SetCell { annex: id, row, column, text: text.to_owned() }),
        1 => (row, kind.clone()).prop_map(move |(row, kind)| Step::SetRowKind { annex: id, row, kind }),
        1 => (0..n, 5_000..5_004u32, kind).prop_map(move |(at, row, kind)| Step::InsertRows { annex: id, at, rows: vec![Arc::new(Row::new(RowId(row), kind))] }),
        1 => (0..n, 0..3usize).prop_map(move |(at, n)| Step::RemoveRows { annex: id, at, n }),
        1 => (0..n, 1..3usize, 0..n).prop_map(move |(from, n, to)| Step::MoveRows { annex: id, from, n, to }),
        1 => (0..7usize, 6_000..6_002u32).prop_map(move |(at, column)| Step::InsertColumn { annex: id, at, column: Column::new(ColumnId(column), Role::Target, &["2031"]), cells: Vec::new() }),
        1 => column.prop_map(move |column| Step::RemoveColumn { annex: id, column }),
        1 => (0..7usize, 0..7usize).prop_map(move |(from, to)| Step::MoveColumn { annex: id, from, to }),
        1 => text.prop_map(move |text| { let mut head = head.clone(); head.title = text.to_owned(); Step::SetHead { annex: id, head } }),
        1 => Just(Step::RemoveAnnex { annex: other }),
        1 => Just(Step::SetPlan { plan: Plan::default() }),
    ]
}

/// A step that changes how a document is checked, or which findings are waived.
fn review(document: &Document) -> impl Strategy<Value = Step> + use<> {
    let rules: Vec<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let severity = prop::option::of(prop::sample::select(&Severity::ALL[..]));
    let profile = prop::collection::btree_map(prop::sample::select(rules), severity, 0..4);
    let found = validate(document);
    let waivers = prop::collection::vec(prop::sample::select(found), 0..4);
    let own_agency = any::<bool>();
    let document = document.clone();
    (profile, waivers, own_agency).prop_map(move |(rules, waivers, own_agency)| {
        let mut profile = Profile {
            rules,
            ..Profile::default()
        };
        if own_agency {
            let own = agencies::read("Sở Tài chính\tSTC\tabolished\t2026\tSở Y tế");
            profile.directory = Arc::new(Directory::with_own(own));
        }
        let waivers = waivers.iter().map(|it| {
            let annex = document.annex(it.annex).unwrap();
            let row = &annex.rows[annex.index_of(it.row).unwrap()];
            Waiver {
                place: it.cell_ref(),
                rule: it.rule.to_owned(),
                text: row.cell(it.column).to_owned(),
                reason: "x".to_owned(),
            }
        });
        let review = Review {
            profile,
            waivers: waivers.collect(),
            ..Review::default()
        };
        Step::SetReview { review }
    })
}

/// Sequences of transactions, each a list of steps.
fn scripts() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let document = sample::document();
    let step = prop_oneof![
        8 => step(&document, 0),
        2 => step(&document, 1),
        1 => review(&document),
    ];
    prop::collection::vec(prop::collection::vec(step, 1..4), 0..25)
}

/// The sample document, its second annex so large that rules about neighbouring rows wait for
/// `settle`.
fn large() -> Document {
    let mut document = sample::document();
    document.annexes[1] = sample::long(450).annexes.remove(1);
    document
}

/// Sequences of transactions on [`large`], each with whether pending rules are run after it.
fn large_scripts() -> impl Strategy<Value = Vec<(Vec<Step>, bool)>> {
    let document = large();
    // Few of these end the script by removing the large annex.
    let step = prop_oneof![
        2 => step(&document, 0).boxed(),
        8 => step(&document, 1).boxed(),
        1 => review(&document).boxed(),
    ];
    let step = step.prop_filter("keeps the large annex", |step| {
        !matches!(step, Step::RemoveAnnex { .. })
    });
    prop::collection::vec((prop::collection::vec(step, 1..4), any::<bool>()), 1..10)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_survive_export(document in generated::document()) {
        assert_round_trip(&document, OutputFormat::Xlsx);
        assert_round_trip(&document, OutputFormat::Docx);
    }

    #[test]
    fn export_is_deterministic(document in generated::document()) {
        for format in OutputFormat::ALL {
            prop_assert!(report::export(&document, format) == report::export(&document, format));
        }
    }

    #[test]
    fn documents_survive_storage(document in generated::document()) {
        prop_assert_eq!(persist::load_whole(&persist::save(&document)), Ok(document));
    }

    /// Undoing everything restores the first document, redoing everything the last. A rejected
    /// transaction leaves no trace.
    #[test]
    fn undo_and_redo_are_exact(scripts in scripts()) {
        let first = sample::document();
        let mut document = first.clone();
        let mut history = History::default();
        for steps in scripts {
            let before = document.clone();
            if history.commit(&mut document, &Transaction { label: Key::DidSetCell.into(), steps }).is_err() {
                prop_assert_eq!(&document, &before);
            }
        }
        let last = document.clone();
        while history.undo(&mut document).unwrap().is_some() {}
        prop_assert_eq!(&document, &first);
        while history.redo(&mut document).unwrap().is_some() {}
        prop_assert_eq!(&document, &last);
    }

    /// Incremental checking finds the same as checking from scratch.
    #[test]
    fn incremental_findings_equal_those_from_scratch(scripts in scripts()) {
        let mut document = sample::document();
        let mut findings = Findings::of(&document);
        for steps in scripts {
            let transaction = Transaction { label: Key::DidSetCell.into(), steps };
            if document.apply(&transaction).is_ok() {
                findings.update(&document, &transaction.steps);
                prop_assert_eq!(findings.list(&document), Findings::of(&document).list(&document));
            }
        }
    }

    /// Converting phases from sections to columns and back changes nothing.
    #[test]
    fn phases_convert_both_ways_without_loss(document in generated::phases()) {
        let mut editor = Editor::new(document.clone());
        let forth = commands::phases_as_columns(&editor.selection()).unwrap();
        editor.commit(&forth).unwrap();
        let columns = editor.document().clone();
        let back = commands::phases_as_sections(&editor.selection()).unwrap();
        editor.commit(&back).unwrap();
        prop_assert_eq!(outline::outline(editor.document()), outline::outline(&document));
        let again = commands::phases_as_columns(&editor.selection()).unwrap();
        editor.commit(&again).unwrap();
        prop_assert_eq!(outline::outline(editor.document()), outline::outline(&columns));
        while editor.undo().is_some() {}
        prop_assert_eq!(editor.document(), &document);
    }

    /// Renumbering an annex a second time changes nothing.
    #[test]
    fn numbering_is_idempotent(document in generated::document()) {
        for annex in &document.annexes {
            let numbering = Numbering::of(annex);
            let mut numbered = annex.clone();
            for (row, column, text) in numbering.changes(annex) {
                let step = Step::SetCell { annex: annex.id, row, column, text };
                let mut whole = Document { annexes: vec![numbered.clone()], ..Document::default() };
                whole.apply(&Transaction { label: Key::DidSetCell.into(), steps: vec![step] }).unwrap();
                numbered = whole.annexes.remove(0);
            }
            prop_assert_eq!(numbering.changes(&numbered), vec![]);
        }
    }

    /// Views never change the document, and commands change only shown rows.
    #[test]
    fn views_leave_the_document_alone(text in "[aăâeêioôơuưy ]{0,2}", descending: bool, fold: bool, column in 0usize..6) {
        let mut editor = Editor::new(sample::document());
        let column = editor.annex().unwrap().columns[column].id;
        editor.change_view(|view, annex, has_finding| {
            view.set_sort(annex, Some(Sort { column, descending }));
            view.set_filter(annex, column, Some(Filter::Text(text)), has_finding);
            if fold {
                view.collapse_all(annex);
            }
        });
        prop_assert_eq!(editor.document(), &sample::document());
        let shown: Vec<RowId> = (0..).map_while(|at| editor.shown_row(at)).map(|row| row.id).collect();
        editor.select_to(usize::MAX, usize::MAX);
        if let Some(clear) = commands::clear(&editor.selection()) {
            for step in &clear.steps {
                if let Step::SetCell { row, .. } = step {
                    prop_assert!(shown.contains(row));
                }
            }
            editor.commit(&clear).unwrap();
            editor.undo();
        }
        prop_assert_eq!(editor.document(), &sample::document());
    }

    /// Every offered fix applies, and applying all safe fixes is idempotent.
    #[test]
    fn fixes_apply_and_are_idempotent(document in generated::document()) {
        let mut editor = Editor::new(document);
        for finding in editor.findings().iter() {
            if let Some(fix) = &finding.fix {
                // "Fix all" combines fixes, so safe ones only set cells, columns and heads.
                let sets = |step: &Step| matches!(step, Step::SetCell { .. } | Step::SetColumn { .. } | Step::SetHead { .. });
                prop_assert!(fix.applicability == Applicability::Unsafe || fix.transaction.steps.iter().all(sets));
                prop_assert!(editor.document().clone().apply(&fix.transaction).is_ok());
            }
        }
        let mut n = 0;
        while let Some(fixes) = editor.mending(&|_| true).transaction(|_| true) {
            editor.commit(&fixes).unwrap();
            n += 1;
            prop_assert!(n < 2, "what was mended at once is mended");
        }
    }

    /// Importing arbitrary bytes returns an error, never a panic, not even one that was caught.
    #[test]
    fn import_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"<html>"])) {
        let bytes = [start, &bytes].concat();
        let error = import::import(&bytes, "x").err();
        prop_assert!(error.is_some());
        prop_assert_ne!(error, Some(ImportError::GaveUp));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// In a large annex, incremental checking finds the same as checking from scratch once the
    /// pending rules have run, however many edits they waited for.
    #[test]
    fn settled_findings_equal_those_from_scratch(scripts in large_scripts()) {
        let mut document = large();
        let mut findings = Findings::of(&document);
        for (steps, settles) in scripts.into_iter().chain([(Vec::new(), true)]) {
            let transaction = Transaction { label: Key::DidSetCell.into(), steps };
            if document.apply(&transaction).is_ok() {
                findings.update(&document, &transaction.steps);
            }
            if settles {
                findings.settle(&document);
                let anew = Findings::of(&document);
                prop_assert_eq!(findings.list(&document), anew.list(&document));
                prop_assert_eq!(findings.waived(&document), anew.waived(&document));
            }
        }
    }
}
