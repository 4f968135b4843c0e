//! Text alone, whatever it means: Vietnamese spelling and order, search, numbers and HTML as text.

pub mod canonical;
pub mod column_letter;
pub mod cut;
pub mod ditto;
pub mod formula;
pub mod heading_form;
pub mod hidden;
pub mod html;
pub mod letters;
pub mod misread;
pub mod number_format;
pub mod phrase;
pub mod remembered;
pub mod search;

pub mod likeness;
pub mod syllable;

pub mod orthography;

pub mod confusion;
pub mod telex;
