//! The page: installs the panic hook and mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make run. The command line is the binary `phuluc`.");
}
