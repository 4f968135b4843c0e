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
    /// Reads who a file is from: from its name, and from the lines and cells that the form does not
    /// have. Whoever made the form is named in every file, so such a name is no evidence by itself.
    pub fn of(units: &Units, form: &Form, name: &str, document: Option<&Document>) -> Sender {
        let by_name = units.named_in(stem(name));
        let mut own = Named::default();
        if let Some(document) = document {
            let lines = lines(form, document);
            let of_form: Vec<usize> = form
                .lines()
                .flat_map(|line| units.named_in(line).full)
                .collect();
            for line in lines {
                let named = units.named_in(&line);
                own.full
                    .extend(named.full.into_iter().filter(|it| !of_form.contains(it)));
                own.short
                    .extend(named.short.into_iter().filter(|it| !of_form.contains(it)));
            }
            for list in [&mut own.full, &mut own.short] {
                list.sort_unstable();
                list.dedup();
            }
        }
        let lists = [&by_name.full, &own.full];
        let both: Vec<usize> = by_name
            .full
            .iter()
            .chain(&by_name.short)
            .copied()
            .filter(|it| own.full.contains(it))
            .collect();
        if let [only] = both.as_slice() {
            return Sender::Unit(*only);
        }
        let mut all: Vec<usize> = lists.into_iter().flatten().copied().collect();
        if all.is_empty() {
            // Names inside a table's lines are too weak alone; those of a file name are not.
            all.clone_from(&by_name.short);
        }
        all.sort_unstable();
        all.dedup();
        match all.as_slice() {
            [] => Sender::Unknown,
            [only] => Sender::Unit(*only),
            _ => Sender::Unsure(all),
        }
    }
}

/// The lines of a file that may say who it is from, without those of the form.
fn lines(form: &Form, document: &Document) -> Vec<String> {
    let known: Vec<Vec<String>> = form.lines().map(words).collect();
    let is_own = |line: &str| {
        let line = words(line);
        let start = folded(&line).join(" ");
        let is_to_others = ["kinh gui", "noi nhan", "gui "]
            .iter()
            .any(|it| start.starts_with(it));
        !line.is_empty() && !known.contains(&line) && !is_to_others
    };
    let mut lines: Vec<String> = Vec::new();
    for annex in &document.annexes {
        let head = &annex.head;
        for line in head
            .before
            .iter()
            .chain(&head.between)
            .flat_map(|text| text.lines())
        {
            lines.extend(is_own(line).then(|| line.to_owned()));
        }
        lines.extend(is_own(&head.sheet).then(|| head.sheet.clone()));
        let body = read_reference_line(&head.reference).body;
        lines.extend((is_own(&head.reference) && is_own(&body)).then_some(body));
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
                lines.push(first.to_owned());
            }
        }
    }
    lines
}

/// Returns the name that a file gives its sender where no list of units is at hand: a line such as
/// "Đơn vị báo cáo: Sở A", the last body of its letterhead, or a body of the directory in its name.
pub(super) fn name_of(form: &Form, name: &str, document: Option<&Document>) -> Option<String> {
    let lines = document
        .map(|document| lines(form, document))
        .unwrap_or_default();
    let labelled = lines.iter().find_map(|line| {
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
        lines
            .iter()
            .rev()
            .find(|line| is_body(line))
            .map(|line| line.trim().to_owned())
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
    "so", "ubnd", "uy", "xa", "phuong", "cong", "ban", "van", "trung", "truong", "chi", "cuc",
    "thanh", "dang", "hoi",
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
