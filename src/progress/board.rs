//! The progress of a plan as HTML for the page: figures, pictures, lists. What stands for rows names
//! them in `data-rows`; what is a button can be reached by keyboard.

use super::{
    changes::Change,
    counts::{Counts, Tally},
    course::Course,
    judged::{Judged, Progress},
    narrative::Narrative,
    picture,
    short_text::{cut, flat},
    summary::ROW_HEADINGS,
    svg::escaped,
    two_digits::{count, share},
};
use crate::{
    model::{Date, ProgressStatus, ReportPeriod, RowId},
    wording::{Key, Language, Message},
};

/// Rows that a list shows.
const LISTED_MAX: usize = 300;
/// Rows of the lists on paper, and characters of their content.
const PRINTED_MAX: usize = 7;
const PRINTED_CHARS: usize = 100;
/// Characters of the other cells of such a row.
const PRINTED_CELL: usize = 34;
/// Agencies and sections that the picture on paper shows.
const PRINTED_TALLIES: usize = 7;

/// What the page shows of a period.
pub struct Board<'it> {
    pub progress: &'it Progress,
    pub counts: &'it Counts,
    /// What changed since an earlier period.
    pub changes: Option<(ReportPeriod, Vec<Change>)>,
    pub today: Option<Date>,
    pub language: Language,
}

impl Board<'_> {
    /// The figures and pictures of the whole plan, by section and by agency.
    pub fn overview(&self) -> String {
        let counts = self.counts;
        let language = self.language;
        let mut html = self.figures();
        html += &picture::plain_bar(&counts.all, language);
        html += &self.legend();
        let named = |name: &str| !name.is_empty();
        let sections = counts.sections.iter();
        let sections = sections.filter(|((_, title), _)| named(title));
        let sections: Vec<(String, Tally)> = sections
            .map(|((_, title), tally)| (title.clone(), tally.clone()))
            .collect();
        if 1 < sections.len() {
            let picture = picture::status_bars(&sections, language);
            html += &self.part(Key::ProgressBySection, &picture);
        }
        let agencies = counts.agencies.iter().filter(|(name, _)| named(name));
        if 0 < agencies.count() {
            html += &self.part(Key::ProgressByAgency, &picture::heat_map(counts, language));
        }
        if self.progress.rows.iter().any(|it| it.due.is_some()) {
            let picture = picture::deadline_strip(self.progress, language);
            html += &self.part(Key::PictureDeadlineTitle, &picture);
        }
        html
    }

    /// The lists: what is late, and each row with the reason of its assessment.
    pub fn lists(&self) -> String {
        let rows = &self.progress.rows;
        let late = self.progress.late();
        let (tasks, indicators): (Vec<&Judged>, Vec<&Judged>) =
            rows.iter().partition(|it| it.is_task);
        let mut html = self.rows(Key::ProgressLate, &late);
        html += &self.rows(Key::ProgressIndicators, &indicators);
        html += &self.rows(Key::ProgressTasks, &tasks);
        html
    }

    /// The page of paper that sums up the period: figures, status bar, agencies, what is late or missed.
    pub fn summary(&self, title: &str, plan: &str) -> String {
        format!(
            "<section class=\"sheet-landscape summary\"><h1>{}</h1><p class=\"plan\">{}</p>{}{}{}{}</section>",
            escaped(title).replace('\n', "<br>"),
            escaped(plan),
            self.figures(),
            picture::printed_bar(&self.counts.all, self.language),
            self.printed_agencies(),
            self.printed_rows()
        )
    }

    /// The agencies with the most rows.
    fn printed_agencies(&self) -> String {
        let agencies = self.counts.agencies.iter();
        let agencies = agencies.filter(|(name, _)| !name.is_empty());
        let mut agencies: Vec<(String, Tally)> = agencies.cloned().collect();
        if agencies.is_empty() {
            return String::new();
        }
        let n_more = agencies.len().saturating_sub(PRINTED_TALLIES);
        agencies.sort_by_key(|(_, tally)| usize::MAX - tally.total());
        agencies.truncate(PRINTED_TALLIES);
        let mut content = picture::printed_bars(&agencies, self.language);
        if 0 < n_more {
            let more = self.text(&Key::ProgressMoreAgencies.with([count(n_more)]));
            content += &format!("<p>{more}</p>");
        }
        self.part(Key::ProgressByAgency, &content)
    }

    /// What is late, the longest overdue first, and then what else was missed.
    fn printed_rows(&self) -> String {
        let language = self.language;
        let mut rows = self.progress.late();
        let missed = self.progress.rows.iter();
        rows.extend(missed.filter(|it| it.status == ProgressStatus::Missed && !it.is_late()));
        let n_all = rows.len();
        let title = self.text(&Key::ProgressLateOrMissed.with([count(n_all)]));
        if rows.is_empty() {
            let told = escaped(Key::ProgressNothingLate.text(language));
            return format!("<h3>{title}</h3><p>{told}</p>");
        }
        rows.truncate(PRINTED_MAX);
        let head = ROW_HEADINGS.map(|key| format!("<th>{}</th>", escaped(key.text(language))));
        let lines = rows.iter().map(|it| {
            let cells = [
                cut(&it.content, PRINTED_CHARS),
                cut(&it.agencies.join(", "), PRINTED_CELL),
                cut(&it.target, PRINTED_CELL),
                cut(&it.actual, PRINTED_CELL),
            ];
            let cells = cells.map(|text| format!("<td>{}</td>", escaped(&text)));
            format!("<tr>{}<td>{}</td></tr>", cells.concat(), self.state(it))
        });
        let more = match n_all - rows.len() {
            0 => String::new(),
            n => format!("<p>{}</p>", self.text(&Key::ProgressMore.with([count(n)]))),
        };
        format!(
            "<h3>{title}</h3><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{more}",
            head.concat(),
            lines.collect::<String>()
        )
    }

    fn text(&self, message: &Message) -> String {
        escaped(&message.text(self.language))
    }

    fn part(&self, title: Key, content: &str) -> String {
        let title = escaped(title.text(self.language));
        format!("<section><h3>{title}</h3>{content}</section>")
    }

    /// The three figures of the period, and its deadline.
    fn figures(&self) -> String {
        let reached = [ProgressStatus::Exceeded, ProgressStatus::Met];
        let mut html = String::from("<ul class=\"plain figures\">");
        let parts = [
            (&self.counts.indicators, Key::ProgressReached),
            (&self.counts.tasks, Key::ProgressDone),
        ];
        for (tally, key) in parts.into_iter().filter(|(tally, _)| 0 < tally.total()) {
            let rows = tally.rows(&reached);
            let figure = format!("{}/{}", count(rows.len()), count(tally.total()));
            let words = key.with([share(rows.len(), tally.total())]);
            html += &self.figure(&figure, &words, &rows);
        }
        let late = self.progress.late();
        let late: Vec<RowId> = late.into_iter().map(|it| it.row).collect();
        html += &self.figure(&count(late.len()), &Key::ProgressFigureLate.into(), &late);
        html += "</ul>";
        if let Some(deadline) = self.progress.deadline {
            let key = match self.today {
                Some(today) if deadline < today => Key::ProgressDeadlinePast,
                _ => Key::ProgressDeadline,
            };
            let told = self.text(&key.with([deadline.written()]));
            html += &format!("<p class=\"deadline\">{told}</p>");
        }
        html
    }

    fn figure(&self, figure: &str, words: &Message, rows: &[RowId]) -> String {
        let face = format!("<b>{}</b> {}", escaped(figure), self.text(words));
        format!("<li>{}</li>", button("", rows, &face))
    }

    /// How many rows stand how, and on what course those are that have not reached their target.
    fn legend(&self) -> String {
        let all = &self.counts.all;
        let statuses = ProgressStatus::ALL.into_iter().map(|it| {
            let class = format!("status-{}", it.key());
            (class, it.label(), all.rows(&[it]))
        });
        let courses = Course::ALL.into_iter().map(|it| {
            let class = format!("course-{}", it.key());
            (class, it.label(), all.on(it))
        });
        let mut html = String::from("<ul class=\"plain legend\">");
        for (class, label, rows) in statuses.chain(courses) {
            if rows.is_empty() {
                continue;
            }
            let label = escaped(label.text(self.language));
            let face = format!("<i></i>{label} <b>{}</b>", rows.len());
            html += &format!("<li>{}</li>", button(&class, &rows, &face));
        }
        html + "</ul>"
    }

    fn rows(&self, title: Key, rows: &[&Judged]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let title = self.text(&title.with([count(rows.len())]));
        let mut html = format!("<section><h3>{title}</h3><ul class=\"plain rows\">");
        for judged in rows.iter().take(LISTED_MAX) {
            html += &self.row(judged);
        }
        html += "</ul>";
        if LISTED_MAX < rows.len() {
            let more = Key::ProgressMore.with([count(rows.len() - LISTED_MAX)]);
            html += &format!("<p>{}</p>", self.text(&more));
        }
        html + "</section>"
    }

    /// A row with its figures, its assessment and the reason.
    fn row(&self, judged: &Judged) -> String {
        let figures = match judged.is_task {
            true => Key::ProgressOfTask,
            false => Key::ProgressOfIndicator,
        };
        let said = |text: &str| match text {
            "" => "–".to_owned(),
            text => flat(text),
        };
        let figures = figures.with([said(&judged.target), said(&judged.actual)]);
        let mut face = self.name(judged);
        face += &format!("<span class=\"figures\">{}</span>", self.text(&figures));
        face += &picture::bullet(judged);
        face += &format!("<span class=\"state\">{}", self.state(judged));
        if judged.is_own {
            let own = Key::ProgressOwn.text(self.language);
            face += &format!(" <em>{}</em>", escaped(own));
        }
        let why = escaped(&judged.why(self.language));
        face += &format!("</span><span class=\"why\">{why}</span>");
        format!(
            "<li>{}</li>",
            button(&picture::class_of(judged), &[judged.row], &face)
        )
    }

    fn name(&self, judged: &Judged) -> String {
        let (ordinal, content) = (escaped(&judged.ordinal), escaped(&flat(&judged.content)));
        format!("<span class=\"name\">{ordinal} {content}</span>")
    }

    fn state(&self, judged: &Judged) -> String {
        let mut state = judged.status.label().text(self.language).to_owned();
        if let Some(course) = judged
            .course
            .filter(|_| judged.status == ProgressStatus::Missed)
        {
            state = format!("{state}, {}", course.label().text(self.language));
        }
        if judged.is_own && judged.proposed != judged.status {
            let proposed = judged.proposed.label().text(self.language).to_owned();
            let told = Key::ProgressProposed.with([proposed]);
            state = format!("{state}; {}", told.text(self.language));
        }
        escaped(&state)
    }

    /// The rows whose result or assessment differs from the earlier period; empty without one.
    pub fn changed(&self) -> String {
        let Some((period, changes)) = &self.changes else {
            return String::new();
        };
        let changed = changes.iter().filter(|it| it.is_change());
        let changed: Vec<&Change> = changed.collect();
        let title = Key::ProgressChanges.with([period.in_sentence(), count(changed.len())]);
        let mut html = format!(
            "<section><h3>{}</h3><ul class=\"plain rows changed\">",
            self.text(&title)
        );
        for change in changed.into_iter().take(LISTED_MAX) {
            let after = &change.after;
            let status = |it: &Judged| it.status.label().text(self.language);
            let mut face = self.name(after);
            face += &match &change.before {
                None => format!("<em>{}</em>", escaped(Key::ProgressNew.text(self.language))),
                Some(before) => {
                    differs(&before.actual, &after.actual) + &differs(status(before), status(after))
                }
            };
            html += &format!(
                "<li>{}</li>",
                button(&picture::class_of(after), &[after.row], &face)
            );
        }
        html + "</ul></section>"
    }
}

/// The paragraphs, whose numbers are buttons that name their rows.
pub fn told_html(told: &Narrative) -> String {
    let mut html = String::new();
    for paragraph in &told.paragraphs {
        html += "<p>";
        for span in paragraph {
            let text = escaped(&span.text);
            html += &match span.rows.is_empty() {
                true => text,
                false => button("number", &span.rows, &text),
            };
        }
        html += "</p>";
    }
    html
}

/// What was and what is; nothing where both are the same.
fn differs(before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let said = |text: &str| match text {
        "" => "–".to_owned(),
        text => escaped(&flat(text)),
    };
    format!(
        "<span><del>{}</del> → <ins>{}</ins></span>",
        said(before),
        said(after)
    )
}

/// A button that leads to rows; without any it leads nowhere.
fn button(class: &str, rows: &[RowId], face: &str) -> String {
    if rows.is_empty() {
        return format!("<span class=\"{class}\">{face}</span>");
    }
    let rows: Vec<String> = rows.iter().map(|it| it.0.to_string()).collect();
    let rows = rows.join(" ");
    format!("<button type=\"button\" class=\"{class}\" data-rows=\"{rows}\">{face}</button>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::fixture,
        progress::{changes, judge, narrative},
    };

    const REPORT: &str = "
        stt | content | unit | target:Năm 2026 | lead | actual:Kết quả quý III/2026 | status:Đánh giá
        - 1 | Tỷ lệ <b>hài lòng</b> | % | 95 | Sở Nội vụ | 96 |
        - 2 | Tỷ lệ số hóa | % | 80 | Sở Y tế | 70 | Đạt
        - 3 | Tỷ lệ kết nối | % | 80 | Sở Y tế | 20 |
    ";

    fn with_board(text: &str, earlier: Option<&str>, see: impl Fn(&Board)) {
        let judged = |text: &str| judge(&fixture::parse(text), None);
        let progress = judged(text);
        let earlier = earlier.map(judged);
        see(&Board {
            progress: &progress,
            counts: &Counts::of(&progress),
            changes: earlier.and_then(|it| Some((it.period?, changes(&it, &progress)))),
            today: None,
            language: Language::Vietnamese,
        });
    }

    #[test]
    fn each_row_says_why_and_an_own_status_is_marked() {
        with_board(REPORT, None, |board| {
            let html = board.lists();
            assert!(html.contains("Tỷ lệ &lt;b&gt;hài lòng"), "{html}");
            assert!(!html.contains("<b>hài"), "{html}");
            let own = "Đạt; số liệu cho thấy Chưa đạt <em>người ghi</em>";
            assert_eq!(html.matches(own).count(), 1, "{html}");
            assert_eq!(html.matches("class=\"why\"").count(), 3);
            assert!(html.contains("càng cao càng tốt"), "{html}");
            // No marks of pictures are read aloud beside the words that say the same.
            assert_eq!(
                html.matches("<svg").count(),
                html.matches("aria-hidden").count()
            );
            assert!(html.contains("<svg"), "{html}");
        });
    }

    #[test]
    fn figures_and_numbers_lead_to_their_rows() {
        with_board(REPORT, None, |board| {
            let html = board.overview();
            let reached = board
                .counts
                .indicators
                .rows(&[ProgressStatus::Exceeded, ProgressStatus::Met]);
            let rows: Vec<String> = reached.iter().map(|it| it.0.to_string()).collect();
            let figure = format!(
                "data-rows=\"{}\"><b>02/03</b> chỉ tiêu đạt và vượt (66,7%)",
                rows.join(" ")
            );
            assert!(html.contains(&figure), "{html}");
            assert_eq!(
                html.matches("role=\"img\"").count(),
                html.matches("<svg").count()
            );
            assert!(html.contains("<svg"), "{html}");
            let told = told_html(&narrative(board.progress, board.counts));
            assert!(
                told.contains(&format!("data-rows=\"{}\">02/03</button>", rows.join(" "))),
                "{told}"
            );
        });
    }

    #[test]
    fn changes_say_what_was_and_what_is() {
        let earlier = REPORT
            .replace("quý III", "quý II")
            .replace("| 70 |", "| 60 |");
        with_board(REPORT, Some(&earlier), |board| {
            let html = board.changed();
            assert!(html.contains("Thay đổi so với quý II/2026 (01)"), "{html}");
            assert!(html.contains("<del>60</del> → <ins>70</ins>"), "{html}");
        });
    }

    #[test]
    fn a_summary_names_what_is_missed_and_says_what_it_leaves_out() {
        let mut text = REPORT.to_owned();
        for at in 4..14 {
            text += &format!("        - {at} | Tỷ lệ {at} | % | 80 | Sở {at} | 90 |\n");
        }
        with_board(&text, None, |board| {
            let html = board.summary("BÁO CÁO", "");
            assert!(html.contains("chưa đạt (01)"), "{html}");
            assert!(html.contains("<td>Tỷ lệ kết nối</td>"), "{html}");
            assert!(html.contains("và 05 cơ quan khác"), "{html}");
        });
    }

    #[test]
    fn a_summary_has_room_on_one_sheet() {
        let mut text = String::from("stt | content | time | lead | actual:Kết quả quý III/2026\n");
        for at in 0..60 {
            text += &format!(
                "- {at} | Nhiệm vụ {at} {} | Tháng 6/2026 | Sở {at} | Đang làm\n",
                "dài ".repeat(60)
            );
        }
        with_board(&text, None, |board| {
            let html = board.summary("BÁO CÁO", "Kế hoạch 1/KH-UBND");
            assert_eq!(html.matches("<tr>").count(), PRINTED_MAX + 1);
            assert!(html.contains("và 53 dòng khác"), "{html}");
            let longest = html.split('<').map(|it| it.chars().count()).max().unwrap();
            assert!(longest < 400, "{longest}");
        });
    }
}
