//! The engine worker: import and export off the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker::serve();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine worker runs in a browser. The command line is the binary `phuluc`.");
}
