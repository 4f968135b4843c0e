//! What a test needs and this machine may lack.

use std::{
    collections::BTreeMap,
    env,
    sync::{Mutex, PoisonError},
};

use libtest_mimic::{Completion, Trial};

/// What is missing: the reason why a test cannot run.
#[derive(Debug)]
pub(crate) struct Missing(pub String);

/// A test fails by a panic; what it cannot do without, it asks for with `?`.
pub(crate) type Outcome = Result<(), Missing>;

/// Number of tests ignored, by reason.
static IGNORED: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

pub(crate) fn trial(name: &str, test: fn() -> Outcome) -> Trial {
    Trial::ignorable_test(name, move || match test() {
        Ok(()) => Ok(Completion::Completed),
        Err(Missing(what)) if env::var("CI").as_deref() == Ok("true") => {
            Err(format!("in CI nothing may be missing: {what}").into())
        }
        Err(Missing(what)) => {
            let mut ignored = IGNORED.lock().unwrap_or_else(PoisonError::into_inner);
            *ignored.entry(what.clone()).or_default() += 1;
            Ok(Completion::ignored_with(what))
        }
    })
}

/// Prints how many tests were ignored, and why.
pub(crate) fn report() {
    let ignored = IGNORED.lock().unwrap_or_else(PoisonError::into_inner);
    if !ignored.is_empty() {
        let n_tests: usize = ignored.values().sum();
        println!("{n_tests} tests ignored:");
        for (what, n) in ignored.iter() {
            println!("  {n} because {what}");
        }
        println!();
    }
}
