//! Words of the names of indicators, and what they say.

/// What a word says within a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing, whatever its syllables say elsewhere.
    Nothing,
    /// Something that is made, held or kept: more is planned.
    Thing,
    /// An attribute or a matter that is not wanted: "nghèo", "ô nhiễm".
    BadThing,
    /// An event that is not wanted: "tai nạn".
    BadEvent,
    /// What is amiss with anything: "hỏng", "quá hạn".
    Amiss,
    /// The same, with a verb behind it that is left undone: "ngừng cấp nước".
    Stops,
    /// What a plan raises: "sản lượng".
    Amount,
    /// What is wanted.
    Good,
    /// "Có": good unless what is had is bad.
    Has,
    /// What is done, with or without an object.
    Deed,
    /// What is done about bad things.
    Remedy,
    /// What makes bad things fewer, also states: "giảm", "khắc phục".
    Undoes,
    /// "Được": something is done about what stands ahead of it.
    Passive,
    /// "Bị".
    Suffers,
    Not,
    NotYet,
    /// What is wanted, denied: "chưa lắp".
    Denied,
    Grows,
}

/// What words say, by lines.
const LINES: &str = include_str!("words.tsv");

/// Each word with what it says.
pub(super) fn words() -> impl Iterator<Item = (&'static str, Says)> {
    let lines = LINES.lines().filter(|it| !it.starts_with('#'));
    lines.flat_map(|line| {
        let (kind, words) = line.split_once('\t').unwrap_or_default();
        let says = says(kind);
        words.split(", ").map(move |it| (it, says))
    })
}

fn says(kind: &str) -> Says {
    match kind {
        "thing" => Says::Thing,
        "bad_thing" => Says::BadThing,
        "bad_event" => Says::BadEvent,
        "amiss" => Says::Amiss,
        "stops" => Says::Stops,
        "not" => Says::Not,
        "not_yet" => Says::NotYet,
        "grows" => Says::Grows,
        "suffers" => Says::Suffers,
        "passive" => Says::Passive,
        "has" => Says::Has,
        "undoes" => Says::Undoes,
        "remedy" => Says::Remedy,
        "deed" => Says::Deed,
        "amount" => Says::Amount,
        "good" => Says::Good,
        _ => Says::Nothing,
    }
}

/// Indicators of which more is neither better nor worse.
pub(super) const EITHER_WAY: &[&str] = &[
    "tỷ trọng",
    "cơ cấu",
    "chỉ số giá",
    "lạm phát",
    "dân số trung bình",
    "quy mô dân số",
    "tăng dân số",
    "nhân khẩu",
    "giới tính khi sinh",
    "tỷ số giới tính",
    "biên chế",
    "chi thường xuyên",
    "dư nợ",
    "lao động nông nghiệp",
    "chuyển tuyến",
    "giá bán",
    "đơn giá",
    "mức sinh",
];

/// Parts of the economy whose share plans raise.
pub(super) const RAISED_SECTORS: &[&str] = &[
    "kinh tế số",
    "kinh tế xanh",
    "công nghệ cao",
    "năng lượng tái tạo",
    "chế biến chế tạo",
];

/// First words of places among others, of which the first is the best.
pub(super) const RANKS: &[&str] = &["xếp hạng", "thứ hạng", "vị trí trong bảng"];

/// Words ahead of what is measured.
pub(super) const MEASURES: &[&str] = &[
    "tổng số",
    "tổng",
    "số lượng",
    "số",
    "lượng",
    "mức độ",
    "mức",
    "tỷ lệ",
    "tỉ lệ",
    "tỷ suất",
    "suất",
    "bình quân",
    "trung bình",
];

/// First words of how much less of anything there is to be.
pub(super) const REDUCTIONS: &[&str] = &[
    "giảm",
    "tỷ lệ giảm",
    "tỉ lệ giảm",
    "mức giảm",
    "tốc độ giảm",
];

/// What is spent on anything, as the head of a name.
pub(super) const COST_HEADS: &[&str] = &[
    "chi phí",
    "giá thành",
    "tiêu hao",
    "tiêu thụ",
    "hao phí",
    "cường độ năng lượng",
];

/// How long anything takes, as the head of a name.
pub(super) const TIME_HEADS: &[&str] = &["thời gian", "ngày chờ", "giờ chờ", "phút chờ"];

/// Times that are counted: of what is done in them, neither more nor less need be wanted.
pub(super) const TIMES: &[&str] = &["ngày", "giờ", "phút", "tuần", "tháng"];

/// What may well take longer.
pub(super) const LONGER_TIMES: &[&str] = &[
    "lưu trú",
    "phát sóng",
    "hoạt động",
    "luyện tập",
    "đọc",
    "học",
    "tham quan",
    "mở cửa",
    "phục vụ",
    "sử dụng",
    "sống",
    "vận hành",
    "bay",
    "thực hành",
    "nghỉ ngơi",
    "bảo hành",
    "giữa hai",
    "có điện",
    "cấp nước",
];

/// Words by which what is spent is a gain.
pub(super) const SPARING: &[&str] = &["tiết kiệm", "giảm", "rút ngắn", "cắt giảm", "thu hồi"];

/// What is used up.
pub(super) const RESOURCES: &[&str] = &[
    "điện",
    "nước",
    "giấy",
    "xăng",
    "dầu",
    "nhiên liệu",
    "năng lượng",
    "gas",
    "củi",
    "mực in",
    "vật tư",
    "văn phòng phẩm",
    "hóa chất",
    "hoá chất",
    "thuốc bảo vệ thực vật",
    "thuốc trừ sâu",
    "thuốc kháng sinh",
    "kháng sinh",
    "túi ni lông",
    "nhựa",
    "đồ nhựa",
];

pub(super) const USING: &[&str] = &["sử dụng", "tiêu thụ", "tiêu hao", "hao phí", "dùng"];

/// First words of where, when and about what.
pub(super) const ADJUNCTS: &[&str] = &[
    "tại", "ở", "trên", "trong", "về", "theo", "khi", "lúc", "thuộc", "của", "khỏi", "sau", "trước",
];

/// Compounds with these syllables.
pub(super) const NO_ADJUNCTS: &[&str] = &[
    "nhà ở",
    "chỗ ở",
    "đất ở",
    "trong sạch",
    "trong nước",
    "theo dõi",
    "theo học",
    "trở về",
    "về đích",
    "trên không",
    "trực thuộc",
    "trong lành",
    "khỏi bệnh",
    "thoát khỏi",
    "chữa khỏi",
    "ra khỏi",
    "trước hạn",
    "trước thời",
    "sau đại",
];

pub(super) const REASONS: &[&str] = &["do", "vì", "bởi"];

/// Words with which something is said again of what stands ahead.
pub(super) const PREDICATE_MARKS: &[&str] =
    &["được", "bị", "có", "đã", "đạt", "chưa", "không", "còn"];

/// People, times and cases: what befalls them tells whether more of them are wanted.
pub(super) const NEUTRAL_HEADS: &[&str] = &[
    "người",
    "hộ",
    "gia đình",
    "lao động",
    "nhân khẩu",
    "trẻ",
    "học sinh",
    "sinh viên",
    "phụ nữ",
    "cán bộ",
    "công chức",
    "viên chức",
    "công nhân",
    "bệnh nhân",
    "đối tượng",
    "xe",
    "phương tiện",
    "tàu",
    "hồ sơ",
    "đơn",
    "vụ",
    "ca",
    "trường hợp",
    "lượt",
    "lần",
    "ngày",
    "giờ",
    "phút",
    "tháng",
    "ý kiến",
    "cuộc gọi",
    "xã",
    "phường",
    "thôn",
    "bản án",
    "án",
    "bị cáo",
    "phạm nhân",
    "giá",
    "kinh phí",
    "chi",
    "tiền",
    "con nuôi",
];

/// How a deed is done amiss.
pub(super) const MANNERS: &[&str] = &[
    "muộn",
    "trễ",
    "chậm",
    "nhầm",
    "nhầm lẫn",
    "sai",
    "quá hạn",
    "trễ hạn",
    "chậm hạn",
    "thiếu",
];
