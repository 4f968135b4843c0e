//! The table that the spelling rules read can be unpacked, changed and packed again.

#[path = "../../examples/syllable_pairs/packing.rs"]
mod table;

use table::{Table, class_of};

const FILE: &[u8] = include_bytes!("../../src/reference/syllable_pairs.bin");

#[test]
fn the_table_of_syllables_is_packed_as_it_was() {
    let table = Table::unpacked(FILE);
    assert!(4_000 < table.syllables.len() && 30_000 < table.pairs.len());
    let again = Table::read(&table.text());
    assert_eq!(again, table);
    assert!(again.packed() == FILE);
}

#[test]
fn counted_pairs_are_added() {
    let mut table = Table::unpacked(FILE);
    let n_before = table.pairs.len();
    let counted = "first\tsecond\tcount\nvăn\tbản\t2337\nhồ\tsản\t400\nhồ\tzzz\t400\nsơ\tsản\t3\n";
    let n = table.add(counted, 25.0);
    assert!((1..=2).contains(&n));
    assert_eq!(table.pairs.len(), n_before + 1);
    assert!(1 <= class_of(25.0) && class_of(25.0) < class_of(2_337.0));
    assert_eq!(Table::unpacked(&table.packed()), table);
}

#[test]
fn neighbours_in_phrases_are_added() {
    let mut table = Table::unpacked(FILE);
    let phrases = include_str!("../../examples/syllable_pairs/phrases.txt");
    // The committed file has them.
    assert_eq!(table.add_phrases(phrases, 5), 0);
    let n = table.add_phrases("# a comment\nhồ sản, văn bản zzz", 5);
    assert_eq!(n, 1);
}

#[test]
fn words_of_a_dictionary_are_added() {
    let mut table = Table::unpacked(FILE);
    assert_eq!(table.add_words("mèn mén\nvăn bản\ncai sữa", 1), (0, 0));
    // A syllable that is new, and a compound that would be taken for a slip of "sử dụng".
    assert_eq!(table.add_words("nhoắm\nxử dụng", 1), (1, 1));
}
