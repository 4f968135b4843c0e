//! Texts of a document as the values of cells.

use super::page::Value;
use crate::{
    model::{Column, Role, parse_number},
    text::number_format,
};

/// Formats of figures, the plainest first.
const FIGURE_FORMATS: [&str; 6] = ["0", "#,##0", "0.0", "#,##0.0", "0.00", "#,##0.00"];

/// Converts a text to a number if a format displays the number as exactly the same text.
pub(super) fn figure(text: &str) -> Value {
    let number = parse_number(text);
    let found = number.and_then(|number| {
        let mut formats = FIGURE_FORMATS.into_iter();
        let format = formats.find(|format| number_format::show(number, format) == text)?;
        Some(Value::Number(number, format))
    });
    found.unwrap_or_else(|| Value::of(text))
}

/// Converts a text to a number if the number is displayed as exactly the same text.
pub(super) fn value(column: &Column, text: &str) -> Value {
    let number = match column.role {
        Role::Ordinal | Role::Target | Role::Actual => text
            .strip_suffix('%')
            .filter(|_| column.role != Role::Ordinal)
            .and_then(parse_number)
            .map(|percent| {
                (
                    percent / 100.0,
                    if text.contains(',') { "0.0%" } else { "0%" },
                )
            })
            .or_else(|| Some((parse_number(text)?, "0"))),
        _ => None,
    };
    match number {
        Some((number, format)) if number_format::show(number, format) == text => {
            Value::Number(number, format)
        }
        _ => Value::of(text),
    }
}
