//! Writes SVG text: escaped, with names that style sheets and screen readers use.

use std::fmt::Write as _;

use crate::text::html::push_text;

/// A picture under construction. Colours come from CSS classes; where none apply, shapes are drawn in
/// the colour of the text, so that pictures work in print, in the dark and without a style sheet.
pub(super) struct Svg {
    body: String,
    width: f64,
    height: f64,
    title: String,
    description: String,
}

impl Svg {
    pub fn new(width: f64, height: f64, title: &str, description: &str) -> Svg {
        Svg {
            body: String::new(),
            width,
            height,
            title: title.to_owned(),
            description: description.to_owned(),
        }
    }

    /// Opens a group that stands for rows of the document; `label` is read aloud.
    pub fn open(&mut self, class: &str, rows: &[crate::model::RowId], label: &str) {
        let rows: Vec<String> = rows.iter().map(|it| it.0.to_string()).collect();
        let rows = rows.join(" ");
        let _ = write!(
            self.body,
            "<g class=\"{class}\" data-rows=\"{rows}\"><title>{}</title>",
            escaped(label)
        );
    }

    pub fn close(&mut self) {
        self.body.push_str("</g>");
    }

    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        // Texts stay legible over shapes of their own colour.
        let opacity = match class {
            "target" => "1",
            "actual" => "0.7",
            "scale" => "0.08",
            _ => "0.25",
        };
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"currentColor\" fill-opacity=\"{opacity}\"/>",
            short(x),
            short(y),
            short(width.max(0.0)),
            short(height)
        );
    }

    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: &str, text: &str) {
        let _ = write!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" fill=\"currentColor\">{}</text>",
            short(x),
            short(y),
            escaped(text)
        );
    }

    pub fn finish(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"progress-picture\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}: {}\" font-size=\"12\"><title>{}</title><desc>{}</desc>{}</svg>",
            short(self.width),
            short(self.height),
            escaped(&self.title),
            escaped(&self.description),
            escaped(&self.title),
            escaped(&self.description),
            self.body
        )
    }

    /// Finishes a picture that says nothing beyond the words beside it.
    pub fn finish_decoration(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"progress-picture\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">{}</svg>",
            short(self.width),
            short(self.height),
            self.body
        )
    }
}

/// At most two decimals.
fn short(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    match rounded.is_finite() {
        true => rounded.to_string(),
        false => "0".to_owned(),
    }
}

/// Text of an XML document; control characters that XML forbids are left out.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, &text.replace(['\u{fffe}', '\u{ffff}'], ""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RowId;

    #[test]
    fn texts_are_escaped_and_numbers_short() {
        let mut svg = Svg::new(10.0, 5.0, "A & B", "<mô tả>");
        svg.open("met", &[RowId(1), RowId(2)], "“x” \u{7}\"");
        svg.rect("bar", (0.0, 1.0 / 3.0), (f64::NAN, 2.0));
        svg.close();
        assert_eq!(
            svg.finish(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"progress-picture\" viewBox=\"0 0 10 5\" role=\"img\" aria-label=\"A &amp; B: &lt;mô tả&gt;\" font-size=\"12\"><title>A &amp; B</title><desc>&lt;mô tả&gt;</desc><g class=\"met\" data-rows=\"1 2\"><title>“x”  &quot;</title><rect class=\"bar\" x=\"0\" y=\"0.33\" width=\"0\" height=\"2\" fill=\"currentColor\" fill-opacity=\"0.25\"/></g></svg>"
        );
    }
}
