//! Selection and grouping of the findings that the panel shows.

use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    editor::{Editor, Matter, agenda},
    model::{Annex, AnnexId, Role, RowId, Severity, address::Address},
    sorting,
    text::search::fold,
    validate::{About, Applicability, Diagnostic, Fix, RULES, rule},
    wording::{Key, Language},
};

/// How many groups, how many matters of a group, and how many places of a matter are listed initially.
/// A matter that one answer settles needs few.
const GROUPS_SHOWN: usize = 60;
const PARTS_SHOWN: usize = 12;
const LINES_SHOWN: usize = 30;
const ALIKE_SHOWN: usize = 5;

/// Length in characters of the beginning of a row's text.
const BEGINNING: usize = 60;

/// What is listed, and how it is grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ListOptions {
    /// Whether all annexes are listed, not only the one at hand.
    pub everywhere: bool,
    pub by_row: bool,
    /// Severities to list; all when empty.
    pub severities: BTreeSet<Severity>,
    pub wanted: String,
    /// Groups that are listed completely.
    pub opened: Vec<GroupId>,
    /// Whether all groups are listed.
    pub all_groups: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GroupId {
    /// Position in [`RULES`].
    Rule(About, usize),
    Row(RowId),
}

/// The findings of a rule or of a row.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub id: GroupId,
    pub title: String,
    pub severity: Severity,
    pub n: usize,
    pub n_safe: usize,
    pub parts: Vec<Part>,
    /// How many findings are not listed yet.
    pub n_hidden: usize,
}

/// Findings that one answer settles, or all findings of a row.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub annex: AnnexId,
    /// `None` in the list by rows.
    pub matter: Option<Arc<Matter>>,
    pub lines: Vec<ListedFinding>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListedFinding {
    pub finding: Arc<Diagnostic>,
    /// Address of its row: annex, section and ordinal.
    pub address: String,
    /// The reason of its waiver, if it is waived.
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// Whether all of the document has been checked; nothing is listed before.
    pub is_checked: bool,
    /// Number of the findings by severity, where they are looked for.
    pub counts: [usize; 3],
    pub n_safe: usize,
    /// Number of findings in the annex at hand, and in the others.
    pub n_here: usize,
    pub n_other: usize,
    /// Number of findings in other annexes that are not listed.
    pub n_elsewhere: usize,
    pub groups: Vec<Group>,
    pub n_groups: usize,
    pub waived: Vec<ListedFinding>,
}

/// Lists the findings of `editor` according to `options`.
pub(super) fn listed(editor: &Editor, options: &ListOptions, language: Language) -> Listed {
    let mut all = Listed {
        is_checked: editor.is_checked(),
        ..Listed::default()
    };
    if !all.is_checked {
        return all;
    }
    let wanted = fold(options.wanted.trim());
    let annex = editor.annex().map(|annex| annex.id);
    let mut found = Vec::new();
    for finding in editor.findings().iter() {
        let is_here = Some(finding.annex) == annex;
        all.n_here += usize::from(is_here);
        all.n_other += usize::from(!is_here);
        if !options.everywhere && !is_here {
            all.n_elsewhere += 1;
            continue;
        }
        all.n_safe += usize::from(is_safe(finding));
        if let Some(count) = all.counts.get_mut(finding.severity as usize) {
            *count += 1;
        }
        let fits = options.severities.is_empty() || options.severities.contains(&finding.severity);
        if fits && (wanted.is_empty() || fold(&finding.message.text(language)).contains(&wanted)) {
            found.push(Arc::clone(finding));
        }
    }
    all.groups = match options.by_row {
        true => by_row(found),
        false => by_rule(editor, &found),
    };
    all.n_groups = all.groups.len();
    if !options.all_groups {
        all.groups.truncate(GROUPS_SHOWN);
    }
    for group in &mut all.groups {
        if !options.opened.contains(&group.id) {
            group.shorten();
        }
    }
    let waived = editor.waived().into_iter();
    all.waived = waived
        .map(|(finding, waiver)| ListedFinding::of(&finding, Some(waiver.reason.clone())))
        .collect();
    let parts = all.groups.iter_mut().flat_map(|group| &mut group.parts);
    let lines = parts.flat_map(|part| &mut part.lines);
    set_addresses(editor, lines.chain(&mut all.waived).collect(), language);
    for group in &mut all.groups {
        group.set_title(editor, language);
    }
    all
}

fn by_row(found: Vec<Arc<Diagnostic>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for finding in found {
        let id = GroupId::Row(finding.row);
        if groups.last().is_none_or(|it| it.id != id) {
            groups.push(Group::new(id, finding.severity));
        }
        let Some(group) = groups.last_mut() else {
            continue;
        };
        group.add([&finding].into_iter());
        if group.parts.is_empty() {
            group.parts.push(Part::new(finding.annex, None));
        }
        if let Some(part) = group.parts.first_mut() {
            part.lines.push(ListedFinding::of(&finding, None));
        }
    }
    groups
}

/// By what there is to do: about the annexes first, then the worst, then the most.
fn by_rule(editor: &Editor, found: &[Arc<Diagnostic>]) -> Vec<Group> {
    let annexes: BTreeSet<AnnexId> = found.iter().map(|it| it.annex).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut at: FxHashMap<GroupId, usize> = FxHashMap::default();
    for annex in &editor.document().annexes {
        if !annexes.contains(&annex.id) {
            continue;
        }
        let agenda = agenda(editor.document(), annex.id, found);
        let of_annex = agenda.of_annex.into_iter().map(|it| (About::Annex, it));
        let of_cells = agenda.of_cells.into_iter().map(|it| (About::Cell, it));
        for (about, matter) in of_annex.chain(of_cells) {
            let Some(rule) = rule(matter.rule) else {
                continue;
            };
            let id = GroupId::Rule(about, rule);
            let at = *at.entry(id).or_insert_with(|| {
                groups.push(Group::new(id, matter.severity));
                groups.len() - 1
            });
            let Some(group) = groups.get_mut(at) else {
                continue;
            };
            group.add(matter.findings.iter());
            let lines = matter.findings.iter();
            let lines = lines.map(|it| ListedFinding::of(it, None)).collect();
            let part = Part::new(annex.id, Some(Arc::new(matter)));
            group.parts.push(Part { lines, ..part });
        }
    }
    sorting::by_key(&mut groups, |it| {
        (!it.is_of_annex(), it.severity, Reverse(it.n))
    });
    groups
}

impl Group {
    fn new(id: GroupId, severity: Severity) -> Group {
        Group {
            id,
            title: String::new(),
            severity,
            n: 0,
            n_safe: 0,
            parts: Vec::new(),
            n_hidden: 0,
        }
    }

    fn add<'it>(&mut self, findings: impl Iterator<Item = &'it Arc<Diagnostic>>) {
        for it in findings {
            self.n += 1;
            self.n_safe += usize::from(is_safe(it));
            self.severity = self.severity.min(it.severity);
        }
    }

    pub fn is_of_annex(&self) -> bool {
        matches!(self.id, GroupId::Rule(About::Annex, _))
    }

    fn shorten(&mut self) {
        self.parts.truncate(PARTS_SHOWN);
        for part in &mut self.parts {
            let is_alike = part.subject().is_some();
            part.lines.truncate(match is_alike {
                true => ALIKE_SHOWN,
                false => LINES_SHOWN,
            });
        }
        let n_shown: usize = self.parts.iter().map(|part| part.lines.len()).sum();
        self.n_hidden = self.n - n_shown;
    }

    /// The title of its rule, with the subject where there is only one; or its row's address and
    /// beginning.
    fn set_title(&mut self, editor: &Editor, language: Language) {
        self.title = match self.id {
            GroupId::Rule(_, at) => {
                let title = RULES.get(at).map_or("", |rule| rule.title.text(language));
                let only = match self.parts.as_slice() {
                    [part] => part.subject(),
                    _ => None,
                };
                only.map_or(title.to_owned(), |subject| {
                    let parts = [title.to_owned(), subject.to_owned()];
                    Key::MatterTitle.with(parts).text(language)
                })
            }
            GroupId::Row(row) => {
                let part = self.parts.first();
                let annex = part.and_then(|part| editor.document().annex(part.annex));
                let says = annex.map_or(String::new(), |annex| beginning(annex, row));
                let line = part.and_then(|part| part.lines.first());
                let address = line.map_or("", |line| &line.address);
                // Without an ordinal the address quotes the row itself.
                match says.is_empty() || address.ends_with('”') {
                    true => address.to_owned(),
                    false => format!("{address}: {says}"),
                }
            }
        };
    }
}

impl Part {
    fn new(annex: AnnexId, matter: Option<Arc<Matter>>) -> Part {
        Part {
            annex,
            matter,
            lines: Vec::new(),
        }
    }

    /// What all its findings quote, if they do.
    pub fn subject(&self) -> Option<&str> {
        let matter = self.matter.as_ref()?;
        (!matter.subject.is_empty()).then_some(matter.subject.as_str())
    }
}

impl ListedFinding {
    fn of(finding: &Arc<Diagnostic>, reason: Option<String>) -> ListedFinding {
        ListedFinding {
            finding: Arc::clone(finding),
            address: String::new(),
            reason,
        }
    }
}

/// Returns a finding that belongs to a group and is not among its lines.
pub(super) fn unlisted(
    editor: &Editor,
    group: &Group,
    finding: &Arc<Diagnostic>,
    language: Language,
) -> Option<ListedFinding> {
    let is_of_group = match group.id {
        GroupId::Rule(about, at) => rule(finding.rule) == Some(at) && finding.about == about,
        GroupId::Row(row) => finding.row == row,
    };
    let lines = || group.parts.iter().flat_map(|part| &part.lines);
    if !is_of_group || lines().any(|line| line.finding.cell_ref() == finding.cell_ref()) {
        return None;
    }
    let mut line = ListedFinding::of(finding, None);
    set_addresses(editor, vec![&mut line], language);
    Some(line)
}

fn is_safe(finding: &Diagnostic) -> bool {
    let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
    finding.fix.as_ref().is_some_and(is_safe)
}

fn set_addresses(editor: &Editor, lines: Vec<&mut ListedFinding>, language: Language) {
    let rows: FxHashSet<RowId> = lines.iter().map(|line| line.finding.row).collect();
    let addresses = editor.addresses(&rows, language);
    for line in lines {
        let address = addresses.get(&line.finding.row).cloned();
        line.address = match line.finding.about {
            About::Cell => address.unwrap_or_default(),
            About::Annex => {
                let annex = editor.document().annex(line.finding.annex);
                annex.map_or(String::new(), |annex| {
                    Address::of_head(editor.document(), annex).text(language)
                })
            }
        };
    }
}

/// Returns the beginning of a row's text.
fn beginning(annex: &Annex, row: RowId) -> String {
    let Some(row) = annex.rows.iter().find(|it| it.id == row) else {
        return String::new();
    };
    let text = annex.text(row, Role::Content);
    let start: String = text.chars().take(BEGINNING).collect();
    match start.len() < text.len() {
        true => format!("{}…", start.trim_end()),
        false => start,
    }
}
