//! Cell styles.

use crate::model::{Alignment, RowKind};

/// Style of a cell; `size` is in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub align: Align,
    /// Whether the cell has a thin border: true in the table, false for the lines around it.
    pub border: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    Left,
    Centre,
    Right,
}

impl From<Alignment> for Align {
    fn from(alignment: Alignment) -> Align {
        match alignment {
            Alignment::Left => Align::Left,
            Alignment::Centre => Align::Centre,
            Alignment::Right => Align::Right,
        }
    }
}

pub(super) fn cell_style(alignment: Alignment, kind: RowKind, size: f64) -> Style {
    Style {
        align: alignment.into(),
        bold: kind.is_section(),
        ..boxed(centred(size))
    }
}

pub(super) fn centred(size: f64) -> Style {
    Style {
        size,
        bold: false,
        italic: false,
        align: Align::Centre,
        border: false,
    }
}

pub(super) fn bold(style: Style) -> Style {
    Style {
        bold: true,
        ..style
    }
}

pub(super) fn boxed(style: Style) -> Style {
    Style {
        border: true,
        ..style
    }
}
