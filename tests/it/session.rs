//! Several windows on the same documents, simulated: random steps from a seed, and what has to hold
//! after each of them. `PHULUC_STEPS` runs more than the usual number of steps.

mod checks;
mod dice;
mod faults;
mod locks;
mod random;
mod scripts;
mod stores;
mod user;
mod window;
mod world;

use faults::Fault;

const STEPS_PER_SEED: usize = 400;
const N_STEPS: usize = 100_000;

#[test]
fn nothing_is_lost_whatever_happens() {
    let wanted = std::env::var("PHULUC_STEPS")
        .ok()
        .and_then(|it| it.parse().ok());
    let n_seeds = wanted.unwrap_or(N_STEPS).div_ceil(STEPS_PER_SEED);
    for seed in 0..n_seeds as u64 {
        if let Err(report) = random::run(seed, STEPS_PER_SEED, None) {
            panic!("{report}");
        }
    }
}

/// The simulation finds mistakes: each of these breaks something it checks.
#[test]
fn mistakes_are_found() {
    for fault in [
        Fault::IgnoreGenerations,
        Fault::NoCheck,
        Fault::CheckApart,
        Fault::LocksForAll,
        Fault::AnswerEarly,
    ] {
        let found =
            (0..2_000).find(|seed| random::run(*seed, STEPS_PER_SEED, Some(fault)).is_err());
        assert!(found.is_some(), "{fault:?} goes unnoticed");
    }
}
