//! The start page: small, so that it is shown at once.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::ui::mount_start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "The first screen runs in a browser: make run. The command line is the binary `phuluc`."
    );
}
