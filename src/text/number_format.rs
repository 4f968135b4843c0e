//! Formats a stored number as Excel shows it in a Vietnamese locale, by the grammar of number format
//! codes (ECMA-376, part 1, 18.8.31).

mod date;
mod digits;
mod number;
mod section;

pub use date::serial_of_iso;

use self::section::{Compares, Kind, Section};

/// A parsed number format code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberFormat {
    /// Sections for numbers; empty for `General` and for codes that are not valid.
    numbers: Vec<Section>,
    /// The section for texts, if it does more than to show the text.
    text: Option<Section>,
    /// Whether Excel applies this format by itself to typed text that looks like a date.
    is_autoconverted: bool,
}

impl NumberFormat {
    /// Parses a code. A code that is not valid shows the plain number, so that no digit is lost.
    pub fn parse(code: &str) -> NumberFormat {
        let code = code.trim();
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return NumberFormat::default();
        }
        let Some(mut numbers) = section::parse(code) else {
            return NumberFormat::default();
        };
        let n = numbers.len();
        let is_text = |section: &Section| section.kind == Kind::Text;
        let text = match numbers.pop_if(|last| is_text(last) || n == 4) {
            Some(section) if is_text(&section) && !is_plain_text(&section) => Some(section),
            _ => None,
        };
        let bare = code.trim_end_matches(";@");
        let bare = bare
            .rsplit(']')
            .next()
            .unwrap_or_default()
            .replace('\\', "");
        NumberFormat {
            numbers,
            text,
            is_autoconverted: ["d-mmm", "mmm-yy"].contains(&bare.to_ascii_lowercase().as_str()),
        }
    }

    /// Whether numbers are shown as dates or times.
    pub fn is_date(&self) -> bool {
        self.numbers
            .first()
            .is_some_and(|section| section.kind == Kind::Date)
    }

    /// Formats a number.
    pub fn show(&self, value: f64) -> String {
        self.show_from(value, 0.0)
    }

    /// Formats a number of a workbook whose dates count from `epoch` days after 1900.
    pub fn show_from(&self, value: f64, epoch: f64) -> String {
        let Some((section, drops_sign)) = self.section_for(value) else {
            return number::general(value);
        };
        let sign = if value < 0.0 && !drops_sign { "-" } else { "" };
        let text = match section.kind {
            Kind::Date => {
                let shown = date::show(section, value, epoch);
                return shown.map_or_else(|| number::general(value), |text| tidied(&text));
            }
            Kind::General | Kind::Text => {
                let value = if drops_sign { value.abs() } else { value };
                filled(section, &number::general(value))
            }
            Kind::Literal => format!("{sign}{}", filled(section, "")),
            Kind::Number | Kind::Fraction | Kind::Scientific => {
                match number::show(section, value) {
                    (text, true) if self.numbers.len() == 1 => text,
                    (text, _) => format!("{sign}{text}"),
                }
            }
        };
        tidied(&text)
    }

    /// Formats a text; `None` if it is shown as it is.
    pub fn show_text(&self, text: &str) -> Option<String> {
        let section = self.text.as_ref()?;
        Some(filled(section, text))
    }

    /// Returns the section for a value, and whether it shows the value without its sign; `None` for
    /// the general format.
    fn section_for(&self, value: f64) -> Option<(&Section, bool)> {
        let sections = &self.numbers;
        let has_conditions = sections.iter().any(|section| section.condition.is_some());
        if has_conditions {
            let mut applies = sections.iter().enumerate().filter(|(at, section)| {
                match section.condition {
                    Some(condition) => condition.holds(value),
                    // Of three sections, the second is for negative numbers.
                    None => *at != 1 || sections.len() < 3 || value < 0.0,
                }
            });
            let (at, section) = applies.next()?;
            let drops_sign = match section.condition {
                Some(condition) => {
                    matches!(condition.compares, Compares::Less | Compares::LessOrEqual)
                        && condition.with == 0.0
                }
                None => at == 1 && 3 <= sections.len(),
            };
            return Some((section, drops_sign));
        }
        let at = match sections.len() {
            0 => return None,
            1 => 0,
            2 => usize::from(value < 0.0),
            _ if value == 0.0 => 2,
            _ => usize::from(value < 0.0),
        };
        Some((sections.get(at)?, at == 1))
    }

    /// Returns day, month and year of a date that Excel probably made of typed text, with 0 for a
    /// part that is not shown: `4/5` becomes a date shown by `d-mmm`, `12/2026` one shown by
    /// `mmm-yy`. `None` for every other format, because somebody chose it.
    pub fn autoconverted(&self, serial: f64) -> Option<(u8, u8, u16)> {
        if !self.is_autoconverted {
            return None;
        }
        let (year, month, day) = date::civil(serial)?;
        let section = self.numbers.first()?;
        let has = |letter: char| {
            section
                .parts
                .iter()
                .any(|part| matches!(part, section::Part::Date(it, _) if *it == letter))
        };
        Some((
            if has('d') { u8::try_from(day).ok()? } else { 0 },
            u8::try_from(month).ok()?,
            if has('y') {
                u16::try_from(year).ok()?
            } else {
                0
            },
        ))
    }
}

/// Formats `value` with a number format code: `0.995` with `0.0%` gives `99,5%`.
pub fn show(value: f64, code: &str) -> String {
    NumberFormat::parse(code).show(value)
}

/// Whether a section shows a text as it is; the room that it leaves around does not count.
fn is_plain_text(section: &Section) -> bool {
    filled(section, "x").trim() == "x"
}

/// Returns the literals of a section, with `text` in place of `General` or `@`.
fn filled(section: &Section, text: &str) -> String {
    let parts = section.parts.iter().map(|part| match part {
        section::Part::Literal(literal) => literal.as_str(),
        section::Part::General | section::Part::Text => text,
        _ => "",
    });
    parts.collect()
}

/// Trims a text, and reduces the room for alignment inside it to one blank.
fn tidied(text: &str) -> String {
    let text = text.trim();
    if !text.contains("  ") {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_there_and_back() {
        for (text, shown) in [
            ("2026-12-01T00:00:00.000", "01/12/2026 00:00"),
            ("2026-12-01T08:30:00.000", "01/12/2026 08:30"),
            ("2024-02-29", "29/02/2024 00:00"),
            ("1999-12-31T00:00", "31/12/1999 00:00"),
            ("1900-01-01", "01/01/1900 00:00"),
            ("1900-02-28", "28/02/1900 00:00"),
            ("1900-03-01", "01/03/1900 00:00"),
        ] {
            let serial = serial_of_iso(text).unwrap();
            assert_eq!(show(serial, "dd/mm/yyyy hh:mm"), shown);
        }
        for odd in [
            "ngày 1/12/2026",
            "2026-13-01",
            "2026-02-31",
            "2025-02-29",
            "2026-04-31",
        ] {
            assert_eq!(serial_of_iso(odd), None, "{odd}");
        }
    }

    #[track_caller]
    fn check(cases: &[(f64, &str, &str)]) {
        for (value, code, expected) in cases {
            assert_eq!(show(*value, code), *expected, "{value} {code}");
        }
    }

    #[test]
    fn numbers_are_rounded_as_decimals() {
        check(&[
            (1.0, "0%", "100%"),
            (0.0, "0%", "0%"),
            (0.0, "0.0%", "0,0%"),
            (0.0, "0%\" trở lên\"", "0% trở lên"),
            (0.0, "#,##0.0,,", "0,0"),
            (0.07, "0%", "7%"),
            (0.125, "0%", "13%"),
            (0.985, "0%", "99%"),
            (0.9925, "0.0%", "99,3%"),
            (0.997, "0.0%", "99,7%"),
            (2.675, "0.00", "2,68"),
            (1.005, "0.00", "1,01"),
            (2.5, "0", "3"),
            (-2.5, "0", "-3"),
            (-0.4, "0", "0"),
            (9.995, "0.00", "10,00"),
            (0.0004, "0.00", "0,00"),
            (1e-9, "0", "0"),
            (0.5, "0", "1"),
            (99.9 + f64::EPSILON * 64.0, "0.00", "99,90"),
            (1e20, "#,##0", "100.000.000.000.000.000.000"),
        ]);
    }

    #[test]
    fn general_shows_what_fits_a_cell() {
        check(&[
            (100.0, "General", "100"),
            (6.1, "", "6,1"),
            (0.1 + 0.2, "General", "0,3"),
            (1.0 / 3.0, "General", "0,333333333"),
            (1_234.567_890_123, "General", "1234,56789"),
            (-0.5, "General", "-0,5"),
            (123_456_789_012.0, "General", "123456789012"),
            (1.5e17, "General", "1,5E+17"),
            (0.00001, "General", "0,00001"),
            (15.0, "General\" ngày\"", "15 ngày"),
            (12.5, "abc", "12,5"),
            (12.5, "@", "12,5"),
        ]);
    }

    #[test]
    fn placeholders_literals_and_scales() {
        check(&[
            (3.0, "00", "03"),
            (6.1, "0.00", "6,10"),
            (1_273_494.5, "#,##0.00", "1.273.494,50"),
            (5.0, "0\" triệu đồng\"", "5 triệu đồng"),
            (12.5, "#,##0.###", "12,5"),
            (3.0, "0.##", "3"),
            (3.0, "0.0#", "3,0"),
            (0.5, "#.##", ",5"),
            (12.5, ".00", "12,50"),
            (0.0, "#", ""),
            (912_345_678.0, "0000\\.000\\.000", "0912.345.678"),
            (912_345_678.0, "0000 000 000", "0912 345 678"),
            (123_456.0, "00-00-00", "12-34-56"),
            (61.0, "0\".\"0", "6.1"),
            (2_438_251_234.0, "(000) 000-0000", "(243) 825-1234"),
            (1_234_567_000.0, "#,##0,,", "1.235"),
            (1_234_567_000.0, "#,##0.0,,", "1.234,6"),
            (12_345.0, "0.0,", "12,3"),
            (1_234.0, "0,0", "1.234"),
            (4.0, "0,0", "04"),
            (1_234.0, "0000000", "0001234"),
            (1_234.0, "0,000,000", "0.001.234"),
            (0.5, "0.0%", "50,0%"),
            (95.5, "0.0\"%\"", "95,5%"),
            (15_000.0, "#,##0 [$₫-42A]", "15.000 ₫"),
            (15_000.0, "[$VND] #,##0", "VND 15.000"),
            (15_000.0, "#,##0\\ \"đồng\"", "15.000 đồng"),
            (
                5.0,
                "_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* \"-\"\\ _₫_-;_-@_-",
                "5",
            ),
            (6.0, "0\"/2026\"", "6/2026"),
        ]);
    }

    #[test]
    fn sections_and_conditions() {
        let accounting = r#"_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)"#;
        let passed = r#""đạt";"không đạt";"chưa""#;
        let yes = r#"[=1]"Có";[=0]"Không";0"#;
        let millions = r#"[>=1000000]#,##0.0,,"tr";#,##0"#;
        check(&[
            (0.0, accounting, "-"),
            (-1_500.0, accounting, "(1.500)"),
            (1_500.0, accounting, "1.500"),
            (1.0, passed, "đạt"),
            (-1.0, passed, "không đạt"),
            (0.0, passed, "chưa"),
            (1.0, yes, "Có"),
            (0.0, yes, "Không"),
            (-7.0, yes, "-7"),
            (2_500_000.0, millions, "2,5tr"),
            (2_500.0, millions, "2.500"),
            (-2_500.0, millions, "-2.500"),
            (-5.0, "#,##0;[Red]-#,##0", "-5"),
            (0.0, "0;-0;;@", ""),
            (5.0, ";;;", ""),
            (-3.456, "0.00;[Red]-0.00", "-3,46"),
            (0.0, "[<0]\"âm\";[>0]\"dương\";\"không\"", "không"),
        ]);
    }

    #[test]
    fn fractions_and_powers() {
        check(&[
            (0.5, "# ?/?", "1/2"),
            (2.25, "# ??/??", "2 1/4"),
            (0.75, "?/?", "3/4"),
            (2.0, "# ?/?", "2"),
            (0.0, "# ?/?", "0"),
            (0.999, "# ?/?", "1"),
            (1.375, "# ?/8", "1 3/8"),
            (std::f64::consts::PI, "??/??", "311/99"),
            (123_456.0, "0.00E+00", "1,23E+05"),
            (1.2e-5, "0.00E+00", "1,20E-05"),
            (9.999e5, "0.00E+00", "1,00E+06"),
            (123_456.0, "##0.0E+0", "123,5E+3"),
            (0.0, "0.00E+00", "0,00E+00"),
        ]);
    }

    #[test]
    fn dates_and_times() {
        let day = 46_027.354_166_667;
        check(&[
            (46_357.0, "mm/yyyy", "12/2026"),
            (46_022.0, "dd/mm/yyyy", "31/12/2025"),
            (46_022.0, "d/m", "31/12"),
            (day, "dd/mm/yyyy hh:mm", "05/01/2026 08:30"),
            (day, "dd/mm/yyyy\\ h:mm:ss", "05/01/2026 8:30:00"),
            (1.0 / 3.0, "h:mm", "8:00"),
            (1.520_833_333_333_333, "[h]:mm", "36:30"),
            (-0.5, "[h]:mm", "-12:00"),
            (0.01, "mm:ss", "14:24"),
            (0.5 + 0.25 / 86_400.0, "h:mm:ss.00", "12:00:00,25"),
            (0.604_166_666_666, "hh:mm AM/PM", "02:30 CH"),
            (0.604_166_666_666, "[$-409]h:mm AM/PM;@", "2:30 PM"),
            (0.0, "h AM/PM", "12 SA"),
            (46_027.0, "[$-42A]dd mmmm yyyy", "05 Tháng Giêng 2026"),
            (46_027.0, "[$-409]d\\-mmm\\-yy;@", "5-Jan-26"),
            (46_027.0, "dddd", "Thứ Hai"),
            (
                46_027.0,
                "\"ngày \"dd\" tháng \"mm\" năm \"yyyy",
                "ngày 05 tháng 01 năm 2026",
            ),
            (46_027.0, "\"Quý I/\"yyyy", "Quý I/2026"),
            (46_027.0, "yyyy-mm-dd", "2026-01-05"),
            (0.0, "dd/mm/yyyy", "00/01/1900"),
            (60.0, "d/m/yyyy", "29/2/1900"),
            (-1.0, "dd/mm/yyyy", "-1"),
            (1e12, "dd/mm/yyyy", "1000000000000"),
        ]);
        let mac = NumberFormat::parse("dd/mm/yyyy");
        assert_eq!(mac.show_from(0.0, 1_462.0), "01/01/1904");
        assert_eq!(
            NumberFormat::parse("[h]:mm").show_from(1.5, 1_462.0),
            "36:00"
        );
    }

    #[test]
    fn only_the_formats_that_excel_chooses_tell_of_typed_text() {
        for (code, expected) in [
            ("d-mmm", Some((5, 1, 0))),
            ("[$-42A]d\\-mmm;@", Some((5, 1, 0))),
            ("mmm-yy", Some((0, 1, 2026))),
            ("mm/yyyy", None),
            ("dd/mm/yyyy", None),
            ("\"Tháng \"m", None),
        ] {
            assert_eq!(
                NumberFormat::parse(code).autoconverted(46_027.0),
                expected,
                "{code}"
            );
        }
    }

    #[test]
    fn the_text_section_shows_texts() {
        let show = |code: &str| NumberFormat::parse(code).show_text("Sở Y tế");
        assert_eq!(show("0;-0;0;@\" (*)\""), Some("Sở Y tế (*)".to_owned()));
        assert_eq!(show("\"UBND \"@"), Some("UBND Sở Y tế".to_owned()));
        for plain in ["@", "General", "0;-0;;@", "_(* #,##0_);_(@_)", ";;;"] {
            assert_eq!(show(plain), None, "{plain}");
        }
    }

    #[test]
    fn any_code_is_shown_without_a_panic() {
        let pieces = [
            "0", "#", ",", ".", "?", "/", "E+", "[h]", "mm", "\"", "\\", "_", "*", ";", "%", "@",
            "[", "[<", "AM/PM", "s", ".0", "9",
        ];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let format = NumberFormat::parse(&format!("{first}{second}{third}"));
                    for value in [
                        0.0,
                        -0.5,
                        1_234.567,
                        1e300,
                        -1e300,
                        f64::NAN,
                        f64::INFINITY,
                        5e-324,
                    ] {
                        format.show(value);
                        format.show_text("x");
                    }
                }
            }
        }
    }
}
