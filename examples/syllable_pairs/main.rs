//! Packs `src/reference/syllable_pairs.bin`, the counts that the spelling rules weigh words by.
//!
//! ```sh
//! cargo run --example syllable_pairs -- unpack src/reference/syllable_pairs.bin table.tsv
//! cargo run --example syllable_pairs -- add table.tsv ../shared/domain/bigrams.tsv
//! cargo run --example syllable_pairs -- phrases table.tsv examples/syllable_pairs/phrases.txt
//! cargo run --example syllable_pairs -- phrases table.tsv examples/syllable_pairs/further_phrases.txt 3
//! cargo run --example syllable_pairs -- words table.tsv words.txt
//! cargo run --example syllable_pairs -- pack table.tsv src/reference/syllable_pairs.bin
//! ```
//!
//! `unpack` and `pack` are each other's inverse, so the committed file is the source of the table; `add`
//! puts in counts of pairs, such as those of `domain/bigrams.tsv`, and `phrases` the neighbours in phrases
//! that are written by hand.
//!
//! Where the counts come from. The texts themselves are too large to keep here; they were counted once:
//! syllables in lower case and composed letters, and pairs of syllables with only blanks between.
//! - Official texts, weight 1: laws and decrees of the corpus VLC in `undertheseanlp/resources`, questions
//!   and articles of law in `cyhapun/Vietnam-Legal-QA-System`, and the pairs of `domain/bigrams.tsv`
//!   (66 laws, resolutions and plans).
//! - Press and schoolbooks, weight 0.06, for words that officials write seldom: the corpus UNC in
//!   `undertheseanlp/resources`, `vn_news` in `magizbox/scraper`, and
//!   `SonPhatTranDeveloper/rag-high-school-book` without the books of English.
//! - The words of a dictionary, `words.txt` of the package `pyvi` 0.1.1 (MIT), by `words`: syllables that the
//!   texts lack, and compounds that would be taken for a slip.
//!
//! - Words of every day that officials write seldom, from the same press and schoolbooks, as class 1: pairs of
//!   syllables in use that are written there at least 40 times and 2⁵·⁵ times as often as by chance, or are in
//!   the dictionary and written 8 times (at least 15 times where it is 2⁹ times); no names, of which more than
//!   half have a capital; no slips, of which one confusion leads to a pair written eight times as often. Then
//!   the compounds of the dictionary that are written there at least 8 times, however common their syllables
//!   are, and pairs written at least 40 times and 2⁵ times as often as by chance; no pairs of which one confusion
//!   leads to one written eight times as often, be it a name ("nguyên văn", "Nguyễn Văn"). Those written often
//!   there are of class 2 or 3. With them, as class 0, the pairs written at least 5 times that one confusion parts from a new one.
//!
//! - Further phrases, with which came the pairs that one confusion parts from a new one and that press and
//!   schoolbooks write twice (class 0) or 8 times (class 1): "lấy máu" would make "lấy mẫu" a slip.
//!
//! To count anew: keep syllables written at least 10 times; of the pairs, those counted at least 25 times
//! with their count; of the rarer ones, as class 0, those written at least 4 times that one confusion
//! ([`phuluc::text::confusion`]) parts from a pair more than 2⁹ times as likely; and doubled syllables
//! written at least 4 times in 3 texts. Write them as `unpack` does and `pack` them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a tool that cannot go on stops"
)]

mod packing;

use std::{env, fs};

use packing::Table;

/// Pairs counted less often say nothing for sure.
const COUNT_MIN: f64 = 25.0;

/// A pair of syllables in a compound of a dictionary counts as if it had been written some 22 times.
const WORD_CLASS: u8 = 1;

/// A phrase counts as if it had been written some 350 times.
const PHRASE_CLASS: u8 = 5;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["unpack", from, to] => {
            let table = Table::unpacked(&fs::read(from).unwrap());
            fs::write(to, table.text()).unwrap();
        }
        ["add", table, counted] => {
            let mut all = Table::read(&fs::read_to_string(table).unwrap());
            let n = all.add(&fs::read_to_string(counted).unwrap(), COUNT_MIN);
            fs::write(table, all.text()).unwrap();
            println!("{n} pairs are new or more frequent");
        }
        ["phrases", table, phrases] => {
            let mut all = Table::read(&fs::read_to_string(table).unwrap());
            let n = all.add_phrases(&fs::read_to_string(phrases).unwrap(), PHRASE_CLASS);
            fs::write(table, all.text()).unwrap();
            println!("{n} pairs are new or more frequent");
        }
        ["phrases", table, phrases, class] => {
            let mut all = Table::read(&fs::read_to_string(table).unwrap());
            let n = all.add_phrases(
                &fs::read_to_string(phrases).unwrap(),
                class.parse().unwrap(),
            );
            fs::write(table, all.text()).unwrap();
            println!("{n} pairs are new or more frequent");
        }
        ["words", table, words] => {
            let mut all = Table::read(&fs::read_to_string(table).unwrap());
            let (n, n_pairs) = all.add_words(&fs::read_to_string(words).unwrap(), WORD_CLASS);
            fs::write(table, all.text()).unwrap();
            println!("{n} syllables and {n_pairs} pairs are new");
        }
        ["pack", from, to] => {
            let table = Table::read(&fs::read_to_string(from).unwrap());
            fs::write(to, table.packed()).unwrap();
        }
        _ => println!(
            "unpack FILE.bin TABLE | add TABLE COUNTED.tsv | phrases TABLE PHRASES | words TABLE WORDS | pack TABLE FILE.bin"
        ),
    }
}
