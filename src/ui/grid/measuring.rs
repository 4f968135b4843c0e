//! Measuring rows, header and viewport.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver, ResizeObserverEntry};

use super::{geometry::HANDLE_PX, viewport::Viewport};

impl Viewport {
    /// Starts measuring: the observer reports the sizes of rows, header and viewport after layout.
    pub(super) fn observe_sizes(self) {
        let measure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut changed = false;
            for entry in entries.iter() {
                let Ok(entry) = entry.dyn_into::<ResizeObserverEntry>() else {
                    continue;
                };
                changed |= self.measure(&entry.target());
            }
            if changed {
                self.measured.notify();
            }
        });
        // Without the observer, rows keep their estimated heights; the grid still works.
        let observer =
            ResizeObserver::new(measure.as_ref().unchecked_ref::<js_sys::Function>()).ok();
        self.observer.set_value(observer);
        let kept = StoredValue::new_local(Some(measure));
        on_cleanup(move || {
            self.observer
                .try_update_value(|observer| observer.take().inspect(ResizeObserver::disconnect));
            kept.try_update_value(Option::take);
        });
    }

    /// Records the size of an element. Returns whether positions have changed.
    fn measure(self, element: &Element) -> bool {
        if element.class_list().contains("paper") {
            let height = element.get_bounding_client_rect().height();
            let moved = (self.lead.get_value() - height).abs();
            self.lead.set_value(height);
            self.note_scroll();
            return 0.5 <= moved;
        }
        if element.class_list().contains("head") {
            let height = element.get_bounding_client_rect().height();
            self.header.set_value(height);
            // The overlays have to follow the rows.
            return true;
        }
        let Some(at) = element.get_attribute("data-at") else {
            // The scroller itself.
            let width = f64::from(element.client_width()) - HANDLE_PX;
            if 0.0 < width {
                self.available.try_set(width);
            }
            self.note_scroll();
            return false;
        };
        let height = element.get_bounding_client_rect().height();
        let Some(at) = at.parse::<usize>().ok().filter(|_| 0.0 < height) else {
            return false;
        };
        let measured = self
            .heights
            .try_update_value(|heights| heights.measure(at, height));
        let Some(difference) = measured.flatten() else {
            return false;
        };
        self.shifted
            .update_value(|shifted| *shifted += difference.abs());
        true
    }

    /// Observes an element's size, now and on every change. Returns a function that stops this.
    pub(super) fn observe(self, element: HtmlElement) -> impl FnOnce() {
        self.observer
            .with_value(|it| it.as_ref().map(|it| it.observe(&element)));
        move || {
            self.observer
                .try_with_value(|it| it.as_ref().map(|it| it.unobserve(&element)));
        }
    }
}
