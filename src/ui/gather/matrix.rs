//! The board: rows of the form as rows, units as columns. Only what is visible is in the page.

use std::{collections::HashMap, fmt::Write as _, ops::Range, sync::Arc};

use leptos::{ev, html::Div, prelude::*};

use super::{
    markup::{COLUMN, HEAD, LEFT, ROW, TOTAL, cell_class, push, push_text, window},
    scrolled::{Place, Scrolled, Stretch},
    state::Gather,
};
use crate::{
    gather::{Consolidation, Total},
    model::{Role, vietnamese_number},
    wording::{Key, Language},
};

/// Rows and columns that are drawn beside the visible ones.
const MARGIN: usize = 4;

/// What all units come to in a row: in short, and in full.
type Totals = HashMap<usize, (String, String)>;

/// What of the board is shown: the column of values with its annex, the rows of that, the units.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub column: usize,
    pub rows: Range<usize>,
    pub units: Arc<[usize]>,
}

#[component]
pub(super) fn Matrix(shown: Memo<Shown>) -> impl IntoView {
    let gather = Gather::get();
    let scroller = NodeRef::<Div>::new();
    let scrolled = Scrolled::of(scroller);
    let drawn = Memo::new(move |_| {
        let Place {
            left,
            top,
            width,
            height,
        } = scrolled.place.get();
        let (n_rows, n_units) = shown.with(|it| (it.rows.len(), it.units.len()));
        let rows = window(top, height - HEAD, ROW, n_rows, MARGIN);
        let units = window(left, width - LEFT - TOTAL, COLUMN, n_units, MARGIN);
        (rows, units)
    });
    let totals = StoredValue::new((0, 0, Totals::new()));
    let html = move || {
        let ((first, end), (left, right)) = drawn.get();
        let language = gather.language.get();
        let Shown {
            column,
            rows,
            units,
        } = shown.get();
        let visible = units.get(left..right).unwrap_or_default();
        gather.follow(|it| {
            let mut html = head(it, left, visible, language);
            let version = gather.version.get_value();
            totals.update_value(|(of, of_column, known)| {
                if (*of, *of_column) != (version, column) {
                    (*of, *of_column) = (version, column);
                    known.clear();
                }
                for at in first..end {
                    let own = rows.start + at;
                    let total = known.entry(own).or_insert_with(|| total(it, own, column));
                    row(&mut html, it, (at, own, column), (left, visible), total);
                }
            });
            html
        })
    };
    let size = move || {
        let (n_rows, n_units) = shown.with(|it| (it.rows.len(), it.units.len()));
        let width = LEFT + TOTAL + COLUMN * n_units as f64;
        let height = HEAD + ROW * n_rows as f64;
        format!("width: {width}px; height: {height}px")
    };
    // Where the active cell is among those shown.
    let active = Memo::new(move |_| {
        let (row, unit) = gather.cell.get();
        shown.with(|it| {
            let unit_at = it.units.iter().position(|it| *it == unit)?;
            it.rows
                .contains(&row)
                .then(|| (row - it.rows.start, unit_at))
        })
    });
    Effect::new(move |_| {
        if let Some((row, unit)) = active.get() {
            let x = Stretch {
                start: COLUMN * unit as f64,
                size: COLUMN,
                covered: LEFT,
                covered_end: TOTAL,
            };
            let y = Stretch {
                start: ROW * row as f64,
                size: ROW,
                covered: HEAD,
                covered_end: 0.0,
            };
            scrolled.reveal(Some(x), Some(y));
        }
    });
    let cursor = move || {
        active.get().map(|(row, unit)| {
            let (left, top) = (LEFT + COLUMN * unit as f64, HEAD + ROW * row as f64);
            let style = format!("left: {left}px; top: {top}px; width: {COLUMN}px; height: {ROW}px");
            view! { <div class="board-cursor" style=style></div> }
        })
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowUp" => (-1, 0),
            "ArrowDown" => (1, 0),
            "ArrowLeft" => (0, -1),
            "ArrowRight" => (0, 1),
            "PageUp" => (-PAGE, 0),
            "PageDown" => (PAGE, 0),
            "Home" if event.ctrl_key() => (-FAR, -FAR),
            "End" if event.ctrl_key() => (FAR, FAR),
            "Home" => (0, -FAR),
            "End" => (0, FAR),
            _ => return,
        };
        event.prevent_default();
        move_by(gather, &shown.get_untracked(), step);
    };
    let on_click = move |event: ev::MouseEvent| {
        let cell = event_target::<web_sys::Element>(&event).closest("[data-at]");
        let at = cell
            .ok()
            .flatten()
            .and_then(|it| it.get_attribute("data-at"));
        let at = at.and_then(|it| {
            let (row, unit) = it.split_once(' ')?;
            Some((row.parse().ok()?, unit.parse().ok()?))
        });
        if let Some(at) = at {
            gather.cell.set(at);
        }
    };
    let active_id = move || {
        let (row, unit) = gather.cell.get();
        format!("board-{row}-{unit}")
    };
    view! {
        <div class="board" role="grid" tabindex="0" node_ref=scroller aria-label=gather.t(Key::GatherMatrix)
            aria-rowcount=move || (shown.read().rows.len() + 1).to_string()
            aria-colcount=move || (shown.read().units.len() + FIXED_COLUMNS).to_string()
            aria-activedescendant=active_id
            on:scroll=move |_| scrolled.measure() on:keydown=on_key on:click=on_click>
            <div class="board-area" style=size>
                <div inner_html=html></div>
                {cursor}
            </div>
        </div>
    }
}

/// Content, unit of measure, target and total.
const FIXED_COLUMNS: usize = 4;
const PAGE: isize = 10;
/// More than there are rows or units.
const FAR: isize = 1_000_000;

/// Moves the active cell by rows and units, within what is shown.
fn move_by(gather: Gather, shown: &Shown, (rows, units): (isize, isize)) {
    let (row, unit) = gather.cell.get_untracked();
    let unit_at = shown.units.iter().position(|it| *it == unit).unwrap_or(0);
    let moved = |at: usize, by: isize, n: usize| at.saturating_add_signed(by).min(n.max(1) - 1);
    let row_at = moved(row.saturating_sub(shown.rows.start), rows, shown.rows.len());
    let unit_at = moved(unit_at, units, shown.units.len());
    if let Some(unit) = shown.units.get(unit_at) {
        gather.cell.set((shown.rows.start + row_at, *unit));
    }
}

/// The line with the names of the units.
fn head(it: &Consolidation, left: usize, units: &[usize], language: Language) -> String {
    let mut html = String::from(
        "<div class=\"board-head\" role=\"row\" aria-rowindex=\"1\"><div class=\"fixed\">",
    );
    for (n, (class, key)) in (1..).zip([
        ("content", Key::GatherRow),
        ("unit", Key::RoleUnit),
        ("target", Key::RoleTarget),
    ]) {
        let attributes = format!("role=\"columnheader\" aria-colindex=\"{n}\"");
        push(&mut html, class, &attributes, key.text(language));
    }
    html.push_str("</div>");
    for (at, unit) in (left..).zip(units) {
        let x = LEFT + COLUMN * at as f64;
        let n = at + FIXED_COLUMNS;
        let attributes =
            format!("role=\"columnheader\" aria-colindex=\"{n}\" style=\"left: {x}px\"");
        let name = it.units().get(*unit).map_or("", String::as_str);
        push(&mut html, "h", &attributes, name);
    }
    push(
        &mut html,
        "total",
        "role=\"columnheader\"",
        Key::GatherAll.text(language),
    );
    html.push_str("</div>");
    html
}

/// A row: its place among those shown, its place in the form, the column of values; the units drawn.
fn row(
    html: &mut String,
    it: &Consolidation,
    (at, own, column): (usize, usize, usize),
    (left, units): (usize, &[usize]),
    total: &(String, String),
) {
    let Some((annex, in_annex)) = it.form().place(own) else {
        return;
    };
    let Some(asked) = annex.rows.get(in_annex) else {
        return;
    };
    let class = if asked.kind.is_section() {
        "r section"
    } else {
        "r"
    };
    let y = HEAD + ROW * at as f64;
    let n = at + 2;
    // Writing to a text cannot fail.
    write!(html, "<div class=\"{class}\" role=\"row\" aria-rowindex=\"{n}\" style=\"top: {y}px\"><div class=\"fixed\">").ok();
    let ordinal = annex.text(asked, Role::Ordinal);
    let content = format!("{ordinal} {}", annex.text(asked, Role::Content));
    push(
        html,
        "content",
        "role=\"rowheader\" aria-colindex=\"1\"",
        content.trim(),
    );
    for (n, (class, role)) in (2..).zip([("unit", Role::Unit), ("target", Role::Target)]) {
        let attributes = format!("role=\"gridcell\" aria-colindex=\"{n}\"");
        push(html, class, &attributes, annex.text(asked, role));
    }
    html.push_str("</div>");
    for (at, unit) in (left..).zip(units) {
        let Some(part) = it.parts().get(*unit) else {
            continue;
        };
        let cell = part.cell(it.form(), own, column);
        let class = cell_class(cell.state, part.standing.is_received());
        let x = LEFT + COLUMN * at as f64;
        let n = at + FIXED_COLUMNS;
        write!(html, "<div class=\"{class}\" id=\"board-{own}-{unit}\" role=\"gridcell\" aria-colindex=\"{n}\" data-at=\"{own} {unit}\" style=\"left: {x}px\" title=\"").ok();
        push_text(html, cell.text);
        html.push_str("\">");
        push_text(html, cell.text);
        html.push_str("</div>");
    }
    let mut attributes = String::from("role=\"gridcell\" data-full=\"");
    push_text(&mut attributes, &total.1);
    attributes.push('"');
    push(html, "total", &attributes, &total.0);
    html.push_str("</div>");
}

/// What all units come to in a row, in short and in full.
pub(super) fn total(it: &Consolidation, own: usize, column: usize) -> (String, String) {
    let Some((annex, at)) = it.form().place(own) else {
        return Default::default();
    };
    if annex.rows.get(at).is_none_or(|it| it.kind.is_section()) {
        return Default::default();
    }
    let values = it
        .parts()
        .iter()
        .filter(|part| !part.is_apart(own, column))
        .map(|part| part.cell(it.form(), own, column).text);
    let values: Vec<&str> = values.filter(|it| !it.is_empty()).collect();
    let Some(total) = it.form().total(own, column, &values) else {
        return Default::default();
    };
    let short = short(&total);
    (short, total.text())
}

/// A total in a few characters.
fn short(total: &Total) -> String {
    match total {
        Total::Spread { low, high, .. } => {
            let [low, high] = [low, high].map(|it| vietnamese_number(*it));
            if low == high {
                low
            } else {
                format!("{low} – {high}")
            }
        }
        Total::Met { n, of } => format!("{n}/{of}"),
        Total::Sum(sum) => vietnamese_number(*sum),
        Total::Partly(total, _) => format!("{} …", short(total)),
        Total::Texts => "…".to_owned(),
    }
}
