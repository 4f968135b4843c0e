//! The reader of PDF files, a worker that imports them outside the page's thread.

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::browser::worker_server::serve(phuluc::engine::read_pdf);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "The reader of PDF files runs in a browser. The command line is the binary `phuluc`."
    );
}
