//! Syllables that hardly anybody writes, and words before names: what the counted pairs cannot know.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Syllables of plants, animals, regions and old words that hardly anybody writes: they are words all the same.
const RARE: &str = "mèn thát pía tré giảo quạp piêu nghinh nhum sủ dìa hoắc trĩnh toong khuyển trôm sậu khúm náy chỏ tằng diêu đĩnh lỏm nhạnh \
    nhùng tiễu róm cừa chũi dổi mấm chẽm trèn xịa pí phèng trạo khém huổi khuổi pác \
    phiêng tành tể dằng đáu dửng chơ đung gích lẽn toàng thảng phấp hắng đẩu rắt nghễ cảo ừng lởi cỡn sù \
    lởn chệ ngoằng mọ bĩ nghịu kiền huê hoằng chạ èo khương hòi hĩnh tiệp";

/// Whether a lower-case syllable that the counted texts lack is a word all the same.
pub(super) fn is_rare(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| RARE.split_whitespace().collect());
    KNOWN.contains(word)
}

/// Whether the capital behind a lower-case word begins the name of a people, a place or a person.
pub(super) fn introduces_name(word: &str) -> bool {
    [
        "người",
        "tộc",
        "huyện",
        "quận",
        "đảo",
        "vịnh",
        "phá",
        "hồ",
        "thác",
        "hang",
        "động",
        "đình",
        "đền",
        "miếu",
        "lăng",
        "chợ",
        "cầu",
        "cửa",
        "cảng",
        "vùng",
        "thôn",
        "bản",
        "ấp",
        "làng",
        "buôn",
        "xóm",
        "xứ",
        "sông",
        "suối",
        "rạch",
        "khe",
        "mương",
        "phường",
        "tỉnh",
        "xã",
        "khu",
        "núi",
        "đèo",
        "dốc",
        "đồi",
        "gò",
        "cồn",
        "bàu",
        "đồng",
        "hòn",
        "chùa",
        "ông",
        "bà",
    ]
    .contains(&word)
}
