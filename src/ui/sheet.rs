//! The editor screen: two lines of controls, the sheet with the annex, what stands beside it, and the
//! line with the annexes below.

mod annex_tabs;
mod backup;
mod bottom_line;
mod editor_screen;
mod export_button;
mod find_bar;
mod leave_dialog;
mod outline;
mod page_keys;
mod paper_head;
mod plan_sheet;
mod print_view;
mod strips;
mod title_line;
mod tool_line;

pub(super) use self::{
    editor_screen::EditorScreen, export_button::export_as, page_keys::go_to_region,
    plan_sheet::PlanSheet,
};
