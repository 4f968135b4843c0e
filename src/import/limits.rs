//! What an input file may hold before it is refused.

/// The largest number of filled cells in a file: twenty times the largest annex known.
pub const CELLS_MAX: usize = 4_000_000;

/// The most text that a file's cells may hold together, in bytes.
pub const TEXT_MAX: usize = 200 << 20;
