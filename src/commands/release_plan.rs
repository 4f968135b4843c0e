//! Lets the columns be edited that a report has from its plan.

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::Column,
    wording::Key,
};

/// Returns the change that frees the columns of the active annex; `None` where none is held.
pub fn release_plan_columns(selection: &Selection) -> Option<Transaction> {
    let annex = selection.annex()?;
    let held = annex.columns.iter().filter(|it| it.is_of_plan);
    let steps = held.map(|column| Step::SetColumn {
        annex: annex.id,
        column: Column {
            is_of_plan: false,
            ..column.clone()
        },
    });
    let steps: Vec<Step> = steps.collect();
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidReleasePlanColumns.into(),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{clear, make_reports, set_text},
        edit::Held,
        editor::{Cursor, Editor},
        model::{ReportPeriod, fixture},
        persist,
    };

    #[test]
    fn the_columns_of_a_report_are_held_until_they_are_released() {
        let mut editor = Editor::new(fixture::parse(
            "stt | content | target:Năm 2026\n- 1 | Tỷ lệ hài lòng (%) | 95",
        ));
        let period = ReportPeriod::parse("Quý III/2026").unwrap();
        let plan = editor.annex().unwrap().id;
        let made = make_reports(&editor.selection(), &[plan], period).unwrap();
        editor.commit(&made).unwrap();
        let at = |annex, column| Cursor {
            annex,
            row: 0,
            column,
        };
        let held = |editor: &Editor| {
            let change = clear(&editor.selection())
                .or_else(|| set_text(&editor.selection(), "90"))
                .unwrap();
            editor.document().held(&change) != Held::Nothing
        };
        // The plan itself stays free.
        editor.move_to(at(0, 2));
        assert!(!held(&editor));
        editor.move_to(at(1, 2));
        assert!(held(&editor));
        editor.move_to(at(1, 3));
        assert!(!held(&editor));
        // What is held is kept in storage.
        let persist::Saved { head, pages } = persist::save(editor.document());
        let page = |name: &str| {
            let found = pages.iter().find(|(it, _)| it == name);
            found.map(|(_, text)| text.clone())
        };
        assert_eq!(&persist::load(&head, page).unwrap(), editor.document());

        editor.move_to(at(1, 2));
        let release = release_plan_columns(&editor.selection()).unwrap();
        assert_eq!(editor.document().held(&release), Held::Nothing);
        editor.commit(&release).unwrap();
        assert!(!held(&editor));
        assert_eq!(release_plan_columns(&editor.selection()), None);
        editor.undo();
        assert!(held(&editor));
    }
}
