//! The annexes that exist in an export only: waived findings with their reasons, and open findings.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    export::Extra,
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Role, Row, RowId,
        RowKind, Waiver, roman_text,
    },
    reference::marks::{FINDINGS_TITLE, WAIVERS_TITLE},
    validate::{Diagnostic, Findings},
    wording::Language,
};

/// Worksheet names of the generated annexes.
const WAIVERS_SHEET: &str = "Giải trình";
const FINDINGS_SHEET: &str = "Kiểm tra";

/// Whether the document asks for either list.
pub fn is_wanted(document: &Document) -> bool {
    document.review.lists_waivers || document.review.lists_findings
}

/// Makes the lists that the document asks for; checks the document only when it asks for any.
pub fn extras(document: &Document) -> Vec<Extra> {
    if !is_wanted(document) {
        return Vec::new();
    }
    let findings = Findings::of(document);
    let waived = findings.waived(document);
    extras_of(document, &findings.list(document), &waived)
}

/// Makes the lists that the document asks for from findings that are already known: those that are
/// open, and those that were waived.
pub fn extras_of(
    document: &Document,
    open: &[Arc<Diagnostic>],
    waived: &[(Arc<Diagnostic>, &Waiver)],
) -> Vec<Extra> {
    let review = &document.review;
    let waivers = review.lists_waivers.then(|| waivers(document, waived));
    let findings = review.lists_findings.then(|| findings(document, open));
    [waivers, findings]
        .into_iter()
        .flatten()
        .flatten()
        .collect()
}

/// Lists the waived findings with their reasons; `None` when there are none.
fn waivers(document: &Document, waived: &[(Arc<Diagnostic>, &Waiver)]) -> Option<Extra> {
    let addresses = Addresses::of(document);
    let rows = waived.iter().filter_map(|(finding, waiver)| {
        let [name, ordinal, content] = addresses.get(finding)?;
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
    let annex = annex(head, &headings, rows)?;
    Some(Extra {
        annex,
        links: Vec::new(),
    })
}

/// Lists the open findings, each linked to its cell; `None` when there are none.
fn findings(document: &Document, open: &[Arc<Diagnostic>]) -> Option<Extra> {
    let addresses = Addresses::of(document);
    let lines = open.iter().filter_map(|finding| {
        let [name, ordinal, content] = addresses.get(finding)?;
        let severity = finding
            .severity
            .label()
            .text(Language::Vietnamese)
            .to_owned();
        let message = finding.message.text(Language::Vietnamese);
        Some((
            vec![name, ordinal, content, severity, message],
            finding.cell_ref(),
        ))
    });
    let (rows, links): (Vec<_>, Vec<_>) = lines.unzip();
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
    let annex = annex(head, &headings, rows.into_iter())?;
    Some(Extra { annex, links })
}

/// The rows of a document by id: there may be as many findings as rows.
struct Addresses<'document> {
    rows: FxHashMap<(AnnexId, RowId), (&'document Annex, &'document Row)>,
}

impl<'document> Addresses<'document> {
    fn of(document: &'document Document) -> Addresses<'document> {
        let rows = document.annexes.iter().flat_map(|annex| {
            let rows = annex.rows.iter();
            rows.map(move |row| ((annex.id, row.id), (annex, &**row)))
        });
        Addresses {
            rows: rows.collect(),
        }
    }

    /// What readers find the row of a finding by: annex, ordinal and content.
    fn get(&self, finding: &Diagnostic) -> Option<[String; 3]> {
        let (annex, row) = self.rows.get(&(finding.annex, finding.row))?;
        let name = match annex.head.number.as_str() {
            "" => annex.head.sheet.clone(),
            number => number.to_owned(),
        };
        let [ordinal, content] =
            [Role::Ordinal, Role::Content].map(|role| annex.text(row, role).to_owned());
        Some([name, ordinal, content])
    }
}

/// Builds an annex of numbered rows; `None` when there are none.
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
