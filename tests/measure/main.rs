//! Measures the checks: how many defects put into clean annexes they find, how often they report
//! something in a clean one, and how often a fix is wrong.
//!
//! `make measure` prints the table; as a test, it fails below the floors that were reached.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod annexes;
mod defects;
#[path = "../it/session/dice.rs"]
mod dice;
mod false_alarms;
#[path = "../external/need.rs"]
mod need;
mod recall;
mod truths;

use std::process::ExitCode;

use libtest_mimic::Arguments;

use annexes::{Clean, Which};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|it| it == "--table") {
        let has = |name: &str| args.iter().any(|it| it == name);
        return table(has("--aside"), has("--missed"));
    }
    let trials = vec![
        need::trial("the_recall_of_each_group_holds", recall::floors),
        need::trial("clean_annexes_stay_quiet", false_alarms::ceilings),
    ];
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    need::report();
    conclusion.exit_code()
}

/// Prints the table; `aside` measures what development does not look at, `missed` lists every defect
/// that was not found and every false alarm.
fn table(aside: bool, missed: bool) -> ExitCode {
    let which = match aside {
        true => Which::Aside,
        false => Which::Known,
    };
    let clean: Vec<Clean> = match annexes::all(which) {
        Ok(clean) => clean,
        Err(need::Missing(what)) => {
            eprintln!("{what}");
            return ExitCode::FAILURE;
        }
    };
    false_alarms::print(&clean, missed);
    recall::print(&clean, aside, missed);
    ExitCode::SUCCESS
}
