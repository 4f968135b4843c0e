//! A consolidation of many units' files: the dialog that begins one, and the board.

mod files;
mod holding;
mod incoming;
mod markup;
mod matrix;
mod matters;
mod open_list;
mod returning;
mod screen;
mod scrolled;
mod set_up;
mod state;
mod unit_list;
mod whole;

pub(super) use self::whole::Board;
