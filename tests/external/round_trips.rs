//! Real annexes survive export and conversion.

use crate::{
    annexes,
    need::Outcome,
    round_trip::{assert_round_trip, in_every_form},
};
use phuluc::{export::OutputFormat, import};

const FILES: [&str; 3] = ["kh334.xlsx", "kh226.xlsx", "qd3256.xlsx"];

pub(crate) fn real_annexes_survive_export() -> Outcome {
    for file in FILES {
        let document = import::import(&annexes::bytes(file)?, file)
            .unwrap()
            .document;
        for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
            assert_round_trip(&document, format);
        }
    }
    Ok(())
}

pub(crate) fn real_annexes_survive_every_form() -> Outcome {
    for file in FILES {
        let document = import::import(&annexes::bytes(file)?, file)
            .unwrap()
            .document;
        for converted in in_every_form(file, &document) {
            for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
                assert_round_trip(&converted, format);
            }
        }
    }
    Ok(())
}
