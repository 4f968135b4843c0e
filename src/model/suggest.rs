//! Suggestions for the text of a cell, shown in a list under it.

use std::collections::BTreeMap;

use super::{Annex, Column, Role};
use crate::{
    reference::{
        agencies::{Agency, Directory, Status},
        units::UNITS,
    },
    sorting,
    text::search::{capitalised, fold, words_fit},
    wording::{Key, Message},
};

/// Maximum length of the list: it must be readable at a glance and never scrolls.
const LENGTH_MAX: usize = 8;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Text of the cell after the line is chosen.
    pub text: String,
    /// Text shown in the list.
    pub label: String,
    /// Why it is suggested, where that is not obvious.
    pub note: Option<Message>,
}

/// Returns suggestions for a cell of `column` that contains `typed` so far, best first. Tone marks
/// and case are ignored. Free-text columns have none.
pub fn suggestions(
    directory: &Directory,
    annex: &Annex,
    column: &Column,
    typed: &str,
) -> Vec<Suggestion> {
    let mut found = match column.role {
        Role::Unit => {
            let units = UNITS.iter().map(|unit| capitalised(unit));
            words(annex, column, typed, units.collect())
        }
        Role::Target => words(
            annex,
            column,
            typed,
            vec!["100%".into(), "Duy trì 100%".into(), "-".into()],
        ),
        Role::Time => words(annex, column, typed, times()),
        Role::Group | Role::Status => words(annex, column, typed, Vec::new()),
        Role::Lead | Role::Coordinating => of_agencies(directory, annex, column, typed),
        _ => Vec::new(),
    };
    found.retain(|it| it.text != typed);
    found.truncate(LENGTH_MAX);
    found
}

/// Whether cells of a role have suggestions.
pub fn has_list(role: Role) -> bool {
    matches!(
        role,
        Role::Unit
            | Role::Target
            | Role::Time
            | Role::Group
            | Role::Status
            | Role::Lead
            | Role::Coordinating
    )
}

/// Returns the texts that match `typed`: first those used in the column, most frequent first, then
/// `known`.
fn words(annex: &Annex, column: &Column, typed: &str, known: Vec<String>) -> Vec<Suggestion> {
    let mut found: Vec<String> = Vec::new();
    for text in used(annex, column).into_iter().chain(known) {
        let is_new = !found
            .iter()
            .any(|it| it.to_lowercase() == text.to_lowercase());
        if is_new && fits(typed, &text) {
            found.push(text);
        }
    }
    let lines = found.into_iter().map(|text| Suggestion {
        label: text.clone(),
        text,
        note: None,
    });
    lines.collect()
}

/// Whether `text` begins with `typed`, or the typed words begin words of it.
fn fits(typed: &str, text: &str) -> bool {
    let typed = typed.trim();
    typed.is_empty() || fold(text).starts_with(&fold(typed)) || {
        let has_word = typed.chars().any(char::is_alphanumeric);
        has_word && words_fit(typed, text)
    }
}

/// Returns the texts of a column, most frequent first.
fn used(annex: &Annex, column: &Column) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &annex.rows {
        let text = row.cell(column.id).trim();
        if !text.is_empty() && !text.contains('\n') {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    sorting::by_key(&mut counts, |(_, n)| std::cmp::Reverse(*n));
    counts
        .into_iter()
        .map(|(text, _)| text.to_owned())
        .collect()
}

fn times() -> Vec<String> {
    let mut times = vec!["Hằng năm".to_owned(), "Năm 2026 - 2030".to_owned()];
    times.extend((2026..=2030).map(|year| format!("Năm {year}")));
    times.extend([6, 12].map(|month| format!("Tháng {month}/2026")));
    times.extend(["I", "II", "III", "IV"].map(|quarter| format!("Quý {quarter}/2026")));
    times.extend([6, 12].map(|month| format!("Tháng {month}/2027")));
    times
}

/// Returns the agencies that match the text after the last separator; the text before it is kept.
fn of_agencies(
    directory: &Directory,
    annex: &Annex,
    column: &Column,
    typed: &str,
) -> Vec<Suggestion> {
    let at = typed.rfind([';', '\n']).map_or(0, |at| at + 1);
    let (before, last) = typed.split_at_checked(at).unwrap_or(("", typed));
    let blank = match before.is_empty() || before.ends_with('\n') {
        true => "",
        false => " ",
    };
    let line = |name: &str, note: Option<Message>| Suggestion {
        text: format!("{before}{blank}{name}"),
        label: name.to_owned(),
        note,
    };
    let named: Vec<String> = before.split([';', '\n']).map(fold).collect();
    let mut lines: Vec<Suggestion> = Vec::new();
    let mut add = |it: Suggestion| {
        let is_named = named.iter().any(|name| name.trim() == fold(&it.label));
        if !is_named && !lines.iter().any(|other| other.label == it.label) {
            lines.push(it);
        }
    };
    fn spelling<'agency>(agency: &'agency Agency, typed: &str) -> Option<&'agency str> {
        agency.spellings().find(|name| fits(typed, name))
    }
    for agency in directory.agencies() {
        let Some(spelling) = spelling(agency, last) else {
            continue;
        };
        match agency.status {
            Status::Abolished | Status::Unsure if last.trim().is_empty() => {}
            Status::Abolished | Status::Unsure => {
                for successor in &agency.successors {
                    let (name, function) = successor.split_once(" (").unwrap_or((successor, ""));
                    let function = function.trim_end_matches(')').to_owned();
                    let instead = match function.is_empty() {
                        true => Key::SuggestInstead.with([agency.name.clone()]),
                        false => Key::SuggestInsteadFor.with([agency.name.clone(), function]),
                    };
                    add(line(name, Some(instead)));
                }
            }
            _ => {
                let other = (spelling != agency.name).then(|| spelling.to_owned());
                add(line(
                    &agency.name,
                    other.map(|it| Key::ReadingPlain.with([it])),
                ));
            }
        }
    }
    let others = used(annex, column)
        .into_iter()
        .filter(|text| fits(last, text));
    others
        .filter(|text| !text.contains([';', ',']))
        .for_each(|text| add(line(&text, None)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, wording::Language};

    /// Returns the suggestions for a column, one per line.
    fn listed(role: Role, typed: &str) -> String {
        let document = fixture::parse(
            "
            stt | content | unit | target | lead | time
            - 1 | x | % | 95% | Sở Xây dựng | Năm 2026 - 2030
            - 2 | x | % | 95% | Viện Lạ | Quý II/2028
        ",
        );
        let annex = &document.annexes[0];
        let column = annex.column_of(role).unwrap();
        let lines = suggestions(&Directory::standard(), annex, column, typed)
            .into_iter()
            .map(|it| {
                let note = it.note.map(|note| note.text(Language::Vietnamese));
                let note = note.map_or(String::new(), |note| format!(" ({note})"));
                format!("{}{note}\n", it.text)
            });
        lines.collect()
    }

    #[test]
    fn agencies_are_found_by_alias_old_name_and_without_tone_marks() {
        insta::assert_snapshot!(listed(Role::Lead, "so khcn"), @"Sở Khoa học và Công nghệ (Sở KHCN)");
        insta::assert_snapshot!(listed(Role::Lead, "thong tin va truyen"), @"
        Sở Khoa học và Công nghệ (thay cho Sở Thông tin và Truyền thông)
        Sở Văn hóa, Thể thao và Du lịch (thay cho Sở Thông tin và Truyền thông: báo chí, xuất bản)
        Bộ Khoa học và Công nghệ (thay cho Bộ Thông tin và Truyền thông)
        Bộ Văn hóa, Thể thao và Du lịch (thay cho Bộ Thông tin và Truyền thông: báo chí, xuất bản)
        ");
        insta::assert_snapshot!(listed(Role::Lead, "Sở Y tế; tu phap"), @"
        Sở Y tế; Sở Tư pháp
        Sở Y tế; Bộ Tư pháp
        ");
        // What is named already is not listed again.
        insta::assert_snapshot!(listed(Role::Lead, "Sở Tư pháp; tu phap"), @"Sở Tư pháp; Bộ Tư pháp");
        insta::assert_snapshot!(listed(Role::Lead, "vien"), @"
        Các doanh nghiệp viễn thông trên địa bàn tỉnh
        Viện Lạ
        ");
        insta::assert_snapshot!(listed(Role::Lead, "xyz"), @"");
    }

    #[test]
    fn units_targets_and_times_are_those_of_the_column_first() {
        insta::assert_snapshot!(listed(Role::Unit, "muc"), @"
        Mức độ
        Mức
        ");
        insta::assert_snapshot!(listed(Role::Target, ""), @"
        95%
        100%
        Duy trì 100%
        -
        ");
        insta::assert_snapshot!(listed(Role::Time, "quy"), @"
        Quý II/2028
        Quý I/2026
        Quý II/2026
        Quý III/2026
        Quý IV/2026
        ");
        assert_eq!(listed(Role::Content, ""), "");
    }
}
