//! Whether a figure is of what is still going on, or of what comes before the thing that was asked for:
//! `15 khu đã đăng ký, đang xây dựng`.

use super::{
    clause::starts_with,
    outcome_words::{
        begins,
        going_on::{BEFORE, LASTING},
    },
};
use crate::text::{likeness::lower_words, phrase::has_phrase};

/// Whether a result says that the work goes on, or counts what was only begun.
pub(super) fn is_begun(actual: &str, content: &str) -> bool {
    let said = lower_words(actual);
    let asked = lower_words(content);
    let deed: Vec<String> = asked.split(' ').map(str::to_owned).collect();
    let goes_on = said.match_indices("đang ").any(|(at, word)| {
        let is_word = at == 0 || said.get(..at).is_some_and(|it| it.ends_with(' '));
        let behind = said.get(at + word.len()..).unwrap_or_default();
        let verb: Vec<&str> = behind.split(' ').take(2).collect();
        let verb = verb.join(" ");
        // What the indicator counts may go on: "Số người đang tham gia".
        let is_counted = has_phrase(&asked, &verb) && !starts_with(&deed, &verb);
        let lasts = begins(behind, LASTING);
        is_word && !is_counted && !lasts
    });
    let is_before = BEFORE.iter().any(|it| {
        let done = ["đã", "được", "mới"].map(|word| format!("{word} {it}"));
        let is_said = done.iter().any(|it| has_phrase(&said, it));
        is_said && !has_phrase(&asked, it)
    });
    goes_on || is_before
}

#[cfg(test)]
mod tests {
    use super::is_begun;

    #[test]
    fn figures_of_what_is_begun_are_none_of_what_is_done() {
        for (actual, content, expected) in [
            (
                "15 khu đã đăng ký, đang xây dựng",
                "Xây dựng khu dân cư kiểu mẫu",
                true,
            ),
            ("12 nhà, đang hoàn thiện", "Xóa nhà tạm", true),
            ("20 hộ đã đăng ký", "Di dời hộ dân", true),
            ("20 hộ đã đăng ký", "Số hộ đăng ký tham gia", false),
            ("12 hệ thống đang hoạt động", "Số hệ thống", false),
            (
                "1.200 người đang đóng bảo hiểm",
                "Số người đang đóng bảo hiểm",
                false,
            ),
            ("Đã xây dựng 15 khu", "Xây dựng khu dân cư", false),
        ] {
            assert_eq!(is_begun(actual, content), expected, "{content}: {actual}");
        }
    }
}
