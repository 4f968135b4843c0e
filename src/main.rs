//! The editor: takes over the page from the first screen.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::ui::mount_page();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make run. The command line is the binary `phuluc`.");
}
