//! Reads text whose columns are aligned by blanks, as in an e-mail or a printed listing.

mod columns;
mod parts;
mod placing;

use self::{
    columns::{COLUMNS_MIN, Column, columns},
    parts::{Part, parts},
    placing::{Cells, cells_of},
};

/// Maximum number of lines that are looked at.
const LINES_MAX: usize = 20_000;

/// A text with tabs between the columns of its tables.
#[derive(Debug, Default, PartialEq)]
pub(in crate::import) struct Aligned {
    pub text: String,
    /// Line and column of the cells whose ends are a guess.
    pub doubts: Vec<(usize, usize)>,
    /// Lines that go on with the texts of the row above.
    pub continued: Vec<usize>,
}

/// Returns the text with tabs between its columns; `None` if it has tabs, or no columns that its
/// lines keep to.
pub(in crate::import) fn with_tabs(text: &str) -> Option<Aligned> {
    let lines: Vec<&str> = text.lines().take(LINES_MAX + 1).collect();
    let ruled: Vec<bool> = lines.iter().map(|line| is_ruled(line)).collect();
    let lines: Vec<&str> = lines
        .into_iter()
        .map(|line| if is_ruled(line) { "" } else { line })
        .collect();
    if text.contains('\t') || LINES_MAX < lines.len() {
        return None;
    }
    let parts: Vec<Vec<Part>> = lines.iter().map(|line| parts(line)).collect();
    let tables = tables(&parts, &ruled);
    if tables.is_empty() {
        return None;
    }
    let mut aligned = Aligned::default();
    let mut next = 0;
    for table in tables {
        let own = parts.get(table.clone())?;
        let columns = columns(own)?;
        aligned.copy(lines.get(next..table.start)?);
        aligned.table(table.start, lines.get(table.clone())?, own, &columns)?;
        next = table.end;
    }
    aligned.copy(lines.get(next..)?);
    Some(aligned)
}

/// Whether a line is drawn, as those above and below the headings of a printed listing are.
fn is_ruled(line: &str) -> bool {
    let rules = ['=', '-', '_', '─', '━', '═', '+', ' '];
    let is_long = ["===", "---", "___", "───", "━━━", "═══"];
    is_long.iter().any(|rule| line.contains(rule)) && line.chars().all(|c| rules.contains(&c))
}

impl Aligned {
    fn copy(&mut self, lines: &[&str]) {
        for line in lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Writes the lines of a table, the first of which is its header; `None` if that does not fit.
    fn table(
        &mut self,
        start: usize,
        lines: &[&str],
        parts: &[Vec<Part>],
        columns: &[Column],
    ) -> Option<()> {
        let (first, rest) = parts.split_first()?;
        let header = cells_of(first, columns, true)?;
        if !header.doubtful.is_empty() {
            return None;
        }
        let mut header = header.texts;
        let mut rest = lines.iter().skip(1).zip(rest).peekable();
        let mut n_header = 1;
        while let Some((_, parts)) = rest.peek() {
            let more = cells_of(parts, columns, true).map(|it| it.texts);
            let Some(more) = more.filter(|more| goes_on(more, &header, &[])) else {
                break;
            };
            for (heading, more) in header.iter_mut().zip(more) {
                *heading = format!("{heading} {more}").trim_end().to_owned();
            }
            n_header += 1;
            rest.next();
        }
        self.copy(&[&header.join("\t")]);
        self.copy(&vec![""; n_header - 1]);
        let room = room(columns);
        let mut above: Vec<String> = Vec::new();
        let mut last: Vec<String> = Vec::new();
        for (at, (line, parts)) in (start + n_header..).zip(rest) {
            // A line of one text, a heading, may extend over columns.
            if parts.is_empty() || (parts.len() < 2 && !line.starts_with(' ')) {
                self.copy(&[line.trim()]);
                above.clear();
                last.clear();
                continue;
            }
            let Cells { texts, doubtful } = cells_of(parts, columns, false)?;
            self.copy(&[&texts.join("\t")]);
            let doubts = doubtful.into_iter().map(|column| (at, column));
            self.doubts.extend(doubts);
            let is_full = is_full(&texts, &last, &room);
            if goes_on(&texts, &above, &is_full) {
                self.continued.push(at);
            } else {
                // It may be a row without an ordinal, or the rest of the one above.
                let is_unsure = goes_on(&texts, &above, &vec![true; texts.len()]);
                self.doubts.extend(is_unsure.then_some((at, 1)));
                above.clone_from(&texts);
                last.clear();
            }
            last.resize(texts.len(), String::new());
            for (last, text) in last.iter_mut().zip(texts).filter(|(_, it)| !it.is_empty()) {
                *last = text;
            }
        }
        Some(())
    }
}

/// Returns how many characters of a line each column but the last has room for.
fn room(columns: &[Column]) -> Vec<usize> {
    let pairs = columns.windows(2).map(|pair| match pair {
        [left, right] => right.start.saturating_sub(left.start + 1),
        _ => 0,
    });
    pairs.collect()
}

/// Returns for each text whether its first word had no room behind the line above.
fn is_full(texts: &[String], last: &[String], room: &[usize]) -> Vec<bool> {
    let pairs = texts.iter().zip(last).zip(room);
    let is_full = pairs.map(|((text, last), room)| {
        let word = text.split_whitespace().next().unwrap_or_default();
        let needed = last.chars().count() + 1 + word.chars().count();
        !last.is_empty() && *room < needed
    });
    is_full.collect()
}

/// Whether a line has the rest of the texts above: nothing in the column of the ordinals and in those that
/// are empty above, no other figure below one, and no content of its own. A content that begins with a
/// capital letter is the rest where the line above had no room for its first word.
fn goes_on(texts: &[String], above: &[String], is_full: &[bool]) -> bool {
    let is_figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_part = |text: &str| text.starts_with(['-', '–', '+', '•']);
    let begins = |text: &str| text.starts_with(char::is_uppercase);
    let had_room = is_full.get(1) != Some(&true);
    let mut cells = texts.iter().zip(above).enumerate();
    let has_text = texts.iter().any(|text| !text.is_empty());
    has_text
        && cells.all(|(column, (text, above))| match (column, text.as_str()) {
            (_, "") => true,
            (0, _) => false,
            (1, text) if is_part(text) || (begins(text) && had_room) => false,
            (_, text) => !(above.is_empty() || is_figure(text) && is_figure(above)),
        })
        && texts.len() == above.len()
}

/// Returns the lines of each table: from one that shows columns to the last one that does, or to the
/// next header, which begins as the first one does.
fn tables(lines: &[Vec<Part>], ruled: &[bool]) -> Vec<std::ops::Range<usize>> {
    let shows_columns = |parts: &Vec<Part>| COLUMNS_MIN <= parts.len();
    let Some(first) = lines.iter().position(shows_columns) else {
        return Vec::new();
    };
    let heading = lines.get(first).and_then(|parts| parts.first());
    let begins = |parts: &Vec<Part>| {
        shows_columns(parts) && parts.first().map(|it| &it.text) == heading.map(|it| &it.text)
    };
    let mut starts = lines.iter().enumerate().filter(|(_, parts)| begins(parts));
    let mut tables = Vec::new();
    let mut start = starts.next().map(|(at, _)| at);
    while let Some(at) = start {
        start = starts.next().map(|(at, _)| at);
        let own = lines.get(at..start.unwrap_or(lines.len()));
        let own = own.unwrap_or_default();
        let last = own.iter().rposition(shows_columns).unwrap_or(0);
        // A last row may have few cells, also below a drawn line.
        let rest = own.iter().enumerate().skip(last + 1);
        let is_ruled = |idx: usize| ruled.get(at + idx) == Some(&true);
        let short = rest.take_while(|(idx, parts)| parts.len() == 2 || is_ruled(*idx));
        let short: Vec<&Vec<Part>> = short.map(|(_, parts)| parts).collect();
        let n_short = short.iter().rposition(|parts| !parts.is_empty());
        tables.push(at..at + last + 1 + n_short.map_or(0, |it| it + 1));
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows cells with bars between them, and a question mark behind those that are a guess.
    fn shown(text: &str) -> String {
        let Some(aligned) = with_tabs(text) else {
            return "no columns".to_owned();
        };
        let lines = aligned.text.lines().enumerate().map(|(at, line)| {
            let cells = line.split('\t').enumerate().map(|(column, cell)| {
                let mark = if aligned.doubts.contains(&(at, column)) {
                    "?"
                } else {
                    ""
                };
                format!("{cell}{mark}")
            });
            cells.collect::<Vec<_>>().join("|")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn drawn_lines_between_rows_are_none() {
        let text = "\
===  ==========================  ========  ===============
TT   Chỉ tiêu                    Năm 2027  Cơ quan chủ trì
===  ==========================  ========  ===============
1    Số thư viện xã              14        Thư viện tỉnh
-----------------------------------------------------------
2    Sách bổ sung cho trường     6.500     Sở Giáo dục
3    Tỷ lệ trường có tủ sách     96        Sở Giáo dục
===  ==========================  ========  ===============
     Cộng                        6.610
===  ==========================  ========  ===============";
        assert_eq!(
            shown(text)
                .split('\n')
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>(),
            [
                "TT|Chỉ tiêu|Năm 2027|Cơ quan chủ trì",
                "1|Số thư viện xã|14|Thư viện tỉnh",
                "2|Sách bổ sung cho trường|6.500|Sở Giáo dục",
                "3|Tỷ lệ trường có tủ sách|96|Sở Giáo dục",
                "|Cộng|6.610|",
            ]
        );
    }

    #[test]
    fn columns_that_all_lines_keep_to_are_cells() {
        let text = "\
Phụ lục 1
STT  Nội dung                 Đơn vị tính Chỉ tiêu  Ban phụ trách
I. XÂY DỰNG ĐOÀN
1    Kết nạp đoàn viên mới    Đoàn viên   9.500     Ban Xây dựng Đoàn
2    Trồng mới cây xanh       Cây         50.000    Ban Phong trào
     trong năm
3    Tỷ lệ duy trì            %           ≥ 15";
        assert_eq!(
            shown(text),
            "Phụ lục 1\n\
             STT|Nội dung|Đơn vị tính|Chỉ tiêu|Ban phụ trách\n\
             I. XÂY DỰNG ĐOÀN\n\
             1|Kết nạp đoàn viên mới|Đoàn viên|9.500|Ban Xây dựng Đoàn\n\
             2|Trồng mới cây xanh|Cây|50.000|Ban Phong trào\n\
             |trong năm|||\n\
             3|Tỷ lệ duy trì|%|≥ 15|"
        );
    }

    #[test]
    fn a_text_that_is_too_long_moves_the_rest_of_its_line() {
        let text = "\
STT  Nội dung                 Đơn vị tính   Chỉ tiêu  Ban phụ trách
1    Kết nạp đoàn viên mới    Đoàn viên        9.500  Ban Xây dựng Đoàn
2    Giới thiệu đoàn viên ưu tú cho Đảng  Đoàn viên     1.200  Ban Xây dựng Đoàn
3    Trồng mới cây xanh       Cây             50.000  Ban Phong trào
4    Tỷ lệ duy trì                              ≥ 15  Ban Tuyên giáo";
        assert_eq!(
            shown(text),
            "STT|Nội dung|Đơn vị tính|Chỉ tiêu|Ban phụ trách\n\
             1|Kết nạp đoàn viên mới|Đoàn viên|9.500|Ban Xây dựng Đoàn\n\
             2|Giới thiệu đoàn viên ưu tú cho Đảng|Đoàn viên|1.200|Ban Xây dựng Đoàn\n\
             3|Trồng mới cây xanh|Cây|50.000|Ban Phong trào\n\
             4|Tỷ lệ duy trì||≥ 15|Ban Tuyên giáo"
        );
    }

    #[test]
    fn a_text_that_touches_the_next_cell_is_doubtful() {
        let text = "\
TT   Nội dung                 Đơn vị        Chỉ tiêu  Phụ trách
1    Kết nạp đoàn viên mới    Đoàn viên     9.500     Ban Xây dựng Đoàn
5    Trồng cây quanh trụ sở x Cây           50.000    Ban Phong trào
6    Trồng rừng quanh cơ sở 2 vụ cây        30.000    Ban Phong trào
2    Giới thiệu đoàn viên ưu tú cho Đảng Đoàn viên  1.200     Ban Xây dựng Đoàn
3    Trồng mới cây xanh quanh trụ sở Gốc cây   50.000    Ban Phong trào
4    Tỷ lệ duy trì            Cây           ≥ 15      Ban Tuyên giáo";
        assert_eq!(
            shown(text),
            "TT|Nội dung|Đơn vị|Chỉ tiêu|Phụ trách\n\
             1|Kết nạp đoàn viên mới|Đoàn viên|9.500|Ban Xây dựng Đoàn\n\
             5|Trồng cây quanh trụ sở x|Cây|50.000|Ban Phong trào\n\
             6|Trồng rừng quanh cơ sở 2 vụ cây?|?|30.000|Ban Phong trào\n\
             2|Giới thiệu đoàn viên ưu tú cho Đảng?|Đoàn viên?|1.200|Ban Xây dựng Đoàn\n\
             3|Trồng mới cây xanh quanh trụ sở Gốc cây?|?|50.000|Ban Phong trào\n\
             4|Tỷ lệ duy trì|Cây|≥ 15|Ban Tuyên giáo"
        );
    }

    #[test]
    fn lines_below_a_row_go_on_with_its_texts() {
        let text = "\
TT   Nội dung               Chủ trì              Chỉ tiêu
                                                 năm 2027
1    Trồng mới cây xanh     Ban Phong trào       50
     trong năm              Tỉnh đoàn
                            Sở Xây dựng
2    Tỷ lệ duy trì          Ban Tuyên giáo       15
     Trong đó: nữ           Hội Phụ nữ           10
                                                 20
3    Tổng kết               Văn phòng            1";
        assert_eq!(with_tabs(text).unwrap().continued, [3, 4]);
        assert!(shown(text).starts_with("TT|Nội dung|Chủ trì|Chỉ tiêu năm 2027\n\n1|"));
    }

    #[test]
    fn a_line_that_may_be_a_row_is_doubtful_unless_the_text_above_had_no_room() {
        let text = "\
TT   Nội dung               Chủ trì              Hạn
1    Thanh tra nhãn hàng    Sở Công Thương       30/6
     Sàn thương mại
2    Kiểm tra               Thuế tỉnh            Quý I
     Kho lạnh
3    Tổng kết               Văn phòng            Quý II
     - Hội nghị";
        assert_eq!(with_tabs(text).unwrap().continued, [2]);
        assert_eq!(with_tabs(text).unwrap().doubts, [(4, 1)]);
    }

    #[test]
    fn each_table_has_columns_of_its_own() {
        let text = "\
STT  Nhiệm vụ            Chủ trì
1    Rà soát             Sở Xây dựng
2    Cắm mốc             Sở Nội vụ

Phụ lục 2
STT  Chỉ tiêu  Đơn vị    Năm 2027
1    Số hộ     Hộ        120
2    Tỷ lệ     %         95
III  Hạ tầng và những việc khác";
        assert_eq!(
            shown(text),
            "STT|Nhiệm vụ|Chủ trì\n\
             1|Rà soát|Sở Xây dựng\n\
             2|Cắm mốc|Sở Nội vụ\n\
             \n\
             Phụ lục 2\n\
             STT|Chỉ tiêu|Đơn vị|Năm 2027\n\
             1|Số hộ|Hộ|120\n\
             2|Tỷ lệ|%|95\n\
             III|Hạ tầng và những việc khác||"
        );
    }

    #[test]
    fn other_texts_have_no_columns() {
        for text in [
            "STT\tNội dung  mới  x",
            "Một  hai  ba\nBốn năm  sáu bảy  tám\nChín  mười  một",
            "Kế hoạch\n- Một việc\n- Hai việc",
            "",
        ] {
            assert_eq!(with_tabs(text), None, "{text}");
        }
    }
}
