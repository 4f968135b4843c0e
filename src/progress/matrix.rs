//! How units stand beside each other in the rows of a form that all of them report on.

use std::{cmp::Ordering, sync::Arc};

use serde_json::{Value, json};

use super::{counts::Tally, course::Course, judge::judge, judged::Judged};
use crate::{
    gather::{Board, Form, Heading, Part, State},
    model::{Document, ProgressStatus, ReportPeriod, Role},
};

/// The assessments of all units, by row of the form and unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    pub period: Option<ReportPeriod>,
    pub units: Vec<MatrixUnit>,
    pub rows: Vec<MatrixRow>,
}

/// A unit, in the order of their list.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixUnit {
    pub name: String,
    /// Whether a report of it arrived that says anything.
    pub has_reported: bool,
    pub tally: Tally,
}

/// A row of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    pub annex_at: usize,
    pub row_at: usize,
    pub content: String,
    /// The assessment of each unit; `None` where it has not reported.
    pub cells: Vec<Option<Judged>>,
}

impl Matrix {
    /// Assesses what units say in a form, each by itself.
    pub fn of(form: &Form, board: &Board, period: Option<ReportPeriod>) -> Matrix {
        let empty = judge(&form.document, period);
        let rows = empty.rows.iter().map(|it| MatrixRow {
            annex_at: it.annex_at,
            row_at: it.row_at,
            content: it.content.clone(),
            cells: Vec::new(),
        });
        let mut matrix = Matrix {
            period: empty.period,
            units: Vec::new(),
            rows: rows.collect(),
        };
        for part in &board.parts {
            let Some(name) = part.unit.clone() else {
                continue;
            };
            let has_reported = part.state == State::Received && !part.is_blank;
            let judged = judge(&filled(form, part), matrix.period).rows;
            let mut tally = Tally::default();
            for row in &mut matrix.rows {
                let is_asked = is_open(form, part, (row.annex_at, row.row_at));
                let own = judged.iter().find(|it| {
                    let is_its = (it.annex_at, it.row_at) == (row.annex_at, row.row_at);
                    is_its && has_reported && !is_asked
                });
                if let Some(own) = own {
                    tally.add(own);
                }
                row.cells.push(own.cloned());
            }
            matrix.units.push(MatrixUnit {
                name,
                has_reported,
                tally,
            });
        }
        matrix
    }

    /// Returns the object that the README describes.
    pub fn json(&self) -> Value {
        let name = |at: &usize| self.units.get(*at).map(|it| it.name.as_str());
        let units = self.units.iter().map(|it| {
            let statuses = ProgressStatus::ALL.map(|status| (status.key(), it.tally.n(status)));
            let counts: serde_json::Map<String, Value> = statuses
                .into_iter()
                .map(|(key, n)| (key.to_owned(), n.into()))
                .collect();
            json!({"unit": it.name, "reported": it.has_reported, "counts": counts})
        });
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&self.units).map(|(cell, unit)| {
                let of = |it: &Judged| {
                    json!({
                        "unit": unit.name,
                        "actual": it.actual,
                        "status": it.status.key(),
                        "unclear": it.is_unclear,
                        "course": it.course.map(Course::key),
                    })
                };
                cell.as_ref().map(of)
            });
            let cells: Vec<Value> = cells.flatten().collect();
            let (best, worst) = row.best_and_worst();
            json!({
                "annex": row.annex_at + 1,
                "row": row.row_at + 1,
                "content": row.content,
                "cells": cells,
                "best": best.iter().filter_map(name).collect::<Vec<_>>(),
                "worst": worst.iter().filter_map(name).collect::<Vec<_>>(),
            })
        });
        json!({
            "period": self.period.map(ReportPeriod::label),
            "units": units.collect::<Value>(),
            "rows": rows.collect::<Value>(),
        })
    }
}

impl MatrixRow {
    /// Returns the units that stand best and worst, by their places; none where all stand alike.
    pub fn best_and_worst(&self) -> (Vec<usize>, Vec<usize>) {
        let cells = self.cells.iter().enumerate();
        let scored: Vec<(usize, (u8, f64))> = cells
            .filter_map(|(at, cell)| Some((at, score(cell.as_ref()?)?)))
            .collect();
        let compare = |left: &(u8, f64), right: &(u8, f64)| {
            left.0.cmp(&right.0).then(left.1.total_cmp(&right.1))
        };
        let scores = || scored.iter().map(|(_, score)| score);
        let (Some(best), Some(worst)) = (
            scores().max_by(|left, right| compare(left, right)),
            scores().min_by(|left, right| compare(left, right)),
        ) else {
            return (Vec::new(), Vec::new());
        };
        if compare(best, worst) == Ordering::Equal {
            return (Vec::new(), Vec::new());
        }
        let with = |wanted: &(u8, f64)| {
            let found = scored.iter();
            let found = found.filter(|(_, it)| compare(it, wanted) == Ordering::Equal);
            found.map(|(at, _)| *at).collect()
        };
        (with(best), with(worst))
    }
}

/// How a unit stands: by its assessment, then by how far its result is from the target. `None` where
/// that cannot be told.
fn score(judged: &Judged) -> Option<(u8, f64)> {
    let rank = match judged.status {
        ProgressStatus::Exceeded => 3,
        ProgressStatus::Met => 2,
        ProgressStatus::NotDue => 1,
        ProgressStatus::Missed | ProgressStatus::Overdue => 0,
        ProgressStatus::NoData | ProgressStatus::Dropped => return None,
    };
    let distance = judged.figures.map_or(0.0, |it| {
        (it.actual - it.target).abs() / it.target.abs().max(f64::MIN_POSITIVE)
    });
    let sign = match judged.status {
        ProgressStatus::Exceeded => 1.0,
        ProgressStatus::Missed => -1.0,
        _ => 0.0,
    };
    Some((rank, sign * distance))
}

/// Whether somebody has to say first whether a row of a unit's file, or a column for all of its rows, is this
/// one of the form's.
fn is_open(form: &Form, part: &Part, (annex_at, row_at): (usize, usize)) -> bool {
    let row = form.rows_of(annex_at).start + row_at;
    let mut said = part.rows.iter().filter(|it| it.form == Some(row));
    let has_result = said.any(|it| {
        let mut columns = it.cells.iter().filter_map(|cell| cell.heading.of_form());
        columns.any(|column| form.text(row, column).trim().is_empty())
    });
    let mut open = part.rows.iter().filter(|it| it.is_open());
    let is_open_row = !has_result && open.any(|it| it.perhaps.contains(&row));
    is_open_row || says_in_open_column(form, part, (annex_at, row))
}

/// Whether a row says something in a column that may be the form's of results or of assessments.
fn says_in_open_column(form: &Form, part: &Part, (annex_at, row): (usize, usize)) -> bool {
    let columns = form.document.annexes.get(annex_at);
    let columns = columns.map_or(&[][..], |it| &it.columns);
    let tells = |at: &usize| {
        let column = columns.get(*at);
        column.is_some_and(|it| matches!(it.role, Role::Actual | Role::Status))
    };
    let mut open = part
        .columns
        .iter()
        .filter(|it| it.is_open() && it.annex == annex_at && it.perhaps.iter().any(tells));
    open.any(|column| {
        let mut own = part.rows.iter().filter(|it| it.form == Some(row));
        own.any(|it| {
            let mut cells = it.cells.iter();
            it.source == column.source && cells.any(|cell| cell.column == column.id)
        })
    })
}

/// Returns the form with what a unit says in the cells that the form leaves empty.
fn filled(form: &Form, part: &Part) -> Document {
    let mut document = form.document.clone();
    for row in &part.rows {
        let place = row.form.and_then(|it| form.place(it));
        let Some((id, at)) = place.map(|(annex, at)| (annex.id, at)) else {
            continue;
        };
        let annex = document.annexes.iter_mut().find(|it| it.id == id);
        let Some(annex) = annex else {
            continue;
        };
        for cell in &row.cells {
            let Heading::Form(column, _) = &cell.heading else {
                continue;
            };
            let column = annex.columns.get(*column).map(|it| it.id);
            // What the form states holds for all units.
            let own = annex.rows.get_mut(at);
            let own =
                own.filter(|it| column.is_some_and(|column| it.cell(column).trim().is_empty()));
            if let (Some(column), Some(own)) = (column, own) {
                Arc::make_mut(own).replace_cell(column, cell.text.clone());
            }
        }
    }
    document
}
