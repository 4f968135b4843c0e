//! Annexes made for the workbook alone: what was left as it is and why, and what is still open.

use std::sync::Arc;

use super::page::{Page, Value};
use crate::{
    import::{FINDINGS_TITLE, WAIVERS_TITLE},
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Place, Role, Row, RowId,
        RowKind, Severity, Waiver, roman_text,
    },
    validate::{Diagnostic, Findings},
    wording::{Key, Language},
};

/// Names of their worksheets.
const WAIVERS_SHEET: &str = "Giải trình";
const FINDINGS_SHEET: &str = "Kiểm tra";

/// What goes out behind the annexes, as far as the document wants it and has it.
#[derive(Debug, Default, PartialEq)]
pub struct Appendix {
    /// The findings that were answered, with the answers.
    pub waivers: Option<Annex>,
    /// The findings that are open, and where the finding of each row is.
    pub findings: Option<(Annex, Vec<Place>)>,
}

impl Appendix {
    /// From a check of the document, made where it is needed.
    pub fn of(document: &Document) -> Appendix {
        if !Appendix::is_wanted(document) {
            return Appendix::default();
        }
        let findings = Findings::of(document);
        Appendix::of_findings(
            document,
            &findings.list(document),
            &findings.waived(document),
        )
    }

    /// From the findings that are open and those that were answered, as they are known.
    pub fn of_findings(
        document: &Document,
        open: &[Arc<Diagnostic>],
        waived: &[(Arc<Diagnostic>, &Waiver)],
    ) -> Appendix {
        let review = &document.review;
        Appendix {
            waivers: review
                .lists_waivers
                .then(|| waivers(document, waived))
                .flatten(),
            findings: review
                .lists_findings
                .then(|| findings(document, open))
                .flatten(),
        }
    }

    /// Whether the document wants either list.
    pub fn is_wanted(document: &Document) -> bool {
        document.review.lists_waivers || document.review.lists_findings
    }
}

/// The answers to findings; `None` when there are none.
fn waivers(document: &Document, waived: &[(Arc<Diagnostic>, &Waiver)]) -> Option<Annex> {
    let rows = waived.iter().filter_map(|(finding, waiver)| {
        let [name, ordinal, content] = address(document, finding)?;
        let message = finding.message.text(Language::Vietnamese);
        Some(vec![name, ordinal, content, message, waiver.reason.clone()])
    });
    let headings = [
        (Role::Group, "Phụ lục"),
        (Role::Other, "Số thứ tự dòng"),
        (Role::Content, "Nội dung"),
        (Role::Result, "Vấn đề"),
        (Role::Note, "Giải trình"),
    ];
    let number = match document.annexes.len() {
        0 | 1 => String::new(),
        n => roman_text(u32::try_from(n + 1).unwrap_or(0)),
    };
    let head = AnnexHead {
        number,
        title: WAIVERS_TITLE.to_owned(),
        reference: document
            .annexes
            .first()
            .map_or(String::new(), |it| it.head.reference.clone()),
        sheet: WAIVERS_SHEET.to_owned(),
        ..AnnexHead::default()
    };
    annex(head, &headings, rows)
}

/// The findings nobody answered, and where each is; `None` when there are none.
fn findings(document: &Document, open: &[Arc<Diagnostic>]) -> Option<(Annex, Vec<Place>)> {
    let lines = open.iter().filter_map(|finding| {
        let [name, ordinal, content] = address(document, finding)?;
        let severity = match finding.severity {
            Severity::Error => Key::SeverityError,
            Severity::Warning => Key::SeverityWarning,
            Severity::Hint => Key::SeverityHint,
        };
        let severity = severity.text(Language::Vietnamese).to_owned();
        let message = finding.message.text(Language::Vietnamese);
        Some((
            vec![name, ordinal, content, severity, message],
            finding.place(),
        ))
    });
    let (rows, places): (Vec<_>, Vec<_>) = lines.unzip();
    let headings = [
        (Role::Group, "Phụ lục"),
        (Role::Other, "Số thứ tự dòng"),
        (Role::Content, "Nội dung"),
        (Role::Status, "Mức"),
        (Role::Result, "Vấn đề"),
    ];
    let head = AnnexHead {
        title: FINDINGS_TITLE.to_owned(),
        sheet: FINDINGS_SHEET.to_owned(),
        ..AnnexHead::default()
    };
    Some((annex(head, &headings, rows.into_iter())?, places))
}

/// Has the lines of the findings' page lead to the cells they are about.
pub(super) fn link(document: &Document, page: &mut Page, pages: &[Page], places: &[Place]) {
    let first = page.body.0;
    for cell in page
        .cells
        .iter_mut()
        .filter(|cell| cell.column == LINKED_COLUMN)
    {
        let place = cell.row.checked_sub(first).and_then(|at| places.get(at));
        cell.link = place.and_then(|place| {
            let at = document
                .annexes
                .iter()
                .position(|annex| annex.id == place.annex)?;
            let (annex, to) = (document.annexes.get(at)?, pages.get(at)?);
            let row = to.body.0 + annex.index_of(place.row)?;
            let column = annex.columns.iter().position(|it| it.id == place.column)?;
            Some((to.sheet.clone(), row, column))
        });
        if cell.link.is_some() && cell.value == Value::Text(String::new()) {
            // There must be something to click on.
            cell.value = Value::Text("→".to_owned());
        }
    }
}

/// The ordinal of the row, which people look for.
const LINKED_COLUMN: usize = 2;

/// How people find the row of a finding: annex, ordinal, and what it says.
fn address(document: &Document, finding: &Diagnostic) -> Option<[String; 3]> {
    let annex = document.annex(finding.annex)?;
    let row = annex.rows.iter().find(|it| it.id == finding.row)?;
    let name = match annex.head.number.as_str() {
        "" => annex.head.sheet.clone(),
        number => number.to_owned(),
    };
    let texts = [Role::Ordinal, Role::Content].map(|role| annex.text(row, role).to_owned());
    let [ordinal, content] = texts;
    Some([name, ordinal, content])
}

/// An annex of numbered rows; `None` when there are none.
fn annex(
    head: AnnexHead,
    headings: &[(Role, &str)],
    rows: impl Iterator<Item = Vec<String>>,
) -> Option<Annex> {
    let headings = std::iter::once(&(Role::Ordinal, "STT")).chain(headings);
    let columns = (0..).zip(headings);
    let columns: Vec<Column> = columns
        .map(|(id, (role, heading))| Column::new(ColumnId(id), *role, &[heading]))
        .collect();
    let rows = (1u32..).zip(rows).map(|(n, texts)| {
        let texts = std::iter::once(n.to_string()).chain(texts);
        let cells = columns.iter().map(|column| column.id).zip(texts);
        Arc::new(Row::with_cells(RowId(n), RowKind::Item(1), cells))
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    (!rows.is_empty()).then_some(Annex {
        id: AnnexId(0),
        head: AnnexHead {
            kind: AnnexKind::Other,
            ..head
        },
        columns,
        rows,
    })
}
