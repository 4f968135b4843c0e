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
    /// Reads what a report says about anything.
    pub fn parse(text: &str) -> Done {
        Done::of_task(text, "")
    }

    /// Reads what a report says about a task with a content.
    pub fn of_task(text: &str, content: &str) -> Done {
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
        let deed = deed(content);
        let is_finished = |clause: &String| {
            says_done(clause, &deed)
                || FINISHED.iter().any(|it| match it.starts_with(['đ', 'ư']) {
                    true => has_phrase(clause, it),
                    // Without "đã" it is the beginning that says it: "Sẽ ban hành".
                    false => clause.starts_with(it),
                })
                || DOCUMENTS.iter().any(|it| clause.starts_with(it))
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
        let is_to_submit = deed.first().is_some_and(|it| it == "trình");
        let submitted = clauses
            .iter()
            .rposition(|it| is_submitted(it) && !is_to_submit);
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

/// Verbs of what goes on without an end.
const ENDLESS: &[&str] = &[
    "triển khai",
    "thực hiện",
    "tiếp tục",
    "phối hợp",
    "tăng cường",
    "đẩy mạnh",
    "duy trì",
    "nâng cao",
    "theo dõi",
    "tham mưu",
    "chỉ đạo",
    "phát triển",
    "thúc đẩy",
    "quản lý",
    "vận hành",
    "hỗ trợ",
];

/// The words with which a task says what is to be done: of "Xây dựng, ban hành Đề án" those from
/// "ban hành" on. None where that has no end.
fn deed(content: &str) -> Vec<String> {
    let lower = content.to_lowercase().replace(" và ", ",");
    let mut parts = lower
        .split([',', ';'])
        .map(plain)
        .filter(|it| !it.is_empty())
        .peekable();
    let mut last = parts.next().unwrap_or_default();
    // Short parts are verbs of a row of them.
    while last.split(' ').count() <= 2 && parts.peek().is_some() {
        last = parts.next().unwrap_or_default();
    }
    match ENDLESS.iter().any(|it| last.starts_with(it)) {
        true => Vec::new(),
        false => last.split(' ').map(str::to_owned).collect(),
    }
}

/// Whether a clause says that a deed was done: `Đã gửi Báo cáo số 77` of `Gửi báo cáo`. A verb of one
/// word that something else follows is another verb.
fn says_done(clause: &str, deed: &[String]) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let Some(at) = words.iter().position(|it| *it == "đã") else {
        return false;
    };
    let behind = words.get(at + 1..).unwrap_or_default();
    let n_same = behind
        .iter()
        .zip(deed)
        .take_while(|(left, right)| left == right)
        .count();
    let next = behind.get(n_same).copied().unwrap_or_default();
    let ends = [
        "", "tại", "ngày", "theo", "vào", "từ", "cho", "xong", "số", "đủ", "trong", "ở",
    ];
    let is_submitted = deed.first().is_some_and(|it| it == "trình");
    1 < n_same || (n_same == 1 && (ends.contains(&next) || is_submitted))
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

    #[test]
    fn what_a_task_asks_for_is_done_once_it_is_said() {
        use Done::{No, Unknown, Yes};
        for (content, text, expected) in [
            (
                "Trình UBND tỉnh Đề án dữ liệu",
                "Đã trình tại Tờ trình số 45/TTr-SKHCN",
                Yes,
            ),
            (
                "Ban hành Đề án dữ liệu",
                "Đã trình tại Tờ trình số 45/TTr-SKHCN",
                Unknown,
            ),
            ("Xây dựng, trình ban hành Đề án", "Đã trình UBND tỉnh", Yes),
            (
                "Khai trương trung tâm",
                "Đã khai trương ngày 02/9/2026",
                Yes,
            ),
            ("Gửi báo cáo", "Đã gửi Báo cáo số 77/BC-STC", Yes),
            ("Ra mắt ứng dụng", "Đã ra mắt, có 12.000 lượt cài đặt", Yes),
            ("Ra mắt ứng dụng", "Đã ra văn bản chỉ đạo", Unknown),
            ("Khảo sát hiện trạng", "Đã khảo sát, đang tổng hợp", No),
            ("Triển khai nền tảng", "Đã triển khai đến 5 xã", Unknown),
        ] {
            assert_eq!(Done::of_task(text, content), expected, "{content}: {text}");
        }
    }
}
