//! Outline to export to outline: a document made from the fuzzer's bytes comes back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use phuluc::{export, import, outline};
use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

#[path = "../../it/generated.rs"]
#[allow(dead_code)]
mod generated;

fuzz_target!(|data: &[u8]| {
    // The bytes are the dice that the properties' own generator throws; where they end, others
    // that follow from them go on, for it throws again until it likes what it sees.
    let mut state = data.iter().fold(1u64, |state, byte| {
        (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    let more = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as u8
    });
    let dice: Vec<u8> = data.iter().copied().chain(more.take(1 << 21)).collect();
    let dice = TestRng::from_seed(RngAlgorithm::PassThrough, &dice);
    let mut runner = TestRunner::new_with_rng(Config::default(), dice);
    let Ok(tree) = generated::document().new_tree(&mut runner) else {
        return;
    };
    let document = tree.current();
    let bytes = export::export(&document).unwrap();
    let imported = import::import(&bytes, "fuzz.xlsx").unwrap();
    assert_eq!(
        outline::outline(&imported.document),
        outline::outline(&document)
    );
});
