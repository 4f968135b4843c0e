use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::Document,
    wording::Key,
};

/// Restores an earlier state of the open document as one transaction; `None` when they are equal.
pub fn restore(selection: &Selection, old: &Document) -> Option<Transaction> {
    let now = selection.document();
    let mut steps = Vec::new();
    if now.plan != old.plan {
        steps.push(Step::SetPlan {
            plan: old.plan.clone(),
        });
    }
    if now.review != old.review {
        steps.push(Step::SetReview {
            review: old.review.clone(),
        });
    }
    let ids = |document: &Document| -> Vec<_> { document.annexes.iter().map(|it| it.id).collect() };
    let same_order = ids(now) == ids(old);
    // An unchanged annex stays in place if the list of annexes and its order are unchanged too.
    let stays = |at: usize| same_order && now.annexes.get(at) == old.annexes.get(at);
    let gone = now.annexes.iter().enumerate();
    let gone = gone.filter(|(at, _)| !stays(*at));
    steps.extend(gone.map(|(_, annex)| Step::RemoveAnnex { annex: annex.id }));
    let back = old.annexes.iter().enumerate();
    let back = back.filter(|(at, _)| !stays(*at));
    steps.extend(back.map(|(at, annex)| Step::InsertAnnex {
        at,
        annex: Box::new(annex.clone()),
    }));
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidRestore.into(),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands,
        editor::{Cursor, Editor},
        model::sample,
    };

    #[test]
    fn what_was_comes_back_as_one_step() {
        let old = sample::document();
        let mut editor = Editor::new(old.clone());
        assert_eq!(restore(&editor.selection(), &old), None);
        editor.move_to(Cursor {
            annex: 1,
            row: 1,
            column: 1,
        });
        for transaction in [
            commands::set_text(&editor.selection(), "khác"),
            commands::delete_annex(&editor.selection()),
        ] {
            editor.commit(&transaction.unwrap()).unwrap();
            let changed = editor.document().clone();
            editor
                .commit(&restore(&editor.selection(), &old).unwrap())
                .unwrap();
            assert_eq!(editor.document(), &old);
            editor.undo();
            assert_eq!(editor.document(), &changed);
        }
    }
}
