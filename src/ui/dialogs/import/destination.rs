//! The destination of an import, and the changes it would make there.

use leptos::{ev, prelude::*};

use crate::{
    commands::{self, ChangedRow, ImportAs, Update},
    model::{Annex, Role},
    ui::app::{
        context::{App, Screen},
        preview::Preview,
    },
    wording::Key,
};

/// Renders the choice of a destination; nothing while no document is open.
pub(super) fn destination_view(app: App, preview: &Preview) -> impl IntoView + use<> {
    let is_open = app.screen.get_untracked() == Screen::Editor;
    let chosen = preview.import_as;
    is_open.then(|| {
        let choices = [
            (None, Key::IntoNewDocument),
            (Some(ImportAs::Annexes), Key::IntoAnnexes),
            (Some(ImportAs::Rows), Key::IntoRows),
            (Some(ImportAs::Update), Key::IntoUpdate),
        ];
        let choices = choices.map(|(import_as, label)| {
            let choose = move |_: ev::Event| app.change_preview(|preview| preview.import_as = import_as);
            view! {
                <label>
                    <input type="radio" name="import-as" prop:checked=import_as == chosen on:change=choose />
                    " " {app.t(label)}
                </label>
            }
        });
        view! {
            <fieldset class="destination">
                <legend>{app.t(Key::IntoTitle)}</legend>
                {choices.collect_view()}
            </fieldset>
        }
    })
}

/// Renders what the import would do to each annex of the open document.
pub(super) fn outcome_view(app: App, preview: &Preview) -> impl IntoView + use<> {
    let import_as = preview.import_as.filter(|it| *it != ImportAs::Annexes);
    let annexes = import_as.map(|import_as| {
        let file = preview.to_document();
        app.editor.with_untracked(|editor| {
            let annexes = file.annexes.iter().map(|annex| {
                match commands::update_of(&editor.selection(), &file, annex, import_as) {
                    Some((own, update)) => {
                        update_view(app, preview, annex, own, &update).into_any()
                    }
                    None => {
                        let said = Key::BecomesAnnex.with([name_of(annex)]);
                        view! { <p>{move || app.text(&said)}</p> }.into_any()
                    }
                }
            });
            annexes.collect::<Vec<_>>()
        })
    });
    annexes.map(|annexes| {
        view! { <section class="outcome"><h3>{app.t(Key::OutcomeTitle)}</h3>{annexes}</section> }
    })
}

fn update_view(
    app: App,
    preview: &Preview,
    file: &Annex,
    own: &Annex,
    update: &Update,
) -> impl IntoView + use<> {
    let said = Key::OutcomeOf.with([
        name_of(own),
        update.changed.len().to_string(),
        update.new.len().to_string(),
        update.n_same.to_string(),
        update.n_only_here.to_string(),
    ]);
    let appended = Key::AppendedTo.with([name_of(own), update.new.len().to_string()]);
    let said = match preview.import_as {
        Some(ImportAs::Update) => said,
        _ => appended,
    };
    let changed = update.changed.iter();
    let changed: Vec<_> = changed
        .map(|row| changed_view(app, preview, file, own, row))
        .collect();
    let any = !changed.is_empty();
    view! {
        <p>{move || app.text(&said)}</p>
        {any.then(|| view! {
            <table class="changes">
                <thead><tr>
                    <th scope="col">{app.t(Key::ChangeTake)}</th>
                    <th scope="col">{app.t(Key::ChangeRow)}</th>
                    <th scope="col">{app.t(Key::ChangeColumn)}</th>
                    <th scope="col">{app.t(Key::ChangeBefore)}</th>
                    <th scope="col">{app.t(Key::ChangeAfter)}</th>
                </tr></thead>
                <tbody>{changed}</tbody>
            </table>
        })}
    }
}

/// Renders one line per changed cell; the first has the check box that accepts or skips the row.
fn changed_view(
    app: App,
    preview: &Preview,
    file: &Annex,
    own: &Annex,
    changed: &ChangedRow,
) -> impl IntoView + use<> {
    let id = changed.row;
    let taken = !preview.unchanged.contains(&id);
    let row = own.index_of(id).and_then(|at| own.rows.get(at));
    let name = row.map_or(String::new(), |row| {
        let ordinal = own.text(row, Role::Ordinal);
        format!("{ordinal} {}", own.text(row, Role::Content))
    });
    let label = Key::ChangeTakeRow.with([name.clone()]);
    let toggle = move |event: ev::Event| {
        let on = event_target_checked(&event);
        app.change_preview(|preview| {
            if on {
                preview.unchanged.remove(&id);
            } else {
                preview.unchanged.insert(id);
            }
        });
    };
    let mut head = Some(view! {
        <td>
            <input type="checkbox" prop:checked=taken on:change=toggle
                aria-label=move || app.text(&label) />
        </td>
        <td>{name}</td>
    });
    let lines = changed.cells.iter().map(|cell| {
        let column = file.column(cell.from);
        let heading = column.map_or(String::new(), |column| column.title());
        let head = match head.take() {
            Some(head) => head.into_any(),
            None => view! { <td></td><td></td> }.into_any(),
        };
        view! {
            <tr class:left-out=!taken>
                {head}
                <td>{heading}</td>
                <td><del>{cell.before.clone()}</del></td>
                <td><ins>{cell.after.clone()}</ins></td>
            </tr>
        }
    });
    lines.collect::<Vec<_>>()
}

fn name_of(annex: &Annex) -> String {
    match (annex.head.title.as_str(), annex.head.number.as_str()) {
        ("", "") => annex.head.sheet.clone(),
        ("", number) => format!("Phụ lục {number}"),
        (title, _) => title.to_owned(),
    }
}
