//! What the panel shows of the findings: which, in what groups.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;

use crate::{
    editor::Editor,
    model::{Annex, Role, RowId, Severity},
    text::search::fold,
    validate::{Applicability, Diagnostic, Fix, RULES},
    wording::Language,
};

/// How many findings of a group are listed at first, and how many groups.
const SHOWN: usize = 30;
const GROUPS_SHOWN: usize = 60;

/// How the findings are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub by_row: bool,
    /// Only these; all when empty.
    pub severities: BTreeSet<Severity>,
    pub wanted: String,
    /// Groups that are listed to the last.
    pub opened: Vec<GroupId>,
    /// Whether all groups are.
    pub all_groups: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum GroupId {
    /// Position in [`RULES`].
    Rule(usize),
    Row(RowId),
}

/// The findings of a rule or of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub id: GroupId,
    /// Of a row: how people call it, and what it says.
    pub title: String,
    pub severity: Severity,
    pub n: usize,
    pub n_safe: usize,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub finding: Arc<Diagnostic>,
    /// How people call its row.
    pub address: String,
    /// Why it stays, where it was answered.
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    /// All findings, by severity.
    pub counts: [usize; 3],
    pub n_safe: usize,
    pub groups: Vec<Group>,
    pub n_groups: usize,
    pub waived: Vec<Line>,
}

/// The findings of `editor` as `look` has them.
pub(super) fn listed(editor: &Editor, look: &Look, language: Language) -> Listed {
    let mut all = Listed::default();
    let wanted = fold(look.wanted.trim());
    let mut at: FxHashMap<GroupId, usize> = FxHashMap::default();
    for finding in editor.findings().iter() {
        let Some(rule) = RULES.iter().position(|rule| rule.id == finding.rule) else {
            continue;
        };
        let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        let is_safe = finding.fix.as_ref().is_some_and(is_safe);
        all.n_safe += usize::from(is_safe);
        if let Some(count) = all.counts.get_mut(finding.severity as usize) {
            *count += 1;
        }
        let fits = look.severities.is_empty() || look.severities.contains(&finding.severity);
        if !fits || !(wanted.is_empty() || fold(&finding.message.text(language)).contains(&wanted))
        {
            continue;
        }
        let id = match look.by_row {
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
        if group.lines.len() < SHOWN || look.opened.contains(&id) {
            group.lines.push(line(finding, None));
        }
    }
    if !look.by_row {
        all.groups.sort_by_key(|group| match group.id {
            GroupId::Rule(rule) => rule,
            GroupId::Row(_) => 0,
        });
    }
    all.n_groups = all.groups.len();
    if !look.all_groups {
        all.groups.truncate(GROUPS_SHOWN);
    }
    let waived = editor.waived().into_iter();
    all.waived = waived
        .map(|(finding, waiver)| line(&finding, Some(waiver.reason.clone())))
        .collect();
    address(editor, &mut all);
    all
}

fn line(finding: &Arc<Diagnostic>, reason: Option<String>) -> Line {
    Line {
        finding: Arc::clone(finding),
        address: String::new(),
        reason,
    }
}

/// Says where each line and group is.
fn address(editor: &Editor, all: &mut Listed) {
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

/// The first words of what a row says.
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

const BEGINNING: usize = 60;
