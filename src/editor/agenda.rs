//! The findings of an annex by what there is to do, worst first: "Sở TT&TT (43 places)".
//!
//! What the panel shows of one annex: `of_annex` at its head, then `of_cells`. A [`Matter`] holds the
//! findings that one answer settles: a change that is the same everywhere, a body chosen for all places,
//! or one reason to leave all as they are.
//!
//! ```text
//! Agenda
//! ├ of_annex: [Matter]   the head and the headings of columns
//! └ of_cells: [Matter]   everything else
//!     rule      "agency-abolished"; its title is the heading where `subject` is empty
//!     subject   "Sở Thông tin và Truyền thông"; empty: each finding quotes something of its own
//!     severity  the worst of its findings
//!     findings  in document order, never none; as many as there are places
//!     answer    Same(label) | Choice(bodies) | Each { fixes, safe } | Nothing
//! ```

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;

use super::mend::Mending;
use crate::{
    edit::{Step, Transaction},
    model::{AnnexId, Document, Role, Row, RowId, Severity, agencies_in},
    reference::agencies::{Directory, Status, key},
    sorting,
    validate::{About, Applicability, Diagnostic, RULES},
    wording::{Key, Message},
};

/// What there is to do about one annex.
#[derive(Debug, Default, PartialEq)]
pub struct Agenda {
    /// About the annex as a whole: its head and the headings of its columns.
    pub of_annex: Vec<Matter>,
    pub of_cells: Vec<Matter>,
}

/// Findings that one answer settles.
#[derive(Debug, PartialEq)]
pub struct Matter {
    pub rule: &'static str,
    /// What all findings quote; empty where each quotes something of its own.
    pub subject: String,
    /// The worst of the findings.
    pub severity: Severity,
    /// In document order; never empty.
    pub findings: Vec<Arc<Diagnostic>>,
    pub answer: Answer,
}

/// What settles the findings of a [`Matter`], besides a reason to leave them.
#[derive(Debug, PartialEq)]
pub enum Answer {
    /// Every finding has the same fix; see [`Matter::mending`].
    Same {
        label: Message,
        applicability: Applicability,
    },
    /// Any of these bodies in place of the subject; see [`Matter::replacing`]. A function in brackets
    /// says which part of the tasks a body took over.
    Choice(Vec<String>),
    /// The findings have so many fixes, each its own, of which so many are safe.
    Each { fixes: usize, safe: usize },
    /// People have to write something else, or to say why not.
    Nothing,
}

/// What findings of one matter share: their rule, what they are about and, where it is shared, their
/// message and its subject.
type Group<'it> = (&'it str, About, Option<(Key, &'it str)>);

/// Lists the findings of an annex by what there is to do. `list` is in document order, as
/// [`Findings::list`](crate::validate::Findings::list) returns it; findings of other annexes are left
/// out.
pub fn agenda(document: &Document, annex: AnnexId, list: &[Arc<Diagnostic>]) -> Agenda {
    let here = || list.iter().filter(|it| it.annex == annex);
    // How often each subject is quoted: one that is quoted once makes no matter of its own.
    let mut quoted: FxHashMap<(&str, Key, About, &str), usize> = FxHashMap::default();
    for it in here() {
        *quoted.entry(named(it)).or_default() += 1;
    }
    let mut at: FxHashMap<Group, usize> = FxHashMap::default();
    let mut groups: Vec<(About, String, Vec<Arc<Diagnostic>>)> = Vec::new();
    for it in here() {
        let (rule, message, about, subject) = named(it);
        let is_shared = quoted.get(&named(it)).is_some_and(|n| 1 < *n);
        let own = is_shared.then_some((message, subject));
        let at = *at.entry((rule, about, own)).or_insert_with(|| {
            let subject = if is_shared { subject } else { "" };
            groups.push((about, subject.to_owned(), Vec::new()));
            groups.len() - 1
        });
        if let Some((.., findings)) = groups.get_mut(at) {
            findings.push(Arc::clone(it));
        }
    }
    let mut agenda = Agenda::default();
    for (about, subject, findings) in groups {
        let Some(matter) = Matter::of(document, subject, findings) else {
            continue;
        };
        match about {
            About::Annex => agenda.of_annex.push(matter),
            About::Cell => agenda.of_cells.push(matter),
        }
    }
    for matters in [&mut agenda.of_annex, &mut agenda.of_cells] {
        // Stable: within a severity and a number, the order of the annex.
        sorting::by_key(matters, |it| {
            (it.severity, std::cmp::Reverse(it.findings.len()))
        });
    }
    agenda
}

/// What a finding is about, without its place: its rule, its message and what that quotes first.
fn named(it: &Diagnostic) -> (&'static str, Key, About, &str) {
    let subject = it.message.args.first().map_or("", String::as_str);
    (it.rule, it.message.key, it.about, subject)
}

impl Matter {
    fn of(document: &Document, subject: String, findings: Vec<Arc<Diagnostic>>) -> Option<Matter> {
        let first = findings.first()?;
        let answer = answer(document, &subject, &findings);
        Some(Matter {
            rule: first.rule,
            severity: findings.iter().map(|it| it.severity).min()?,
            answer,
            subject,
            findings,
        })
    }

    /// Returns the name of the matter: what it is about, or the title of its rule.
    pub fn title(&self) -> Message {
        let rule = RULES.iter().find(|it| it.id == self.rule);
        match rule.filter(|_| self.subject.is_empty()) {
            Some(rule) => rule.title.into(),
            None => Key::MatterOf.with([self.subject.clone()]),
        }
    }

    /// Collects the fixes of all findings of the matter, repeated where several are in one cell.
    pub fn mending(&self, document: &Document) -> Mending {
        Mending::of_all(document, &|it| self.covers(it))
    }

    /// Whether a finding belongs to the matter, also after the document has changed.
    fn covers(&self, it: &Diagnostic) -> bool {
        let Some(first) = self.findings.first() else {
            return false;
        };
        let is_same = it.rule == self.rule && it.annex == first.annex && it.about == first.about;
        let subject = named(it).3;
        is_same
            && match self.subject.is_empty() {
                true => self
                    .findings
                    .iter()
                    .any(|own| own.cell_ref() == it.cell_ref()),
                false => subject == self.subject,
            }
    }

    /// Puts a body in place of the subject wherever it was found. Nobody is named twice: where the cell
    /// names the body already, or the lead is to coordinate, the subject is taken out.
    pub fn replacing(&self, document: &Document, body: &str) -> Mending {
        let body = body.split(" (").next().unwrap_or(body).trim();
        let directory = &document.review.profile.directory;
        let rows = document.annexes.iter().flat_map(|annex| &annex.rows);
        let rows: FxHashMap<RowId, &Row> = rows.map(|row| (row.id, &**row)).collect();
        let mut places = BTreeSet::new();
        let mut steps = Vec::new();
        for finding in &self.findings {
            let place = finding.cell_ref();
            if !places.insert((place.row, place.column)) {
                continue;
            }
            let annex = document.annex(place.annex);
            let (Some(annex), Some(row)) = (annex, rows.get(&place.row)) else {
                continue;
            };
            let role = annex.column(place.column).map(|it| it.role);
            let before = row.cell(place.column);
            let after = match role {
                Some(Role::Lead | Role::Coordinating) => {
                    let leads = match role {
                        Some(Role::Coordinating) => lead_of(annex, row),
                        _ => "",
                    };
                    in_agencies(directory, before, &self.subject, body, leads)
                }
                _ => in_sentence(directory, before, &self.subject, body),
            };
            if after != before {
                steps.push(Step::SetCell {
                    annex: place.annex,
                    row: place.row,
                    column: place.column,
                    text: after,
                });
            }
        }
        let label = Key::FixReplaceBy.with([body.to_owned()]);
        let change = Transaction { label, steps };
        Mending::of_transaction(document, &change, Key::DidFixAll)
    }
}

fn lead_of<'row>(annex: &crate::model::Annex, row: &'row Row) -> &'row str {
    let lead = annex.column_of(Role::Lead);
    lead.map_or("", |column| row.cell(column.id))
}

fn answer(document: &Document, subject: &str, findings: &[Arc<Diagnostic>]) -> Answer {
    let fixes: Vec<_> = findings.iter().filter_map(|it| it.fix.as_ref()).collect();
    let directory = &document.review.profile.directory;
    let former = directory.by_key(&key(subject)).filter(|it| {
        matches!(it.status, Status::Abolished | Status::Unsure)
            && findings.iter().any(|finding| finding.about == About::Cell)
    });
    if let Some(former) = former.filter(|_| fixes.len() < findings.len()) {
        return Answer::Choice(former.successors.clone());
    }
    let Some(first) = fixes.first() else {
        return Answer::Nothing;
    };
    let is_same = fixes.len() == findings.len()
        && fixes
            .iter()
            .all(|it| it.transaction.label == first.transaction.label);
    let n_safe = fixes
        .iter()
        .filter(|it| it.applicability == Applicability::Safe)
        .count();
    match is_same {
        true => Answer::Same {
            label: first.transaction.label.clone(),
            applicability: match n_safe == fixes.len() {
                true => Applicability::Safe,
                false => Applicability::Unsafe,
            },
        },
        false => Answer::Each {
            fixes: fixes.len(),
            safe: n_safe,
        },
    }
}

/// Replaces a body in a cell of agencies, by whatever name it is there.
fn in_agencies(directory: &Directory, text: &str, former: &str, body: &str, leads: &str) -> String {
    let body_key = key(body);
    let is_body = |text: &str| {
        agencies_in(directory, text).iter().any(|it| {
            let own = text.get(it.range.clone()).unwrap_or_default();
            key(it.agency.as_ref().map_or(own, |it| &it.name)) == body_key
        })
    };
    let mut after = text.to_owned();
    while let Some(range) = agencies_in(directory, &after).iter().find_map(|it| {
        let agency = it.agency.as_ref()?;
        (agency.name == former).then(|| it.range.clone())
    }) {
        let separators = [';', ',', ' ', '\n'];
        let before = after.get(..range.start).unwrap_or_default();
        let behind = after.get(range.end..).unwrap_or_default();
        let rest = behind.trim_start_matches(separators);
        let without = match rest.is_empty() {
            true => before.trim_end_matches(separators).to_owned(),
            false => format!("{before}{rest}"),
        };
        let is_named = is_body(&without) || is_body(leads);
        after = match is_named && !without.trim().is_empty() {
            true => without,
            false => format!("{before}{body}{behind}"),
        };
    }
    after
}

/// Replaces a body in a sentence, by whatever name it is there.
fn in_sentence(directory: &Directory, text: &str, former: &str, body: &str) -> String {
    let Some(agency) = directory.by_key(&key(former)) else {
        return text.to_owned();
    };
    let mut names: Vec<&str> = agency.spellings().filter(|it| it.contains(' ')).collect();
    sorting::by_key(&mut names, |it| std::cmp::Reverse(it.len()));
    names
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(name, body))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{
        model::{fixture, sample},
        validate::validate,
        wording::Language,
    };

    fn shown(matters: &[Matter]) -> String {
        let lines = matters.iter().map(|it| {
            let answer = match &it.answer {
                Answer::Same { label, .. } => label.text(Language::Vietnamese),
                other => format!("{other:?}"),
            };
            let title = it.title().text(Language::Vietnamese);
            format!(
                "{:?} {} ({}): {title} → {answer}\n",
                it.severity,
                it.rule,
                it.findings.len()
            )
        });
        lines.collect()
    }

    fn of(document: &Document) -> Agenda {
        agenda(document, document.annexes[0].id, &validate(document))
    }

    const ANNEX: &str = "
        stt | content | lead | coordinating | time
        - 1 | Kế hoạch theo hướng dẫn của Sở TT&TT | Sở TT&TT | Sở Khoa học và Công nghệ; Sở Nội vụ | Càng sớm càng tốt
        - 2 | Hai | Sở Nội vụ | Sở TT&TT; Sở Y tế | Năm 2026
        - 3 | Ba | Sở Nội vụ | Sở Khoa học và Công nghệ; Sở TT&TT | Năm 2026
        - 4 | Bốn | Sở Khoa học và Công nghệ | Sở TT&TT; Sở Y tế | mai kia
        - 5 | Năm | Sở GTVT | Sở Giao thông vận tải; Sở Y tế | Năm 2026
    ";

    #[test]
    fn alike_findings_are_one_matter_the_worst_first() {
        assert_snapshot!(shown(&of(&fixture::parse(ANNEX)).of_cells), @r#"
        Error agency-abolished (5): “Sở Thông tin và Truyền thông” → Choice(["Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch (báo chí, xuất bản)"])
        Error agency-abolished (2): “Sở Giao thông vận tải” → Đổi thành “Sở Xây dựng”
        Warning time-not-understood (2): Thời gian chưa rõ → Nothing
        Warning lead-repeated (1): Chủ trì đồng thời phối hợp → Bỏ “Sở Giao thông vận tải” khỏi cơ quan phối hợp
        "#);
    }

    #[test]
    fn a_chosen_body_stands_for_the_former_one_and_nobody_twice() {
        let mut document = fixture::parse(ANNEX);
        let agenda = of(&document);
        let matter = &agenda.of_cells[0];
        let Answer::Choice(bodies) = &matter.answer else {
            panic!("{:?}", matter.answer);
        };
        let change = matter.replacing(&document, &bodies[0]);
        let change = change.transaction(|_| true).unwrap();
        let before = validate(&document);
        document.apply(&change).unwrap();
        assert_snapshot!(fixture::render(&document), @"
        - 1 | Kế hoạch theo hướng dẫn của Sở Khoa học và Công nghệ | Sở Khoa học và Công nghệ | Sở Khoa học và Công nghệ; Sở Nội vụ | Càng sớm càng tốt
        - 2 | Hai | Sở Nội vụ | Sở Khoa học và Công nghệ; Sở Y tế | Năm 2026
        - 3 | Ba | Sở Nội vụ | Sở Khoa học và Công nghệ | Năm 2026
        - 4 | Bốn | Sở Khoa học và Công nghệ | Sở Y tế | mai kia
        - 5 | Năm | Sở GTVT | Sở Giao thông vận tải; Sở Y tế | Năm 2026
        ");
        assert!(validate(&document).len() < before.len());
        assert!(matter.replacing(&document, &bodies[0]).changes.is_empty());
    }

    #[test]
    fn what_is_of_the_annex_stands_apart() {
        let mut document = sample::document();
        document.annexes[0].head.title = "CHỈ CHỈ TIÊU".to_owned();
        let agenda = of(&document);
        assert_snapshot!(shown(&agenda.of_annex), @"Warning title-form (1): Tên phụ lục và dòng “Kèm theo” → Đổi thành “CHỈ TIÊU”");
        let cells = agenda.of_cells.iter().flat_map(|it| &it.findings);
        assert!(cells.clone().all(|it| it.about == About::Cell));
        let n = agenda.of_annex.iter().flat_map(|it| &it.findings).count() + cells.count();
        let id = document.annexes[0].id;
        let all = validate(&document);
        assert_eq!(n, all.iter().filter(|it| it.annex == id).count());
    }

    #[test]
    fn one_answer_mends_all_alike() {
        let mut document = fixture::parse(
            "
            stt | content | lead
            - 1 | Nâng cao hiệu quả xử dụng dữ liệu và xử dụng mạng | A
            - 2 | Hướng dẫn xử dụng phần mềm | A
            - 3 | Phát triển cơ sỡ dữ liệu | A
        ",
        );
        let agenda = of(&document);
        let matter = agenda
            .of_cells
            .iter()
            .find(|it| it.subject == "xử")
            .unwrap();
        assert_eq!(matter.findings.len(), 3);
        assert!(matches!(matter.answer, Answer::Same { .. }));
        let change = matter.mending(&document).transaction(|_| true).unwrap();
        document.apply(&change).unwrap();
        assert_snapshot!(fixture::render(&document), @"
        - 1 | Nâng cao hiệu quả sử dụng dữ liệu và sử dụng mạng | A
        - 2 | Hướng dẫn sử dụng phần mềm | A
        - 3 | Phát triển cơ sỡ dữ liệu | A
        ");
    }
}
