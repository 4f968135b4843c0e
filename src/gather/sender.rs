//! Who a file is from.

use super::{
    form::Form,
    units::{Named, Units},
};
use crate::{
    model::{Document, Role, read_reference_line},
    reference::agencies::{self, Directory},
    text::{likeness::folded, likeness::words, search::capitalised},
};

/// Who a file is from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sender {
    /// One of the units, by its index.
    Unit(usize),
    /// Perhaps one of several: the file says more than one name.
    Unsure(Vec<usize>),
    /// No unit's name is in the file.
    #[default]
    Unknown,
}

impl Sender {
    /// Reads who a file is from: from its path, and from the lines and cells that the form does not
    /// have. Whoever made the form is named in every file, so such a name is no evidence by itself.
    pub fn of(units: &Units, form: &Form, path: &str, document: Option<&Document>) -> Sender {
        let lines = document
            .map(|document| Lines::of(form, document))
            .unwrap_or_default();
        let near = [path, &lines.all().collect::<Vec<_>>().join("\n")].join("\n");
        let named_in = |text: &str| units.named_near(text, &near);
        let by_name = named_in(stem(path));
        let of_form: Vec<usize> = form
            .lines()
            .flat_map(|line| units.named_in(line).full)
            .collect();
        let in_lines = |lines: &[String]| {
            let named = lines.iter().flat_map(|line| named_in(line).full);
            sorted(named.filter(|it| !of_form.contains(it)).collect())
        };
        let letterhead = letterhead(&lines.letterhead, &named_in);
        let own = match letterhead {
            Letterhead::Unit(unit) if !of_form.contains(&unit) => vec![unit],
            _ => in_lines(&lines.others),
        };
        let both = by_name.full.iter().chain(&by_name.short);
        let both = sorted(both.copied().filter(|it| own.contains(it)).collect());
        let is_of_another = letterhead == Letterhead::Another;
        if let ([only], false) = (both.as_slice(), is_of_another) {
            return Sender::Unit(*only);
        }
        let mut all = sorted([by_name.full.as_slice(), &own].concat());
        let folders = || folders(path).map(named_in).find(|it| !it.is_none());
        // Names inside a table's lines are too weak without their kind; those of a file name are not.
        if all.is_empty() {
            all.clone_from(&by_name.short);
        }
        if all.is_empty() && by_name.is_none() {
            let named = folders().unwrap_or_default();
            all = if named.full.is_empty() {
                named.short
            } else {
                named.full
            };
        }
        if all.is_empty() {
            // Another kind of unit, or a body of the place: a person has to say.
            let perhaps = sorted([by_name.other_kind, by_name.of_place].concat());
            return match perhaps.is_empty() {
                true => Sender::Unknown,
                false => Sender::Unsure(perhaps),
            };
        }
        match all.as_slice() {
            [only] if !is_of_another => Sender::Unit(*only),
            _ => Sender::Unsure(all),
        }
    }
}

fn sorted(mut units: Vec<usize>) -> Vec<usize> {
    units.sort_unstable();
    units.dedup();
    units
}

/// Whose the letterhead is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Letterhead {
    Unit(usize),
    /// That of a body that is none of the units, below one of them or elsewhere.
    Another,
    None,
}

/// Reads a letterhead: its last body sends, and those above are what it belongs to. A section of a
/// body writes for the body, and so does a department for its province.
fn letterhead(lines: &[String], named_in: &dyn Fn(&str) -> Named) -> Letterhead {
    let is_sender = |line: &&String| is_body(line) || !named_in(line).full.is_empty();
    let bodies: Vec<&String> = lines.iter().filter(is_sender).collect();
    for (at, line) in bodies.iter().enumerate().rev() {
        let start = folded(&words(line));
        let is_office = start.first().is_some_and(|it| it == "van") && start.len() == 2;
        let above = at.checked_sub(1).and_then(|at| bodies.get(at));
        let named = match above {
            Some(above) if is_office => named_in(&format!("{line} {above}")),
            _ => named_in(line),
        };
        if let [only] = named.full.as_slice() {
            return Letterhead::Unit(*only);
        }
        let kind = start.first().map(String::as_str);
        let is_section = is_office || kind == Some("phong");
        let is_department = kind == Some("so") && above.is_some_and(|it| is_of_province(it));
        if !is_section && !is_department {
            return Letterhead::Another;
        }
    }
    Letterhead::None
}

/// Whether a line of a letterhead names a province as the body above.
fn is_of_province(line: &str) -> bool {
    let said = folded(&words(line)).join(" ");
    ["tinh ", "thanh pho "].iter().any(|it| said.contains(it))
}

/// The folders and archives of a path, the innermost first. A folder has no extension: "12. Xã Sông Mã".
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit(['/', '\\']).skip(1).map(|name| {
        let archive = name.rsplit_once('.').filter(|(_, it)| is_archive(it));
        archive.map_or(name, |(stem, _)| stem)
    })
}

fn is_archive(extension: &str) -> bool {
    let lower = extension.to_lowercase();
    matches!(lower.as_str(), "zip" | "rar" | "7z" | "tar" | "gz" | "tgz")
}

/// The lines of a file that may say who it is from, without those of the form.
#[derive(Debug, Default)]
struct Lines {
    /// Above number and title.
    letterhead: Vec<String>,
    others: Vec<String>,
}

impl Lines {
    fn all(&self) -> impl Iterator<Item = &str> {
        let lines = self.letterhead.iter().chain(&self.others);
        lines.map(String::as_str)
    }

    fn of(form: &Form, document: &Document) -> Lines {
        let known: Vec<Vec<String>> = form.lines().map(words).collect();
        let is_own = |line: &str| {
            let line = words(line);
            let start = folded(&line).join(" ");
            let is_to_others = ["kinh gui", "noi nhan", "gui "]
                .iter()
                .any(|it| start.starts_with(it));
            !line.is_empty() && !known.contains(&line) && !is_to_others
        };
        let own = |texts: &[String]| -> Vec<String> {
            let lines = texts.iter().flat_map(|text| text.lines());
            lines.filter(|it| is_own(it)).map(str::to_owned).collect()
        };
        let mut lines = Lines::default();
        for annex in &document.annexes {
            let head = &annex.head;
            lines.letterhead.extend(own(&head.before));
            let others = &mut lines.others;
            others.extend(own(&head.before));
            others.extend(is_own(&head.title).then(|| head.title.clone()));
            others.extend(own(&head.between));
            others.extend(signatures(&own(&head.after)));
            others.extend(is_own(&head.sheet).then(|| head.sheet.clone()));
            let body = read_reference_line(&head.reference).body;
            others.extend((is_own(&head.reference) && is_own(&body)).then_some(body));
            // A cell of its own: a column in which all rows say the same.
            for column in annex
                .columns
                .iter()
                .filter(|it| matches!(it.role, Role::Other | Role::Lead))
            {
                let items = annex.rows.iter().filter(|row| !row.kind.is_section());
                let mut texts = items.map(|row| row.cell(column.id).trim());
                let first = texts.next().unwrap_or_default();
                let is_new = !form.document.annexes.iter().any(|own| {
                    own.columns
                        .iter()
                        .any(|it| words(&it.title()) == words(&column.title()))
                });
                if is_new && !first.is_empty() && texts.all(|text| text == first) {
                    others.push(first.to_owned());
                }
            }
        }
        lines
    }
}

/// Returns the lines of signatures among those below a table. The name of the place may stand below its
/// committee: "TM. ỦY BAN NHÂN DÂN", "PHƯỜNG HÀ TIÊN".
fn signatures(lines: &[String]) -> Vec<String> {
    let is_place = |line: &str| {
        let start = folded(&words(line));
        let kinds = [
            "xa", "phuong", "dac", "tinh", "thanh", "huyen", "thi", "quan",
        ];
        is_capitals(line) && start.first().is_some_and(|it| kinds.contains(&it.as_str()))
    };
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let is_below = above.is_some_and(|it| is_signature(it)) && is_place(line);
        if is_signature(line) || is_below {
            found.push(line.clone());
        }
    }
    found
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether a line begins as the signature on behalf of a body does, or names its head: "CHÁNH THANH TRA
/// TỈNH".
fn is_signature(line: &str) -> bool {
    let start = folded(&words(line));
    let on_behalf = matches!(
        start.first().map(String::as_str),
        Some("tm" | "kt" | "tuq" | "tl")
    );
    let said = format!("{} ", start.join(" "));
    on_behalf || (is_capitals(line) && HEADS.iter().any(|it| said.starts_with(&format!("{it} "))))
}

/// Heads of bodies, without marks.
const HEADS: &[&str] = &[
    "giam doc",
    "tong giam doc",
    "chu tich",
    "chanh",
    "truong ban",
    "truong phong",
    "truong cong an",
    "cuc truong",
    "chi cuc truong",
    "vien truong",
    "hieu truong",
    "tram truong",
    "chi huy truong",
    "tong bien tap",
    "bi thu",
];

/// Returns the name that a file gives its sender where no list of units is at hand: a line such as
/// "Đơn vị báo cáo: Sở A", the last body of its letterhead, or a body of the directory in its name.
pub(super) fn name_of(form: &Form, name: &str, document: Option<&Document>) -> Option<String> {
    let lines = document
        .map(|document| Lines::of(form, document))
        .unwrap_or_default();
    let of_form: Vec<String> = form.lines().map(agencies::key).collect();
    let labelled = lines.all().find_map(|line| {
        let (label, value) = line.split_once(':')?;
        let label = folded(&words(label)).join(" ");
        let is_label = [
            "don vi",
            "don vi bao cao",
            "ten don vi",
            "co quan bao cao",
            "don vi gui",
        ];
        (is_label.contains(&label.as_str()) && is_body(value)).then(|| value.trim().to_owned())
    });
    let headed = || {
        let mut bodies = lines.letterhead.iter().rev().filter(|it| is_body(it));
        // The form's own letterhead, written in another way, names no sender.
        let own = bodies.find(|it| !of_form.contains(&agencies::key(it)));
        own.map(|line| line.trim().to_owned())
    };
    let directory = Directory::standard();
    let in_name = || {
        let text = stem(name).replace(['_', '-', '.'], " ");
        let agency = directory.by_key(&agencies::key(&text));
        agency
            .map(|it| it.name.clone())
            .or_else(|| is_body(&text).then(|| text.trim().to_owned()))
    };
    let name = labelled.or_else(headed).or_else(in_name)?;
    Some(in_small_letters(&name))
}

/// First words of bodies, without marks.
const BODIES: &[&str] = &[
    "so", "ubnd", "uy", "hđnd", "hdnd", "xa", "phuong", "cong", "ban", "van", "trung", "chi",
    "cuc", "thanh", "dang", "hoi", "phong", "truong", "tram", "hat", "doi", "benh",
];

fn is_body(line: &str) -> bool {
    let words = folded(&words(line));
    let first = words.first().map_or("", String::as_str);
    let second = words.get(1).map_or("", String::as_str);
    let is_other = matches!(
        (first, second),
        ("cong", "hoa" | "van" | "viec") | ("van", "ban") | ("so", "") | ("ban", "hanh")
    );
    BODIES.contains(&first) && !is_other && (2..=14).contains(&words.len()) && !line.contains('/')
}

/// "XÃ ĐỒNG VĂN" as people write it in a sentence.
fn in_small_letters(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let directory = Directory::standard();
    if let Some(agency) = directory.by_key(&agencies::key(name)) {
        return agency.name.clone();
    }
    let lower = name.to_lowercase();
    let words = lower.split(' ').map(|word| match word {
        "ubnd" | "hđnd" => word.to_uppercase(),
        "xã" | "phường" | "tỉnh" | "và" => word.to_owned(),
        other => capitalised(other),
    });
    capitalised(&words.collect::<Vec<_>>().join(" "))
}

/// Returns a file name without folders and extension.
pub fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
