//! What any rule may read beside rows: the document as a whole, and an annex without its rows.
//!
//! All of this changes seldom; when it does, everything that may have read it is checked again.

use super::shared::{Reporting, Shared};
use crate::{
    model::{
        Annex, AnnexHead, AnnexId, Column, ColumnId, Date, Document, Phase, Plan, Profile, Role,
        Row, Target, read_reference_line, roman_value,
    },
    reference::{agencies::Directory, indicators::Indicators},
};

/// The document as a whole, and what it is compared with.
#[derive(Clone, Copy)]
pub(super) struct Facts<'document> {
    pub plan: &'document Plan,
    pub directory: &'document Directory,
    pub indicators: &'document Indicators,
    pub totals: Totals,
}

/// What all annexes say together; a change in one annex may change the findings of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    /// The years that the phases of target columns and sections cover together. A phase without a
    /// start ("đến năm 2027", until 2027) leaves the horizon without one.
    pub horizon: Option<Phase>,
    /// The heading that most ordinal columns have.
    pub ordinal_heading: Option<&'static str>,
    /// Numbers below 64 that several annexes have, a bit each.
    pub repeated_numbers: u64,
    /// Numbers below 64 that annexes have, a bit each.
    pub numbers: u64,
    /// Positions below 64 of annexes that are forms, a bit each.
    pub forms: u64,
    /// Whether an annex has a title, and whether one has a reference line.
    pub has_title: bool,
    pub has_reference: bool,
    /// Whether of the reference lines as many contradict the plan in its number, its date or its body as
    /// agree with it: then nothing says which are right.
    pub contested: Contested,
}

/// Fields of the plan on which its annexes are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Contested {
    pub number: bool,
    pub date: bool,
    pub body: bool,
}

/// Headings in use for the ordinal column. On a tie, the first wins.
pub(super) const ORDINAL_HEADINGS: [&str; 3] = ["STT", "TT", "Số TT"];

impl Totals {
    pub(super) fn of(document: &Document) -> Totals {
        Totals {
            horizon: horizon(document),
            ordinal_heading: ordinal_heading(document),
            repeated_numbers: repeated_numbers(document),
            numbers: numbers(document),
            forms: forms(document),
            has_title: document
                .annexes
                .iter()
                .any(|it| !it.head.title.trim().is_empty()),
            has_reference: document
                .annexes
                .iter()
                .any(|it| !it.head.reference.trim().is_empty()),
            contested: contested(document),
        }
    }
}

fn contested(document: &Document) -> Contested {
    let annexes = document.annexes.iter();
    let named: Vec<Plan> = annexes
        .map(|annex| read_reference_line(&annex.head.reference))
        .collect();
    let is_contested = |field: fn(&Plan) -> &str| {
        let own = field(&document.plan);
        let said = named.iter().map(field).filter(|it| !it.is_empty());
        let (agree, others): (Vec<&str>, Vec<&str>) = said.partition(|it| *it == own);
        let count = |text: &str| others.iter().filter(|it| **it == text).count();
        let most = others.iter().map(|it| count(it)).max().unwrap_or_default();
        !agree.is_empty() && agree.len() <= most
    };
    Contested {
        number: is_contested(|it| &it.number),
        date: is_contested(|it| &it.date),
        body: is_contested(|it| &it.body),
    }
}

/// Years that a plan looks ahead: "tầm nhìn 2050".
pub(super) const YEARS_AHEAD: u16 = 30;

/// A phase that ends before the plan or far behind it was mistyped, so nothing can be said of the
/// horizon.
fn is_plausible(phase: &Phase, issued: Option<Date>) -> bool {
    let is_turned = phase.from.is_some_and(|from| phase.to < from);
    let is_far =
        issued.is_some_and(|date| phase.to + 2 < date.year || date.year + YEARS_AHEAD < phase.to);
    !is_turned && !is_far
}

fn horizon(document: &Document) -> Option<Phase> {
    let issued = Date::parse(&document.plan.date);
    let columns = document.annexes.iter().flat_map(|annex| &annex.columns);
    let of_columns = columns.filter_map(|column| column.phase());
    let of_sections = document.annexes.iter().flat_map(|annex| {
        let sections = annex.rows.iter().filter(|row| row.kind.is_section());
        sections.filter_map(|row| Phase::parse(annex.text(row, Role::Content)))
    });
    let phases: Vec<Phase> = of_columns.chain(of_sections).collect();
    if !phases.iter().all(|it| is_plausible(it, issued)) {
        return None;
    }
    phases.into_iter().reduce(|all, phase| Phase {
        from: all.from.min(phase.from),
        to: all.to.max(phase.to),
    })
}

fn repeated_numbers(document: &Document) -> u64 {
    let annexes = document.annexes.iter().filter(|it| !it.head.is_form());
    let numbers = annexes.map(|annex| number_bit(&annex.head.number));
    let (_, repeated) = numbers.fold((0, 0), |(seen, repeated), bit| {
        (seen | bit, repeated | (seen & bit))
    });
    repeated
}

fn numbers(document: &Document) -> u64 {
    let annexes = document.annexes.iter().filter(|it| !it.head.is_form());
    annexes.fold(0, |bits, it| bits | number_bit(&it.head.number))
}

fn forms(document: &Document) -> u64 {
    let places = document.annexes.iter().take(64).enumerate();
    let forms = places.filter(|(_, annex)| annex.head.is_form());
    forms.fold(0, |bits, (at, _)| bits | 1 << at)
}

impl Totals {
    /// Returns the position of an annex among those that are no forms, and their number.
    pub(super) fn without_forms(&self, position: AnnexPosition) -> AnnexPosition {
        let before = 1u64
            .checked_shl(position.at)
            .map_or(u64::MAX, |bit| bit - 1);
        AnnexPosition {
            at: position.at - (self.forms & before).count_ones(),
            of: position.of - self.forms.count_ones(),
        }
    }
}

/// The bit of an annex's number among those below 64; none for another number.
pub(super) fn number_bit(number: &str) -> u64 {
    let value = roman_value(number).filter(|value| *value < 64);
    value.map_or(0, |value| 1 << value)
}

fn ordinal_heading(document: &Document) -> Option<&'static str> {
    let columns = document.annexes.iter().flat_map(|annex| &annex.columns);
    let columns = columns.filter(|column| column.role == Role::Ordinal);
    let headings: Vec<String> = columns.filter_map(innermost_heading).collect();
    let count = |known: &str| headings.iter().filter(|it| *it == known).count();
    let known = ORDINAL_HEADINGS.into_iter().rev();
    let usual = known.max_by_key(|known| count(known))?;
    (0 < count(usual)).then_some(usual)
}

/// Returns the last text of a column's header with single spaces; `None` without a header.
pub(super) fn innermost_heading(column: &Column) -> Option<String> {
    let heading = column.header.last()?;
    Some(heading.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl<'document> Facts<'document> {
    pub(super) fn new(
        plan: &'document Plan,
        profile: &'document Profile,
        totals: Totals,
    ) -> Facts<'document> {
        Facts {
            plan,
            directory: &profile.directory,
            indicators: &profile.indicators,
            totals,
        }
    }
}

/// An annex without its rows.
#[derive(Clone, Copy)]
pub(super) struct Frame<'document> {
    pub id: AnnexId,
    pub head: &'document AnnexHead,
    pub columns: &'document [Column],
    pub position: AnnexPosition,
    shared: &'document Shared,
}

/// A position among so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AnnexPosition {
    pub at: u32,
    pub of: u32,
}

impl<'document> Frame<'document> {
    pub(super) fn of(
        annex: &'document Annex,
        position: AnnexPosition,
        shared: &'document Shared,
    ) -> Frame<'document> {
        Frame {
            id: annex.id,
            head: &annex.head,
            columns: &annex.columns,
            position,
            shared,
        }
    }

    /// What the annex reports on. Computed once for all rows.
    pub(super) fn reporting(&self) -> &'document Reporting {
        self.shared.reporting(self.head, self.columns)
    }

    pub(super) fn column(&self, id: ColumnId) -> Option<&'document Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The first column that plays `role`.
    pub(super) fn column_of(&self, role: Role) -> Option<&'document Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    pub(super) fn columns_of(&self, role: Role) -> impl Iterator<Item = &'document Column> {
        let columns = self.columns.iter();
        columns.filter(move |column| column.role == role)
    }

    /// Text of a row under the first column that plays `role`; empty when there is none.
    pub(super) fn text<'row>(&self, row: &'row Row, role: Role) -> &'row str {
        self.column_of(role)
            .map_or("", |column| row.cell(column.id))
    }

    /// The targets of a row as read, each with its column.
    pub(super) fn targets(&self, row: &Row) -> Vec<(ColumnId, Target)> {
        let unit = self.text(row, Role::Unit);
        let columns = self.columns_of(Role::Target);
        let targets = columns.map(|it| (it.id, Target::parse(row.cell(it.id), unit)));
        targets.collect()
    }
}
