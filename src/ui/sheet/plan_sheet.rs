//! The plan's data and the page setup of the annex, beside the sheet.

use leptos::{ev, html, prelude::*};

use crate::{
    commands,
    model::{AnnexHead, AnnexKind, Paper, Plan},
    ui::{
        app::context::App,
        icon::{CLOSE, icon},
    },
    wording::Key,
};

#[component]
pub(in crate::ui) fn PlanSheet() -> impl IntoView {
    let app = App::get();
    let head = app.annex_head();
    let plan = Memo::new(move |_| app.editor.with(|editor| editor.document().plan.clone()));
    let set_head = move |change: fn(&mut AnnexHead, String)| {
        move |event: ev::Event| {
            let text = event_target_value(&event);
            app.run(|selection| {
                let mut head = selection.annex()?.head.clone();
                change(&mut head, text);
                commands::set_head(selection, head)
            });
        }
    };
    let set_plan = move |change: fn(&mut Plan, String)| {
        move |event: ev::Event| {
            let text = event_target_value(&event);
            app.run(|selection| {
                let mut plan = selection.document().plan.clone();
                change(&mut plan, text);
                commands::set_plan(selection, plan)
            });
        }
    };
    let kinds = AnnexKind::ALL.map(|kind| {
        let label = match kind {
            AnnexKind::Indicators => Key::KindIndicators,
            AnnexKind::Tasks => Key::KindTasks,
            AnnexKind::Other => Key::KindOther,
        };
        view! {
            <option value=kind.key() selected=move || head.with(|head| head.kind == kind)>{app.t(label)}</option>
        }
    });
    let directions = [
        ("", Key::PaperProposed),
        ("portrait", Key::PaperPortrait),
        ("landscape", Key::PaperLandscape),
    ];
    let directions = directions.map(|(value, label)| {
        let is_own = move || direction(head.get().paper.landscape) == value;
        view! { <option value=value selected=is_own>{app.t(label)}</option> }
    });
    let sizes = Paper::CELL_SIZES.map(|size| {
        let is_own = move || head.get().paper.cell_size.unwrap_or(DEFAULT_CELL_SIZE) == size;
        view! { <option value=size.to_string() selected=is_own>{size}</option> }
    });
    let close = move |_| {
        app.show_side(None);
        app.focus_grid.notify();
    };
    let first = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            first.focus().ok();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            app.show_side(None);
            app.focus_grid.notify();
        }
    };
    view! {
        <section class="plan-sheet" aria-labelledby="plan-title" on:keydown=on_key>
            <div class="side-head">
                <h2 id="plan-title">{app.t(Key::PlanDetails)}</h2>
                <button type="button" aria-label=app.t(Key::Close) title=app.t(Key::Close) on:click=close>{icon(CLOSE)}</button>
            </div>
            <label class="field">
                {app.t(Key::PlanNumber)}
                <input type="text" node_ref=first disabled=app.read_only prop:value=move || plan.get().number
                    on:change=set_plan(|plan, text| plan.number = text.trim().to_owned()) />
            </label>
            <label class="field">
                {app.t(Key::PlanDate)}
                <input type="text" disabled=app.read_only prop:value=move || plan.get().date
                    on:change=set_plan(|plan, text| plan.date = text.trim().to_owned()) />
            </label>
            <label class="field">
                {app.t(Key::PlanBody)}
                <input type="text" disabled=app.read_only prop:value=move || plan.get().body
                    on:change=set_plan(|plan, text| plan.body = text.trim().to_owned()) />
            </label>
            <label class="field">
                {app.t(Key::AnnexKind)}
                <select disabled=app.read_only on:change=set_head(|head, text| head.kind = AnnexKind::from_key(&text).unwrap_or_default())>
                    {kinds.collect_view()}
                </select>
            </label>
            <label class="field">
                {app.t(Key::PaperDirection)}
                <select disabled=app.read_only on:change=set_head(|head, text| head.paper.landscape = landscape(&text))>
                    {directions.collect_view()}
                </select>
            </label>
            <label class="field">
                {app.t(Key::PaperCellSize)}
                <select disabled=app.read_only on:change=set_head(|head, text| {
                    head.paper.cell_size = text.parse().ok().filter(|size| *size != DEFAULT_CELL_SIZE);
                })>
                    {sizes.collect_view()}
                </select>
            </label>
            <label class="field">
                {app.t(Key::AnnexBetween)}
                <textarea rows="2" disabled=app.read_only prop:value=move || head.get().between.join("\n")
                    on:change=set_head(|head, text| head.between = text.lines().map(str::to_owned).collect())></textarea>
            </label>
        </section>
    }
}

/// Default font size of table cells, in points.
const DEFAULT_CELL_SIZE: u8 = 12;

fn direction(landscape: Option<bool>) -> &'static str {
    match landscape {
        None => "",
        Some(false) => "portrait",
        Some(true) => "landscape",
    }
}

fn landscape(direction: &str) -> Option<bool> {
    match direction {
        "portrait" => Some(false),
        "landscape" => Some(true),
        _ => None,
    }
}
