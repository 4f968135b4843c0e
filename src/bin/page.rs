//! The editor page: takes over from the start page.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::ui::mount_page();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make run. The command line is the binary `phuluc`.");
}
