//! The head of the annex as on paper, above the table: number, title, reference line, and the lines
//! between them and the table. Each is edited where it stands.

use leptos::{ev, html, prelude::*};

use crate::{
    commands,
    editor::Editor,
    model::AnnexHead,
    ui::{
        app::{context::App, side::Side},
        icon::{PEN, icon},
    },
    wording::Key,
};

#[component]
pub(super) fn PaperHead() -> impl IntoView {
    let app = App::get();
    let head = app.annex_head();
    let between = Memo::new(move |_| head.read().between.join("\n"));
    let has_between = Memo::new(move |_| !between.read().is_empty());
    let is_open = move || (app.side.get() == Some(Side::Plan)).to_string();
    view! {
        <section class="paper-head" aria-label=app.t(Key::HeadTitle)>
            <button type="button" class="quiet plan" aria-label=app.t(Key::PlanDetails) title=app.t(Key::PlanDetails)
                aria-expanded=is_open on:click=move |_| app.toggle_side(Side::Plan)>
                {icon(PEN)} <span class="words">{app.t(Key::PlanDetails)}</span>
            </button>
            <Findings />
            <div class="numbered">
                <span aria-hidden="true">{move || head.read().number_words().to_owned()}</span>
                <Line label=Key::AnnexNumber text=Memo::new(move |_| head.read().number.clone())
                    set=|head, text| head.number = text.trim().to_owned() />
            </div>
            <Line class="title" label=Key::AnnexTitle text=Memo::new(move |_| head.read().title.clone())
                set=|head, text| head.title = text />
            <Line class="reference" label=Key::AnnexReference text=Memo::new(move |_| head.read().reference.clone())
                set=|head, text| head.reference = text />
            <Show when=move || has_between.get()>
                <Line class="between" label=Key::AnnexBetween text=between
                    set=|head, text| head.between = text.lines().map(str::to_owned).collect() />
            </Show>
        </section>
    }
}

/// The worst finding about the head or a heading; a click opens the list.
#[component]
fn Findings() -> impl IntoView {
    let app = App::get();
    let found = Memo::new(move |_| app.editor.with(Editor::findings_of_annex));
    let all = move || {
        let messages = found.get();
        let messages: Vec<String> = messages.iter().map(|it| app.text(&it.message)).collect();
        messages.join("\n")
    };
    move || {
        let severity = found.read().iter().map(|it| it.severity).min()?;
        let n = found.read().len().to_string();
        Some(view! {
            <button type="button" class="quiet finding mark" data-severity=severity.key() title=all
                on:click=move |_| app.show_side(Some(Side::Findings))>
                {move || app.text(&Key::HeadFindings.with([n.clone()]))}
                <span class="visually-hidden">": " {all}</span>
            </button>
        })
    }
}

/// A text of the head, as wide and as high as it needs to be. Enter or leaving it commits, Esc takes
/// the text back, Alt+Enter or Shift+Enter breaks the line.
#[component]
fn Line(
    #[prop(optional)] class: &'static str,
    label: Key,
    text: Memo<String>,
    set: fn(&mut AnnexHead, String),
) -> impl IntoView {
    let app = App::get();
    let area = NodeRef::<html::Textarea>::new();
    // What is typed and not committed yet; its invisible copy gives the field its size.
    let typed = RwSignal::new(None::<String>);
    let shown = move || typed.get().unwrap_or_else(|| text.get());
    let commit = move |event: ev::Event| {
        let typed_text = event_target_value(&event);
        typed.set(None);
        app.run(|selection| {
            let mut head = selection.annex()?.head.clone();
            set(&mut head, typed_text);
            commands::set_head(selection, head)
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" if event.alt_key() => {
                if let Some(area) = area.get_untracked() {
                    let start = area.selection_start().ok().flatten().unwrap_or(0);
                    let end = area.selection_end().ok().flatten().unwrap_or(start);
                    area.set_range_text_with_start_and_end_and_mode("\n", start, end, "end")
                        .ok();
                    typed.set(Some(area.value()));
                }
            }
            "Enter" if event.shift_key() => return,
            // The field commits when it loses the focus.
            "Enter" => app.focus_grid.notify(),
            "Escape" => {
                if let Some(area) = area.get_untracked() {
                    area.set_value(&text.get_untracked());
                    typed.set(None);
                }
                app.focus_grid.notify();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class=format!("line {class}") data-text=move || format!("{} ", shown())>
            <textarea rows="1" node_ref=area spellcheck="false" aria-label=app.t(label) placeholder=app.t(label) disabled=app.read_only
                prop:value=text on:input=move |event| typed.set(Some(event_target_value(&event)))
                on:change=commit on:keydown=on_key></textarea>
        </div>
    }
}
