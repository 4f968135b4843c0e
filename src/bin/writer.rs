//! The writer, a worker that exports documents outside the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker_server::serve(phuluc::engine::write);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The engine's writer runs in a browser. The command line is the binary `phuluc`.");
}
