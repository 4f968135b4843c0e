use leptos::prelude::*;

use crate::editor::{Part, difference};

/// Number of unchanged characters shown on each side of a change.
const CONTEXT: usize = 24;

/// Shows a text before and after a change inline: removed parts struck out, inserted parts marked.
pub(super) fn difference_view(before: &str, after: &str) -> impl IntoView + use<> {
    let parts = difference(before, after);
    let last = parts.len().saturating_sub(1);
    let parts = parts.into_iter().enumerate().map(|(at, part)| match part {
        Part::Same(text) => {
            let (head, tail) = (0 < at, at < last);
            view! { {shortened(text, head, tail)} }.into_any()
        }
        Part::Removed(text) => view! { <del>{text.to_owned()}</del> }.into_any(),
        Part::Inserted(text) => view! { <ins>{text.to_owned()}</ins> }.into_any(),
    });
    view! { <span class="difference">{parts.collect_view()}</span> }
}

/// Shortens an unchanged text to its first characters if `head`, and its last ones if `tail`.
fn shortened(text: &str, head: bool, tail: bool) -> String {
    let n = text.chars().count();
    let wanted = CONTEXT * (usize::from(head) + usize::from(tail));
    if n <= wanted + 3 {
        return text.to_owned();
    }
    let start = if head { CONTEXT } else { 0 };
    let end = if tail { CONTEXT } else { 0 };
    let head: String = text.chars().take(start).collect();
    let tail: String = text.chars().skip(n - end).collect();
    format!("{head}…{tail}")
}
