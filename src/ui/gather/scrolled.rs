//! What of a scrolled list is visible.

use leptos::{ev, html::Div, prelude::*};

use crate::ui::frame::next_frame;

/// The visible part of a list, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Follows the visible part of an element. The element has to call [`Scrolled::measure`] when it is
/// scrolled.
#[derive(Clone, Copy)]
pub(super) struct Scrolled {
    element: NodeRef<Div>,
    pub place: RwSignal<Place>,
}

impl Scrolled {
    pub fn of(element: NodeRef<Div>) -> Scrolled {
        let scrolled = Scrolled {
            element,
            place: RwSignal::default(),
        };
        Effect::new(move |_| {
            element.track();
            next_frame(move || scrolled.measure());
        });
        let resized = window_event_listener(ev::resize, move |_| scrolled.measure());
        on_cleanup(move || resized.remove());
        scrolled
    }

    pub fn measure(self) {
        let Some(element) = self.element.try_get_untracked().flatten() else {
            return;
        };
        let place = Place {
            left: f64::from(element.scroll_left()),
            top: f64::from(element.scroll_top()),
            width: f64::from(element.client_width()),
            height: f64::from(element.client_height()),
        };
        if self.place.get_untracked() != place {
            self.place.set(place);
        }
    }

    /// Scrolls so that a stretch along each axis is visible; `None` leaves an axis as it is. `before`
    /// and `after` are covered at the beginning and at the end of the element.
    pub fn reveal(self, x: Option<Stretch>, y: Option<Stretch>) {
        let Some(element) = self.element.try_get_untracked().flatten() else {
            return;
        };
        if let Some(x) = x {
            let now = f64::from(element.scroll_left());
            let to = x.scrolled(now, f64::from(element.client_width()));
            element.set_scroll_left(to as i32);
        }
        if let Some(y) = y {
            let now = f64::from(element.scroll_top());
            let to = y.scrolled(now, f64::from(element.client_height()));
            element.set_scroll_top(to as i32);
        }
        self.measure();
    }
}

/// A stretch of a list, measured from where the first item is when nothing is scrolled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub start: f64,
    pub size: f64,
    /// What covers the beginning and the end of the visible part.
    pub covered: f64,
    pub covered_end: f64,
}

impl Stretch {
    /// Where to scroll to, from `now`, in an element of this size.
    fn scrolled(self, now: f64, visible: f64) -> f64 {
        let room = visible - self.covered - self.covered_end;
        if self.start < now {
            self.start
        } else if now + room < self.start + self.size {
            self.start + self.size - room
        } else {
            now
        }
    }
}
