//! The engine's writer: documents become files, off the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker::serve(phuluc::engine::write);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine's writer runs in a browser. The command line is the binary `phuluc`.");
}
