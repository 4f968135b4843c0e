//! Whose a file is: letterhead, signature, file name and folder name the sender, and a body that is
//! none of the units is not taken for the unit whose name it has.

use phuluc::{
    gather::{self, Form, Sender, Units},
    import,
    model::fixture,
};

const FORM: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | actual:Thực hiện
    - 1 | Số hộ trồng chè theo tiêu chuẩn hữu cơ | hộ |
    - 2 | Diện tích chè được cấp mã số vùng trồng | ha |
    - 3 | Sản lượng chè búp tươi | tấn |
";

const UNITS: &str = "
    Xã Mường Hoa
    Xã Bình Thuận, tỉnh Thái Nguyên
    Xã Bình Thuận, tỉnh Lâm Đồng
    Phường Tân Giang
    Sở Công Thương
    Văn phòng UBND tỉnh
    Thuế tỉnh
";

/// Returns the name of the unit that sent a file of this path, with lines above and below its table.
fn sender(path: &str, above: &str, below: &str) -> Result<String, Vec<String>> {
    sender_among(UNITS, path, above, below)
}

fn sender_among(units: &str, path: &str, above: &str, below: &str) -> Result<String, Vec<String>> {
    let units = Units::from_lines(units);
    let form = Form::new(fixture::parse(FORM));
    let csv = format!(
        "{above}\nBIỂU SỐ LIỆU VỀ CÂY CHÈ NĂM 2026\nSTT;Chỉ tiêu;Đơn vị tính;Thực hiện\n1;Số hộ trồng chè theo tiêu chuẩn hữu cơ;hộ;12\n\
         2;Diện tích chè được cấp mã số vùng trồng;ha;30\n3;Sản lượng chè búp tươi;tấn;410\n{below}\n"
    );
    let imported = import::import(csv.as_bytes(), "bieu.csv").unwrap();
    let name = |at: usize| units.names[at].clone();
    match gather::read_answer(&units, &form, path, csv.as_bytes(), &imported).sender {
        Sender::Unit(unit) => Ok(name(unit)),
        Sender::Unsure(perhaps) => Err(perhaps.into_iter().map(name).collect()),
        Sender::Unknown => Err(Vec::new()),
    }
}

#[test]
fn the_last_body_of_a_letterhead_sends() {
    let of = |letterhead: &str| sender("bieu.csv", letterhead, "");
    assert_eq!(
        of("UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG"),
        Ok("Sở Công Thương".into())
    );
    assert_eq!(
        of("UBND XÃ MƯỜNG HOA\nPHÒNG KINH TẾ"),
        Ok("Xã Mường Hoa".into())
    );
    assert_eq!(
        of("UBND TỈNH LÀO CAI\nVĂN PHÒNG"),
        Ok("Văn phòng UBND tỉnh".into())
    );
    assert_eq!(of("CỤC THUẾ\nTHUẾ TỈNH LÀO CAI"), Ok("Thuế tỉnh".into()));
    for other in [
        "SỞ CÔNG THƯƠNG\nTRUNG TÂM KHUYẾN CÔNG",
        "UBND XÃ MƯỜNG HOA\nTRƯỜNG MẦM NON HOA BAN",
        "CÔNG AN TỈNH LÀO CAI\nCÔNG AN XÃ MƯỜNG HOA",
        "ĐẢNG BỘ TỈNH LÀO CAI\nĐẢNG ỦY XÃ MƯỜNG HOA",
    ] {
        assert!(of(other).is_err(), "{other}");
    }
}

#[test]
fn of_two_communes_of_one_name_the_province_tells() {
    let of = |letterhead: &str| sender("bieu.csv", letterhead, "");
    assert_eq!(
        of("UBND TỈNH LÂM ĐỒNG\nUBND XÃ BÌNH THUẬN"),
        Ok("Xã Bình Thuận, tỉnh Lâm Đồng".into())
    );
    assert!(of("UBND XÃ BÌNH THUẬN").is_err());
    let path = "Thái Nguyên/xã Bình Thuận.csv";
    assert_eq!(
        sender(path, "", ""),
        Ok("Xã Bình Thuận, tỉnh Thái Nguyên".into())
    );
}

#[test]
fn folders_archives_and_signatures_name_senders() {
    let of = |path: &str| sender(path, "", "");
    assert_eq!(of("Xã Mường Hoa/bieu che.csv"), Ok("Xã Mường Hoa".into()));
    assert_eq!(
        of("UBND phường Tân Giang.zip/bieu 12.csv"),
        Ok("Phường Tân Giang".into())
    );
    // The file's own name counts more than that of a folder.
    assert_eq!(
        of("Xã Mường Hoa/phuong tan giang.csv"),
        Ok("Phường Tân Giang".into())
    );
    let signed = sender("bieu.csv", "", "TM. ỦY BAN NHÂN DÂN XÃ MƯỜNG HOA\nCHỦ TỊCH");
    assert_eq!(signed, Ok("Xã Mường Hoa".into()));
}

#[test]
fn the_place_may_stand_below_its_committee_in_a_signature() {
    let of = |below: &str| sender("bieu.csv", "", below);
    let committee = "TM. ỦY BAN NHÂN DÂN";
    assert_eq!(
        of(&format!("{committee}\nXÃ MƯỜNG HOA\nCHỦ TỊCH")),
        Ok("Xã Mường Hoa".into())
    );
    // Without a signature above it a name may be anything.
    assert_eq!(of("XÃ MƯỜNG HOA"), Err(Vec::new()));
}

#[test]
fn bodies_of_a_place_and_addressees_are_not_taken_for_a_unit() {
    let of = |name: &str| sender(name, "", "");
    for other in [
        "Trường tiểu học Mường Hoa.csv",
        "HTX chè Mường Hoa.csv",
        "cong an xa muong hoa.csv",
        "Bieu gui So Cong Thuong.csv",
        "thị trấn Tân Giang.csv",
    ] {
        assert!(of(other).is_err(), "{other}: {:?}", of(other));
    }
    assert_eq!(
        of("Xã Mường Hoa gửi Sở Công Thương.csv"),
        Ok("Xã Mường Hoa".into())
    );
    // A town of before may have become the ward: it is asked.
    assert_eq!(
        of("thị trấn Tân Giang.csv"),
        Err(vec!["Phường Tân Giang".into()])
    );
}

#[test]
fn letters_are_those_of_the_body_that_officials_mean() {
    let units = "Sở Nội vụ\nSở Ngoại vụ\nBan Quản lý các khu công nghiệp\nThanh tra tỉnh\n";
    let of = |name: &str| sender_among(units, name, "", "");
    for (name, expected) in [
        ("SNV luu tru.csv", "Sở Nội vụ"),
        ("SNgV.csv", "Sở Ngoại vụ"),
        ("BQL KCN.csv", "Ban Quản lý các khu công nghiệp"),
        ("tt tinh.csv", "Thanh tra tỉnh"),
    ] {
        assert_eq!(of(name), Ok(expected.to_owned()), "{name}");
    }
}

#[test]
fn a_department_writes_for_its_province_and_a_commune_does_not() {
    let units = "Tỉnh Lào Cai\nTỉnh Đắk Lắk\nThành phố Hồ Chí Minh\n";
    let of = |name: &str, above: &str| sender_among(units, name, above, "");
    let letterhead = "UBND TỈNH LÀO CAI\nSỞ CÔNG THƯƠNG";
    assert_eq!(of("bieu.csv", letterhead), Ok("Tỉnh Lào Cai".to_owned()));
    assert!(of("bieu.csv", "UBND TỈNH LÀO CAI\nUBND XÃ MƯỜNG HOA").is_err());
    assert_eq!(of("TP HCM.csv", ""), Ok("Thành phố Hồ Chí Minh".to_owned()));
    assert_eq!(of("Đắc Lắc.csv", ""), Ok("Tỉnh Đắk Lắk".to_owned()));
}
