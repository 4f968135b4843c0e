//! The progress of a period as an export shows it. What goes out is Vietnamese, as the annexes are.

use super::{
    counts::{Counts, Tally},
    judged::{Judged, Progress},
    short_text::flat,
};
use crate::{
    export::{CountTable, List, Summary},
    model::{ProgressStatus, ReportPeriod, YearPart},
    reference::marks::SUMMARY_TITLES,
    wording::{Key, Language},
};

const LANGUAGE: Language = Language::Vietnamese;

/// Characters of a text in a list; a cell of the annex has all of it.
const TEXT_MAX: usize = 1_000;

/// Returns the title of a period's report.
pub fn summary_title(progress: &Progress) -> String {
    let period = progress.period.map_or(String::new(), ReportPeriod::label);
    let title = format!("BÁO CÁO TIẾN ĐỘ {}", period.to_uppercase());
    title.trim().to_owned()
}

/// Sums up a period for an export. `told` is the opening of the report, a line for each paragraph.
pub fn summary(progress: &Progress, counts: &Counts, told: &str) -> Summary {
    let [whole, sections, agencies, deadlines, late, rows] = SUMMARY_TITLES;
    let label = |key: Key| key.text(LANGUAGE).to_owned();
    let parts = [
        (Key::SummaryWhole, &counts.all),
        (Key::SummaryOfIndicators, &counts.indicators),
        (Key::SummaryOfTasks, &counts.tasks),
    ];
    let parts = parts.into_iter().filter(|(_, it)| 0 < it.total());
    let parts: Vec<(String, &Tally)> = parts.map(|(key, it)| (label(key), it)).collect();
    let by_section = counts.sections.iter();
    let by_section = by_section.map(|((_, title), it)| (title.clone(), it));
    let by_agency = counts.agencies.iter().map(|(name, it)| (name.clone(), it));
    let mut tables = vec![
        by_status(whole, Key::SummaryKind, parts),
        by_status(sections, Key::SummarySection, by_section.collect()),
        by_status(agencies, Key::SummaryAgency, by_agency.collect()),
        by_quarter(deadlines, progress),
    ];
    tables.retain(|it| !it.rows.is_empty());
    Summary {
        title: summary_title(progress),
        paragraphs: told.lines().map(clean).collect(),
        counts: tables,
        late: list(late, progress.late().into_iter()),
        rows: list(rows, progress.rows.iter()),
    }
}

/// A table of statuses; rows without a name are those of no section or agency.
fn by_status(title: &str, names: Key, tallies: Vec<(String, &Tally)>) -> CountTable {
    let named = tallies.into_iter().filter(|(name, _)| !name.is_empty());
    let rows = named.map(|(name, tally)| {
        let counts = ProgressStatus::ALL.map(|it| tally.n(it));
        (clean(&name), counts.to_vec())
    });
    let columns = ProgressStatus::ALL.map(|it| (it.label().text(LANGUAGE).to_owned(), colour(it)));
    CountTable {
        title: title.to_owned(),
        names: names.text(LANGUAGE).to_owned(),
        columns: columns.to_vec(),
        rows: rows.collect(),
        is_whole: true,
    }
}

/// The tasks of the year by the quarter in which they are due.
fn by_quarter(title: &str, progress: &Progress) -> CountTable {
    let year = progress.period.map_or(0, |it| it.year);
    let columns = [
        (Key::PictureDue, 0x3C_5B_A9),
        (Key::PictureDone, colour(ProgressStatus::Met)),
        (Key::PictureOverdue, colour(ProgressStatus::Overdue)),
    ];
    let rows = (1..=4).map(|quarter| {
        let due = progress.due_in(quarter);
        let part = YearPart::Quarter(quarter);
        let n = |fits: fn(ProgressStatus) -> bool| due.iter().filter(|it| fits(it.status)).count();
        let counts = vec![
            due.len(),
            n(ProgressStatus::is_reached),
            n(|it| it == ProgressStatus::Overdue),
        ];
        (ReportPeriod { year, part }.label(), counts)
    });
    let mut rows: Vec<(String, Vec<usize>)> = rows.collect();
    if rows
        .iter()
        .all(|(_, counts)| counts.iter().all(|n| *n == 0))
    {
        rows.clear();
    }
    CountTable {
        title: title.to_owned(),
        names: Key::SummaryQuarter.text(LANGUAGE).to_owned(),
        columns: columns
            .map(|(key, colour)| (key.text(LANGUAGE).to_owned(), colour))
            .to_vec(),
        rows,
        is_whole: false,
    }
}

/// The headings of a list of rows.
pub(super) const ROW_HEADINGS: [Key; 5] = [
    Key::SummaryContent,
    Key::SummaryAgency,
    Key::SummaryTarget,
    Key::SummaryActual,
    Key::SummaryStatus,
];

fn list<'rows>(title: &str, rows: impl Iterator<Item = &'rows Judged>) -> List {
    let headings = ROW_HEADINGS.iter().chain(&[Key::SummaryWhy]);
    let rows = rows.map(|it| {
        let mut status = it.status.label().text(LANGUAGE).to_owned();
        if let Some(course) = it.course.filter(|_| !it.status.is_reached()) {
            status = format!("{status}, {}", course.label().text(LANGUAGE));
        }
        let content = format!("{} {}", it.ordinal, it.content);
        let cells = [
            content.trim(),
            &it.agencies.join(", "),
            &it.target,
            &it.actual,
            &status,
            &it.why(LANGUAGE),
        ];
        cells.map(clean).to_vec()
    });
    List {
        title: title.to_owned(),
        headings: headings.map(|it| it.text(LANGUAGE).to_owned()).collect(),
        rows: rows.collect(),
    }
}

fn colour(status: ProgressStatus) -> u32 {
    match status {
        ProgressStatus::Exceeded => 0x0B_5A_2E,
        ProgressStatus::Met => 0x1F_8A_50,
        ProgressStatus::Missed => 0xA8_6B_00,
        ProgressStatus::NotDue => 0x3C_5B_A9,
        ProgressStatus::Overdue => 0xB3_26_1E,
        ProgressStatus::NoData => 0x6B_76_80,
        ProgressStatus::Dropped => 0x3A_42_4A,
    }
}

/// A text on one line, of a length that a cell can have, without characters that XML forbids.
fn clean(text: &str) -> String {
    let is_kept = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}');
    let flat = flat(&text.replace(char::is_control, " "));
    let n = flat.chars().count();
    let kept = flat.chars().filter(is_kept).take(TEXT_MAX);
    kept.chain((TEXT_MAX < n).then_some('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        progress::{judge, narrative},
    };

    #[test]
    fn counts_add_up_and_lists_say_why() {
        let document = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead | actual:Kết quả quý III/2026
            # I | Người dân
            - 1 | Tỷ lệ hài lòng | % | 95 | Sở Nội vụ | 96
            # II | Dữ liệu
            - 1 | Tỷ lệ số hóa | % | 80 | Sở Y tế | 70
        ",
        );
        let progress = judge(&document, None);
        let counts = Counts::of(&progress);
        let told = narrative(&progress, &counts).text();
        let summary = summary(&progress, &counts, &told);
        assert_eq!(summary.title, "BÁO CÁO TIẾN ĐỘ QUÝ III/2026");
        assert_eq!(summary.paragraphs.join("\n"), told);
        let titles: Vec<&str> = summary.counts.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, SUMMARY_TITLES[..3]);
        assert_eq!(
            summary.counts[1].told(),
            "Người dân: Vượt 1; Dữ liệu: Chưa đạt 1"
        );
        for table in &summary.counts {
            let n: usize = table.rows.iter().flat_map(|(_, counts)| counts).sum();
            assert!(2 <= n && table.rows.iter().all(|(_, it)| it.len() == 7));
        }
        assert_eq!(summary.rows.rows.len(), 2);
        assert!(summary.rows.rows[1][5].contains("thấp hơn"));
    }

    #[test]
    fn texts_are_of_one_line_and_bounded() {
        assert_eq!(clean("một\r\n\u{7}hai \u{fffe}"), "một hai ");
        assert_eq!(clean(&"x".repeat(5_000)).chars().count(), TEXT_MAX + 1);
    }
}
