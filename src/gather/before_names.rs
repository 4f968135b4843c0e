//! What stands before the name of a place and makes it something else than the unit of the place:
//! a body that is named after it, or whom a file is sent to.

/// The ends of names of bodies that have the name of their place behind them, without marks: they are
/// not the place's own unit.
const BODIES_OF_PLACES: &[&[&str]] = &[
    &["cong", "an"],
    &["dang", "uy"],
    &["dang", "bo"],
    &["chi", "bo"],
    &["hđnd"],
    &["hdnd"],
    &["mttq"],
    &["mat", "tran"],
    &["quan", "su"],
    &["bchqs"],
    &["nong", "dan"],
    &["phu", "nu"],
    &["cuu", "chien", "binh"],
    &["chu", "thap", "do"],
    &["nguoi", "cao", "tuoi"],
    &["thanh", "nien"],
    &["htx"],
    &["hop", "tac", "xa"],
    &["cong", "ty"],
    &["quy", "tin", "dung"],
    &["tram", "y", "te"],
    &["tyt"],
    &["tt", "y", "te"],
    &["benh", "vien"],
    &["phong", "kham"],
    &["kiem", "lam"],
    &["bql"],
    &["truong"],
    &["tieu", "hoc"],
    &["mam", "non"],
    &["mau", "giao"],
    &["thcs"],
    &["thpt"],
    &["trung", "hoc", "co", "so"],
    &["trung", "hoc", "pho", "thong"],
    &["ban", "tru"],
    &["noi", "tru"],
    &["thon"],
    &["to", "dan", "pho"],
    &["khu", "pho"],
];

/// Those that may have more words before their place: "HTX chè Tân Trào". Of the others, the words
/// alone may be what a file is about.
const NAMED_AT_LENGTH: &[&[&str]] = &[
    &["htx"],
    &["hop", "tac", "xa"],
    &["cong", "ty"],
    &["benh", "vien"],
    &["truong", "tieu", "hoc"],
    &["truong", "mam", "non"],
    &["truong", "thcs"],
    &["truong", "thpt"],
];

/// Whether words are the beginning of a name of a body that is named after its place.
pub(super) fn begins_other_body(before: &[String]) -> bool {
    let is_at = |at: usize, body: &[&str]| {
        let here = before.get(at..at + body.len());
        here.is_some_and(|here| here.iter().zip(body).all(|(word, own)| word == own))
    };
    let ends = |body: &&[&str]| {
        let start = before.len().checked_sub(body.len());
        start.is_some_and(|at| is_at(at, body))
    };
    let has = |body: &&[&str]| (0..before.len()).any(|at| is_at(at, body));
    BODIES_OF_PLACES.iter().any(ends) || NAMED_AT_LENGTH.iter().any(has)
}

/// Whether words end so that what follows is whom something is sent to, or whose letter is answered:
/// "gửi …", "trả lời công văn của …".
pub(super) fn is_addressee(before: &[String]) -> bool {
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    let letters = ["cv", "vb"];
    let is_letter = |pair: &[&str]| {
        matches!(
            pair,
            ["cong", "van"]
                | ["van", "ban"]
                | ["yeu", "cau"]
                | ["chi", "dao"]
                | ["de", "nghi"]
                | ["huong", "dan"]
        )
    };
    match words.as_slice() {
        [.., "gui"] | [.., "gui", "cho" | "den" | "toi" | "ve"] => true,
        [rest @ .., "cua"] => {
            rest.iter().any(|it| letters.contains(it)) || rest.windows(2).any(is_letter)
        }
        _ => false,
    }
}
