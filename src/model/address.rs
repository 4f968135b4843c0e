//! Where something stands in a document, as people say it: "Phụ lục II, mục I, dòng 1".

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    annex::{Annex, AnnexHead},
    column::Role,
    document::Document,
    row::{Row, RowId},
};
use crate::wording::{Key, Language, Message};

/// Length in characters of the beginning of a text that stands for a missing ordinal.
const BEGINNING: usize = 40;

/// The way to a row, a head or an annex, from the outside in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Empty in a document of one annex.
    annex: String,
    parts: Vec<Message>,
}

impl Address {
    /// The annex as a whole.
    pub fn of_annex(head: &AnnexHead) -> Address {
        Address {
            annex: head.label(),
            parts: Vec::new(),
        }
    }

    /// The lines above the table.
    pub fn of_head(document: &Document, annex: &Annex) -> Address {
        Address {
            annex: name_in(document, annex),
            parts: vec![Key::AddressHead.into()],
        }
    }

    /// A heading of the table.
    pub fn of_heading(document: &Document, annex: &Annex, heading: String) -> Address {
        Address {
            annex: name_in(document, annex),
            parts: vec![Key::AddressHeading.with([heading])],
        }
    }

    /// The address in words; empty for the document as a whole.
    pub fn text(&self, language: Language) -> String {
        let parts = self.parts.iter().map(|part| part.text(language));
        let annex = Some(self.annex.clone()).filter(|it| !it.is_empty());
        let text = annex
            .into_iter()
            .chain(parts)
            .collect::<Vec<_>>()
            .join(", ");
        let mut chars = text.chars();
        let first = chars.next().map(|it| it.to_uppercase().to_string());
        first.unwrap_or_default() + chars.as_str()
    }
}

/// Returns the addresses of rows of a document.
pub fn addresses(document: &Document, rows: &FxHashSet<RowId>) -> FxHashMap<RowId, Address> {
    let annexes = document.annexes.iter();
    let of_annexes = annexes.map(|annex| addresses_in(document, annex, &|id| rows.contains(&id)));
    of_annexes.flatten().collect()
}

/// Returns the addresses of the rows of one annex that are wanted.
pub fn addresses_in(
    document: &Document,
    annex: &Annex,
    is_wanted: &dyn Fn(RowId) -> bool,
) -> FxHashMap<RowId, Address> {
    let name = name_in(document, annex);
    let mut way = Way::default();
    let rows = annex.rows.iter().enumerate().filter_map(|(at, row)| {
        way.go_to(annex, row, at);
        is_wanted(row.id).then(|| {
            let address = Address {
                annex: name.clone(),
                parts: way.parts(),
            };
            (row.id, address)
        })
    });
    rows.collect()
}

fn name_in(document: &Document, annex: &Annex) -> String {
    match document.annexes.len() {
        1 => String::new(),
        _ => annex.head.label(),
    }
}

/// The sections and items that lead to a row, each with its level.
#[derive(Default)]
struct Way {
    sections: Vec<(u8, Step)>,
    items: Vec<(u8, Step)>,
}

/// How a row is called among its own.
#[derive(Clone)]
enum Step {
    Ordinal(String),
    Beginning(String),
    Position(usize),
}

impl Way {
    fn go_to(&mut self, annex: &Annex, row: &Row, at: usize) {
        let (level, step) = (row.kind.level(), Step::of(annex, row, at));
        self.items
            .retain(|(it, _)| !row.kind.is_section() && *it < level);
        if row.kind.is_section() {
            self.sections.retain(|(it, _)| *it < level);
            self.sections.push((level, step));
        } else {
            self.items.push((level, step));
        }
    }

    fn parts(&self) -> Vec<Message> {
        let sections = named(&self.sections)
            .enumerate()
            .map(|(at, step)| match step {
                Step::Beginning(text) => Key::AddressSectionQuoted.with([text]),
                step if at == 0 => Key::AddressSection.with([step.text()]),
                step => Key::AddressSubsection.with([step.text()]),
            });
        let items = named(&self.items).enumerate().map(|(at, step)| match step {
            Step::Beginning(text) => Key::AddressRowQuoted.with([text]),
            Step::Position(at) => Key::AddressRowAt.with([at.to_string()]),
            step if at == 0 => Key::AddressRow.with([step.text()]),
            step => Key::AddressSubrow.with([step.text()]),
        });
        sections.chain(items).collect()
    }
}

/// Returns the steps that have to be named: an ordinal such as `II.4` contains the one above it, and
/// of two texts the inner one says enough.
fn named(steps: &[(u8, Step)]) -> impl Iterator<Item = Step> {
    let below = steps.iter().skip(1).map(|(_, it)| Some(it));
    let pairs = steps.iter().zip(below.chain([None]));
    let told = pairs.filter(|((_, step), below)| match (step, below) {
        (Step::Ordinal(above), Some(Step::Ordinal(below))) => {
            !below.starts_with(&format!("{above}."))
        }
        (Step::Beginning(_), Some(Step::Beginning(_))) => false,
        _ => true,
    });
    told.map(|((_, step), _)| step.clone())
}

impl Step {
    fn of(annex: &Annex, row: &Row, at: usize) -> Step {
        let ordinal = annex.text(row, Role::Ordinal).trim();
        let bare = ordinal.trim_end_matches(['.', ')', ':', '/', '-', '–']);
        if bare.chars().any(char::is_alphanumeric) {
            return Step::Ordinal(bare.to_owned());
        }
        let content = annex.text(row, Role::Content).trim();
        let mut texts = annex.columns.iter().map(|it| row.cell(it.id).trim());
        let text = match content {
            "" => texts.find(|it| it.chars().any(char::is_alphanumeric)),
            text => Some(text),
        };
        text.map_or(Step::Position(at + 1), |it| Step::Beginning(beginning(it)))
    }

    fn text(&self) -> String {
        match self {
            Step::Ordinal(text) | Step::Beginning(text) => text.clone(),
            Step::Position(at) => at.to_string(),
        }
    }
}

/// Returns the first words of a text on one line.
fn beginning(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= BEGINNING {
        return words;
    }
    let start: String = words.chars().take(BEGINNING).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start.get(..end).unwrap_or(&start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn said(document: &Document) -> Vec<String> {
        let annexes = document.annexes.iter();
        let all = annexes.flat_map(|annex| {
            let addresses = addresses_in(document, annex, &|_| true);
            let texts = annex
                .rows
                .iter()
                .map(move |row| addresses[&row.id].text(Language::Vietnamese));
            texts.collect::<Vec<_>>()
        });
        all.collect()
    }

    #[test]
    fn says_section_and_row() {
        let document = fixture::parse(
            "
            stt | content
            # I. | Mục một
            - 1 | Một
            - 2 | Hai
            # II | Mục hai
            ## II.4 | Mục hai bốn
            - 1. | Ba
            -  | Dữ liệu của các cơ quan nhà nước được kết nối, chia sẻ
            -  |
            ",
        );
        assert_eq!(
            said(&document),
            [
                "Mục I",
                "Mục I, dòng 1",
                "Mục I, dòng 2",
                "Mục II",
                "Mục II.4",
                "Mục II.4, dòng 1",
                "Mục II.4, dòng “Dữ liệu của các cơ quan nhà nước được…”",
                "Mục II.4, dòng thứ 8",
            ]
        );
    }

    #[test]
    fn says_rows_below_rows_and_sections_below_sections() {
        let document = fixture::parse(
            "
            stt | content
            # A | Phần
            ## I | Mục
            - 1 | Một
            -- a) | Ý
            -- 1.2 | Ý khác
            #  | Không số
            - 1 | Một
            ",
        );
        assert_eq!(
            said(&document),
            [
                "Mục A",
                "Mục A, tiểu mục I",
                "Mục A, tiểu mục I, dòng 1",
                "Mục A, tiểu mục I, dòng 1, dòng con a",
                "Mục A, tiểu mục I, dòng 1.2",
                "Mục “Không số”",
                "Mục “Không số”, dòng 1",
            ]
        );
    }

    #[test]
    fn names_the_annex_where_there_are_several() {
        let annexes = [1, 101].map(|id| {
            let mut annex = fixture::parse_annex("stt | content\n- 1 | Một", id);
            annex.head.number = crate::model::roman_text(id / 100 + 1);
            annex
        });
        let document = Document {
            annexes: annexes.to_vec(),
            ..Document::default()
        };
        assert_eq!(said(&document), ["Phụ lục I, dòng 1", "Phụ lục II, dòng 1"]);
        let head = Address::of_head(&document, &document.annexes[1]);
        assert_eq!(head.text(Language::English), "Phụ lục II, its head");
    }
}
