//! Makes `src/reference/syllable_pairs.bin`, the counts that the spelling rules weigh words by.
//!
//! ```sh
//! cargo run --example syllable_pairs -- unpack src/reference/syllable_pairs.bin table.tsv
//! cargo run --release --example syllable_pairs -- count table.tsv official.txt press.txt
//! cargo run --example syllable_pairs -- phrases table.tsv examples/syllable_pairs/phrases.txt 8
//! cargo run --example syllable_pairs -- phrases table.tsv examples/syllable_pairs/further_phrases.txt 6
//! cargo run --example syllable_pairs -- pack table.tsv src/reference/syllable_pairs.bin
//! cargo run --release --example syllable_pairs -- try sentences.txt
//! ```
//!
//! `unpack` and `pack` are each other's inverse, so the committed file is the source of the table. `count`
//! counts texts and chooses pairs anew ([`choosing`]); what the table knows besides is kept. `phrases` puts in
//! the neighbours in phrases that are written by hand. `try` puts slips into other sentences and tells how many
//! are found ([`trying`]).
//!
//! Where the counts come from. The texts themselves are too large to keep here:
//! - Official texts, weight 1: laws and decrees of the corpus VLC in `undertheseanlp/resources`, articles of
//!   law and questions in `cyhapun/Vietnam-Legal-QA-System`,
//!   `TruongQuangPhat/Vietnamese-Legal-Question-Answering-System` and
//!   `tranhienchuong/vietnamese-labor-law-ai-assistant`.
//! - Press and schoolbooks, weight 0.1, for words that officials write seldom: the articles of
//!   `ThanhChinhBK/vietnews` but for its test set, on which thresholds were measured; `nguyenvulebinh/vietnam-news`;
//!   the corpus UNC in `undertheseanlp/resources`; `SonPhatTranDeveloper/rag-high-school-book` without the
//!   books of English.
//! - Kept from before: `domain/bigrams.tsv` (66 laws, resolutions and plans), the compounds of a dictionary
//!   (`words.txt` of the package `pyvi` 0.1.1, MIT), and 2 300 compounds of every day.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a tool that cannot go on stops"
)]

mod choosing;
mod counting;
mod packing;
mod trying;

use std::{
    env,
    fs::{self, File},
    io::BufReader,
};

use counting::Counts;
use packing::Table;

/// What a pair in the press counts as beside one in an official text.
const PRESS_WEIGHT: f64 = 0.1;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["unpack", from, to] => {
            let table = Table::unpacked(&fs::read(from).unwrap());
            fs::write(to, table.text()).unwrap();
        }
        ["count", table, official, press @ ..] => {
            let known = Table::read(&fs::read_to_string(table).unwrap());
            let counted = |path: &str| Counts::of(BufReader::new(File::open(path).unwrap()));
            let mut counts = counted(official);
            for path in press {
                counts.add(&counted(path), PRESS_WEIGHT);
            }
            let chosen = choosing::chosen(&known, &counts, PRESS_WEIGHT);
            fs::write(table, chosen.text()).unwrap();
            println!("{} pairs", chosen.pairs.len());
        }
        ["phrases", table, phrases, class] => {
            let mut all = Table::read(&fs::read_to_string(table).unwrap());
            let phrases = fs::read_to_string(phrases).unwrap();
            let n = all.add_phrases(&phrases, class.parse().unwrap());
            fs::write(table, all.text()).unwrap();
            println!("{n} pairs are new or more frequent");
        }
        ["pack", from, to] => {
            let table = Table::read(&fs::read_to_string(from).unwrap());
            fs::write(to, table.packed()).unwrap();
        }
        ["try", text] => {
            let text = BufReader::new(File::open(text).unwrap());
            println!("{:#?}", trying::tried(text));
        }
        _ => println!(
            "unpack FILE.bin TABLE | count TABLE OFFICIAL PRESS … | phrases TABLE PHRASES CLASS | pack TABLE FILE.bin | try TEXT"
        ),
    }
}
