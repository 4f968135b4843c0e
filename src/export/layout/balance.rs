//! Sets a title in lines of about the same width, as titles of official documents are set.

use super::metrics::{CELL_INDENT_PT, SLACK, extent};

/// Returns how much narrower on each side a title is set, so that it takes no more lines than in the
/// whole width, and none is much longer than the others. A title with line breaks of its own has the
/// whole width.
pub(super) fn inset_pt(title: &str, width_pt: f64, size: f64, bold: bool) -> f64 {
    let room = (width_pt - CELL_INDENT_PT) / size / SLACK;
    let measure = |text: &str| extent(text, bold).line;
    if title.contains(['\n', '\r']) || measure(title) <= room {
        return 0.0;
    }
    let words: Vec<f64> = title.split(' ').map(measure).collect();
    if words.iter().any(|width| room < *width) {
        return 0.0;
    }
    let space = measure(" ");
    let most = n_lines(&words, space, room);
    // The narrowest room that takes no more lines, to a hundredth of the letters' size.
    let (mut narrow, mut wide) = (0.0, room);
    while 0.01 < wide - narrow {
        let middle = (narrow + wide) / 2.0;
        if n_lines(&words, space, middle) <= most {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    // Programs measure a little differently; half a letter keeps the words on their lines.
    ((room - wide) * size * SLACK / 2.0 - size / 4.0).max(0.0)
}

/// Returns the first of the sizes at which no program breaks a title inside a word, as after the hyphen
/// of "49-NQ/TU", when it is set in the whole width; where there is none, the first of all.
pub(super) fn unbroken_size(title: &str, width_pt: f64, sizes: &[f64], bold: bool) -> f64 {
    let is_whole = |size: &&f64| {
        let room = (width_pt - CELL_INDENT_PT) / **size;
        let mut lines = title.lines();
        // Programs measure a little differently.
        lines.all(|line| {
            [1.0, SLACK]
                .iter()
                .all(|it| !breaks_inside(line, room / it, bold))
        })
    };
    let usual = sizes.first().copied().unwrap_or_default();
    sizes.iter().find(is_whole).copied().unwrap_or(usual)
}

/// Whether a line that is filled as far as it goes ends inside a word.
fn breaks_inside(line: &str, room: f64, bold: bool) -> bool {
    let measure = |text: &str| extent(text, bold).line;
    let space = measure(" ");
    let mut used = 0.0;
    for word in line.split(' ') {
        let whole = measure(word);
        for (at, piece) in pieces(word).into_iter().enumerate() {
            let width = measure(piece);
            let before = if at == 0 && 0.0 < used { space } else { 0.0 };
            if used + before + width <= room {
                used += before + width;
            } else if at == 0 || room < whole {
                used = width;
            } else {
                return true;
            }
        }
    }
    false
}

/// Returns the parts of a word between which programs break lines: behind a hyphen or a slash before a
/// letter.
fn pieces(word: &str) -> Vec<&str> {
    let followed = word.char_indices().zip(word.chars().skip(1));
    let ends = followed.filter(|((_, it), next)| matches!(it, '-' | '/') && next.is_alphabetic());
    let ends = ends.map(|((at, it), _)| at + it.len_utf8());
    let mut starts = vec![0];
    starts.extend(ends);
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    let parts = starts.iter().zip(ends);
    parts
        .filter_map(|(start, end)| word.get(*start..end))
        .collect()
}

/// Returns the number of lines that words fill one after another.
fn n_lines(words: &[f64], space: f64, room: f64) -> usize {
    let (mut n, mut used) = (1, 0.0);
    for width in words {
        if 0.0 < used && room < used + space + width {
            n += 1;
            used = *width;
        } else {
            used += if 0.0 < used { space + width } else { *width };
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "DANH MỤC NHIỆM VỤ THỰC HIỆN CHƯƠNG TRÌNH CHUYỂN ĐỔI SỐ CỦA TỈNH NĂM 2026";

    #[test]
    fn a_title_is_as_narrow_as_its_number_of_lines_allows() {
        let line = extent(TITLE, true).line * 14.0;
        for (room, n) in [(line * 0.95, 2.0), (line * 0.6, 2.0), (line * 0.45, 3.0)] {
            let set = room - 2.0 * inset_pt(TITLE, room, 14.0, true);
            // A line is at least as wide as its part of the whole, and at most a word wider.
            assert!(
                line / n <= set && set <= line / n * 1.35,
                "{n}: {set} of {line}"
            );
        }
    }

    #[test]
    fn a_title_is_set_smaller_rather_than_broken_inside_a_number() {
        let title = "DANH MỤC NHIỆM VỤ THỰC HIỆN NGHỊ QUYẾT SỐ 49-NQ/TU NGÀY 28/9/2021 CỦA TỈNH ỦY";
        let size = |width| unbroken_size(title, width, &[14.0, 13.5, 13.0], true);
        let upto = |end: &str| {
            let at = title.find(end).unwrap() + end.len();
            extent(&title[..at], true).line * 14.0 + CELL_INDENT_PT
        };
        assert_eq!(size(upto("SỐ") + 1.0), 14.0);
        assert!(size(upto("49-NQ/") + 1.0) < 14.0);
        assert_eq!(size(upto("49-NQ/TU NGÀY") + 6.0), 14.0);
        assert_eq!(size(2_000.0), 14.0);
        assert_eq!(pieces("49-NQ/TU"), ["49-", "NQ/", "TU"]);
        assert_eq!(pieces("28/9/2021"), ["28/9/2021"]);
    }

    #[test]
    fn what_fits_and_what_has_lines_of_its_own_has_the_whole_width() {
        assert_eq!(inset_pt("CHỈ TIÊU", 400.0, 14.0, true), 0.0);
        assert_eq!(
            inset_pt("DANH MỤC\nCÁC NHIỆM VỤ CỦA KẾ HOẠCH", 100.0, 14.0, true),
            0.0
        );
        assert_eq!(inset_pt("", 100.0, 14.0, true), 0.0);
        assert_eq!(inset_pt(&"A".repeat(90), 100.0, 14.0, true), 0.0);
    }
}
