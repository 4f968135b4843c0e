//! Selection and grouping of the findings that the panel shows.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;

use crate::{
    editor::Editor,
    model::{Annex, Role, RowId, Severity},
    text::search::fold,
    validate::{Applicability, Diagnostic, Fix, rule},
    wording::Language,
};

/// How many findings of a group, and how many groups, are listed initially.
const SHOWN: usize = 30;
const GROUPS_SHOWN: usize = 60;

/// What is listed, and how it is grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ListOptions {
    pub by_row: bool,
    /// Severities to list; all when empty.
    pub severities: BTreeSet<Severity>,
    pub wanted: String,
    /// Groups whose findings are all listed.
    pub opened: Vec<GroupId>,
    /// Whether all groups are listed.
    pub all_groups: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GroupId {
    /// Position in [`RULES`](crate::validate::RULES).
    Rule(usize),
    Row(RowId),
}

/// The findings of a rule or of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub id: GroupId,
    /// Of a row: its address and the beginning of its text. Empty for a rule.
    pub title: String,
    pub severity: Severity,
    pub n: usize,
    pub n_safe: usize,
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

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    /// Number of all findings by severity.
    pub counts: [usize; 3],
    pub n_safe: usize,
    pub groups: Vec<Group>,
    pub n_groups: usize,
    pub waived: Vec<ListedFinding>,
}

/// Lists the findings of `editor` according to `options`.
pub(super) fn listed(editor: &Editor, options: &ListOptions, language: Language) -> Listed {
    let mut all = Listed::default();
    let wanted = fold(options.wanted.trim());
    let mut at: FxHashMap<GroupId, usize> = FxHashMap::default();
    for finding in editor.findings().iter() {
        let Some(rule) = rule(finding.rule) else {
            continue;
        };
        let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        let is_safe = finding.fix.as_ref().is_some_and(is_safe);
        all.n_safe += usize::from(is_safe);
        if let Some(count) = all.counts.get_mut(finding.severity as usize) {
            *count += 1;
        }
        let fits = options.severities.is_empty() || options.severities.contains(&finding.severity);
        if !fits || !(wanted.is_empty() || fold(&finding.message.text(language)).contains(&wanted))
        {
            continue;
        }
        let id = match options.by_row {
            true => GroupId::Row(finding.row),
            false => GroupId::Rule(rule),
        };
        let at = *at.entry(id).or_insert(all.groups.len());
        if at == all.groups.len() {
            all.groups.push(Group {
                id,
                title: String::new(),
                severity: finding.severity,
                n: 0,
                n_safe: 0,
                lines: Vec::new(),
            });
        }
        let Some(group) = all.groups.get_mut(at) else {
            continue;
        };
        group.n += 1;
        group.n_safe += usize::from(is_safe);
        group.severity = group.severity.min(finding.severity);
        if group.lines.len() < SHOWN || options.opened.contains(&id) {
            group.lines.push(listed_finding(finding, None));
        }
    }
    if !options.by_row {
        all.groups.sort_by_key(|group| match group.id {
            GroupId::Rule(rule) => rule,
            GroupId::Row(_) => 0,
        });
    }
    all.n_groups = all.groups.len();
    if !options.all_groups {
        all.groups.truncate(GROUPS_SHOWN);
    }
    let waived = editor.waived().into_iter();
    all.waived = waived
        .map(|(finding, waiver)| listed_finding(&finding, Some(waiver.reason.clone())))
        .collect();
    set_addresses(editor, &mut all);
    all
}

fn listed_finding(finding: &Arc<Diagnostic>, reason: Option<String>) -> ListedFinding {
    ListedFinding {
        finding: Arc::clone(finding),
        address: String::new(),
        reason,
    }
}

/// Sets the addresses of the lines and the titles of the groups.
fn set_addresses(editor: &Editor, all: &mut Listed) {
    let lines = all
        .groups
        .iter()
        .flat_map(|group| &group.lines)
        .chain(&all.waived);
    let addresses = editor.addresses(&lines.map(|line| line.finding.row).collect());
    let of = |row: &RowId| addresses.get(row).cloned().unwrap_or_default();
    for line in all
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.lines)
        .chain(&mut all.waived)
    {
        line.address = of(&line.finding.row);
    }
    for group in &mut all.groups {
        if let (GroupId::Row(row), Some(line)) = (group.id, group.lines.first()) {
            let annex = editor.document().annex(line.finding.annex);
            let says = annex.map(|annex| beginning(annex, row)).unwrap_or_default();
            group.title = format!("{} {says}", of(&row));
        }
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

/// Length of such a beginning in characters.
const BEGINNING: usize = 60;
