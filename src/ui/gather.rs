//! A consolidation of many units' files: the dialog that begins one, and the board.

mod files;
mod holding;
mod incoming;
mod list_focus;
mod markup;
mod matrix;
mod matters;
mod open_list;
mod opening;
mod place;
mod put_right;
mod returning;
mod screen;
mod scrolled;
mod set_up;
mod sizes;
mod state;
mod statuses;
mod target;
mod unit_list;
mod whole;

pub(super) use self::whole::Board;
