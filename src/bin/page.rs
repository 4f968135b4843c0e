//! The editor page: takes over from the start page.

/// Where the program is split. The functions are here and not in the library, because every program
/// that links a split function carries what it calls.
#[cfg(target_arch = "wasm32")]
mod split {
    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use phuluc::ui::{
        part::{Draw, Parts},
        parts,
    };
    use phuluc::validate;

    pub const PARTS: Parts = Parts {
        rules: || Box::pin(async { rules().await.ok() }),
        board: || Box::pin(async { rules().await.and(board().await).ok() }),
        progress: || Box::pin(async { rules().await.and(progress().await).ok() }),
        side: || Box::pin(async { rules().await.and(side().await).ok() }),
        dialogs: || Box::pin(async { rules().await.and(dialogs().await).ok() }),
        column_panel: || Box::pin(async { column_panel().await.ok() }),
        opening: || Box::pin(async { opening().await.ok() }),
    };

    #[wasm_split(rules, wasm_split_path = leptos::wasm_split, fallible)]
    fn rules() -> Result<(), SplitLoaderError> {
        validate::load_rules();
        Ok(())
    }

    #[wasm_split(board, wasm_split_path = leptos::wasm_split, fallible)]
    fn board() -> Result<Draw, SplitLoaderError> {
        Ok(parts::board)
    }

    #[wasm_split(progress, wasm_split_path = leptos::wasm_split, fallible)]
    fn progress() -> Result<Draw, SplitLoaderError> {
        Ok(parts::progress)
    }

    #[wasm_split(side, wasm_split_path = leptos::wasm_split, fallible)]
    fn side() -> Result<Draw, SplitLoaderError> {
        Ok(parts::side)
    }

    #[wasm_split(dialogs, wasm_split_path = leptos::wasm_split, fallible)]
    fn dialogs() -> Result<Draw, SplitLoaderError> {
        Ok(parts::dialogs)
    }

    #[wasm_split(dialogs, wasm_split_path = leptos::wasm_split, fallible)]
    fn column_panel() -> Result<Draw, SplitLoaderError> {
        Ok(parts::column_panel)
    }

    #[wasm_split(opening, wasm_split_path = leptos::wasm_split, fallible)]
    fn opening() -> Result<Draw, SplitLoaderError> {
        Ok(parts::opening)
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::ui::mount_page(split::PARTS);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: make run. The command line is the binary `phuluc`.");
}
