//! The opening of the report: what the figures say, in official Vietnamese. Each number is a span that
//! names its rows, so that a page can link it.

use super::{
    counts::{Counts, Tally},
    course::Course,
    judged::{Judged, Progress},
    short_text::flat,
    two_digits::{count, share},
};
use crate::model::{ProgressStatus, RowId};

/// A part of a sentence; a number names the rows that it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub text: String,
    pub rows: Vec<RowId>,
}

/// Paragraphs of spans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrative {
    pub paragraphs: Vec<Vec<Span>>,
}

impl Narrative {
    /// Returns the plain text, a line for each paragraph.
    pub fn text(&self) -> String {
        let lines = self.paragraphs.iter().map(|spans| {
            let texts = spans.iter().map(|span| span.text.as_str());
            texts.collect::<String>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Agencies that are named where targets were missed.
const AGENCIES_MAX: usize = 3;
/// Late rows that are listed one by one.
const LATE_MAX: usize = 20;
/// Characters of a row's content that are quoted.
const QUOTED_MAX: usize = 120;

/// Tells the figures of a period.
pub fn narrative(progress: &Progress, counts: &Counts) -> Narrative {
    let mut teller = Teller {
        progress,
        paragraphs: Vec::new(),
        spans: Vec::new(),
    };
    if counts.all.total() == 0 {
        return Narrative::default();
    }
    let opening = match progress.period {
        Some(period) => format!("Đến hết {}, ", period.in_sentence()),
        None => "Đến kỳ báo cáo, ".to_owned(),
    };
    if 0 < counts.indicators.total() {
        teller.say(&opening);
        teller.indicators(counts);
        teller.end();
    }
    if 0 < counts.tasks.total() {
        let opening = match counts.indicators.total() {
            0 => opening.as_str(),
            _ => "Về nhiệm vụ, ",
        };
        teller.say(opening);
        teller.tasks(&counts.tasks);
        teller.end();
    }
    teller.sections(counts);
    teller.late();
    Narrative {
        paragraphs: teller.paragraphs,
    }
}

struct Teller<'progress> {
    progress: &'progress Progress,
    paragraphs: Vec<Vec<Span>>,
    spans: Vec<Span>,
}

impl Teller<'_> {
    fn say(&mut self, text: &str) {
        match self.spans.last_mut() {
            Some(last) if last.rows.is_empty() => last.text.push_str(text),
            _ => self.spans.push(Span {
                text: text.to_owned(),
                rows: Vec::new(),
            }),
        }
    }

    fn number(&mut self, text: String, rows: Vec<RowId>) {
        match rows.is_empty() {
            true => self.say(&text),
            false => self.spans.push(Span { text, rows }),
        }
    }

    fn end(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if !spans.is_empty() {
            self.paragraphs.push(spans);
        }
    }

    /// Says how many rows have these assessments, unless none has.
    fn part(&mut self, tally: &Tally, statuses: &[ProgressStatus], words: &str) {
        self.rows(tally.rows(statuses), words);
    }

    /// Says how many rows there are, unless there is none.
    fn rows(&mut self, rows: Vec<RowId>, words: &str) {
        if rows.is_empty() {
            return;
        }
        self.say(", ");
        self.number(count(rows.len()), rows);
        self.say(words);
    }

    fn indicators(&mut self, counts: &Counts) {
        use ProgressStatus::{Dropped, Exceeded, Met, Missed, NotDue, Overdue};
        let tally = &counts.indicators;
        let reached = tally.rows(&[Exceeded, Met]);
        let n = reached.len();
        self.say("có ");
        let fraction = format!("{}/{}", padded(n), padded(tally.total()));
        self.number(fraction, reached.clone());
        self.say(" chỉ tiêu đạt và vượt mục tiêu (");
        self.number(share(n, tally.total()), reached);
        self.say(")");
        self.part(tally, &[Missed, Overdue], " chỉ tiêu chưa đạt");
        self.part(tally, &[Dropped], " chỉ tiêu không thực hiện");
        self.part(tally, &[NotDue], " chỉ tiêu chưa đến hạn");
        let (silent, unclear) = silent_and_unclear(tally);
        self.rows(silent, " chỉ tiêu chưa có số liệu");
        self.rows(
            unclear,
            " chỉ tiêu có báo cáo nhưng chưa đủ căn cứ đánh giá",
        );
        self.say(".");
        let exceeded = tally.rows(&[Exceeded]);
        if exceeded.len() == n && 1 < n {
            self.say(" Cả ");
            self.number(count(n), exceeded);
            self.say(" chỉ tiêu này đều vượt.");
        } else if !exceeded.is_empty() && exceeded.len() < n {
            self.say(" Trong số đạt và vượt có ");
            self.number(count(exceeded.len()), exceeded);
            self.say(" chỉ tiêu vượt.");
        }
        let (risk, late) = (tally.on(Course::AtRisk), tally.on(Course::Late));
        if !risk.is_empty() || !late.is_empty() {
            self.say(" So với tiến độ, có ");
            if !risk.is_empty() {
                self.number(count(risk.len()), risk);
                self.say(" chỉ tiêu có nguy cơ chậm");
                self.say(if late.is_empty() { "" } else { ", " });
            }
            if !late.is_empty() {
                self.number(count(late.len()), late);
                self.say(" chỉ tiêu chậm");
            }
            self.say(".");
        }
        self.missed_by_agency(counts);
    }

    /// Names the agencies with most indicators that are not reached.
    fn missed_by_agency(&mut self, counts: &Counts) {
        let missed = counts.indicators.rows(&[ProgressStatus::Missed]);
        let of = |tally: &Tally| -> Vec<RowId> {
            let mut rows = tally.rows(&[ProgressStatus::Missed]);
            rows.retain(|row| missed.contains(row));
            rows
        };
        let named = counts.agencies.iter().filter(|(name, _)| !name.is_empty());
        let mut agencies: Vec<(&str, Vec<RowId>)> = named
            .map(|(name, tally)| (name.as_str(), of(tally)))
            .collect();
        agencies.retain(|(_, rows)| !rows.is_empty());
        agencies.sort_by_key(|(_, rows)| usize::MAX - rows.len());
        if agencies.is_empty() {
            return;
        }
        self.say(match agencies.len() <= AGENCIES_MAX {
            true => " Các chỉ tiêu chưa đạt do ",
            false => " Các chỉ tiêu chưa đạt tập trung ở ",
        });
        let by = if agencies.len() <= AGENCIES_MAX {
            " chủ trì."
        } else {
            "."
        };
        for (at, (name, rows)) in agencies.into_iter().take(AGENCIES_MAX).enumerate() {
            self.say(if at == 0 { "" } else { ", " });
            self.say(&format!("{name} ("));
            self.number(count(rows.len()), rows);
            self.say(")");
        }
        self.say(by);
    }

    fn tasks(&mut self, tally: &Tally) {
        use ProgressStatus::{Dropped, Exceeded, Met, Missed, NotDue, Overdue};
        let done = tally.rows(&[Exceeded, Met]);
        let n = done.len();
        self.say("có ");
        self.number(
            format!("{}/{}", padded(n), padded(tally.total())),
            done.clone(),
        );
        self.say(" nhiệm vụ đã hoàn thành (");
        self.number(share(n, tally.total()), done);
        self.say(")");
        self.part(tally, &[NotDue], " nhiệm vụ chưa đến hạn");
        self.part(tally, &[Missed], " nhiệm vụ chưa hoàn thành");
        self.part(tally, &[Overdue], " nhiệm vụ quá hạn");
        self.part(tally, &[Dropped], " nhiệm vụ không thực hiện");
        let (silent, unclear) = silent_and_unclear(tally);
        self.rows(silent, " nhiệm vụ chưa có thông tin đánh giá");
        self.rows(
            unclear,
            " nhiệm vụ có báo cáo nhưng chưa đủ căn cứ đánh giá",
        );
        let overdue = self
            .progress
            .rows
            .iter()
            .filter(|it| it.is_task && it.status == Overdue && it.due.is_some());
        if let Some(worst) = overdue.min_by_key(|it| it.due) {
            let due = worst.due.map(|it| it.written()).unwrap_or_default();
            self.say("; chậm nhất là nhiệm vụ ");
            self.number(quoted(worst), vec![worst.row]);
            self.say(&format!(" (hạn {due})"));
        }
        self.say(".");
    }

    /// A line for each section, where there are several.
    fn sections(&mut self, counts: &Counts) {
        let named = counts
            .sections
            .iter()
            .filter(|((_, title), _)| !title.is_empty());
        let named: Vec<_> = named.collect();
        if named.len() < 2 {
            return;
        }
        for ((_, title), tally) in named {
            let reached = tally.rows(&[ProgressStatus::Exceeded, ProgressStatus::Met]);
            let fraction = format!("{}/{}", padded(reached.len()), padded(tally.total()));
            self.say(&format!("- {}: đạt ", flat(title)));
            self.number(fraction, reached);
            self.part(tally, &[ProgressStatus::Missed], " chưa đạt");
            self.part(tally, &[ProgressStatus::NotDue], " chưa đến hạn");
            self.part(tally, &[ProgressStatus::Overdue], " quá hạn");
            self.part(tally, &[ProgressStatus::Dropped], " không thực hiện");
            let (silent, unclear) = silent_and_unclear(tally);
            self.rows(silent, " chưa có số liệu");
            self.rows(unclear, " chưa đủ căn cứ đánh giá");
            self.say(".");
            self.end();
        }
    }

    /// Lists what is late, the longest overdue first.
    fn late(&mut self) {
        let late = self.progress.late();
        if late.is_empty() {
            return;
        }
        let rows = late.iter().map(|it| it.row).collect();
        self.say("Các nội dung chậm tiến độ (");
        self.number(count(late.len()), rows);
        self.say("):");
        self.end();
        for judged in late.iter().take(LATE_MAX) {
            self.say("- ");
            self.number(quoted(judged), vec![judged.row]);
            let agencies = judged.agencies.join(", ");
            let time = match (judged.is_task, judged.due) {
                (true, Some(due)) => format!("hạn {}", due.written()),
                _ => format!("mục tiêu {}, thực hiện {}", judged.target, judged.actual),
            };
            let about: Vec<&str> = [agencies.as_str(), time.as_str()]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect();
            self.say(&format!(" ({}).", flat(&about.join("; "))));
            self.end();
        }
        if LATE_MAX < late.len() {
            self.say(&format!(
                "- và {} nội dung khác.",
                count(late.len() - LATE_MAX)
            ));
            self.end();
        }
    }
}

/// The rows without data, and those whose report cannot be assessed: these are not without data.
fn silent_and_unclear(tally: &Tally) -> (Vec<RowId>, Vec<RowId>) {
    let unclear = tally.unclear();
    let mut silent = tally.rows(&[ProgressStatus::NoData]);
    silent.retain(|row| !unclear.contains(row));
    (silent, unclear)
}

/// A number of a fraction, with two digits below ten.
fn padded(n: usize) -> String {
    match n {
        0 => "0".to_owned(),
        n => format!("{n:02}"),
    }
}

fn quoted(judged: &Judged) -> String {
    let content = flat(judged.content.trim_start_matches(['-', '+', ' ']));
    let content = content.trim_end_matches(['.', ';', ',']);
    if content.chars().count() <= QUOTED_MAX {
        return format!("“{content}”");
    }
    let mut short: String = content.chars().take(QUOTED_MAX).collect();
    if let Some(at) = short.rfind(' ') {
        short.truncate(at);
    }
    format!("“{short}…”")
}
