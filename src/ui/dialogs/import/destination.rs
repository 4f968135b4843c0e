//! The destination of an import, and the changes it would make there.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    browser::storage,
    commands::{self, Caution, CellPart, ChangedRow, Choice, ImportAs, NewRow, Update},
    model::{Annex, Column, Document, Role, Row},
    ui::app::{
        context::{App, Screen},
        preview::{Into, Preview, Previews},
    },
    wording::{Key, Message},
};

/// Renders the choice of a destination; nothing while there is none to choose.
pub(super) fn destination_view(app: App, previews: &Previews) -> impl IntoView + use<> {
    let is_open = app.screen.get_untracked() == Screen::Editor;
    let several = 1 < previews.files.len();
    let chosen = previews.into;
    let mut choices = match several {
        true => vec![
            (Into::New, Key::IntoNewFromAll),
            (Into::NewEach, Key::IntoNewEach),
        ],
        false => vec![(Into::New, Key::IntoNewDocument)],
    };
    if is_open {
        choices.extend([
            (Into::Open(ImportAs::Annexes), Key::IntoAnnexes),
            (Into::Open(ImportAs::Rows), Key::IntoRows),
            (Into::Open(ImportAs::Update), Key::IntoUpdate),
            (Into::Open(ImportAs::Report), Key::IntoReport),
        ]);
    }
    (1 < choices.len()).then(|| {
        let choices = choices.into_iter().map(|(into, label)| {
            let choose = move |_: ev::Event| place(app, into);
            view! {
                <label>
                    <input type="radio" name="import-as" prop:checked=into == chosen on:change=choose />
                    " " {app.t(label)}
                </label>
            }
        });
        view! {
            <fieldset class="destination">
                <legend>{app.t(Key::IntoTitle)}</legend>
                {choices.collect::<Vec<_>>()}
            </fieldset>
        }
    })
}

/// Proposes where the files go: a report on the open document, or another state of it, into its rows.
pub(super) fn propose(app: App, previews: &Previews) {
    if app.screen.get_untracked() != Screen::Editor {
        return place(app, previews.into);
    }
    let documents: Vec<Document> = previews.files.iter().map(Preview::to_document).collect();
    let proposed = app.editor.with_untracked(|editor| {
        let selection = editor.selection();
        if commands::is_report_on(&selection, &documents) {
            Into::Open(ImportAs::Report)
        } else if commands::is_update_of(&selection, &documents) {
            Into::Open(ImportAs::Update)
        } else {
            previews.into
        }
    });
    place(app, proposed);
}

fn place(app: App, into: Into) {
    app.change_previews(|previews| {
        previews.into = into;
        previews.is_placed = true;
    });
    if into.compares() {
        spawn_local(read_earlier(app));
    }
}

/// How many of the latest states that were sent out or imported an update is compared with.
const EARLIER_MAX: usize = 12;

/// Reads the states in which the open document was sent out or imported.
async fn read_earlier(app: App) {
    let id = app.session.document();
    let mut earlier = Vec::new();
    // Without the versions the comparison is of two sides, which the preview states.
    let versions = storage::versions(&id).await.unwrap_or_default();
    for version in versions
        .iter()
        .filter(|it| it.is_shared())
        .take(EARLIER_MAX)
    {
        earlier.extend(storage::version(&id, version).await.ok());
    }
    app.change_previews(|previews| previews.earlier = Some(earlier));
}

/// Renders what the import of an annex would do to the open document.
pub(super) fn outcome_view(
    app: App,
    previews: &Previews,
    file: &Preview,
    annex: &Annex,
) -> impl IntoView + use<> {
    let import_as = match previews.into {
        Into::Open(import_as) if import_as != ImportAs::Annexes && previews.is_ready() => import_as,
        _ => return None,
    };
    let earlier = previews.earlier.as_deref().unwrap_or_default();
    let from = previews.into.compares().then(|| {
        let from = Key::UpdateFrom.with([file.name.clone()]);
        let sides = match earlier.len() {
            0 => Key::UpdateTwoWay.into(),
            n => Key::UpdateThreeWay.with([n.to_string()]),
        };
        view! { <p>{move || app.text(&from)} ". " {move || app.text(&sides)}</p> }
    });
    let document = file.to_document();
    let annex = document.annexes.iter().find(|it| it.id == annex.id)?;
    let outcome = app.editor.with_untracked(|editor| {
        let selection = editor.selection();
        match commands::update_of(&selection, &document, annex, import_as, earlier) {
            Some((own, update)) => {
                update_view(app, import_as, file, annex, own, &update).into_any()
            }
            None => {
                let key = match import_as {
                    ImportAs::Report => Key::ReportFitsNone,
                    _ => Key::BecomesAnnex,
                };
                let said = key.with([name_of(annex)]);
                view! { <p>{move || app.text(&said)}</p> }.into_any()
            }
        }
    });
    Some(view! {
        <section class="outcome"><h3>{app.t(Key::OutcomeTitle)}</h3>{from}{outcome}</section>
    })
}

fn update_view(
    app: App,
    import_as: ImportAs,
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
    let is_update = import_as != ImportAs::Rows;
    let said = if is_update { said } else { appended };
    let changed = update.changed.iter();
    let changed = changed.flat_map(|row| changed_view(app, preview, file, own, row));
    let new = update.new.iter().filter(|_| is_update);
    let new = new.map(|new| new_view(app, preview, file, own, new));
    let lines: Vec<AnyView> = changed.chain(new).collect();
    let any = !lines.is_empty();
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
                <tbody>{lines}</tbody>
            </table>
        })}
    }
}

/// Renders the check box that takes or leaves a part of the update.
fn take_view(app: App, choice: Choice, is_taken: bool, label: Message) -> impl IntoView {
    let toggle = move |event: ev::Event| {
        let on = event_target_checked(&event);
        app.change_preview(|preview| preview.decisions.decide(choice, on));
    };
    view! {
        <td>
            <input type="checkbox" prop:checked=is_taken on:change=toggle
                aria-label=move || app.text(&label) />
        </td>
    }
}

/// Renders one line per changed cell.
fn changed_view(
    app: App,
    preview: &Preview,
    file: &Annex,
    own: &Annex,
    changed: &ChangedRow,
) -> Vec<AnyView> {
    let id = changed.row;
    let row = own.index_of(id).and_then(|at| own.rows.get(at));
    let name = row.map_or(String::new(), |row| row_name(own, row));
    let lines = changed.cells.iter().enumerate().map(|(at, cell)| {
        let heading = file.column(cell.from).map_or(String::new(), Column::title);
        let is_taken = preview.decisions.takes_cell(changed, cell);
        let label = Key::ChangeTakeCell.with([name.clone(), heading.clone()]);
        let choice = changed.choice(cell);
        let part = (cell.part == CellPart::Note)
            .then(|| view! { <span class="part">{app.t(Key::ChangeNote)}</span> });
        let name = (at == 0).then(|| name.clone());
        let caution = caution_view(app, cell.caution);
        view! {
            <tr class:left-out=!is_taken>
                {take_view(app, choice, is_taken, label)}
                <td>{name}</td>
                <td>{heading}{part}{caution}</td>
                <td><del>{cell.before.clone()}</del></td>
                <td><ins>{cell.after.clone()}</ins></td>
            </tr>
        }
        .into_any()
    });
    lines.collect()
}

fn caution_view(app: App, caution: Option<Caution>) -> impl IntoView + use<> {
    caution.map(|it| view! { <strong class="conflict">{app.t(it.label())}</strong> })
}

/// Renders the line of a row that only the file has, with its place.
fn new_view(app: App, preview: &Preview, file: &Annex, own: &Annex, new: &NewRow) -> AnyView {
    let is_taken = preview.decisions.takes_new(new);
    let name = row_name(file, &new.row);
    let behind = new.behind.and_then(|id| own.rows.get(own.index_of(id)?));
    let place = match behind {
        Some(row) => Key::ChangeNewAfter.with([row_name(own, row)]),
        None => Key::ChangeNewAtEnd.into(),
    };
    let label = Key::ChangeTakeRow.with([name.clone()]);
    let caution = caution_view(app, new.caution);
    view! {
        <tr class:left-out=!is_taken>
            {take_view(app, Choice::New(new.row.id), is_taken, label)}
            <td>{app.t(Key::ChangeNewRow)} " " {move || app.text(&place)}</td>
            <td>{caution}</td>
            <td></td>
            <td><ins>{name}</ins></td>
        </tr>
    }
    .into_any()
}

fn row_name(annex: &Annex, row: &Row) -> String {
    let ordinal = annex.text(row, Role::Ordinal);
    format!("{ordinal} {}", annex.text(row, Role::Content))
        .trim()
        .to_owned()
}

fn name_of(annex: &Annex) -> String {
    match (annex.head.title.as_str(), annex.head.number.as_str()) {
        ("", "") => annex.head.sheet.clone(),
        ("", _) => annex.head.number_line(),
        (title, _) => title.to_owned(),
    }
}
