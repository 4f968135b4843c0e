//! Words of every day that laws and resolutions hardly use, and words before names: what the counted pairs
//! cannot know.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words in use, as far as the counted pairs may lack them.
const WORDS: &str = "vé tem gà vịt ngan ngỗng dê cừu thỏ mèo chó lợn heo trâu bò ngựa hươu nai ong tằm tôm cua ghẹ ốc \
    mực sò nghêu hàu ếch lươn chạch trê quýt cam chanh bưởi xoài chuối mít ổi vải nhãn dứa dừa cau trầu chè bông đay \
    cói lạc vừng khoai sắn ngô mía rau tỏi gừng sả ớt quế hồi sâm nấm măng tre nứa luồng mây keo xoan lim áo quần mũ \
    giày dép khăn chăn màn chiếu gối ghế kệ bát đũa thìa nồi chảo ấm chén cốc đèn nến quạt bếp lò củi gạch ngói vôi \
    sỏi đinh vít búa kìm cưa thang xích lưới thuyền ghe xuồng phà đò bè buồm neo lốp phanh băng đĩa loa kèn trống \
    chiêng cồng sáo then xòe múa tuồng chèo rối tết rằm giỗ cúng bánh kẹo mứt bún phở miến mắm muối sữa trứng thịt giò \
    chả nem rượu bia kính răng tai mũi họng gan phổi thận ruột xương khớp tim não sởi dại cúm sốt giun sán ruồi muỗi \
    chuột gián mối mọt rầy lắp gội tắm giặt phơi rửa nấu hấp luộc rang sấy ướp ủ ươm gieo cấy gặt tưới bón cày bừa xới \
    cuốc xẻng liềm chum vại thúng rổ nón gậy dao kéo kim lụa len gốm sứ mộc rèn đúc khảm mài đan thêu dệt nhuộm buồng \
    mèn mén sảnh sân rào mái trần kèo san hô lặn bơi chạy nhảy ném cờ vua bóng chuyền \
    đựng chứa gánh khiêng bưng buộc trói cống kè đê đập rãnh hang động vực thác đầm phá cồn gò đụn cát sạn sỏi đá nhựa \
    kẽm nhôm thép đồng chì đước sú vẹt tràm bần mắm phi lao bạch đàn thông thát lóc rô trê chép tra pía tét chưng giầy \
    nem tré đố vè ca dao trùng nọc ghẻ lở bèo lau sậy cỏ rơm rạ trấu cám bã phân chuồng trại lồng bè \
    bão lũ lụt lốc sét dông giông mưa gió nắng rét sương sóng triều ngập sạt trượt sụt lún nứt đổ gãy vỡ tốc \
    cạo gỡ đốn chặt tỉa đục khoan đào xúc san lấp trát quét lau chùi rải vét hút bơm xả bịt vá hàn mạ sơn lợp \
    xông phun tẩm ngâm phơi hong gói buộc treo dán gắn tháo lăn kê chèn đóng đẩy khâu móc vớt câu bẫy săn rình \
    má trán cằm vai lưng bụng ngực đùi chân vuốt lông đuôi sừng vảy vây mỏ trứng tổ hót gáy \
    nhã xướng hò ru kể lý chầu văn đàn sênh phách mõ chuông đài gương lược tranh tượng lăng mộ thờ cọc";

/// Whether a lower-case word is one of every day.
pub(super) fn is_everyday(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());
    KNOWN.contains(word)
}

/// Syllables of plants, animals, regions and old words that hardly anybody writes: they are words all the same.
const RARE: &str = "giảo quạp piêu nghinh nhum sủ dìa hoắc trĩnh toong khuyển trôm sậu khúm náy chỏ tằng diêu đĩnh lỏm nhạnh \
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
