//! The units with where they stand, and what can be done about the active one.

use std::sync::Arc;

use leptos::{ev, html::Div, prelude::*};

use super::{
    markup::{UNIT, push_text, standing_class, window},
    returning::{copy_message, download_slips},
    scrolled::{Scrolled, Stretch},
    state::Gather,
};
use crate::{
    gather::{Consolidation, FileState, Standing, UnitPart, written_time},
    wording::{Key, Language, Message},
};

const MARGIN: usize = 4;

#[component]
pub(super) fn UnitList(units: Memo<Arc<[usize]>>) -> impl IntoView {
    let gather = Gather::get();
    let scroller = NodeRef::<Div>::new();
    let scrolled = Scrolled::of(scroller);
    let drawn = Memo::new(move |_| {
        let place = scrolled.place.get();
        window(place.top, place.height, UNIT, units.read().len(), MARGIN)
    });
    let unit = Memo::new(move |_| gather.cell.get().1);
    let html = move || {
        let (first, end) = drawn.get();
        let (language, active) = (gather.language.get(), unit.get());
        gather.follow(|it| {
            let mut html = String::new();
            for at in first..end {
                if let Some(unit) = units.read().get(at) {
                    line(&mut html, it, (at, *unit), *unit == active, language);
                }
            }
            html
        })
    };
    let size = move || format!("height: {}px", UNIT * units.read().len() as f64);
    Effect::new(move |_| {
        let active = unit.get();
        if let Some(at) = units.read().iter().position(|it| *it == active) {
            let stretch = Stretch {
                start: UNIT * at as f64,
                size: UNIT,
                covered: 0.0,
                covered_end: 0.0,
            };
            scrolled.reveal(None, Some(stretch));
        }
    });
    let choose = move |unit: usize| gather.cell.update(|it| it.1 = unit);
    let on_click = move |event: ev::MouseEvent| {
        let line = event_target::<web_sys::Element>(&event).closest("[data-unit]");
        let unit = line
            .ok()
            .flatten()
            .and_then(|it| it.get_attribute("data-unit"));
        if let Some(unit) = unit.and_then(|it| it.parse().ok()) {
            choose(unit);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let units = units.get_untracked();
        let active = unit.get_untracked();
        let at = units.iter().position(|it| *it == active);
        let last = units.len().saturating_sub(1);
        let to = match (event.key().as_str(), at) {
            ("ArrowDown", Some(at)) => (at + 1).min(last),
            ("ArrowUp", Some(at)) => at.saturating_sub(1),
            ("PageDown", Some(at)) => (at + 10).min(last),
            ("PageUp", Some(at)) => at.saturating_sub(10),
            ("Home" | "ArrowDown" | "ArrowUp", _) => 0,
            ("End", _) => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(unit) = units.get(to) {
            choose(*unit);
        }
    };
    view! {
        <div class="unit-list" role="listbox" tabindex="0" node_ref=scroller aria-label=gather.t(Key::GatherUnitList)
            aria-activedescendant=move || format!("unit-{}", unit.get())
            on:scroll=move |_| scrolled.measure() on:keydown=on_key on:click=on_click>
            <div class="unit-area" style=size inner_html=html></div>
        </div>
    }
}

fn line(
    html: &mut String,
    it: &Consolidation,
    (at, unit): (usize, usize),
    is_active: bool,
    language: Language,
) {
    let (Some(part), Some(name)) = (it.parts().get(unit), it.units().get(unit)) else {
        return;
    };
    let (y, n) = (UNIT * at as f64, at + 1);
    let all = it.units().len();
    html.push_str(&format!(
        "<div class=\"unit\" role=\"option\" id=\"unit-{unit}\" data-unit=\"{unit}\" aria-selected=\"{is_active}\" aria-posinset=\"{n}\" aria-setsize=\"{all}\" style=\"top: {y}px\"><span class=\"name\">"
    ));
    push_text(html, name);
    let class = match part.standing {
        // Late is no good news, though all is there.
        Standing::Received if 0 < part.days_late => standing_class(Standing::ToCorrect),
        standing => standing_class(standing),
    };
    html.push_str(&format!("</span><span class=\"{class}\">"));
    push_text(html, &standing(part).text(language));
    html.push_str("</span><small>");
    let files: Vec<&str> = part.part.files.iter().map(|it| it.name.as_str()).collect();
    let mut about = files.join("; ");
    let n_places = part.n_places;
    if 0 < n_places {
        let places = Key::GatherPlaces
            .with([n_places.to_string()])
            .text(language);
        about = format!("{about} · {places}");
    }
    push_text(html, &about);
    html.push_str("</small></div>");
}

/// What is said of a unit: that it is late, where nothing else is the matter.
fn standing(part: &UnitPart) -> Message {
    match part.standing {
        Standing::Received if 0 < part.days_late => {
            Key::GatherLate.with([part.days_late.to_string()])
        }
        standing => standing.label().into(),
    }
}

/// What is known of the active unit, and what can be done.
#[component]
pub(super) fn UnitPanel() -> impl IntoView {
    let gather = Gather::get();
    let unit = Memo::new(move |_| gather.cell.get().1);
    let name = move || gather.follow(|it| it.units().get(unit.get()).cloned().unwrap_or_default());
    let state = Memo::new(move |_| {
        gather.follow(|it| it.parts().get(unit.get()).map(|part| part.standing))
    });
    let about = move || {
        let language = gather.language.get();
        gather.follow(|it| {
            let part = it.parts().get(unit.get());
            let notes = part.into_iter().flat_map(|it| &it.part.notes);
            notes.map(|note| note.text(language)).collect::<Vec<_>>()
        })
    };
    let files = Memo::new(move |_| {
        gather.follow(|it| {
            let part = it.parts().get(unit.get());
            let numbers = part.into_iter().flat_map(|it| &it.files);
            let files = numbers.filter_map(|number| it.file(*number));
            let files = files.map(|it| (it.number, it.name.clone(), it.came().to_owned()));
            files.collect::<Vec<_>>()
        })
    });
    let has_deadline = Memo::new(move |_| gather.follow(|it| !it.deadline.is_empty()));
    let files = move || {
        let files = files.get().into_iter();
        files
            .map(|(number, name, came)| view! { <Came number name came has_deadline /> })
            .collect_view()
    };
    let lines = move || {
        let lines = about().into_iter();
        lines.map(|it| view! { <li>{it}</li> }).collect_view()
    };
    let earlier = move || {
        let files = gather.follow(|it| {
            let files = it.files().iter().filter(|it| it.unit() == Some(unit.get()));
            let replaced = files.filter(|it| it.decisions.state == FileState::Replaced);
            let named = replaced.map(|it| (it.number, it.name.clone(), written_time(it.came())));
            named.collect::<Vec<_>>()
        });
        let lines = files.into_iter().map(|(number, file, received)| {
            let label = Key::GatherUseAgain.with([file.clone()]);
            let told = Key::GatherUsedAgain.with([untrack(name), file.clone()]);
            let again = move |_| gather.decide(|it| it.replace_by(number), told.clone());
            view! {
                <li class="earlier">
                    {gather.t(Key::GatherEarlier)} ": " {file} " · " {received} " "
                    <button type="button" class="quiet" on:click=again>{move || gather.text(&label)}</button>
                </li>
            }
        });
        lines.collect_view()
    };
    let is_approved = move || state.get() == Some(Standing::Approved);
    let approve = move |_| {
        let (at, is_approved) = (unit.get_untracked(), untrack(is_approved));
        gather.decide(|it| it.approve(at, !is_approved), Key::GatherDecided.into());
    };
    let approve_key = move || match is_approved() {
        true => Key::GatherUnapprove.text(gather.language.get()),
        false => Key::GatherApprove.text(gather.language.get()),
    };
    let is_received = move || state.get().is_some_and(Standing::is_received);
    view! {
        <section class="unit-panel" aria-label=move || gather.text(&Key::GatherPerson.with([name()]))>
            <h2>{name}</h2>
            <ul class="plain">{files}{lines}{earlier}</ul>
            <div class="unit-buttons">
                <button type="button" disabled=move || !is_received() on:click=approve>{approve_key}</button>
                <button type="button" disabled=move || state.get().is_none_or(|it| it == Standing::Missing)
                    on:click=move |_| download_slips(gather, unit.get_untracked())>{gather.t(Key::GatherSlip)}</button>
                <button type="button" on:click=move |_| copy_message(gather, unit.get_untracked())>{gather.t(Key::GatherCopyMessage)}</button>
            </div>
        </section>
    }
}

/// A file of the unit and when it came. With a deadline a person can say on which day that was: files are
/// often taken in days after they arrived.
#[component]
fn Came(number: u32, name: String, came: String, has_deadline: Memo<bool>) -> impl IntoView {
    let gather = Gather::get();
    let day = came.get(..10).unwrap_or_default().to_owned();
    let label = Key::GatherCameOn.with([name.clone()]);
    let set = move |event: ev::Event| {
        let day = event_target_value(&event);
        let day = (!day.is_empty()).then_some(day);
        gather.decide(|it| it.came_on(number, day), Key::GatherDecided.into());
    };
    view! {
        <li>
            {name} " · " {written_time(&came)} " "
            <Show when=move || has_deadline.get()>
                <input type="date" class="came" disabled=gather.is_read_only prop:value=day.clone()
                    aria-label=gather.text(&label) title=gather.text(&label) on:change=set />
            </Show>
        </li>
    }
}
