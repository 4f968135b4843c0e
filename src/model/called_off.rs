//! Whether a clause says that something is not carried out: `Không tổ chức do thiếu vốn`.

use super::outcome_words::{
    begins,
    dropped::{
        DROPPED, ENDS, GENERAL_DEEDS, GIVES_UP, LEFT_BEHIND, LEFT_OPEN, LETS, MATTERS, NOT_OURS,
        OF_MATTER, OUTCOMES, REASONS, UNDECIDED,
    },
    says,
};
use crate::text::phrase::has_phrase;

/// A clause in lower case without the reason that it gives.
pub(super) fn without_reason(clause: &str) -> &str {
    let ends = REASONS.iter().filter_map(|it| clause.find(it));
    let ends = ends.filter(|at| !clause.get(..*at).is_some_and(|it| it.ends_with(" tự")));
    ends.min().and_then(|at| clause.get(..at)).unwrap_or(clause)
}

/// The deed that a clause in lower case says is left undone: "mua sắm" of "không mua sắm do thiếu vốn".
pub(super) fn undone(clause: &str) -> Option<&str> {
    let said = without_reason(clause).trim();
    let said = said.strip_prefix("thôi ").unwrap_or(said);
    let deed = said.strip_prefix("không ")?.trim_start();
    let is_outcome = begins(deed, OUTCOMES);
    let is_partly = says(deed, LEFT_OPEN);
    (!is_outcome && !is_partly).then_some(deed)
}

/// More words behind "không" tell more than that a deed is left undone.
const DEED_MAX: usize = 3;

/// Whether a clause in lower case is "không" with a verb and nothing more but a time: "không thuê nữa",
/// "không khảo sát trong kỳ".
pub(super) fn says_no_more(clause: &str) -> bool {
    let clause = without_reason(clause);
    let ends = LEFT_BEHIND.iter().filter_map(|it| clause.find(it));
    let clause = ends.min().and_then(|at| clause.get(..at)).unwrap_or(clause);
    let said = clause.strip_prefix("thôi ").unwrap_or(clause);
    let has_figure = said.contains(|c: char| c.is_ascii_digit());
    let deed = said.strip_prefix("không ").filter(|_| !has_figure);
    deed.is_some_and(|it| it.split_whitespace().count() <= DEED_MAX)
}

/// Whether a clause in lower case says that the matter was ended: "hủy theo Thông báo số 5", "bỏ khỏi
/// chương trình", "cho thôi thực hiện".
pub(super) fn is_ended(clause: &str) -> bool {
    let bare = clause.strip_prefix("đã ").unwrap_or(clause);
    let is_gone = bare.strip_prefix("không còn ").is_some_and(|it| {
        begins(
            it,
            &[
                "nhiệm vụ",
                "chỉ tiêu",
                "nội dung",
                "hạng mục",
                "việc",
                "nhu cầu",
            ],
        )
    });
    let is_over = ends_matter(bare) || is_gone || is_let(clause) || is_not_ours(bare);
    is_over && !says(clause, UNDECIDED)
}

/// Whether a clause in lower case says that the matter is none of those who report, or does not apply to them:
/// "không thuộc phạm vi", "không được giao".
pub(super) fn is_not_ours(clause: &str) -> bool {
    begins(clause, NOT_OURS) && !clause.ends_with("được")
}

/// Whether words begin with a verb of ending and what is ended, or what is given up: "bỏ khỏi chương
/// trình", "ngừng tổ chức".
fn ends_matter(said: &str) -> bool {
    ENDS.iter().any(|it| {
        let behind = said.strip_prefix(it).and_then(|it| it.strip_prefix(' '));
        // "Thôi việc" is what people do.
        let behind = behind.filter(|behind| *it != "thôi" || !begins(behind, &["việc"]));
        behind.is_some_and(|behind| {
            let gives_up = GIVES_UP.contains(it) && begins(behind, GENERAL_DEEDS);
            begins(behind, OF_MATTER) || begins(behind, MATTERS) || gives_up
        })
    })
}

/// Whether somebody lets a matter end: "tỉnh cho rút khỏi danh mục", "Bộ đồng ý dừng".
fn is_let(clause: &str) -> bool {
    let behind = |word: &str| {
        let padded = format!(" {clause}");
        let (_, behind) = padded.split_once(&format!(" {word} "))?;
        Some(behind.to_owned())
    };
    let lets = LETS.iter().filter_map(|it| behind(it));
    let mut lets = lets.map(|it| it.strip_prefix("cho ").unwrap_or(&it).to_owned());
    lets.any(|it| ends_matter(&it) || ENDS.contains(&it.as_str()) || begins(&it, DROPPED))
}

/// Whether a clause in lower case gives up the very thing that was asked for: "thôi thành lập theo kết luận
/// của tỉnh", "hủy giải chạy".
pub(super) fn gives_up(clause: &str, asked: &str) -> bool {
    let bare = clause.strip_prefix("đã ").unwrap_or(clause);
    let is_asked = |verb: &&&str| begins(asked, &[**verb]) || has_phrase(asked, verb);
    let mut given_up = ENDS.iter().filter(|it| !is_asked(it)).filter_map(|it| {
        let behind = bare.strip_prefix(it)?.strip_prefix(' ')?;
        let words: Vec<&str> = behind.split(' ').take(2).collect();
        (words.len() == 2).then(|| words.join(" "))
    });
    given_up.any(|it| has_phrase(asked, &it)) && !says(clause, UNDECIDED)
}

/// Whether what follows a clause tells of a result after all.
pub(super) fn tells_result(rest: &str) -> bool {
    rest.contains('%') || says(rest, &["đạt", "hoàn thành"])
}

/// Whether a clause gives a reason for a deed left undone.
pub(super) fn gives_reason(clause: &str) -> bool {
    without_reason(clause).len() < clause.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_left_undone_is_told_from_a_result() {
        for (clause, expected) in [
            ("không mua sắm do không được bố trí vốn", Some("mua sắm")),
            ("không cử đoàn vì dịch bệnh", Some("cử đoàn")),
            ("thôi không mở lớp", Some("mở lớp")),
            ("không tổ chức được do mưa bão", None),
            ("không đạt do thiếu vốn", None),
            ("không phát hiện", None),
            ("không tái phát", None),
            ("không đúng hạn", None),
            ("đã mua", None),
        ] {
            assert_eq!(undone(clause), expected, "{clause}");
        }
    }

    #[test]
    fn a_matter_is_ended_by_a_verb_of_ending_and_the_matter() {
        for (clause, expected) in [
            ("ngừng tổ chức vì trùng nội dung", true),
            ("thôi thực hiện", true),
            ("cắt chỉ tiêu", true),
            ("không còn nhiệm vụ này", true),
            ("chấm dứt dự án", true),
            ("tạm ngừng tổ chức", false),
            ("cắt băng khánh thành", false),
            ("ngừng cấp nước 02 lần", false),
            ("không còn hộ nghèo", false),
            ("bỏ học", false),
            ("đề nghị dừng thực hiện", false),
            ("tỉnh cho rút khỏi danh mục đầu tư công", true),
            ("bộ đồng ý dừng", true),
            ("hđnd thống nhất không triển khai", true),
            ("hủy gói thầu", true),
            ("không thuộc phạm vi của xã", true),
            ("không được giao năm 2026", true),
            ("cho thôi việc 03 người", false),
            ("không thuộc nhóm 15", false),
        ] {
            assert_eq!(is_ended(clause), expected, "{clause}");
        }
    }

    #[test]
    fn what_was_asked_for_is_given_up() {
        for (clause, asked, expected) in [
            (
                "thôi thành lập theo kết luận",
                "thành lập quỹ bảo lãnh",
                true,
            ),
            ("hủy giải chạy", "tổ chức giải chạy", true),
            ("cắt băng khánh thành", "khánh thành cầu", false),
            ("hủy giải chạy", "hủy giải chạy", false),
            ("xin thôi thành lập quỹ", "thành lập quỹ", false),
        ] {
            assert_eq!(gives_up(clause, asked), expected, "{clause}");
        }
    }

    #[test]
    fn a_time_or_a_purpose_behind_a_deed_changes_nothing() {
        for (clause, expected) in [
            ("không khảo sát trong kỳ", true),
            ("không thuê nữa", true),
            ("không tổ chức để tiết kiệm chi", true),
            ("không mua 12 bộ", false),
            ("không lập hồ sơ của các hộ dân", false),
        ] {
            assert_eq!(says_no_more(clause), expected, "{clause}");
        }
    }
}
