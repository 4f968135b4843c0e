//! Coverage of the national indicators: which ones annexes state, and how their targets compare.

use memchr::memmem::Finder;

use super::{
    Annex, AnnexKind, CellRef, ColumnId, Document, Measure, Phase, Role, Row, RowId, RowKind,
    Target,
};
use crate::reference::indicators::{Indicator, Indicators};

/// A row that states a national indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Index in the list of national indicators.
    pub indicator: usize,
    pub row: RowId,
    pub unit: String,
    /// For each year of the list: what the row says for the last phase that ends in that year, or
    /// earlier but after the preceding year of the list.
    pub said: Vec<Option<Said>>,
}

/// What a row says for one phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub column: ColumnId,
    pub text: String,
    pub target: Target,
}

/// How the annexes compare with the national target for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not comparable: there is no binding national target, or one of the two targets is not a
    /// number, or the row gives no unit.
    Open,
    /// No row states the indicator, or none states a target for the phase.
    Unsaid,
    Met,
    Lower,
    /// Only a later phase has a target.
    Later,
    OtherUnit,
}

/// Returns the rows of an annex that state national indicators, in row order. Only annexes of
/// indicators have any.
pub fn statements(indicators: &Indicators, annex: &Annex) -> Vec<Statement> {
    let Some(content) = annex
        .column_of(Role::Content)
        .filter(|_| annex.head.kind == AnnexKind::Indicators)
    else {
        return Vec::new();
    };
    let matchers: Vec<Matcher> = indicators.list().iter().map(Matcher::of).collect();
    let mut section: Option<Phase> = None;
    let mut found = Vec::new();
    for row in &annex.rows {
        let text = row.cell(content.id);
        if let RowKind::Section(level) = row.kind {
            section = match Phase::parse(text) {
                None if 1 < level => section,
                own => own,
            };
            continue;
        }
        let lower = text.to_lowercase();
        let fits = matchers.iter().enumerate();
        let fits = fits.filter_map(|(at, matcher)| Some((matcher.fits(&lower)?, at)));
        // The longest match wins; on a tie, the first in the list.
        let best = fits.max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at)));
        if let Some((_, indicator)) = best {
            found.push(Statement {
                indicator,
                row: row.id,
                unit: annex.text(row, Role::Unit).trim().to_owned(),
                said: said(indicators.years(), annex, row, section),
            });
        }
    }
    found
}

fn said(years: &[u16], annex: &Annex, row: &Row, section: Option<Phase>) -> Vec<Option<Said>> {
    let unit = annex.text(row, Role::Unit);
    let mut by_year: Vec<Option<(u16, Said)>> = vec![None; years.len()];
    for column in annex.columns_of(Role::Target) {
        let Some(phase) = column.phase().or(section) else {
            continue;
        };
        let text = row.cell(column.id).trim();
        let at = years.iter().position(|year| phase.to <= *year);
        let Some(slot) = at
            .and_then(|at| by_year.get_mut(at))
            .filter(|_| !text.is_empty())
        else {
            continue;
        };
        // If several phases end by the same year of the list, the last one counts.
        if slot.as_ref().is_none_or(|(to, _)| *to <= phase.to) {
            let said = Said {
                column: column.id,
                text: text.to_owned(),
                target: Target::parse(text, unit),
            };
            *slot = Some((phase.to, said));
        }
    }
    by_year
        .into_iter()
        .map(|slot| slot.map(|(_, said)| said))
        .collect()
}

/// Compares the statements about an indicator with its national target for the year at index
/// `year_at`. All `statements` must be about this indicator; they may come from any annex.
pub fn standing(indicator: &Indicator, year_at: usize, statements: &[&Statement]) -> Standing {
    let demand = indicator.targets.get(year_at);
    let Some(demand) = demand.filter(|it| it.trust.binds()) else {
        return Standing::Open;
    };
    let Target::Measured {
        amount: wanted,
        measure,
        ..
    } = Target::parse(&demand.text, &indicator.unit)
    else {
        return Standing::Open;
    };
    let mut here = statements
        .iter()
        .filter_map(|it| Some((*it, it.said.get(year_at)?.as_ref()?)));
    let stated = here
        .clone()
        .find(|(_, said)| matches!(said.target, Target::Measured { .. }));
    let Some((statement, said)) = stated.or_else(|| here.next()) else {
        return Standing::Unsaid;
    };
    match &said.target {
        Target::Measured { measure: own, .. } if *own != measure => {
            // A number without a unit may well be in the expected unit.
            match (own, statement.unit.is_empty()) {
                (Measure::Plain, true) => Standing::Open,
                _ => Standing::OtherUnit,
            }
        }
        Target::Measured { amount, .. } if amount.representative() < wanted.representative() => {
            Standing::Lower
        }
        Target::Measured { .. } => Standing::Met,
        Target::None | Target::Missing => {
            let mut later = statements
                .iter()
                .flat_map(|it| it.said.iter().skip(year_at + 1).flatten());
            match later.any(|said| matches!(said.target, Target::Measured { .. })) {
                true => Standing::Later,
                false => Standing::Unsaid,
            }
        }
        Target::Qualitative => Standing::Open,
    }
}

/// One line of the table that compares a document with the national list.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageLine {
    /// Index in the list of national indicators.
    pub indicator: usize,
    /// The cells in which the document states it.
    pub places: Vec<CellRef>,
    /// By year: the result of the comparison, and the text in the document.
    pub years: Vec<(Standing, Option<String>)>,
}

/// Compares a document with every indicator of the national list, in the order of the list.
pub fn table(document: &Document) -> Vec<CoverageLine> {
    let indicators = &document.review.profile.indicators;
    let annexes = document.annexes.iter();
    let stated: Vec<(CellRef, Statement)> = annexes
        .flat_map(|annex| {
            let statements = statements(indicators, annex).into_iter();
            statements.filter_map(|it| {
                let place = CellRef {
                    annex: annex.id,
                    row: it.row,
                    column: annex.column_of(Role::Content)?.id,
                };
                Some((place, it))
            })
        })
        .collect();
    let lines = indicators.list().iter().enumerate().map(|(at, indicator)| {
        let own: Vec<&(CellRef, Statement)> =
            stated.iter().filter(|(_, it)| it.indicator == at).collect();
        let statements: Vec<&Statement> = own.iter().map(|(_, it)| it).collect();
        let years = (0..indicators.years().len()).map(|year_at| {
            let mut texts = statements
                .iter()
                .filter_map(|it| Some(it.said.get(year_at)?.as_ref()?.text.clone()));
            (standing(indicator, year_at, &statements), texts.next())
        });
        CoverageLine {
            indicator: at,
            years: years.collect(),
            places: own.iter().map(|(place, _)| *place).collect(),
        }
    });
    lines.collect()
}

/// Prepared searches for the words of an indicator.
struct Matcher<'words> {
    ways: Vec<Vec<Finder<'words>>>,
}

impl<'words> Matcher<'words> {
    fn of(indicator: &'words Indicator) -> Matcher<'words> {
        let ways = indicator.words.iter();
        Matcher {
            ways: ways
                .map(|parts| parts.iter().map(Finder::new).collect())
                .collect(),
        }
    }

    /// Returns how many bytes of the indicator's words a lower-case text contains; `None` when it
    /// does not state the indicator.
    fn fits(&self, text: &str) -> Option<usize> {
        let text = text.as_bytes();
        let fitting = self
            .ways
            .iter()
            .filter(|parts| parts.iter().all(|it| it.find(text).is_some()));
        fitting
            .map(|parts| parts.iter().map(|it| it.needle().len()).sum())
            .max()
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::model::fixture;

    fn shown(document: &Document) -> String {
        let list = document.review.profile.indicators.list();
        let lines = table(document)
            .into_iter()
            .filter(|it| !it.places.is_empty());
        let lines = lines.map(|line| {
            let years = line
                .years
                .iter()
                .map(|(standing, said)| format!("{standing:?} {}", said.as_deref().unwrap_or("·")));
            format!(
                "{} {}\n",
                list[line.indicator].number,
                years.collect::<Vec<_>>().join(" | ")
            )
        });
        lines.collect()
    }

    #[test]
    fn compares_phases_in_columns() {
        let document = fixture::parse(
            "
            stt | content | unit | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công | | 90% | 99%
            - 2 | Tỷ lệ DVCTT toàn trình | | - | 100%
            - 3 | Mức độ trưởng thành về quản trị dữ liệu | % | 30 | 50
            - 4 | Tỷ lệ cơ quan cung cấp dữ liệu mở | | - | 100%
            - 5 | Tỷ lệ xã có trạm sạc | | 5% | 10%
        ",
        );
        assert_snapshot!(shown(&document), @"
        1 Later - | Open 100%
        3 Lower 90% | Met 99%
        5 Open - | Met 100%
        12 OtherUnit 30 | Open 50
        ");
    }

    #[test]
    fn compares_phases_in_sections() {
        let document = fixture::parse(
            "
            stt | content | unit | target
            # I | Giai đoạn đến năm 2027
            - 1 | Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công | % | 95
            # II | Mục tiêu giai đoạn 2028-2030
            - 1 | Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công | % | 98
            - 2 | Tỷ lệ DVCTT toàn trình | % | 100
        ",
        );
        assert_snapshot!(shown(&document), @"
        1 Unsaid · | Open 100
        3 Met 95 | Lower 98
        ");
    }
}
