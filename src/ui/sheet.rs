//! The editor screen: the grid of one annex with everything that surrounds it.

mod annex_head;
mod annex_tabs;
mod backup;
mod cell_bar;
mod document_bar;
mod editor_screen;
mod export_buttons;
mod find_bar;
mod leave_dialog;
mod page_keys;
mod print_view;
mod toolbar;
mod view_bar;

pub(super) use self::editor_screen::EditorScreen;
