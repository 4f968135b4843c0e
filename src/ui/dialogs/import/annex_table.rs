//! One annex of the preview: its columns with their roles, its lines with their kinds.

use leptos::{ev, prelude::*};

use crate::{
    browser::storage,
    import::{Aside, AsideKind},
    model::{Annex, AnnexId, Column, Doubt, Role, Row},
    ui::app::{context::App, preview::Preview},
    wording::Key,
};

pub(super) fn annex_view(app: App, preview: &Preview, annex: &Annex) -> impl IntoView + use<> {
    let head = &annex.head;
    let id = annex.id;
    let rows = annex.rows.iter();
    let n_sections = rows.filter(|row| row.kind.is_section()).count();
    let n_items = annex.rows.len() - n_sections;
    let count = Key::CountRows.with([n_sections.to_string(), n_items.to_string()]);
    let title = match (head.number.as_str(), head.title.as_str()) {
        ("", "") => head.sheet.clone(),
        ("", title) => title.to_owned(),
        (_, "") => head.number_line(),
        (_, title) => format!("{}. {title}", head.number_line()),
    };
    let columns = annex.columns.iter();
    let columns = columns.map(|column| column_view(app, id, column));
    let columns: Vec<_> = columns.collect();
    let n_shown = preview.n_shown(id);
    let asides: Vec<&Aside> = preview.asides.iter().filter(|it| it.annex == id).collect();
    let behind = |row: Option<&Row>| {
        let asides = asides.iter();
        asides
            .filter(|aside| aside.after == row.map(|row| row.id))
            .map(|aside| aside_view(app, annex, aside).into_any())
            .collect::<Vec<_>>()
    };
    let mut lines = behind(None);
    for row in annex.rows.iter().take(n_shown) {
        lines.push(row_view(app, preview, annex, row).into_any());
        lines.extend(behind(Some(row)));
    }
    let n_more = annex.rows.len().saturating_sub(n_shown);
    let more = (0 < n_more).then(|| Key::MoreRows.with([n_more.to_string()]));
    view! {
        <section>
            <h3>{title}</h3>
            <p>{move || app.text(&count)}</p>
            {text_lines(&head.before)}
            {text_lines(&head.between)}
            <table>
                <thead><tr><th scope="col">{app.t(Key::RowKindTitle)}</th>{columns}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
            {more.map(|more| view! {
                <button type="button" class="quiet more" on:click=move |_| app.change_preview(|it| it.show_more(id))>
                    {move || app.text(&more)}
                </button>
            })}
            {text_lines(&head.after)}
        </section>
    }
}

/// Renders the lines above or below the table, which are imported unchanged.
fn text_lines(lines: &[String]) -> impl IntoView + use<> {
    let lines = lines.iter().cloned();
    lines
        .map(|line| view! { <p class="text-line">{line}</p> })
        .collect::<Vec<_>>()
}

/// Renders a heading with a list to change the role of its column.
fn column_view(app: App, annex: AnnexId, column: &Column) -> impl IntoView + use<> {
    let (id, role, title) = (column.id, column.role, column.title());
    let label = Key::RoleOf.with([title.clone()]);
    let heading = title.clone();
    let set_role = move |event: ev::Event| {
        if let Some(role) = Role::from_key(&event_target_value(&event)) {
            storage::remember_role(&heading, role.key());
            app.change_preview(|preview| preview.set_role(annex, id, role));
        }
    };
    let options = Role::ALL.map(|it| {
        view! { <option value=it.key() selected=it == role>{app.t(Role::label(it))}</option> }
    });
    view! {
        <th scope="col">
            {title}
            <select aria-label=move || app.text(&label) on:change=set_role>{options.collect_view()}</select>
        </th>
    }
}

/// Renders a row with a button that cycles it through section, item and left out.
fn row_view(app: App, preview: &Preview, annex: &Annex, row: &Row) -> impl IntoView + use<> {
    let left_out = preview.left_out.contains(&row.id);
    let (annex_id, id, is_section) = (annex.id, row.id, row.kind.is_section());
    let kind = match (left_out, is_section) {
        (true, _) => Key::RowLeftOut,
        (false, true) => Key::RowSection,
        (false, false) => Key::RowItem,
    };
    let turn = move |_| app.change_preview(|preview| preview.change_kind(annex_id, id));
    view! {
        <tr class:section=is_section class:left-out=left_out>
            <td><button type="button" class="quiet" on:click=turn>{app.t(kind)}</button></td>
            {cells_view(app, annex, row, &preview.doubts)}
        </tr>
    }
}

/// Renders a line that did not become a row, with a button that turns it into one.
fn aside_view(app: App, annex: &Annex, aside: &Aside) -> impl IntoView + use<> {
    let id = aside.row.id;
    let kind = match aside.kind {
        AsideKind::Joined => Key::RowJoined,
        AsideKind::Ignored => Key::RowIgnored,
    };
    let take = move |_| app.change_preview(|preview| preview.take_aside(id));
    view! {
        <tr class="aside">
            <td><button type="button" class="quiet" on:click=take>{app.t(kind)}</button></td>
            {cells_view(app, annex, &aside.row, &[])}
        </tr>
    }
}

/// Renders the cells of a row; those that the import guessed are marked, with what the file held.
fn cells_view(app: App, annex: &Annex, row: &Row, doubts: &[Doubt]) -> impl IntoView + use<> {
    let columns = annex.columns.iter();
    columns
        .map(|column| {
            let doubt = doubts
                .iter()
                .find(|it| (it.row, it.column) == (row.id, column.id))
                .map(|it| app.text(&it.message));
            view! { <td class:doubt=doubt.is_some() title=doubt>{row.cell(column.id).to_owned()}</td> }
        })
        .collect::<Vec<_>>()
}
