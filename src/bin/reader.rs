//! The reader, a worker that imports files outside the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker_server::serve(phuluc::engine::read);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine's reader runs in a browser. The command line is the binary `phuluc`.");
}
