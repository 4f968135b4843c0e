use serde::{Deserialize, Serialize};

use super::Language;

/// Names every text once; its words stand beside it in both languages.
macro_rules! texts {
    ($($key:ident: $vi:literal, $en:literal;)*) => {
        /// A text of the page, of a finding or of the command line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Key {
            $(#[doc = $en] $key,)*
        }

        impl Key {
            pub fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Key::$key, Language::Vietnamese) => $vi,
                    (Key::$key, Language::English) => $en,)*
                }
            }
        }
    };
}

texts! {
    // Import
    ImportEmpty: "Tệp rỗng. Hãy kiểm tra lại tệp gốc rồi gửi hoặc tải lại.", "The file is empty. Check the original and send or download it again.";
    ImportTruncated: "Tệp bị cắt ngang hoặc hỏng, có thể do tải về chưa xong. Hãy tải lại tệp rồi mở.", "The file is cut short or damaged, perhaps by a broken download. Download it again and open it.";
    ImportPassword: "Tệp được đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc), lưu lại rồi mở ở đây.", "The file is protected by a password. Remove it in Excel (File › Info › Protect Workbook), save and open it here.";
    ImportCsv: "Đây là tệp văn bản (CSV) nhưng không có bảng phụ lục. Dòng đầu của bảng cần có tiêu đề như “STT, Chỉ tiêu, Đơn vị, Cơ quan chủ trì”.", "This is a text file (CSV) without an annex table. The table needs a header row such as “STT, Chỉ tiêu, Đơn vị, Cơ quan chủ trì”.";
    ImportHtml: "Đây là trang web (HTML) nhưng không có bảng phụ lục nào. Hãy kiểm tra đã lưu đúng trang có bảng.", "This is a web page (HTML) without an annex table. Check that the page with the table was saved.";
    ImportMhtml: "Đây là trang web lưu thành một tệp (.mht). Hãy mở bằng Excel hoặc trình duyệt, chọn Lưu thành “Excel Workbook (.xlsx)” hoặc “Webpage, HTML” rồi mở tệp mới.", "This is a web page in a single file (.mht). Open it in Excel or a browser, save it as “Excel Workbook (.xlsx)” or “Webpage, HTML” and open that.";
    ImportWord: "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn Lưu thành “Word Document (.docx)” rồi mở tệp mới.", "This is an old Word file (.doc). Open it in Word, save it as “Word Document (.docx)” and open that.";
    ImportPdf: "Đây là tệp PDF. Hãy xin bản Excel của phụ lục, hoặc chuyển PDF sang Excel rồi mở.", "This is a PDF file. Ask for the Excel version of the annex, or convert the PDF to Excel first.";
    ImportUnknown: "Không nhận ra đây là bảng tính hay văn bản có bảng. Hãy chọn tệp .xlsx, .xls, .xlsb, .ods, .docx, .csv hoặc .html.", "This is neither a spreadsheet nor a text with tables. Choose an .xlsx, .xls, .xlsb, .ods, .docx, .csv or .html file.";
    ImportUnreadable: "Không đọc được sổ tính này: tệp sai cấu trúc ({0}). Hãy mở bằng Excel, lưu lại thành tệp mới rồi thử lại.", "The workbook cannot be read: its structure is damaged ({0}). Open it in Excel, save it as a new file and try again.";
    ImportTooLarge: "Tệp quá lớn để mở (giới hạn {0} ô, {1} MB chữ). Hãy xóa các trang tính không cần rồi thử lại.", "The file is too large to open (the limits are {0} cells and {1} MB of text). Delete the sheets you do not need and try again.";
    ImportNoTable: "Không tìm thấy bảng phụ lục nào trong tệp. Bảng cần có dòng tiêu đề như “STT, Chỉ tiêu, Đơn vị, Cơ quan chủ trì”.", "No annex table was found in the file. A table needs a header row such as “STT, Chỉ tiêu, Đơn vị, Cơ quan chủ trì”.";
    EngineCrashed: "Tệp này làm bộ đọc dừng đột ngột. Tài liệu đang mở không bị ảnh hưởng. Hãy mở tệp bằng Excel, lưu lại thành tệp mới rồi thử lại.", "This file stopped the reader. The open document is not affected. Open the file in Excel, save it as a new file and try again.";
    EngineTooSlow: "Tệp này mất quá lâu để đọc, có thể bị hỏng, nên đã dừng lại. Tài liệu đang mở không bị ảnh hưởng. Hãy mở tệp bằng Excel, lưu lại thành tệp mới rồi thử lại.", "The file took too long to read, perhaps it is damaged, and was given up. The open document is not affected. Open the file in Excel, save it as a new file and try again.";
    EngineNotLoaded: "Không tải được bộ đọc Excel. Hãy kiểm tra kết nối mạng rồi tải lại trang; tài liệu của bạn vẫn còn.", "The Excel engine could not be loaded. Check the network and reload the page; your documents are safe.";
    FileNotRead: "Trình duyệt không đọc được tệp. Hãy kiểm tra tệp còn ở chỗ cũ và không bị chương trình khác khóa.", "The browser could not read the file. Check that it is still there and not locked by another program.";
    NoteHiddenSheet: "Trang tính ẩn, chưa nhập.", "Hidden sheet, not imported.";
    NoteHiddenRows: "Có {0} dòng bị ẩn trong tệp.", "{0} rows are hidden in the file.";
    NoteHiddenColumn: "Cột {0} ({1}) bị ẩn trong tệp.", "Column {0} ({1}) is hidden in the file.";
    NoteBodyText: "Bỏ {0} dòng văn bản đứng trước phụ lục.", "Left out {0} lines of text before the annex.";
    NoteLegacyFont: "Cột {0}: chuyển {1} ô từ phông cũ {2} sang Unicode.", "Column {0}: converted {1} cells from the legacy font {2} to Unicode.";
    NoteUncomputed: "Ô công thức chưa có kết quả, đọc thành ô trống: {0}. Mở tệp bằng Excel, lưu lại rồi nhập lại.", "Formulas without a result, read as empty cells: {0}. Open the file in Excel, save it and import it again.";
    NoteFarCells: "Bỏ {0} ô nằm bên phải cột thứ 256.", "Left out {0} cells right of column 256.";
    NoteNoTable: "Không tìm thấy bảng trên trang tính này, không nhập.", "No table was found on this sheet; left out.";
    NoteRepeatedHeader: "Bỏ dòng tiêu đề lặp lại ở đầu trang.", "Dropped a header row repeated at a page top.";
    NoteJoinedRow: "Nối dòng bị ngắt trang vào dòng trước.", "Joined a row that a page break had cut.";
    NoteDate: "Ô {0}: Excel lưu thành ngày ({1}); ghi lại như đã gõ: “{2}”.", "Cell {0}: Excel stored a date ({1}); written back as typed: “{2}”.";
    NoteLostZero: "Số thứ tự {0} đứng sau số .9 nên đọc là {1}.", "The ordinal {0} follows a .9 and is read as {1}.";
    NoteNoHeader: "Cột {0} không có tiêu đề; vẫn giữ nguyên nội dung.", "Column {0} has no heading; its content was kept.";

    // Rules
    RuleTargetOutOfRange: "Giá trị phần trăm sai", "Percentage out of range";
    RuleTargetOutOfRangeWhy: "Một tỷ lệ không thể âm hay vượt 100%, và phải là số mới đánh giá được.", "A share cannot be negative or exceed 100%, and only a number can be assessed.";
    TargetOutOfRange: "Tỷ lệ phần trăm phải nằm trong khoảng 0–100, ô này ghi “{0}”.", "A percentage lies between 0 and 100; this cell says “{0}”.";
    TargetNotANumber: "Đơn vị là % nhưng “{0}” không phải là số.", "The unit is %, but “{0}” is not a number.";
    RuleLevelOutOfRange: "Mức độ ngoài thang 1–5", "Level outside 1–5";
    RuleLevelOutOfRangeWhy: "Thang đánh giá mức độ trưởng thành chỉ có 5 mức.", "The maturity scale has five levels.";
    LevelOutOfRange: "Mức độ (cấp độ) phải từ 1 đến 5, ô này ghi “{0}”.", "A level goes from 1 to 5; this cell says “{0}”.";
    RuleUnitContradictsValue: "Đơn vị mâu thuẫn với giá trị", "Unit contradicts value";
    RuleUnitContradictsValueWhy: "Người đọc không biết nên theo đơn vị hay theo giá trị.", "The reader cannot tell whether unit or value is meant.";
    UnitContradictsValue: "Đơn vị ghi “{0}” nhưng giá trị ghi “{1}”.", "The unit says “{0}”, but the value says “{1}”.";
    RuleUnitUnknown: "Đơn vị tính lạ", "Unknown unit";
    RuleUnitUnknownWhy: "Đơn vị không có trong danh sách thường dùng, có thể gõ nhầm hoặc nằm sai cột.", "The unit is not in common use; it may be misspelt or stand in the wrong column.";
    UnitUnknown: "Không nhận ra đơn vị tính “{0}”.", "The unit “{0}” is not known.";
    FixUnitPercent: "Đổi đơn vị thành %", "Change the unit to %";
    RuleMissingTarget: "Thiếu mục tiêu", "Missing target";
    RuleMissingTargetWhy: "Chỉ tiêu không có giá trị thì không đánh giá được. Nếu giai đoạn này không đặt chỉ tiêu, ghi “-”.", "What has no target cannot be assessed. Where a phase sets none, write “-”.";
    MissingTarget: "Chưa có mục tiêu. Nếu không đặt chỉ tiêu, ghi “-”.", "There is no target. Where none is set, write “-”.";
    MissingTargetOfPhase: "Chưa có mục tiêu cho giai đoạn {0}. Nếu giai đoạn này không đặt chỉ tiêu, ghi “-”.", "There is no target for {0}. Where this phase sets none, write “-”.";
    RuleMissingLeadAgency: "Thiếu cơ quan chủ trì", "Missing lead agency";
    RuleMissingLeadAgencyWhy: "Việc không ai chủ trì thì không ai chịu trách nhiệm.", "What nobody leads, nobody answers for.";
    MissingLeadAgency: "Chưa có cơ quan chủ trì.", "There is no lead agency.";
    RuleDuplicateOrdinal: "Số thứ tự trùng", "Duplicate ordinal";
    RuleDuplicateOrdinalWhy: "Báo cáo nhắc đến một số thứ tự phải chỉ đúng một dòng.", "A report that names an ordinal must mean one row.";
    DuplicateOrdinal: "Số thứ tự “{0}” đã dùng trong mục này.", "The ordinal “{0}” is already used in this section.";
    RuleSkippedOrdinal: "Số thứ tự nhảy cách", "Skipped ordinal";
    RuleSkippedOrdinalWhy: "Thiếu một số thường là mất một dòng khi sao chép.", "A missing number often means a row lost in copying.";
    SkippedOrdinal: "Số thứ tự nhảy cách: ô này ghi “{0}”, đáng lẽ là “{1}”.", "The numbering jumps: this cell says “{0}” where “{1}” should follow.";
    RuleOrdinalForm: "Cách viết số thứ tự", "Form of the ordinal";
    RuleOrdinalFormWhy: "Số thứ tự cùng cấp nên viết cùng một kiểu.", "Ordinals of one level should be written alike.";
    OrdinalForm: "Số thứ tự “{0}” viết khác các mục cùng cấp, nên viết “{1}”.", "The ordinal “{0}” is written unlike its siblings; write “{1}”.";
    FixOrdinalForm: "Đổi số thứ tự thành “{0}”", "Change the ordinal to “{0}”";
    RuleTimeEndsBeforeStart: "Thời gian kết thúc trước khi bắt đầu", "Time ends before it starts";
    RuleTimeEndsBeforeStartWhy: "Năm kết thúc phải bằng hoặc sau năm bắt đầu.", "The end must not lie before the start.";
    TimeEndsBeforeStart: "Thời gian kết thúc trước khi bắt đầu: “{0}”.", "The time ends before it starts: “{0}”.";
    RuleTimeOutsidePhases: "Thời gian ngoài giai đoạn của kế hoạch", "Time outside the plan's phases";
    RuleTimeOutsidePhasesWhy: "Thời gian ngoài giai đoạn thường là chép từ kế hoạch cũ.", "A time outside the phases is mostly copied from an older plan.";
    TimeOutsidePhases: "Thời gian “{0}” nằm ngoài giai đoạn {1} của kế hoạch.", "The time “{0}” lies outside the plan's phases {1}.";
    TimeAfterPhases: "Thời gian “{0}” nằm sau năm {1}, năm cuối của kế hoạch.", "The time “{0}” lies after {1}, the plan's last year.";
    RuleTimeNotUnderstood: "Thời gian chưa rõ", "Time not understood";
    RuleTimeNotUnderstoodWhy: "Thời gian cần nêu năm, tháng, định kỳ hoặc điều kiện để theo dõi được.", "A time should name a year, a month, a recurrence or a condition.";
    TimeNotUnderstood: "Không đọc được thời gian “{0}”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.", "The time “{0}” is not understood. Examples: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.";
    RuleStraySpacing: "Khoảng trắng thừa hoặc sai", "Stray spacing";
    RuleStraySpacingWhy: "Khoảng trắng thừa làm tìm kiếm, đối chiếu sai và trình bày không đều.", "Stray spaces break searching and comparing, and look uneven.";
    StraySpacing: "Thừa hoặc sai khoảng trắng.", "Stray spacing.";
    FixStraySpacing: "Sửa khoảng trắng", "Tidy the spacing";
    RuleRecovered: "Đoán lại khi nhập", "Recovered on import";
    RuleRecoveredWhy: "Excel đã đổi nội dung gõ vào thành ngày hoặc số; phuluc ghi lại điều có lẽ đã gõ. Hãy đối chiếu với bản gốc.", "Excel had turned what was typed into a date or a number; what was probably typed is written back. Compare it with the original.";
    RuleLeadingDash: "Thừa gạch đầu dòng", "Leading dash";
    RuleLeadingDashWhy: "Dòng đã có số thứ tự thì không cần gạch đầu dòng.", "A row with an ordinal needs no bullet.";
    LeadingDash: "Thừa dấu gạch đầu dòng.", "The text begins with a bullet.";
    FixLeadingDash: "Bỏ gạch đầu dòng", "Drop the bullet";

    // Export
    ExportNothing: "Tài liệu chưa có phụ lục nào để xuất.", "The document has no annex to export.";
    ExportCellTooLong: "Một ô ở trang “{0}”, dòng {1} dài hơn 32.767 ký tự, Excel không nhận. Hãy rút gọn hoặc tách ô đó rồi xuất lại.", "A cell on sheet “{0}”, row {1} has more than 32,767 characters, too many for Excel. Shorten or split it and export again.";
    ExportFailed: "Không tạo được tệp Excel: {0}. Tài liệu của bạn không thay đổi.", "The Excel file could not be made: {0}. Your document is unchanged.";

    // What was done, as undo names it
    DidSetCell: "sửa ô {0}", "edit {0}";
    DidSetCells: "sửa {0} ô", "editing {0} cells";
    DidClearCells: "xóa nội dung {0} ô", "clearing {0} cells";
    DidReplace: "thay thế trong {0} ô", "replacing in {0} cells";
    Find: "Tìm", "Find";
    FindWhat: "Tìm gì", "Find what";
    FindNext: "Tiếp", "Next";
    FindPrevious: "Trước", "Previous";
    FindWhere: "Tìm ở đâu", "Where to look";
    InDocument: "Cả tài liệu", "The whole document";
    InColumn: "Cột đang chọn", "The selected column";
    InSelection: "Vùng đang chọn", "The selection";
    IgnoreTones: "Không phân biệt dấu", "Ignore tone marks";
    MatchCase: "Phân biệt hoa thường", "Match case";
    FoundCells: "Ô {0} trong {1}", "Cell {0} of {1}";
    NothingFound: "Không tìm thấy", "Nothing found";
    Replace: "Thay thế", "Replace";
    ReplaceBy: "Thay bằng", "Replace by";
    ReplaceAll: "Thay tất cả…", "Replace all…";
    ReplaceCount: "Sẽ thay trong {0} ô:", "Will replace in {0} cells:";
    ReplaceAfter: "Sau khi thay", "After";
    ReplaceNow: "Thay tất cả", "Replace all";
    Replaced: "Đã thay trong {0} ô. Ctrl+Z để hoàn tác.", "Replaced in {0} cells. Ctrl+Z takes it back.";
    MoreChanges: "… và {0} ô nữa", "… and {0} more cells";
    DidFill: "điền {0} ô", "filling {0} cells";
    DidInsertRows: "chèn {0} dòng", "inserting {0} rows";
    DidDeleteRows: "xóa {0} dòng", "deleting {0} rows";
    DidMoveRows: "chuyển {0} dòng", "moving {0} rows";
    DidClearCell: "xóa nội dung ô", "clear a cell";
    DidInsertRow: "thêm dòng", "insert a row";
    DidDeleteRow: "xóa dòng", "delete a row";
    DidMoveRow: "chuyển dòng", "move a row";
    DidChangeLevel: "đổi cấp của dòng", "change a row's level";
    DidSetHead: "sửa phần đầu phụ lục", "edit the annex's head";
    DidSetPlan: "sửa thông tin kế hoạch", "edit the plan's details";
    DidNewAnnex: "thêm phụ lục", "add an annex";
    DidDeleteAnnex: "xóa phụ lục", "delete an annex";
    DidFixAll: "sửa {0} chỗ", "fix {0} places";

    // Commands
    InsertRowAbove: "Thêm dòng trên", "Row above";
    InsertRowBelow: "Thêm dòng dưới", "Row below";
    DeleteRow: "Xóa dòng", "Delete row";
    MoveRowUp: "Chuyển lên", "Move up";
    MoveRowDown: "Chuyển xuống", "Move down";
    RaiseLevel: "Nâng cấp", "Raise level";
    LowerLevel: "Hạ cấp", "Lower level";
    TemplatePhasesAsColumns: "Chỉ tiêu, giai đoạn theo cột", "Indicators, phases as columns";
    TemplatePhasesAsSections: "Chỉ tiêu, giai đoạn theo mục", "Indicators, phases as sections";
    TemplateTasks: "Nhiệm vụ, giải pháp", "Tasks";
    NewDocumentName: "Tài liệu mới", "New document";
    DidPaste: "dán {0} dòng", "paste {0} rows";

    // Page
    AppName: "phuluc", "phuluc";
    Tagline: "Soạn, kiểm tra và xuất phụ lục kế hoạch theo đúng thể thức", "Edit, check and export plan annexes in the official format";
    OpenTitle: "Mở phụ lục có sẵn", "Open an annex";
    OpenHint: "Chọn tệp Excel, Word (.docx), OpenDocument hay CSV, hoặc kéo tệp thả vào trang này.", "Choose an Excel, Word (.docx), OpenDocument or CSV file, or drop one on this page.";
    OpenFile: "Mở tệp", "Open file";
    ChooseFile: "Chọn tệp phụ lục", "Choose an annex file";
    TrySample: "Thử với phụ lục mẫu", "Try a sample";
    NewTitle: "Tạo phụ lục mới", "New annex";
    MyDocuments: "Tài liệu của tôi", "My documents";
    NoDocuments: "Chưa có tài liệu nào. Tài liệu bạn mở hoặc tạo sẽ được giữ ở đây, trên máy này.", "No documents yet. What you open or create is kept here, on this computer.";
    DocumentDetails: "{0} phụ lục, {1} dòng · sửa lúc {2}", "{0} annexes, {1} rows · changed {2}";
    DocumentUnreadable: "Không đọc được một tài liệu đã lưu ({0}). Nội dung vẫn còn nguyên: hãy tải bản thô về và gửi cho người hỗ trợ.", "A stored document cannot be read ({0}). Its content is untouched: download the raw copy and send it to your support.";
    DownloadRaw: "Tải bản thô", "Download raw copy";
    Delete: "Xóa", "Delete";
    DeleteDocument: "Xóa {0}", "Delete {0}";
    Deleted: "Đã xóa tài liệu. Có thể khôi phục trong 30 ngày.", "The document was deleted. It can be restored within 30 days.";
    DeletedDocuments: "Đã xóa gần đây ({0})", "Recently deleted ({0})";
    Undelete: "Khôi phục", "Restore";
    Restored: "Đã khôi phục tài liệu.", "The document was restored.";
    Privacy: "Dữ liệu không rời máy: trang này chạy hoàn toàn trong trình duyệt, không gửi gì lên mạng.", "Your data stays on this computer: the page runs wholly in the browser and sends nothing.";
    Close: "Đóng", "Close";
    StorageUnavailable: "Trình duyệt không cho lưu trên máy này (có thể do cửa sổ ẩn danh). Hãy xuất Excel trước khi đóng trang.", "The browser does not allow storing on this computer (perhaps a private window). Export to Excel before you close the page.";
    StorageFull: "Bộ nhớ của trình duyệt đã đầy, thay đổi mới chưa lưu được. Hãy xuất Excel ngay, rồi xóa bớt tài liệu cũ.", "The browser's storage is full; new changes are not saved. Export to Excel now, then delete old documents.";
    DownloadFailed: "Trình duyệt không cho tải tệp xuống. Hãy kiểm tra cài đặt tải xuống rồi thử lại.", "The browser refused the download. Check its download settings and try again.";
    FileRefused: "{0}: {1}", "{0}: {1}";
    ChangeRefused: "Thay đổi không còn khớp với tài liệu nên không áp dụng; tài liệu giữ nguyên.", "The change no longer fits the document and was not made; the document is unchanged.";
    BackToDocuments: "‹ Tài liệu", "‹ Documents";
    DocumentName: "Tên tài liệu", "Document name";
    Saved: "Đã lưu", "Saved";
    Saving: "Đang lưu…", "Saving…";
    NotSaved: "Chưa lưu được", "Not saved";
    ExportExcel: "Xuất Excel", "Export Excel";
    Exported: "Đã xuất {0}. Tệp nằm trong thư mục Tải xuống của trình duyệt.", "Exported {0} to the browser's download folder.";
    Annexes: "Các phụ lục", "Annexes";
    AddAnnex: "+ Thêm phụ lục", "+ Add annex";
    DeleteAnnex: "Xóa phụ lục này", "Delete this annex";
    HeadTitle: "Phần đầu phụ lục", "Head of the annex";
    AnnexNumber: "Phụ lục số", "Annex no.";
    AnnexTitle: "Tên phụ lục", "Title";
    AnnexReference: "Dòng kèm theo", "Reference line";
    AnnexKind: "Loại phụ lục", "Kind of annex";
    KindIndicators: "Chỉ tiêu", "Indicators";
    KindTasks: "Nhiệm vụ", "Tasks";
    KindOther: "Khác", "Other";
    PlanDetails: "Thông tin kế hoạch", "Plan details";
    PlanNumber: "Số, ký hiệu", "Number and symbol";
    PlanDate: "Ngày ban hành", "Date of issue";
    PlanBody: "Cơ quan ban hành", "Issuing body";
    Toolbar: "Thao tác với dòng", "Row commands";
    Undo: "Hoàn tác", "Undo";
    Redo: "Làm lại", "Redo";
    Undone: "Hoàn tác: {0}", "Undone: {0}";
    Redone: "Làm lại: {0}", "Redone: {0}";
    ActiveCell: "Dòng {0}, {1}: {2}", "Row {0}, {1}: {2}";
    HelpTitle: "Phím tắt", "Keyboard";
    HelpMoving: "Đi lại và chọn", "Moving and selecting";
    HelpEditing: "Sửa", "Editing";
    HelpRows: "Dòng", "Rows";
    HelpArrows: "sang ô bên cạnh", "to the next cell";
    HelpEdge: "đến hết vùng có chữ", "to the edge of the filled cells";
    HelpHome: "đầu dòng, cuối dòng, ô đầu, ô cuối", "start and end of the row, first and last cell";
    HelpPage: "một màn hình", "one screen";
    HelpTab: "sang phải, xuống dưới; thêm Shift để đi ngược", "right, down; with Shift back";
    HelpExtend: "mở rộng vùng chọn", "extend the selection";
    HelpSelect: "chọn tất cả, cả cột, cả dòng", "select all, columns, rows";
    HelpLeave: "rời bảng", "leave the grid";
    HelpEdit: "sửa tiếp nội dung ô", "edit the cell's text";
    HelpBreak: "xuống dòng trong ô khi đang gõ", "a line break while typing";
    HelpFillTyped: "ghi chữ đang gõ vào mọi ô đã chọn", "put what is typed into every selected cell";
    HelpClear: "xóa nội dung các ô đã chọn", "clear the selected cells";
    HelpClipboard: "chép, cắt, dán", "copy, cut, paste";
    HelpFill: "điền xuống, điền sang phải", "fill down, fill right";
    HelpToday: "ghi ngày hôm nay", "today's date";
    HelpUndo: "hoàn tác, làm lại", "undo, redo";
    HelpFind: "tìm, thay thế, kết quả kế tiếp", "find, replace, next hit";
    HelpInsert: "chèn dòng phía trên, xóa dòng", "insert rows above, delete rows";
    HelpMove: "chuyển dòng lên, xuống", "move rows up, down";
    HelpLevel: "nâng cấp, hạ cấp dòng", "raise, lower the rows' level";
    HelpFindings: "đến lỗi kế tiếp, lỗi trước", "next, previous finding";
    HelpQuickFix: "sửa lỗi ở ô đang chọn", "apply the fix of the cell's finding";
    SelectedCells: "Đã chọn {0} dòng, {1} cột", "{0} rows, {1} columns selected";
    NoRows: "Phụ lục chưa có dòng nào. Bấm “Thêm dòng dưới” để bắt đầu.", "The annex has no rows. Press “Row below” to begin.";
    Findings: "Kiểm tra", "Findings";
    FindingsSummary: "{0} lỗi, {1} cảnh báo, {2} gợi ý", "{0} errors, {1} warnings, {2} hints";
    NoFindings: "Không có lỗi nào.", "Nothing to report.";
    Fix: "Sửa", "Fix";
    FixAll: "Sửa tất cả ({0})", "Fix all ({0})";
    ShowMore: "Hiện thêm {0}", "Show {0} more";
    PreviewTitle: "Xem trước khi nhập", "Preview of the import";
    Reading: "Đang đọc {0}…", "Reading {0}…";
    Import: "Nhập", "Import";
    Cancel: "Hủy", "Cancel";
    NotesTitle: "Những gì đã xử lý", "What was done";
    PlaceRow: "{0}, dòng {1}:", "{0}, row {1}:";
    PlaceSheet: "{0}:", "{0}:";
    CountRows: "{0} mục, {1} dòng", "{0} sections, {1} rows";
    MoreRows: "… và {0} dòng nữa: hiện thêm", "… and {0} more rows: show more";
    RoleOrdinal: "số thứ tự", "ordinal";
    RoleGroup: "nhóm", "group";
    RoleContent: "nội dung", "content";
    RoleUnit: "đơn vị tính", "unit";
    RoleTarget: "mục tiêu", "target";
    RoleLead: "chủ trì", "lead agency";
    RoleCoordinating: "phối hợp", "coordinating agency";
    RoleResult: "kết quả, sản phẩm", "product";
    RoleTime: "thời gian", "time";
    RoleNote: "ghi chú", "note";
    RoleActual: "kết quả thực hiện", "actual";
    RoleStatus: "tình trạng", "status";
    RoleOther: "cột khác", "other";
    DidAppendRows: "thêm {0} dòng từ tệp", "adding {0} rows from a file";
    DidUpdateRows: "cập nhật {0} dòng, thêm {1} dòng từ tệp", "updating {0} rows and adding {1} from a file";
    DidImport: "nhập {0} phụ lục", "import {0} annexes";
    PastedText: "Văn bản đã dán", "Pasted text";
    PasteHint: "Hoặc chép bảng trong Word, Excel, trang web, hay cả văn bản kế hoạch, rồi bấm Ctrl+V tại đây.", "Or copy a table from Word, Excel or a web page, or a whole plan, and press Ctrl+V here.";
    PasteTitle: "Dán bảng hoặc văn bản", "Paste a table or a text";
    RoleOf: "Vai trò của cột {0}", "Role of column {0}";
    RowKindTitle: "Loại", "Kind";
    RowSection: "Mục", "Section";
    RowItem: "Dòng", "Item";
    RowJoined: "Nối trên", "Joined";
    RowIgnored: "Không lấy", "Ignored";
    IntoTitle: "Đưa vào", "Import into";
    IntoNewDocument: "Tài liệu mới", "A new document";
    IntoAnnexes: "Tài liệu đang mở, thành phụ lục mới", "The open document, as new annexes";
    IntoRows: "Tài liệu đang mở, thêm dòng vào cuối phụ lục", "The open document, as rows at the end of its annex";
    IntoUpdate: "Tài liệu đang mở, cập nhật các dòng đã có", "The open document, as an update of its rows";
    OutcomeTitle: "Thay đổi trong tài liệu đang mở", "Changes in the open document";
    OutcomeOf: "{0}: {1} dòng thay đổi, {2} dòng mới, {3} dòng giữ nguyên, {4} dòng chỉ có trong tài liệu (giữ lại).", "{0}: {1} rows change, {2} rows are new, {3} stay the same, {4} only the document has (they stay).";
    AppendedTo: "{0}: thêm {1} dòng vào cuối.", "{0}: {1} rows are added at the end.";
    BecomesAnnex: "{0}: chưa có trong tài liệu, thành phụ lục mới.", "{0}: not in the document yet, becomes a new annex.";
    ChangeTake: "Lấy", "Take";
    ChangeTakeRow: "Lấy thay đổi của dòng {0}", "Take the changes of row {0}";
    ChangeRow: "Dòng", "Row";
    ChangeColumn: "Cột", "Column";
    ChangeBefore: "Đang có", "Before";
    ChangeAfter: "Trong tệp", "After";
    NothingNew: "Tệp không có gì mới so với tài liệu đang mở.", "The file says nothing new.";
    RowLeftOut: "Bỏ", "Left out";
    LeaveOutHiddenRows: "Bỏ {0} dòng ẩn", "Leave out {0} hidden rows";
    LeaveOutHiddenColumn: "Bỏ cột ẩn “{0}”", "Leave out the hidden column “{0}”";
    TakeHiddenSheet: "Nhập cả trang ẩn “{0}”", "Import the hidden sheet “{0}” too";
    HiddenTitle: "Nội dung ẩn", "Hidden content";
}
