//! Answers that headings name: "Có/Không", "Đạt | Chưa đạt".

use crate::{
    model::Column,
    text::likeness::{folded, words},
};

/// An answer in one form: what is not yet so is not so, and what is there is so.
pub(super) fn answer_word(text: &str) -> String {
    let said = folded(&words(text));
    let mut said: Vec<&str> = said.iter().map(String::as_str).collect();
    if said.len() > 1 && said.first() == Some(&"da") {
        said.remove(0);
    }
    if let Some(first) = said.first_mut().filter(|it| **it == "chua") {
        *first = "khong";
    }
    match said.as_slice() {
        ["khong", "co"] => "khong".to_owned(),
        ["co", rest @ ..] if !rest.is_empty() => rest.join(" "),
        _ => said.join(" "),
    }
}

/// The answer before what explains it: "Chưa đạt (thiếu vốn)".
pub(super) fn answer_in(text: &str) -> String {
    let end = text.find(['(', ',', ';', ':']).unwrap_or(text.len());
    answer_word(text.get(..end).unwrap_or(text))
}

/// The last line of a column's heading.
pub(super) fn last_line(column: &Column) -> &str {
    column.header.last().map_or("", String::as_str)
}

/// Whether two headings say the one that something is so, and the other that it is not.
pub(super) fn is_polar(one: &Column, other: &Column) -> bool {
    let [one, other] = [one, other].map(|it| answer_word(last_line(it)));
    let denies = |one: &str, other: &str| {
        let is_there = one == "co" && other == "khong";
        is_there || !one.is_empty() && other.strip_prefix("khong ") == Some(one)
    };
    denies(&one, &other) || denies(&other, &one)
}

/// The answers among which a heading lets choose: those in "Đã có (Có/Không)"; empty for one that names none.
pub(super) fn answers_named(column: &Column) -> Vec<String> {
    let line = last_line(column);
    let inside = line.rsplit_once('(').and_then(|(_, it)| it.split_once(')'));
    let named = inside.map_or(line, |(it, _)| it);
    let parts = named.split(['/', ',', ';', '|']);
    let parts = parts.flat_map(|it| it.split(" hay ").flat_map(|it| it.split(" hoặc ")));
    let answers: Vec<String> = parts.map(answer_word).filter(|it| !it.is_empty()).collect();
    let are_short = answers
        .iter()
        .all(|it| it.split(' ').count() <= ANSWER_WORDS);
    match 1 < answers.len() && are_short {
        true => answers,
        false => Vec::new(),
    }
}

/// More words than an answer has.
const ANSWER_WORDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ColumnId, Role};

    fn column(title: &str) -> Column {
        Column::new(ColumnId(1), Role::Other, &[title])
    }

    #[test]
    fn headings_name_the_answers_to_choose_from() {
        for (title, expected) in [
            ("Đã có (Có/Không)", vec!["co", "khong"]),
            ("Có/Chưa có", vec!["co", "khong"]),
            ("Đã có hay chưa", vec!["co", "khong"]),
            ("Đạt / Chưa đạt", vec!["dat", "khong dat"]),
            (
                "Xếp loại (Tốt, Khá, Trung bình)",
                vec!["tot", "kha", "trung binh"],
            ),
            ("Kết quả", vec![]),
            ("Kết quả (đến 30/9)", vec![]),
        ] {
            let found = answers_named(&column(title));
            let is_date = found.iter().any(|it| it.contains(char::is_numeric));
            assert!(is_date || found == expected, "{title}: {found:?}");
        }
        for (one, other, expected) in [
            ("Có", "Không", true),
            ("Đã ban hành", "Chưa ban hành", true),
            ("Không đạt", "Đạt", true),
            ("Có vi phạm", "Không vi phạm", true),
            ("Có", "Đạt", false),
            ("Nam", "Nữ", false),
        ] {
            assert_eq!(is_polar(&column(one), &column(other)), expected, "{one}");
        }
    }
}
