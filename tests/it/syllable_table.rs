//! The table that the spelling rules read can be unpacked, counted anew, changed and packed again.

#[path = "../../examples/syllable_pairs/choosing.rs"]
mod choosing;
#[path = "../../examples/syllable_pairs/counting.rs"]
mod counting;
#[path = "../../examples/syllable_pairs/packing.rs"]
mod packing;
#[path = "../../examples/syllable_pairs/trying.rs"]
mod trying;

use counting::Counts;
use packing::{Table, class_of, code};

const FILE: &[u8] = include_bytes!("../../src/reference/syllable_pairs.bin");

#[test]
fn the_table_of_syllables_is_packed_as_it_was() {
    let table = Table::unpacked(FILE);
    assert!(4_000 < table.syllables.len() && 100_000 < table.pairs.len());
    let again = Table::read(&table.text());
    assert_eq!(again, table);
    assert!(again.packed() == FILE);
}

#[test]
fn pairs_are_chosen_by_what_they_say() {
    let known = Table::unpacked(FILE);
    let text = "hồ_sản, hồ sản; văn bản\nHồ Văn Bản, hồ zzz\nxử dụng\n".repeat(40);
    let mut counts = Counts::default();
    counts.add(&Counts::of(text.as_bytes()), 1.0);
    let pair = |one, two| (code(one).unwrap(), code(two).unwrap());
    assert_eq!(counts.pairs.get(&pair("hồ", "sản")), Some(&80.0));
    assert_eq!(counts.pairs.get(&pair("văn", "bản")), Some(&40.0));
    let chosen = choosing::chosen(&known, &counts, 0.1);
    assert_eq!(known.pairs.get(&pair("hồ", "sản")), None);
    assert_eq!(chosen.pairs.get(&pair("hồ", "sản")), Some(&class_of(80.0)));
    // What was known is kept.
    assert!(chosen.pairs.contains_key(&pair("sử", "dụng")));
    assert_eq!(Table::unpacked(&chosen.packed()), chosen);
}

#[test]
fn neighbours_in_phrases_are_added() {
    let mut table = Table::unpacked(FILE);
    let phrases = include_str!("../../examples/syllable_pairs/phrases.txt");
    // The committed file has them.
    assert_eq!(table.add_phrases(phrases, 1), 0);
    let n = table.add_phrases("# a comment\nhồ sản, văn bản zzz", 5);
    assert_eq!(n, 1);
}

#[test]
fn slips_that_are_put_in_are_the_same_each_time() {
    let text =
        "ban hành kế hoạch kiểm tra; tổ chức triển khai thực hiện; sử dụng đất nông nghiệp\n";
    let text = text.repeat(20);
    let tried = trying::tried(text.as_bytes());
    assert_eq!((tried.n_slips, tried.n_sound, tried.n_blamed), (12, 48, 0));
    assert!(6 < tried.n_right && tried.n_right <= tried.n_found);
    assert_eq!(trying::tried(text.as_bytes()), tried);
}
