//! How the texts of a column stand in their cells, on the screen as on paper.

use super::{
    annex::Annex,
    column::{Column, Role},
    target::parse_number,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Centre,
    Right,
}

/// How many cells of a column are looked at.
const SAMPLE: usize = 60;
/// From this number on figures are amounts, whose digits are compared one below the other.
const AMOUNT: f64 = 1_000.0;

/// Returns how the column of an annex is aligned: figures alike, whatever they are figures of.
pub fn alignment(annex: &Annex, column: &Column) -> Alignment {
    let usual = usual(column.role);
    if !may_be_figures(column.role) {
        return usual;
    }
    let items = annex.rows.iter().filter(|row| !row.kind.is_section());
    let texts = items.map(|row| row.cell(column.id).trim());
    let figures = texts.filter(|it| !is_blank(it)).take(SAMPLE).map(figure);
    let Some(figures) = figures.collect::<Option<Vec<f64>>>() else {
        return usual;
    };
    let is_amount = |it: &f64| AMOUNT <= *it && !is_year(*it);
    match (figures.is_empty(), figures.iter().any(is_amount)) {
        (true, _) => usual,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::Centre,
    }
}

/// Returns the figure that a cell consists of, with a sign or a percent sign.
fn figure(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '−', '+']);
    parse_number(digits.trim_end_matches('%').trim_end())
}

fn usual(role: Role) -> Alignment {
    match role {
        Role::Ordinal | Role::Unit | Role::Target | Role::Actual | Role::Time | Role::Status => {
            Alignment::Centre
        }
        _ => Alignment::Left,
    }
}

/// Whether a column of this role is aligned by what it holds.
fn may_be_figures(role: Role) -> bool {
    matches!(role, Role::Target | Role::Actual | Role::Other)
}

/// Whether a cell says only that it has no figure.
fn is_blank(text: &str) -> bool {
    text.chars().all(|it| !it.is_alphanumeric())
}

/// Whether a number is written as a year is, without a group of thousands.
fn is_year(number: f64) -> bool {
    (1900.0..2100.0).contains(&number) && number.fract() == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn of(rows: &str) -> Vec<Alignment> {
        let document = fixture::parse(rows);
        let annex = &document.annexes[0];
        let columns = annex.columns.iter();
        columns.map(|it| alignment(annex, it)).collect()
    }

    #[test]
    fn figures_are_aligned_alike_whatever_their_column() {
        use Alignment::{Centre, Left, Right};
        assert_eq!(
            of(
                "stt | content | other:Tổng kinh phí | target:Năm 2026 | other:So với 2025 | other:Nguồn\n\
                # I | Mục | | | |\n\
                - 1 | Một | 42.000 | 12.000 | 98,5 | Ngân sách\n\
                - 2 | Hai | - | 800 | -2 | 2026"
            ),
            [Centre, Left, Right, Right, Centre, Left]
        );
    }

    #[test]
    fn words_and_years_are_no_amounts() {
        use Alignment::{Centre, Left};
        assert_eq!(
            of(
                "stt | content | other:Năm hoàn thành | target | other:Ghi thêm\n- 1 | 2026 | 2026 | 100% | \n- 2 | Hai | 2030 | 1.500 người |"
            ),
            [Centre, Left, Centre, Centre, Left]
        );
    }
}
