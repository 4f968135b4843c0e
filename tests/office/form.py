"""Reads an exported workbook with openpyxl and checks its layout (decree 30/2020/NĐ-CP)."""

import sys

import openpyxl


def mm(inches):
    return round(inches * 25.4, 1)


def is_black(colour):
    # Theme colour 1 is the default text colour.
    return colour is None or (colour.type == "theme" and colour.theme == 1) or colour.rgb == "FF000000"


def check(path, annexes):
    book = openpyxl.load_workbook(path)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) == annexes, [sheet.title for sheet in shown]
    for sheet in shown:
        page = sheet.page_setup
        assert int(page.paperSize) == 9, "A4"
        assert page.firstPageNumber in (None, 1) and page.useFirstPageNumber, "pages count from 1 in each annex"
        margins = sheet.page_margins
        assert 20 <= mm(margins.top) <= 25 and 20 <= mm(margins.bottom) <= 25, margins
        assert 30 <= mm(margins.left) <= 35 and 15 <= mm(margins.right) <= 20, margins
        header = sheet.oddHeader.center
        assert header.text == "&P" and header.font == "Times New Roman,Regular" and header.size == 13, header
        assert sheet.HeaderFooter.differentFirst, "no number on page 1"
        assert not sheet.firstHeader.center.text, sheet.firstHeader.center.text
        assert sheet.print_title_rows and sheet.freeze_panes, "the heading repeats and stays"
        first, last = (int(row.strip("$")) for row in sheet.print_title_rows.split(":"))
        # "Phụ lục" in lower case, 14 pt bold; Times New Roman everywhere; the end mark.
        number = next(row[0] for row in sheet.iter_rows() if str(row[0].value or "").startswith("Phụ lục"))
        assert number.font.sz == 14 and number.font.b and not number.font.i, number.value
        reference = next((row[0] for row in sheet.iter_rows() if "èm theo" in str(row[0].value or "")), None)
        assert reference is None or (13 <= reference.font.sz <= 14 and reference.font.i), reference
        end = 0
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                end = cell.row
                assert cell.font.name == "Times New Roman", cell.coordinate
                assert is_black(cell.font.color), cell.coordinate
                assert cell.data_type != "f", f"{cell.coordinate} is a formula"
                if first <= cell.row <= last:
                    assert cell.font.b and cell.alignment.wrap_text, cell.coordinate
            height = sheet.row_dimensions[row[0].row].height
            assert height and 12 <= height <= 409.5, f"row {row[0].row}: {height}"
        assert any(cell.value == "./." for cell in sheet[end]), "the end mark"
        # Drop-down lists of units and agencies.
        lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
        assert lists <= {"Don_vi_tinh", "Co_quan"} and "Co_quan" in lists, lists
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "veryHidden"]
    assert hidden == ["phuluc_danh_muc"], hidden
    assert book.properties.title, "a title"


check(sys.argv[1], int(sys.argv[2]))
