//! Round trip: exporting and importing a generated document preserves its outline.
#![no_main]

use libfuzzer_sys::fuzz_target;
use phuluc::{export::{OutputFormat, outline}, import, report};
use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

#[path = "../../it/generated.rs"]
#[allow(dead_code)]
mod generated;

fuzz_target!(|data: &[u8]| {
    // The first 32 bytes seed the random generator of the property tests' strategy.
    let mut seed = [0; 32];
    for (to, from) in seed.iter_mut().zip(data) {
        *to = *from;
    }
    let dice = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), dice);
    let Ok(tree) = generated::document().new_tree(&mut runner) else {
        return;
    };
    let document = tree.current();
    let bytes = report::export(&document, OutputFormat::Xlsx).unwrap();
    let imported = import::import(&bytes, "fuzz.xlsx").unwrap();
    assert_eq!(
        outline::outline(&imported.document),
        outline::outline(&document)
    );
});
