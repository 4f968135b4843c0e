//! The engine's reader: files become documents, off the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker::serve(phuluc::engine::read);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine's reader runs in a browser. The command line is the binary `phuluc`.");
}
