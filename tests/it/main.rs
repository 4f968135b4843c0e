//! Native integration tests through the library's public API and the command line.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod around_tables;
mod bad_input;
mod beside_cells;
mod binary;
mod busy;
mod command_line;
mod consequences;
mod fixes;
mod formats;
mod gather;
mod gather_again;
mod gather_columns;
mod gather_drift;
mod gather_kinds;
mod gather_places;
mod gather_results;
mod gather_senders;
mod gather_texts;
mod gather_wording;
mod generated;
mod headings;
mod headless;
mod hostile;
mod imports;
mod judging;
mod kinds_of_files;
mod messes;
mod mutated;
mod notes;
mod odd_texts;
mod odt;
mod official_form;
mod other_fields;
mod parts_of_cells;
mod pasted;
mod pdf;
mod pdf_beside;
mod pdf_file;
mod pdf_locked;
mod pdf_notes;
mod pdf_prints;
mod pdf_struck;
mod pdf_titles;
mod pdf_traps;
mod pdf_unruled;
mod progress;
mod progress_columns;
mod progress_headings;
mod progress_out;
mod progress_taken;
mod progress_words;
mod properties;
mod raised;
mod reader_accounts;
mod round_trip;
mod sample_files;
mod saved;
mod session;
mod strangers;
mod syllable_table;
mod tidy;
mod tidy_data;
mod word;
mod word_97;
mod word_account;
mod word_layout;
mod word_lists;
mod xlsb;
