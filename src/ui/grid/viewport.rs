//! What of the annex is on the screen: columns and their widths, rows and their heights, and how far
//! the grid is scrolled.

use std::sync::Arc;

use leptos::{html::Div, prelude::*};
use web_sys::{HtmlDivElement, ResizeObserver};

use crate::{
    editor::Editor,
    model::{Alignment, Annex, Column, Role, Row, RowId, RowKind, alignment},
    ui::app::context::App,
    validate::Diagnostic,
    viewport::{Heights, column_widths},
};

/// Part of the viewport's width that frozen columns may take, so that the others can be scrolled to.
const FROZEN_MAX: f64 = 0.7;

/// Returns how many of the first `n` columns can be frozen.
fn n_that_fit(n: usize, widths: &[f64], available: f64) -> usize {
    let ends = widths.iter().scan(0.0, |end, width| {
        *end += width;
        Some(*end)
    });
    ends.take(n)
        .take_while(|end| *end <= available * FROZEN_MAX)
        .count()
}

/// A rendered row.
#[derive(Clone, Debug)]
pub(in crate::ui) struct DrawnRow {
    /// Position among the rows shown.
    pub at: usize,
    /// Position among the rows of the annex.
    pub position: usize,
    pub row: Arc<Row>,
    pub findings: Vec<Arc<Diagnostic>>,
    /// Whether the row is a folded section.
    pub is_folded: bool,
    /// Whether it is the empty row below the last, which no row of the annex is behind.
    pub is_next: bool,
}

/// The id of the empty row below the last.
const NEXT_ROW: RowId = RowId(u32::MAX);

impl PartialEq for DrawnRow {
    fn eq(&self, other: &DrawnRow) -> bool {
        let findings = self.findings.iter().zip(&other.findings);
        (self.at, self.position, self.is_folded, self.is_next)
            == (other.at, other.position, other.is_folded, other.is_next)
            && (self.is_next || Arc::ptr_eq(&self.row, &other.row))
            && self.findings.len() == other.findings.len()
            && findings
                .into_iter()
                .all(|(left, right)| Arc::ptr_eq(left, right))
    }
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct Viewport {
    /// The columns shown.
    pub columns: Memo<Vec<Column>>,
    /// How each is aligned.
    pub(super) alignments: Memo<Vec<Alignment>>,
    /// Their widths in pixels.
    pub widths: Memo<Vec<f64>>,
    /// Number of frozen columns at the left: those that the user froze, and the ordinals in any case.
    pub n_frozen: Memo<usize>,
    pub n_rows: Memo<usize>,
    /// The rendered rows: those in the viewport and a few around it.
    pub(super) drawn: Memo<Vec<DrawnRow>>,
    /// Changes when other rows are shown, or in another order.
    pub(super) shown: Memo<u64>,
    /// Font size relative to the browser's; 1 is 100 %.
    pub zoom: RwSignal<f64>,
    pub(super) scroller: NodeRef<Div>,
    /// Height of what scrolls with the rows above the header: the head of the annex.
    pub(super) lead: StoredValue<f64>,
    pub(super) heights: StoredValue<Heights>,
    /// Height of the header row in pixels.
    pub(super) header: StoredValue<f64>,
    /// Fires when a row's height or the header's height was measured.
    pub(super) measured: Trigger,
    /// How far the rows are scrolled, and the height of the viewport, in pixels. Negative while what
    /// is above the header is in view.
    pub(super) scrolled: RwSignal<(f64, f64)>,
    /// Width available for columns, in pixels.
    pub(super) available: RwSignal<f64>,
    pub(super) observer: StoredValue<Option<ResizeObserver>, LocalStorage>,
    /// The cell to keep in view while rows around it are being measured, until the user scrolls.
    pub(super) revealed: StoredValue<Option<(usize, usize)>>,
    /// How far rows that were measured may have moved others since the last scroll event, in pixels.
    pub(super) shifted: StoredValue<f64>,
}

impl Viewport {
    pub fn new(app: App) -> Viewport {
        let shown = Memo::new(move |_| app.editor.with(Editor::layout));
        let columns = Memo::new(move |_| {
            app.editor.with(|editor| {
                let columns = (0..).map_while(|at| editor.shown_column(at));
                columns.cloned().collect::<Vec<Column>>()
            })
        });
        let alignments = Memo::new(move |_| {
            app.editor.with(|editor| {
                let columns = columns.read();
                let of = |annex: &Annex| columns.iter().map(|it| alignment(annex, it)).collect();
                editor.annex().map_or_else(Vec::new, of)
            })
        });
        let zoom = app.zoom;
        let available = RwSignal::new(1_000.0);
        let widths = Memo::new(move |_| {
            let columns = columns.read();
            let columns: Vec<&Column> = columns.iter().collect();
            column_widths(&columns, available.get(), zoom.get())
        });
        let n_frozen = Memo::new(move |_| {
            let chosen = app.editor.with(|editor| editor.view().n_frozen);
            let ordinals = columns.with(|it| it.first().is_some_and(|it| it.role == Role::Ordinal));
            n_that_fit(
                chosen.max(usize::from(ordinals)),
                &widths.read(),
                available.get(),
            )
        });
        let heights = StoredValue::new(Heights::default());
        let heights_of = Memo::new(move |_| {
            // Only when other rows are shown, not on every edit: there may be very many rows.
            let layout = shown.get();
            app.editor.with_untracked(|editor| {
                let rows = (0..).map_while(|at| editor.shown_row(at));
                let rows = rows.map(|row| row.id);
                let next = editor.has_next_row().then_some(NEXT_ROW);
                heights.try_update_value(|heights| heights.set_rows(rows.chain(next)));
            });
            layout
        });
        let measured = Trigger::new();
        let scrolled = RwSignal::new((0.0, 900.0));
        let drawn = Memo::new(move |_| {
            measured.track();
            // `get`, not `track`: the heights must be updated before they are used below.
            heights_of.get();
            let (top, height) = scrolled.get();
            let window = heights.with_value(|heights| heights.window(top, height));
            app.editor.with(|editor| {
                let view = editor.view();
                let rows = window.map_while(|at| {
                    let Some(row) = editor.shown_row(at).map(Arc::clone) else {
                        return editor.has_next_row().then(|| DrawnRow {
                            at,
                            position: editor.annex().map_or(0, |annex| annex.rows.len()),
                            row: Arc::new(Row::new(NEXT_ROW, RowKind::Item(1))),
                            findings: Vec::new(),
                            is_folded: false,
                            is_next: true,
                        });
                    };
                    Some(DrawnRow {
                        at,
                        position: *editor.shown().rows.get(at)?,
                        findings: editor.findings_of(&row),
                        is_folded: view.is_collapsed(row.id),
                        is_next: false,
                        row,
                    })
                });
                rows.collect()
            })
        });
        Viewport {
            columns,
            alignments,
            widths,
            n_frozen,
            n_rows: Memo::new(move |_| app.editor.with(|editor| editor.shown().rows.len())),
            drawn,
            shown,
            zoom,
            scroller: NodeRef::new(),
            lead: StoredValue::new(0.0),
            heights,
            header: StoredValue::new(0.0),
            measured,
            scrolled,
            available,
            observer: StoredValue::new_local(None),
            revealed: StoredValue::new(None),
            shifted: StoredValue::new(0.0),
        }
    }

    /// Returns the scrolling element while it is mounted.
    pub(super) fn scroller(self) -> Option<HtmlDivElement> {
        self.scroller.try_get_untracked().flatten()
    }

    /// Subscribes to the positions of rows: which are shown, and their heights.
    pub(super) fn track_shown(self) {
        self.shown.get();
        self.measured.track();
    }
}
