//! Word documents of both kinds, and OpenDocument texts. [`docx`], [`doc`] and [`odt`] hand over the same units: paragraphs and table
//! rows as trees of WordprocessingML (ECMA-376 Part 1). Everything after that is shared: styles,
//! automatic numbers, the composition of cells, and the account of what is not in the sheet.
//!
//! Tables become cells, and each paragraph outside tables becomes a line that spans the full width.
//! What a person sees in the document and the sheet does not have is counted or quoted in an
//! [`account::Account`]; text that no branch of the reader has met is counted there as well.

mod account;
mod body;
pub(super) mod doc;
pub(super) mod docx;
mod fields;
mod lists;
mod margins;
pub(super) mod odt;
mod paragraph_lines;
mod pictures;
mod story;
mod styles;
mod tabbed;
mod text;
mod tree;
