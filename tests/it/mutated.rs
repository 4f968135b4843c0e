//! Mutated files: bytes of real files are changed, moved, doubled and cut, by seeds. Each ends in time,
//! without a panic. `MUTATIONS=100000 FIRST_SEED=40` makes more of them than the usual few.

use std::time::{Duration, Instant};

use phuluc::{
    export::outline,
    import::{self, ImportError},
};

/// Number of mutations of each file.
const MUTATIONS: u64 = 40;
const SECONDS_MAX: u64 = 10;

const FILES: [(&str, &[u8]); 6] = [
    ("mau.pdf", include_bytes!("../fixtures/mau.pdf")),
    ("khoa-sua.pdf", include_bytes!("../fixtures/khoa-sua.pdf")),
    ("mau.doc", include_bytes!("../fixtures/mau.doc")),
    ("phu-luc.doc", include_bytes!("../fixtures/phu-luc.doc")),
    ("ghi-chu.doc", include_bytes!("../fixtures/ghi-chu.doc")),
    ("sua-doi.doc", include_bytes!("../fixtures/sua-doi.doc")),
];
/// Values at the limits of what fields hold.
const LIMITS: [u8; 6] = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];

fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    // Xorshift.
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % n.max(1)
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(12) {
        let (at, len) = (below(bytes.len()), 1 + below(64));
        let end = (at + len).min(bytes.len());
        match below(6) {
            0 => bytes[at] = LIMITS[below(LIMITS.len())],
            1 => bytes[at] ^= 1 << below(8),
            2 => bytes[at..end].fill(LIMITS[below(LIMITS.len())]),
            3 => {
                let part = bytes[at..end].to_vec();
                let to = below(bytes.len() - part.len());
                bytes[to..to + part.len()].copy_from_slice(&part);
            }
            4 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => drop(bytes.drain(at..end)),
        }
    }
    bytes
}

#[test]
fn mutated_files_end_in_time_without_a_panic() {
    let n = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok());
    let first = std::env::var("FIRST_SEED")
        .ok()
        .and_then(|n| n.parse().ok());
    let first: u64 = first.unwrap_or(0);
    for seed in first..first + n.unwrap_or(MUTATIONS) {
        for (name, bytes) in FILES {
            let file = mutated(bytes, seed);
            let started = Instant::now();
            match import::import(&file, name) {
                Ok(imported) => drop(outline::outline(&imported.document)),
                // A panic that was caught is a panic.
                Err(error) => assert_ne!(error, ImportError::GaveUp, "{name} {seed}"),
            }
            let taken = started.elapsed();
            assert!(
                taken < Duration::from_secs(SECONDS_MAX),
                "{name} {seed}: {taken:?}"
            );
        }
    }
}
