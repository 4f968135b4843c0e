//! # `letter-for-digit`
//!
//! A letter stands for a digit that looks like it: O for 0, l or I for 1 ("2O26", "l5%").
//!
//! **Fix.** The number, but not for a letter alone. Unsafe: applied by hand only.

use crate::{
    model::{ColumnId, Role, Severity, parse_number},
    reference::units,
    text::search::offset_in,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "letter-for-digit",
    severity: Severity::Error,
    title: Key::RuleLetterForDigit,
    rationale: Key::RuleLetterForDigitWhy,
    source: "Lỗi gõ và lỗi nhận dạng chữ: O và 0, l và 1",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| role != Role::Ordinal) {
        let is_zero = column.role == Role::Target && matches!(text.trim(), "O" | "o");
        if is_zero {
            let message = Key::LetterForDigit.with([text.trim().to_owned(), "0".to_owned()]);
            let label = Key::FixReplaceBy.with(["0".to_owned()]);
            let step = scope.set_cell(column.id, "0".to_owned());
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
        if column.role == Role::Target && text.trim() == "l" && is_among_figures(scope, column.id) {
            let message = Key::LetterAlone.with([text.trim().to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
        let of_figure = (column.role == Role::Target)
            .then(|| figure_meant(text.trim()))
            .flatten()
            .filter(|_| is_among_figures(scope, column.id));
        if let Some(number) = of_figure {
            let message = Key::LetterForDigit.with([text.trim().to_owned(), number.clone()]);
            let label = Key::FixReplaceBy.with([number.clone()]);
            let step = scope.set_cell(column.id, number);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
        if !may_hold_one(text) {
            continue;
        }
        let is_gap = |c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | ';' | '“' | '”' | ':' | '-' | '–')
        };
        for word in text.split(is_gap) {
            let word = word.trim_end_matches([',', '.']);
            let at = offset_in(text, word);
            // "O4 lớp" begins with a number of things.
            let counts = || {
                let behind = text.get(at + word.len()..).unwrap_or_default().trim_start();
                let thing = behind.split([' ', ',', ';']).next().unwrap_or_default();
                text.get(..at).is_some_and(|it| it.trim().is_empty())
                    && units::counts_anything(thing)
            };
            let Some(number) =
                number_meant(word).or_else(|| counts().then(|| padded(word)).flatten())
            else {
                continue;
            };
            let mut after = text.to_owned();
            after.replace_range(at..at + word.len(), &number);
            let message = Key::LetterForDigit.with([word.to_owned(), number.clone()]);
            let label = Key::FixReplaceBy.with([number]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Returns the number of which a figure is written as a letter of its shape: "2S" of 25. Codes are written so,
/// too, but not among figures.
fn figure_meant(text: &str) -> Option<String> {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, 'S' | 'B' | 'Z');
    let begins = text.starts_with(|c: char| c.is_ascii_digit());
    (begins && letters == 1 && text.chars().all(is_figure))
        .then(|| text.replace('S', "5").replace('B', "8").replace('Z', "2"))
}

/// Whether all other targets of the row are numbers.
fn is_among_figures(scope: &RowScope, own: ColumnId) -> bool {
    let others = scope.cells(|role| matches!(role, Role::Target | Role::Actual));
    let mut others = others.filter(|(column, _)| column.id != own).peekable();
    others.peek().is_some() && others.all(|(_, text)| parse_number(text.trim()).is_some())
}

/// Whether such a letter stands beside a digit. A byte-level prefilter.
fn may_hold_one(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |byte: &u8| matches!(byte, b'O' | b'o' | b'l' | b'I');
    let is_separator = |byte: &u8| matches!(byte, b'.' | b',');
    bytes.iter().zip(bytes.iter().skip(1)).any(|(a, b)| {
        (is_separator(a) && matches!(b, b'O' | b'o'))
            || (is_letter(a) && (b.is_ascii_digit() || is_separator(b)))
            || (a.is_ascii_digit() && is_letter(b))
    })
}

/// Returns the number that a word is meant to be; `None` if it may be what it says.
fn number_meant(word: &str) -> Option<String> {
    let core = word.trim_end_matches([',', '.', '%']);
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I' | '.' | ',' | '/');
    if core.is_empty() || !core.chars().all(is_part) || !core.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let letters: Vec<char> = core.chars().collect();
    let n_digits = letters.iter().filter(|c| c.is_ascii_digit()).count();
    let at = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied();
    let mut number = String::with_capacity(word.len());
    let mut n_changed = 0;
    for (n, c) in letters.iter().enumerate() {
        let (before, behind) = (at(n.checked_sub(1)), at(Some(n + 1)));
        let like_digit =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o'));
        // "l.500"
        let leads_thousands = n == 0
            && matches!(behind, Some('.' | ','))
            && letters
                .get(2..)
                .is_some_and(|it| it.len() == 3 && it.iter().all(char::is_ascii_digit));
        // "3.OOO"
        let is_thousand = matches!(before, Some('.' | ','))
            && letters
                .get(n..n + 3)
                .is_some_and(|it| it.iter().all(|c| like_digit(Some(*c))));
        let digit = match c {
            'O' | 'o' if is_thousand => '0',
            'O' | 'o' if like_digit(before) || like_digit(behind) => '0',
            // "Quý I/2026" and "10l" are right.
            'l' | 'I' if like_digit(behind) || leads_thousands => '1',
            'O' | 'o' | 'l' | 'I' => return None,
            other => *other,
        };
        n_changed += usize::from(digit != *c);
        number.push(digit);
    }
    // "O2" and "O3" are gases, "I1" a code.
    let is_code = n_digits == 1
        && letters.len() == 2
        && !word.ends_with('%')
        && matches!(letters.first(), Some('O' | 'o' | 'I'));
    number.push_str(word.get(core.len()..).unwrap_or_default());
    (0 < n_changed && !is_code).then_some(number)
}

/// Returns the number of one figure that is written with a letter for its zero: "O4".
fn padded(word: &str) -> Option<String> {
    let figure = word.strip_prefix(['O', 'o'])?;
    let is_figure = figure.len() == 1 && figure.bytes().all(|byte| byte.is_ascii_digit());
    is_figure.then(|| format!("0{figure}"))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::letter_for_digit::RULE, testing::*};

    #[test]
    fn reads_the_number() {
        let text = "
            stt | content | target:2026 | time
            - 1 | Đạt 1OO% hồ sơ, l5 xã | 9O | Năm 2O26
            - 2 | Khí O2, CO2, chuẩn IPv6, 10l nước, mục I.1 | l.200 | Quý I/2026
            - 3 | Tháng O5/2026, I5% | 5G | 3O/6/2026
            - 4 | Số vụ cháy | O | Năm 2026
            - 5 | Đền bù lúa | 3.OOO | Năm 2026
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “1OO%” có chữ cái ở chỗ chữ số, có thể là “100%”.
        row 1 content: “l5” có chữ cái ở chỗ chữ số, có thể là “15”.
        row 1 target: “9O” có chữ cái ở chỗ chữ số, có thể là “90”.
        row 1 time: “2O26” có chữ cái ở chỗ chữ số, có thể là “2026”.
        row 2 target: “l.200” có chữ cái ở chỗ chữ số, có thể là “1.200”.
        row 3 content: “O5/2026” có chữ cái ở chỗ chữ số, có thể là “05/2026”.
        row 3 content: “I5%” có chữ cái ở chỗ chữ số, có thể là “15%”.
        row 3 time: “3O/6/2026” có chữ cái ở chỗ chữ số, có thể là “30/6/2026”.
        row 4 target: “O” có chữ cái ở chỗ chữ số, có thể là “0”.
        row 5 target: “3.OOO” có chữ cái ở chỗ chữ số, có thể là “3.000”.
        "#);
        assert_snapshot!(fixed(&RULE, text), @r#"
        - 1 | Đạt 100% hồ sơ, 15 xã | 90 | Năm 2026
        - 2 | Khí O2, CO2, chuẩn IPv6, 10l nước, mục I.1 | 1.200 | Quý I/2026
        - 3 | Tháng 05/2026, 15% | 5G | 30/6/2026
        - 4 | Số vụ cháy | 0 | Năm 2026
        - 5 | Đền bù lúa | 3.000 | Năm 2026
        "#);
    }

    #[test]
    fn a_number_of_things_may_begin_with_a_letter() {
        assert_snapshot!(fixed(&RULE, "content | result\n- Tập huấn | O4 lớp, 120 người\n- Đo khí | O3 tầng thấp"), @r#"
        - Tập huấn | 04 lớp, 120 người
        - Đo khí | O3 tầng thấp
        "#);
    }

    #[test]
    fn a_letter_alone_among_figures_is_none_of_them() {
        let text = "
            content | unit | target:2026 | target:2027
            - Số hộp sữa | hộp/tuần | 2 | l
            - Hạng trường | hạng | l | l
        ";
        assert_snapshot!(report(&RULE, text), @"row 1 target: Ô chỉ có chữ “l” trong khi các số khác của dòng viết bằng chữ số.");
    }

    #[test]
    fn a_letter_of_the_shape_of_a_figure_is_one_among_figures() {
        let text =
            "content | target:2026 | target:2027\n- Huy chương | 2S | 28\n- Loại sân | 2S | hạng A";
        assert_snapshot!(fixed(&RULE, text), @r#"
        - Huy chương | 25 | 28
        - Loại sân | 2S | hạng A
        "#);
    }

    #[test]
    fn a_letter_before_thousands_is_one() {
        assert_snapshot!(fixed(&RULE, "content | target\n- A | l.500\n- B | I.500\n- Mục I.3 | 5"), @r#"
        - A | 1.500
        - B | 1.500
        - Mục I.3 | 5
        "#);
    }
}
