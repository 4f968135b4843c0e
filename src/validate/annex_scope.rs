//! What a rule about an annex as a whole may read.

use std::{cell::OnceCell, sync::Arc};

use super::{
    frame::{AnnexPosition, Facts, Frame},
    row_handle::RowHandle,
    sequence::{self, Break},
    shared::Shared,
};
use crate::{
    edit::Step,
    model::{
        Annex, ColumnId, Ordinal, Role, Row, Target,
        coverage::{self, Statement},
        is_total,
    },
};

/// The rows of an annex, the annex around them, and the document as a whole. A rule gets the texts of
/// the roles that it declares, and nothing of the others: that it runs again when one of *those*
/// changes is then enough.
pub(crate) struct AnnexScope<'document> {
    pub(super) document: Facts<'document>,
    pub(super) annex: Frame<'document>,
    /// Private: rows hold the texts of all columns.
    whole: &'document Annex,
    /// Roles whose texts the current rule may read.
    reads: &'static [Role],
    caches: Caches<'document>,
}

/// Computed once for all rules about the annex.
#[derive(Default)]
struct Caches<'document> {
    rows: OnceCell<Vec<RowHandle>>,
    /// Column-major cache of cell texts: rules go over all rows of a column again and again, and rows
    /// are scattered in memory.
    texts: OnceCell<Vec<Vec<&'document str>>>,
    ordinals: OnceCell<Vec<Option<Ordinal>>>,
    breaks: OnceCell<Vec<Break>>,
    statements: OnceCell<Vec<Statement>>,
}

/// The roles that statements of national indicators are read from.
const STATEMENT_ROLES: &[Role] = &[Role::Content, Role::Target, Role::Unit];

impl<'document> AnnexScope<'document> {
    /// A scope that hands out no texts yet; see [`AnnexScope::allow`].
    pub(super) fn new(
        document: Facts<'document>,
        annex: &'document Annex,
        position: AnnexPosition,
        shared: &'document Shared,
    ) -> AnnexScope<'document> {
        AnnexScope {
            document,
            annex: Frame::of(annex, position, shared),
            whole: annex,
            reads: &[],
            caches: Caches::default(),
        }
    }

    /// Hands out the texts of these roles from now on, and no others.
    pub(super) fn allow(&mut self, reads: &'static [Role]) {
        self.reads = reads;
    }

    /// All rows, in order.
    pub(super) fn rows(&self) -> &[RowHandle] {
        self.caches.rows.get_or_init(|| {
            let rows = self.whole.rows.iter().enumerate();
            let handle = |(at, row): (usize, &Arc<Row>)| RowHandle {
                at,
                id: row.id,
                kind: row.kind,
            };
            rows.map(handle).collect()
        })
    }

    /// All rows with their texts under a column; none when the rule may not read it.
    pub(super) fn texts(
        &self,
        column: ColumnId,
    ) -> impl Iterator<Item = (RowHandle, &'document str)> {
        let columns = self.annex.columns.iter().zip(self.all_texts());
        let mut columns = columns.filter(|(it, _)| it.id == column && self.may_read(it.role));
        let texts = columns.next().map(|(_, texts)| texts);
        let rows = self.rows().iter().copied();
        rows.zip(texts.into_iter().flatten().copied())
    }

    /// The text of a cell; empty when the rule may not read it.
    pub(super) fn text(&self, row: RowHandle, column: ColumnId) -> &'document str {
        let column = self.annex.column(column);
        let column = column.filter(|it| self.may_read(it.role));
        match (column, self.whole.rows.get(row.at)) {
            (Some(column), Some(row)) => row.cell(column.id),
            _ => "",
        }
    }

    /// Text of a row under the first column that plays `role`; empty when there is none, or when the
    /// rule may not read it.
    pub(super) fn text_of(&self, row: RowHandle, role: Role) -> &'document str {
        let column = self.annex.column_of(role);
        column.map_or("", |column| self.text(row, column.id))
    }

    /// Looks at the cells under the columns of some roles that hold text, row by row.
    pub(super) fn each_cell(
        &self,
        roles: &[Role],
        mut look: impl FnMut(RowHandle, ColumnId, &'document str),
    ) {
        let columns = self.annex.columns.iter().zip(self.all_texts());
        let columns: Vec<_> = columns
            .filter(|(column, _)| roles.contains(&column.role) && self.may_read(column.role))
            .collect();
        for row in self.rows() {
            for (column, texts) in &columns {
                if let Some(text) = texts.get(row.at).filter(|text| !text.is_empty()) {
                    look(*row, column.id, text);
                }
            }
        }
    }

    /// Whether a row states a total of other rows; never when the rule may not read contents.
    pub(super) fn is_total(&self, row: RowHandle) -> bool {
        let content = self.text_of(row, Role::Content);
        is_total(content, self.text_of(row, Role::Ordinal))
    }

    /// Where a finding about the annex as a whole stands: it has no cell for its head, so the first
    /// cell stands for it.
    pub(super) fn head_cell(&self) -> Option<(RowHandle, ColumnId)> {
        let row = self.rows().first()?;
        Some((*row, self.annex.columns.first()?.id))
    }

    /// The targets of a row as read, each with its column. Not cached.
    pub(super) fn targets_of(&self, row: RowHandle) -> Vec<(ColumnId, Target)> {
        let row = self.whole.rows.get(row.at);
        let row = row.filter(|_| self.may_read_all(&[Role::Target, Role::Unit]));
        row.map_or(Vec::new(), |row| self.annex.targets(row))
    }

    /// The rows that state national indicators.
    pub(super) fn statements(&self) -> &[Statement] {
        if !self.may_read_all(STATEMENT_ROLES) {
            return &[];
        }
        let read = || coverage::statements(self.document.indicators, self.whole);
        self.caches.statements.get_or_init(read)
    }

    /// The ordinals of all rows, as far as they are any; empty without a column of ordinals.
    pub(super) fn ordinals(&self) -> &[Option<Ordinal>] {
        let Some(column) = self.ordinal_column() else {
            return &[];
        };
        self.caches
            .ordinals
            .get_or_init(|| sequence::ordinals(self.texts(column)))
    }

    /// The breaks in the numbering of the annex's rows.
    pub(super) fn breaks(&self) -> &[Break] {
        let Some(column) = self.ordinal_column() else {
            return &[];
        };
        self.caches.breaks.get_or_init(|| {
            let rows = self.texts(column).zip(self.ordinals());
            sequence::breaks(column, rows.map(|((row, text), it)| (row, text, it)))
        })
    }

    pub(super) fn set_cell(&self, row: RowHandle, column: ColumnId, text: String) -> Step {
        Step::SetCell {
            annex: self.annex.id,
            row: row.id,
            column,
            text,
        }
    }

    fn ordinal_column(&self) -> Option<ColumnId> {
        let column = self.annex.column_of(Role::Ordinal);
        let column = column.filter(|_| self.may_read(Role::Ordinal));
        column.map(|column| column.id)
    }

    fn may_read(&self, role: Role) -> bool {
        self.reads.contains(&role)
    }

    fn may_read_all(&self, roles: &[Role]) -> bool {
        roles.iter().all(|role| self.may_read(*role))
    }

    fn all_texts(&self) -> &[Vec<&'document str>] {
        self.caches.texts.get_or_init(|| {
            let rows = &self.whole.rows;
            let columns = self.annex.columns.iter();
            let mut texts: Vec<Vec<&str>> =
                columns.map(|_| Vec::with_capacity(rows.len())).collect();
            for row in rows {
                for (column, texts) in self.annex.columns.iter().zip(&mut texts) {
                    texts.push(row.cell(column.id));
                }
            }
            texts
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Document, fixture},
        validate::frame::Totals,
    };

    /// Calls `look` with a scope that allows these roles.
    fn with(text: &str, reads: &'static [Role], look: impl FnOnce(&AnnexScope)) {
        let document: Document = fixture::parse(text);
        let profile = &document.review.profile;
        let totals = Totals::of(&document);
        let facts = Facts::new(&document.plan, profile, totals);
        let shared = Shared::default();
        let position = AnnexPosition::default();
        let mut scope = AnnexScope::new(facts, &document.annexes[0], position, &shared);
        // What one rule computed does not reach another that may not read its input.
        scope.allow(&Role::ALL);
        assert!(!scope.ordinals().is_empty() && !scope.statements().is_empty());
        assert!(!scope.breaks().is_empty());
        scope.allow(reads);
        look(&scope);
    }

    const ANNEX: &str = "
        stt | content | unit | target:Năm 2027 | lead
        - 1 | Tỷ lệ DVCTT toàn trình | % | 90 | Sở Nội vụ
        - 3 | Hai | % | 95 | Sở Y tế
    ";

    #[test]
    fn hands_out_the_declared_roles_only() {
        with(ANNEX, &[Role::Content], |scope| {
            let column = |role| scope.annex.column_of(role).unwrap().id;
            let row = scope.rows()[1];
            assert_eq!(scope.texts(column(Role::Content)).count(), 2);
            assert_eq!(scope.text_of(row, Role::Content), "Hai");
            for role in [Role::Ordinal, Role::Unit, Role::Target, Role::Lead] {
                assert_eq!(scope.texts(column(role)).count(), 0);
                assert_eq!(scope.text(row, column(role)), "");
                assert_eq!(scope.text_of(row, role), "");
            }
            let mut seen = Vec::new();
            scope.each_cell(&Role::ALL, |_, column, _| seen.push(column));
            assert_eq!(seen, [column(Role::Content); 2]);
            assert!(scope.ordinals().is_empty() && scope.breaks().is_empty());
            assert!(scope.statements().is_empty() && scope.targets_of(row).is_empty());
        });
        with(ANNEX, &[Role::Ordinal], |scope| {
            assert_eq!((scope.ordinals().len(), scope.breaks().len()), (2, 1));
        });
        with(ANNEX, &[Role::Target, Role::Unit], |scope| {
            assert_eq!(scope.targets_of(scope.rows()[0]).len(), 1);
            assert!(scope.statements().is_empty());
        });
        with(ANNEX, STATEMENT_ROLES, |scope| {
            assert_eq!(scope.statements().len(), 1);
        });
    }
}
