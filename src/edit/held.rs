//! What a report does not take of a change: texts, headings and rows that it has from its plan.

use std::{ops::Range, sync::Arc};

use super::{step::Step, transaction::Transaction};
use crate::model::{Annex, AnnexId, Column, ColumnId, Document, Row};

/// What of a change is held back, because a report has it from its plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    Nothing,
    /// The texts of `n` cells; `rest` is the change without them.
    Cells {
        rest: Transaction,
        n: usize,
    },
    /// Headings or whole rows, without which the rest would make no sense.
    Whole,
}

impl Document {
    /// Returns what of a change the columns of a plan hold back.
    pub fn held(&self, transaction: &Transaction) -> Held {
        let mut columns = self.annexes.iter().flat_map(|annex| &annex.columns);
        if !columns.any(|it| it.is_of_plan) {
            return Held::Nothing;
        }
        let steps = &transaction.steps;
        if steps.iter().any(|step| self.changes_frame(step)) {
            return Held::Whole;
        }
        let rest: Vec<Step> = steps
            .iter()
            .filter(|step| !self.changes_text(step))
            .cloned()
            .collect();
        match steps.len() - rest.len() {
            0 => Held::Nothing,
            n => Held::Cells {
                rest: Transaction {
                    label: transaction.label.clone(),
                    steps: rest,
                },
                n,
            },
        }
    }

    /// Whether a step sets a text under a column of the plan.
    fn changes_text(&self, step: &Step) -> bool {
        match step {
            Step::SetCell { annex, column, .. } => self.plan_column(*annex, *column).is_some(),
            _ => false,
        }
    }

    /// Whether a step changes headings or rows of the plan.
    fn changes_frame(&self, step: &Step) -> bool {
        let Some(annex) = step.annex().and_then(|id| self.annex(id)) else {
            return false;
        };
        let says_plan = |row: &Row| {
            let mut own = annex.columns.iter().filter(|it| it.is_of_plan);
            own.any(|it| !row.cell(it.id).trim().is_empty())
        };
        match step {
            Step::RemoveColumn { column, .. } => self.plan_column(annex.id, *column).is_some(),
            Step::SetColumn { column, .. } => {
                let old = self.plan_column(annex.id, column.id);
                old.is_some_and(|old| (old.role, &old.header) != (column.role, &column.header))
            }
            Step::RemoveRows { at, n, .. } => {
                rows(annex, *at..at + n).iter().any(|row| says_plan(row))
            }
            Step::SetRowKind { row, .. } => {
                let row = annex.rows.iter().find(|it| it.id == *row);
                row.is_some_and(|row| says_plan(row))
            }
            // Nobody could say what such a row is about.
            Step::InsertRows { rows, .. } => {
                let has_plan = annex.columns.iter().any(|it| it.is_of_plan);
                has_plan && rows.iter().any(|row| !says_plan(row))
            }
            _ => false,
        }
    }

    fn plan_column(&self, annex: AnnexId, column: ColumnId) -> Option<&Column> {
        let column = self.annex(annex)?.column(column)?;
        column.is_of_plan.then_some(column)
    }
}

fn rows(annex: &Annex, range: Range<usize>) -> &[Arc<Row>] {
    annex.rows.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Role, RowId, RowKind, fixture},
        wording::Key,
    };

    /// A report on two rows of a plan, whose results are its own.
    fn report() -> Document {
        let mut document = fixture::parse(
            "
            stt | content | target:Năm 2026 | actual:Kết quả
            - 1 | Tỷ lệ hài lòng | 95 |
            - 2 | Số xã | 3 |
        ",
        );
        for column in &mut document.annexes[0].columns {
            column.is_of_plan = column.role != Role::Actual;
        }
        document
    }

    fn change(steps: Vec<Step>) -> Transaction {
        Transaction {
            label: Key::DidClearCell.into(),
            steps,
        }
    }

    fn set(document: &Document, row: usize, column: usize, text: &str) -> Step {
        let annex = &document.annexes[0];
        Step::SetCell {
            annex: annex.id,
            row: annex.rows[row].id,
            column: annex.columns[column].id,
            text: text.to_owned(),
        }
    }

    #[test]
    fn texts_of_the_plan_are_left_out_of_a_change() {
        let document = report();
        let [target, result] = [2, 3].map(|column| set(&document, 0, column, "90"));
        assert_eq!(document.held(&change(vec![result.clone()])), Held::Nothing);
        assert_eq!(
            document.held(&change(vec![target, result.clone()])),
            Held::Cells {
                rest: change(vec![result]),
                n: 1
            }
        );
    }

    #[test]
    fn headings_and_rows_of_the_plan_stay() {
        let document = report();
        let annex = &document.annexes[0];
        let heading = |at: usize| {
            let mut column = annex.columns[at].clone();
            column.header = vec!["Khác".to_owned()];
            Step::SetColumn {
                annex: annex.id,
                column,
            }
        };
        let row = |text: &str| Step::InsertRows {
            annex: annex.id,
            at: 2,
            rows: vec![Arc::new(Row::with_cells(
                RowId(99),
                RowKind::Item(1),
                [(annex.columns[1].id, text.to_owned())],
            ))],
        };
        let remove = Step::RemoveRows {
            annex: annex.id,
            at: 0,
            n: 1,
        };
        for step in [heading(2), row(""), remove] {
            assert_eq!(document.held(&change(vec![step])), Held::Whole);
        }
        // A row that says itself what it is about, such as one of another file, is a new one.
        for step in [heading(3), row("Số nhà văn hóa")] {
            assert_eq!(document.held(&change(vec![step])), Held::Nothing);
        }
        let wider = Step::SetColumn {
            annex: annex.id,
            column: Column {
                width: Some(2.0),
                ..annex.columns[2].clone()
            },
        };
        assert_eq!(document.held(&change(vec![wider])), Held::Nothing);
    }
}
