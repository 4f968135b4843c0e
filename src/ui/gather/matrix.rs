//! The board: rows of the form as rows, units as columns. Only what is visible is in the page.

use std::{collections::HashMap, fmt::Write as _, ops::Range, sync::Arc};

use leptos::{ev, html::Div, prelude::*};
use web_sys::HtmlElement;

use super::{
    markup::{COLUMN, HEAD, cell_class, push, push_text, window},
    opening::open_source,
    put_right::put_right,
    scrolled::{Place, Scrolled, Stretch},
    sizes::{Widths, rows_in},
    state::Gather,
    statuses::Statuses,
};
use crate::{
    gather::{Consolidation, Total, in_file},
    model::{Role, vietnamese_number},
    ui::frame::next_frame,
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

/// The values of the units, or how they stand against their targets.
#[component]
pub(super) fn Matrix(shown: Memo<Shown>, statuses: Option<Memo<Statuses>>) -> impl IntoView {
    let gather = Gather::get();
    let scroller = NodeRef::<Div>::new();
    let scrolled = Scrolled::of(scroller);
    take_focus(gather, scroller);
    let widths = Memo::new(move |_| {
        let room = scrolled.place.get().width;
        Widths::of(room, shown.read().units.len())
    });
    // Where each row begins, and where the last one ends.
    let tops: Memo<Arc<[f64]>> = Memo::new(move |_| {
        let widths = widths.get();
        let rows = shown.read().rows.clone();
        let heights = gather.follow(|it| {
            let heights = rows.map(|at| {
                let place = it.form().place(at);
                let row = place.and_then(|(annex, at)| Some((annex, annex.rows.get(at)?)));
                let text = |role| row.map_or("", |(annex, row)| annex.text(row, role));
                let about = [Role::Unit, Role::Target].map(text);
                widths.row_height(&row_name(it, at), about)
            });
            heights.collect::<Vec<_>>()
        });
        let mut end = 0.0;
        let ends = heights.into_iter().map(|height| {
            end += height;
            end
        });
        std::iter::once(0.0).chain(ends).collect()
    });
    let drawn = Memo::new(move |_| {
        let Place {
            left,
            top,
            width,
            height,
        } = scrolled.place.get();
        let n_units = shown.read().units.len();
        let rows = rows_in(&tops.read(), top, height - HEAD, MARGIN);
        let fixed = widths.get().left() + widths.get().total;
        let units = window(left, width - fixed, COLUMN, n_units, MARGIN);
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
        let (wide, tops) = (widths.get(), tops.get());
        let statuses = statuses.map(|it| it.get());
        gather.follow(|it| {
            let mut html = head(it, left, visible, (wide, language));
            let version = gather.version.get_value();
            totals.update_value(|(of, of_column, known)| {
                if (*of, *of_column) != (version, column) {
                    (*of, *of_column) = (version, column);
                    known.clear();
                }
                for at in first..end {
                    let own = rows.start + at;
                    let of_values = known.entry(own).or_insert_with(|| total(it, own, column));
                    let of_statuses = statuses.as_ref().map(|it| it.total(own));
                    let place = RowPlace {
                        at,
                        own,
                        column,
                        top: tops.get(at).copied().unwrap_or_default(),
                        end: tops.get(at + 1).copied().unwrap_or_default(),
                        left: wide.left(),
                    };
                    let total = of_statuses.as_ref().unwrap_or(of_values);
                    row(
                        &mut html,
                        it,
                        place,
                        (left, visible),
                        (statuses.as_ref(), language),
                    );
                    push_total(&mut html, total);
                }
            });
            html
        })
    };
    let size = move || {
        let (wide, n_units) = (widths.get(), shown.read().units.len());
        let width = wide.left() + wide.total + COLUMN * n_units as f64;
        let height = HEAD + tops.read().last().copied().unwrap_or_default();
        let (left, content, total) = (wide.left(), wide.content, wide.total);
        format!(
            "width: {width}px; height: {height}px; --left: {left}px; --content: {content}px; --total: {total}px"
        )
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
                covered: widths.get().left(),
                covered_end: widths.get().total,
            };
            let (top, end) = ends(&tops.read(), row);
            let y = Stretch {
                start: top,
                size: end - top,
                covered: HEAD,
                covered_end: 0.0,
            };
            scrolled.reveal(Some(x), Some(y));
        }
    });
    let cursor = move || {
        active.get().map(|(row, unit)| {
            let left = widths.get().left() + COLUMN * unit as f64;
            let (top, end) = ends(&tops.read(), row);
            let (top, height) = (HEAD + top, end - top);
            let style =
                format!("left: {left}px; top: {top}px; width: {COLUMN}px; height: {height}px");
            view! { <div class="board-cursor" style=style></div> }
        })
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                return open_source(gather);
            }
            "F2" => {
                event.prevent_default();
                return put_right(gather);
            }
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
        <div class="board" class:narrow=move || widths.get().is_narrow() role="grid" tabindex="0" node_ref=scroller aria-label=gather.t(Key::GatherMatrix)
            aria-rowcount=move || (shown.read().rows.len() + 1).to_string()
            aria-colcount=move || (shown.read().units.len() + FIXED_COLUMNS).to_string()
            aria-activedescendant=active_id
            on:scroll=move |_| scrolled.measure() on:keydown=on_key on:click=on_click
            on:dblclick=move |_| open_source(gather)>
            <div class="board-area" style=size>
                <div inner_html=html></div>
                {cursor}
            </div>
        </div>
    }
}

/// Takes the focus as the board appears, unless something else has it.
fn take_focus(gather: Gather, scroller: NodeRef<Div>) {
    Effect::new(move |_| {
        let (Some(board), None) = (scroller.get(), gather.setting_up.get()) else {
            return;
        };
        next_frame(move || {
            let active = document().active_element();
            let is_free = active.is_none_or(|it| it.tag_name() == "BODY");
            if is_free {
                let board: &HtmlElement = &board;
                board.focus().ok();
            }
        });
    });
}

/// Where a row begins and ends.
fn ends(tops: &[f64], row: usize) -> (f64, f64) {
    let at = |row: usize| tops.get(row).copied().unwrap_or_default();
    (at(row), at(row + 1))
}

/// A row of the form with its number.
fn row_name(it: &Consolidation, at: usize) -> String {
    let Some((annex, in_annex)) = it.form().place(at) else {
        return String::new();
    };
    let Some(row) = annex.rows.get(in_annex) else {
        return String::new();
    };
    let [ordinal, content] = [Role::Ordinal, Role::Content].map(|it| annex.text(row, it));
    format!("{ordinal} {content}").trim().to_owned()
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
fn head(
    it: &Consolidation,
    left: usize,
    units: &[usize],
    (widths, language): (Widths, Language),
) -> String {
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
        let x = widths.left() + COLUMN * at as f64;
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

/// Where a row is: among those shown, in the form with its column of values, and in the picture.
struct RowPlace {
    at: usize,
    own: usize,
    column: usize,
    top: f64,
    end: f64,
    /// Width of the fixed columns at the left.
    left: f64,
}

/// A row without its total, which closes it; the units drawn. Statuses stand in place of values.
fn row(
    html: &mut String,
    it: &Consolidation,
    place: RowPlace,
    (left, units): (usize, &[usize]),
    (statuses, language): (Option<&Statuses>, Language),
) {
    let RowPlace {
        at, own, column, ..
    } = place;
    let asked = it.form().place(own);
    let asked = asked.and_then(|(annex, at)| Some((annex, annex.rows.get(at)?)));
    let is_section = asked.is_some_and(|(_, it)| it.kind.is_section());
    let class = if is_section { "r section" } else { "r" };
    let (y, height) = (HEAD + place.top, place.end - place.top);
    let n = at + 2;
    // Writing to a text cannot fail.
    write!(html, "<div class=\"{class}\" role=\"row\" aria-rowindex=\"{n}\" style=\"top: {y}px; height: {height}px\"><div class=\"fixed\">").ok();
    push(
        html,
        "content",
        "role=\"rowheader\" aria-colindex=\"1\"",
        &row_name(it, own),
    );
    for (n, (class, role)) in (2..).zip([("unit", Role::Unit), ("target", Role::Target)]) {
        let attributes = format!("role=\"gridcell\" aria-colindex=\"{n}\"");
        let text = asked.map_or("", |(annex, row)| annex.text(row, role));
        push(html, class, &attributes, text);
    }
    html.push_str("</div>");
    for (at, unit) in (left..).zip(units) {
        let Some(part) = it.parts().get(*unit) else {
            continue;
        };
        let cell = part.cell(it.form(), own, column);
        let is_sent = part.standing.is_received();
        let (class, text, told) = match statuses {
            Some(statuses) => statuses.cell(own, *unit, is_sent),
            None => {
                let class = cell_class(cell.state, is_sent);
                match cell.was {
                    Some(was) => {
                        let text = cell.text.to_owned();
                        let told = Key::GatherByHandText.with([text.clone(), in_file(was)]);
                        (format!("{class} by-hand"), text, told.text(language))
                    }
                    None => {
                        let told = cell
                            .converted
                            .map(|it| format!("{} ({})", cell.text, it.text(language)));
                        let told = told.unwrap_or_else(|| cell.text.to_owned());
                        (class.to_owned(), cell.text.to_owned(), told)
                    }
                }
            }
        };
        let x = place.left + COLUMN * at as f64;
        let n = at + FIXED_COLUMNS;
        write!(html, "<div class=\"{class}\" id=\"board-{own}-{unit}\" role=\"gridcell\" aria-colindex=\"{n}\" data-at=\"{own} {unit}\" style=\"left: {x}px\" title=\"").ok();
        push_text(html, &told);
        html.push_str("\">");
        push_text(html, &text);
        html.push_str("</div>");
    }
}

/// The last cell of a row.
fn push_total(html: &mut String, (short, full): &(String, String)) {
    let mut attributes = String::from("role=\"gridcell\" data-full=\"");
    push_text(&mut attributes, full);
    attributes.push('"');
    push(html, "total", &attributes, short);
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
        .map(|part| part.amount(own, column));
    let values: Vec<_> = values.filter(|it| !it.is_empty()).collect();
    let values: Vec<&str> = values.iter().map(|it| &**it).collect();
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
        Total::Met { n, of } | Total::Yes { n, of } => format!("{n}/{of}"),
        Total::Marked(n) => n.to_string(),
        Total::Sum(sum) => vietnamese_number(*sum),
        Total::Partly(total, _) => format!("{} …", short(total)),
        Total::Texts => "…".to_owned(),
    }
}
