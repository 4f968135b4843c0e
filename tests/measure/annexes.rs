//! The clean annexes that defects are put into.

use std::{fs, path::PathBuf};

use phuluc::{
    import,
    model::{Document, Plan, fixture},
    validate::validate,
};

use crate::need::Missing;

/// Which annexes of this folder: a part is kept aside, so that rules are not fitted to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Known,
    Aside,
}

/// A clean document.
pub struct Clean {
    pub name: String,
    pub document: Document,
    /// Mended by phuluc's own fixes: what is left to say there is not a false alarm.
    pub is_mended: bool,
}

/// The annexes of this folder by which they are.
macro_rules! own {
    ($($which:ident: $($name:literal)*;)*) => {
        &[$($((
            $name,
            include_str!(concat!("annexes/", $name, ".txt")),
            Which::$which,
        ),)*)*]
    };
}

const OWN: &[(&str, &str, Which)] = own! {
    Known:
        "y-te"
        "giao-duc"
        "trong-trot"
        "moi-truong"
        "an-sinh"
        "chuyen-doi-so"
        "giao-thong"
        "dau-tu-cong"
        "thuy-loi"
        "toa-an"
        "the-thao"
        "phuong-so"
        "dat-dai"
        "lam-nghiep"
        "mat-tran"
        "thuy-san"
        "du-lich"
        "chan-nuoi"
        "nha-o"
        "binh-dang-gioi"
        "luu-tru";
    Aside:
        "van-hoa"
        "tu-phap"
        "kinh-te"
        "nuoc-sach"
        "thong-ke"
        "bao-hiem"
        "day-nghe"
        "tre-em"
        "cong-thuong"
        "pccc";
};

const STRANGERS: &[&str] = &[
    "cchc.xlsx",
    "kinhphi.xlsx",
    "nongnghiep.xlsx",
    "xa.xlsx",
    "nq03-pl1.md",
    "nq03-pl2.md",
];

const FIXTURES: &[&str] = &["kh334.xlsx", "kh226.xlsx", "qd3256.xlsx"];

/// The annexes of this folder and, when they are not the ones kept aside, those of `../shared`.
pub fn all(which: Which) -> Result<Vec<Clean>, Missing> {
    let own = OWN.iter().filter(|(.., it)| *it == which);
    let mut all: Vec<Clean> = own.map(|(name, text, _)| own_annex(name, text)).collect();
    if which == Which::Aside {
        return Ok(all);
    }
    for name in STRANGERS {
        let bytes = shared(&format!("strangers/{name}"))?;
        let imported = match name.ends_with(".md") {
            true => import::import_text(&String::from_utf8(bytes).unwrap(), name),
            false => import::import(&bytes, name),
        };
        all.push(Clean {
            name: (*name).to_owned(),
            document: imported.unwrap().document,
            is_mended: false,
        });
    }
    for name in FIXTURES {
        let bytes = shared(&format!("fixtures/{name}"))?;
        let document = import::import(&bytes, name).unwrap().document;
        all.push(Clean {
            name: (*name).to_owned(),
            document: mended(document),
            is_mended: true,
        });
    }
    Ok(all)
}

fn shared(path: &str) -> Result<Vec<u8>, Missing> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    fs::read(root.join(path)).map_err(|error| Missing(format!("../shared/{path}: {error}")))
}

/// Applies every fix that is offered, safe or not, until none is left.
fn mended(mut document: Document) -> Document {
    for _ in 0..1_000 {
        let fix = validate(&document).iter().find_map(|it| it.fix.clone());
        let Some(fix) = fix else {
            break;
        };
        document.apply(&fix.transaction).unwrap();
    }
    document
}

/// Reads an annex file: lines `plan: NUMBER | DATE | BODY`, `annex: NUMBER | TITLE`, `reference: …`
/// and `between: …`, then the table in the syntax of [`fixture`].
fn own_annex(name: &str, text: &str) -> Clean {
    let mut document = Document::default();
    let mut head: Option<(String, String, String, Vec<String>)> = None;
    let mut table = String::new();
    let put = |document: &mut Document,
               head: Option<(String, String, String, Vec<String>)>,
               table: &mut String| {
        let Some((number, title, reference, between)) = head else {
            return;
        };
        let first_id = document.next_id().max(1);
        let mut annex = fixture::parse_annex(table, first_id);
        annex.head.sheet = format!("PL {number}");
        (annex.head.number, annex.head.title) = (number, title);
        (annex.head.reference, annex.head.between) = (reference, between);
        document.annexes.push(annex);
        table.clear();
    };
    let pair = |text: &str| {
        let (one, two) = text.split_once('|').unwrap_or((text, ""));
        (one.trim().to_owned(), two.trim().to_owned())
    };
    for line in text.lines() {
        if let Some(plan) = line.strip_prefix("plan: ") {
            let mut parts = plan.split('|').map(|it| it.trim().to_owned());
            let mut next = || parts.next().unwrap_or_default();
            document.plan = Plan {
                name: name.to_owned(),
                number: next(),
                date: next(),
                body: next(),
            };
        } else if let Some(title) = line.strip_prefix("annex: ") {
            put(&mut document, head.take(), &mut table);
            let (number, title) = pair(title);
            head = Some((number, title, String::new(), Vec::new()));
        } else if let Some(reference) = line.strip_prefix("reference: ") {
            head.as_mut().unwrap().2 = reference.to_owned();
        } else if let Some(between) = line.strip_prefix("between: ") {
            head.as_mut().unwrap().3.push(between.to_owned());
        } else {
            table.push_str(line);
            table.push('\n');
        }
    }
    put(&mut document, head.take(), &mut table);
    Clean {
        name: name.to_owned(),
        document,
        is_mended: false,
    }
}
