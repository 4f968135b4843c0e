//! Whether a text says that something is done: `Đã ban hành Quyết định số 12`, `Đang lấy ý kiến`.

use super::{
    date::Date,
    figure::Figure,
    progress_status::{ProgressStatus, has_phrase, is_blank},
    target::{Amount, Measure},
};

/// Whether a report says that a task is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Yes,
    /// Begun or not, but not done.
    No,
    Unknown,
    Blank,
    Dropped,
    NoData,
}

/// Words that say that something is still going on.
const UNDERWAY: &[&str] = &[
    "đang",
    "chưa",
    "dự thảo",
    "dự kiến",
    "sẽ",
    "một phần",
    "tiếp tục",
    "lấy ý kiến",
    "gia hạn",
    "lùi",
    "chuyển sang",
];

/// Words of what is done with a thing that is there already.
const IN_USE: &[&str] = &[
    "vận hành",
    "sử dụng",
    "khai thác",
    "duy trì",
    "phát huy",
    "áp dụng",
    "theo dõi",
    "cập nhật",
    "bảo trì",
];

/// Words of things that are done once they are said.
const FINISHED: &[&str] = &[
    "đã ban hành",
    "đã phê duyệt",
    "đã hoàn thành",
    "đã tổ chức",
    "đã xây dựng",
    "đã nghiệm thu",
    "đã đưa vào",
    "đã công bố",
    "đã thành lập",
    "đã bàn giao",
    "đã lắp đặt",
    "đã thực hiện",
    "đã triển khai xong",
    "được ban hành",
    "được phê duyệt",
    "hoàn thành",
    "ban hành",
];

/// Kinds of documents with which a result begins when it is the product itself.
const DOCUMENTS: &[&str] = &[
    "quyết định số",
    "kế hoạch số",
    "nghị quyết số",
    "chỉ thị số",
    "công văn số",
    "báo cáo số",
    "thông báo số",
    "văn bản số",
    "quy chế",
    "hướng dẫn số",
];

impl Done {
    /// Reads what a report says about a task.
    pub fn parse(text: &str) -> Done {
        if is_blank(text) {
            return Done::Blank;
        }
        match ProgressStatus::parse(text) {
            Some(ProgressStatus::Exceeded | ProgressStatus::Met) => return Done::Yes,
            Some(ProgressStatus::Dropped) => return Done::Dropped,
            Some(ProgressStatus::NoData) => return Done::NoData,
            Some(ProgressStatus::Missed | ProgressStatus::NotDue | ProgressStatus::Overdue) => {
                return Done::No;
            }
            None => {}
        }
        let lower = text.trim().to_lowercase();
        let clauses: Vec<String> = lower.split([',', ';', '.', '(', '\n']).map(plain).collect();
        let is_finished = |clause: &String| {
            FINISHED.iter().any(|it| match it.starts_with(['đ', 'ư']) {
                true => has_phrase(clause, it),
                // Without "đã" it is the beginning that says it: "Sẽ ban hành".
                false => clause.starts_with(it),
            }) || DOCUMENTS.iter().any(|it| clause.starts_with(it))
        };
        let is_finished = |clause: &String| is_finished(clause) && !is_underway(clause);
        let done = clauses.iter().position(is_finished);
        let is_going_on = clauses.iter().enumerate().any(|(at, clause)| {
            let is_after = done.is_some_and(|done| done < at);
            let is_in_use = IN_USE.iter().any(|it| has_phrase(clause, it));
            is_underway(clause) && !(is_after && is_in_use)
        });
        if is_going_on {
            return Done::No;
        }
        match share(text) {
            Some(share) if 100.0 <= share => return Done::Yes,
            Some(_) => return Done::No,
            None => {}
        }
        // What waits for another's decision may be all that was asked, or not.
        let is_decided = clauses.iter().any(|clause| {
            let words = [
                "được ban hành",
                "được phê duyệt",
                "đã ban hành",
                "đã phê duyệt",
            ];
            words.iter().any(|it| has_phrase(clause, it))
        });
        let submitted = clauses.iter().rposition(|it| is_submitted(it));
        if submitted.is_some_and(|at| done.is_none_or(|done| done < at) && !is_decided) {
            return Done::Unknown;
        }
        let is_word = matches!(lower.as_str(), "x" | "v" | "có" | "rồi");
        match done.is_some() || is_word {
            true => Done::Yes,
            false => Done::Unknown,
        }
    }
}

/// The share that a text says is done, in per cent.
fn share(text: &str) -> Option<f64> {
    let figure = Figure::parse(text, "", Some(Measure::Percent)).ok()?;
    let is_part = matches!(figure.amount, Amount::Of(..))
        && !figure.of.is_empty()
        && Date::parse(text).is_none();
    let is_share = figure.change.is_none() && (figure.measure == Measure::Percent || is_part);
    is_share.then(|| figure.value())
}

/// The words of a lower-case text, with single spaces.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

/// Whether a clause says that something is still going on.
fn is_underway(clause: &str) -> bool {
    UNDERWAY.iter().any(|it| has_phrase(clause, it)) || is_nearly(clause)
}

/// Whether "trình" is the verb: something waits for another's decision.
fn is_submitted(clause: &str) -> bool {
    // "chương trình", "quy trình", "trình độ"
    let before = [
        "chương", "quy", "công", "lộ", "giáo", "quá", "tiến", "hành", "toàn", "đăng", "thuyết",
        "phương", "giải", "tường",
    ];
    let behind = ["độ", "diễn", "bày", "tự", "duyệt"];
    let words: Vec<&str> = clause.split(' ').collect();
    (0..words.len()).any(|at| {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or_default();
        word(Some(at)) == "trình"
            && !before.contains(&word(at.checked_sub(1)))
            && !behind.contains(&word(Some(at + 1)))
    })
}

/// Whether "cơ bản" says that something is nearly done: "kỹ năng cơ bản" is another thing.
fn is_nearly(clause: &str) -> bool {
    let behind = ["hoàn", "xong", "đạt", "đã", "đáp", "hình", "đảm", "bảo"];
    clause.starts_with("cơ bản")
        || has_phrase(clause, "đã cơ bản")
        || behind
            .iter()
            .any(|it| has_phrase(clause, &format!("cơ bản {it}")))
}

#[cfg(test)]
mod tests {
    use super::Done::{self, Dropped, No, NoData, Unknown, Yes};

    #[test]
    fn reports_say_whether_something_is_done() {
        for (text, expected) in [
            (
                "UBND tỉnh đã ban hành Quyết định số 1200/QĐ-UBND ngày 20/8/2026",
                Yes,
            ),
            ("Sở Nội vụ đã tổ chức 02 lớp tập huấn", Yes),
            ("Kế hoạch được phê duyệt tại Quyết định số 5/QĐ-UBND", Yes),
            ("Đã ban hành quy trình nội bộ", Yes),
            ("Đã tổ chức tập huấn kỹ năng số cơ bản", Yes),
            ("Đã hoàn thành; tiếp tục duy trì, cập nhật", Yes),
            ("Hoàn thành, đang vận hành ổn định", Yes),
            ("Đã hoàn thành 100%, đang khai thác", Yes),
            ("5/5 hệ thống", Yes),
            ("3/5 hệ thống", No),
            ("Đã nghiệm thu, đưa vào sử dụng từ 20/7/2026", Yes),
            ("Đã xây dựng dự thảo, đang lấy ý kiến", No),
            ("Đã ký hợp đồng, đang lắp đặt", No),
            ("Đã ban hành kế hoạch, đang tổ chức triển khai", No),
            ("Đã trình UBND tỉnh tại Tờ trình số 45/TTr-SKHCN", Unknown),
            ("Đã xây dựng, trình UBND tỉnh ngày 28/6/2026", Unknown),
            ("Đang trình UBND tỉnh", No),
            ("Đã trình và được ban hành tại Quyết định số 5", Yes),
            ("Xin lùi sang năm 2027", No),
            ("Cơ bản hoàn thành chương trình", No),
            ("Đã cơ bản hình thành", No),
            ("Đang sử dụng thử", No),
            ("Hoàn thành 85%", No),
            ("Phối hợp với các xã", Unknown),
            ("Gia hạn đến tháng 12/2026", No),
            ("Không thực hiện", Dropped),
            ("Chưa có số liệu", NoData),
            ("-", Done::Blank),
        ] {
            assert_eq!(Done::parse(text), expected, "{text}");
        }
    }
}
