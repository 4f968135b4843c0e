//! Parses number format codes (ECMA-376, part 1, 18.8.31) into sections of parts.

/// One of the sections of a code, which are separated by semicolons.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub condition: Option<Condition>,
    pub parts: Vec<Part>,
    pub kind: Kind,
    /// Whether names of months and days are English; otherwise they are Vietnamese.
    pub is_english: bool,
    pub thousands: bool,
    /// Power of ten that the shown value is multiplied by: 2 per `%`, -3 per scaling comma.
    pub shift: i32,
}

/// Which values a section applies to: `[>=1000000]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    pub compares: Compares,
    pub with: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Compares {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Kind {
    /// An empty section, or literals only.
    #[default]
    Literal,
    General,
    Number,
    Fraction,
    Scientific,
    Date,
    Text,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Literal(String),
    General,
    /// A digit placeholder: `0`, `#` or `?`; in a denominator also a fixed digit.
    Digit(char),
    Point,
    Slash,
    /// `E+` or `E-`: whether a positive exponent has a sign.
    Exponent(bool),
    Text,
    /// A letter of a date or time in lower case, with its number of repetitions.
    Date(char, usize),
    /// `[h]`, `[m]`, `[s]`: a time that does not wrap around.
    Elapsed(char, usize),
    /// Digits of a fraction of a second.
    SecondFraction(usize),
    /// `AM/PM`, or `A/P` if false.
    DayHalf(bool),
}

/// Parses all sections; `None` if the code is not valid.
pub(super) fn parse(code: &str) -> Option<Vec<Section>> {
    let mut sections = Vec::new();
    let mut chars = code.chars().peekable();
    loop {
        let (section, is_last) = parse_section(&mut chars)?;
        sections.push(section);
        if is_last {
            return Some(sections);
        }
    }
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Parses up to the next semicolon; also returns whether the code ends there.
fn parse_section(chars: &mut Chars) -> Option<(Section, bool)> {
    let mut section = Section::default();
    // Commas are kept as parts first, because what follows decides what they mean.
    let mut tokens: Vec<Part> = Vec::new();
    let mut is_last = true;
    while let Some(c) = chars.next() {
        match c {
            ';' => {
                is_last = false;
                break;
            }
            '"' => literal(&mut tokens, chars.by_ref().take_while(|&c| c != '"')),
            '\\' | '!' => literal(&mut tokens, chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                bracket(&mut section, &mut tokens, &inside);
            }
            // The width of a character: only visible between two others.
            '_' => {
                chars.next();
                literal(&mut tokens, [' ']);
            }
            '*' => {
                let fill = chars.next();
                literal(&mut tokens, fill.filter(|fill| *fill == ' '));
            }
            '0' | '#' | '?' => tokens.push(Part::Digit(c)),
            '1'..='9' => tokens.push(Part::Digit(c)),
            '.' => match tokens.last() {
                Some(Part::Date('s', _) | Part::Elapsed('s', _)) if chars.peek() == Some(&'0') => {
                    let mut n = 0;
                    while chars.next_if_eq(&'0').is_some() {
                        n += 1;
                    }
                    tokens.push(Part::SecondFraction(n));
                }
                _ => tokens.push(Part::Point),
            },
            '%' => {
                section.shift += 2;
                literal(&mut tokens, ['%']);
            }
            '@' => tokens.push(Part::Text),
            '/' => tokens.push(Part::Slash),
            'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => {
                tokens.push(Part::Exponent(chars.next() == Some('+')));
            }
            'G' | 'g' if starts_with(chars, "eneral") => {
                skip(chars, 6);
                tokens.push(Part::General);
            }
            'A' | 'a' if starts_with(chars, "m/pm") => {
                skip(chars, 4);
                tokens.push(Part::DayHalf(true));
            }
            'A' | 'a' if starts_with(chars, "/p") => {
                skip(chars, 2);
                tokens.push(Part::DayHalf(false));
            }
            c if is_date_letter(c) => {
                let letter = c.to_ascii_lowercase();
                let mut n = 1;
                while chars
                    .next_if(|c| c.to_ascii_lowercase() == letter)
                    .is_some()
                {
                    n += 1;
                }
                tokens.push(Part::Date(if letter == 'e' { 'y' } else { letter }, n));
            }
            c if c.is_ascii_alphabetic() => return None,
            other => literal(&mut tokens, [other]),
        }
    }
    settle(&mut section, tokens);
    Some((section, is_last))
}

fn is_date_letter(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'd' | 'm' | 'y' | 'h' | 's' | 'e')
}

/// Appends literal text; adjacent literals become one.
fn literal(tokens: &mut Vec<Part>, text: impl IntoIterator<Item = char>) {
    for c in text {
        match tokens.last_mut() {
            Some(Part::Literal(before)) if before != "," => before.push(c),
            _ => tokens.push(Part::Literal(c.into())),
        }
    }
}

fn starts_with(chars: &Chars, word: &str) -> bool {
    let mut ahead = chars.clone().map(|c| c.to_ascii_lowercase());
    word.chars().all(|c| ahead.next() == Some(c))
}

fn skip(chars: &mut Chars, n: usize) {
    chars.take(n).for_each(drop);
}

/// Reads what stands in square brackets: elapsed time, condition, currency with locale, or a colour.
fn bracket(section: &mut Section, tokens: &mut Vec<Part>, inside: &str) {
    if let Some(letter) = inside.chars().next().map(|c| c.to_ascii_lowercase())
        && matches!(letter, 'h' | 'm' | 's')
        && inside.chars().all(|c| c.to_ascii_lowercase() == letter)
    {
        tokens.push(Part::Elapsed(letter, inside.len()));
    } else if let Some(currency) = inside.strip_prefix('$') {
        let (symbol, locale) = currency.rsplit_once('-').unwrap_or((currency, ""));
        literal(tokens, symbol.chars());
        let locale = u32::from_str_radix(locale, 16).unwrap_or(0);
        // The low ten bits of a locale id are the language: 9 is English.
        section.is_english |= locale & 0x3FF == 9;
    } else {
        section.condition = section.condition.or(condition(inside));
    }
}

fn condition(text: &str) -> Option<Condition> {
    let operators = [
        ("<=", Compares::LessOrEqual),
        ("<>", Compares::NotEqual),
        (">=", Compares::GreaterOrEqual),
        ("<", Compares::Less),
        (">", Compares::Greater),
        ("=", Compares::Equal),
    ];
    let (with, compares) = operators
        .into_iter()
        .find_map(|(sign, compares)| Some((text.strip_prefix(sign)?, compares)))?;
    let with = with.trim().parse().ok()?;
    Some(Condition { compares, with })
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.compares {
            Compares::Less => value < self.with,
            Compares::LessOrEqual => value <= self.with,
            Compares::Equal => value == self.with,
            Compares::NotEqual => value != self.with,
            Compares::GreaterOrEqual => self.with <= value,
            Compares::Greater => self.with < value,
        }
    }
}

/// Determines the kind of the section and the meaning of commas, points and digits.
fn settle(section: &mut Section, tokens: Vec<Part>) {
    let has = |is: fn(&Part) -> bool| tokens.iter().any(is);
    let has_digits = has(|it| matches!(it, Part::Digit('0' | '#' | '?')));
    section.kind = if has(|it| matches!(it, Part::Date(..) | Part::Elapsed(..) | Part::DayHalf(_)))
    {
        Kind::Date
    } else if has(|it| *it == Part::General) {
        Kind::General
    } else if has(|it| *it == Part::Text) {
        Kind::Text
    } else if !has_digits {
        Kind::Literal
    } else if has(|it| matches!(it, Part::Exponent(_))) {
        Kind::Scientific
    } else if is_fraction(&tokens) {
        Kind::Fraction
    } else {
        Kind::Number
    };
    let is_number = matches!(
        section.kind,
        Kind::Number | Kind::Scientific | Kind::Fraction
    );
    let is_placeholder = |part: Option<&Part>| matches!(part, Some(Part::Digit('0' | '#' | '?')));
    let mut parts: Vec<Part> = Vec::new();
    let mut has_point = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Part::Literal(text) if text == "," && is_number => {
                // Between digits a comma separates thousands; behind the last one it scales.
                let mut ahead = tokens.iter().skip(at + 1);
                let next = ahead.find(|it| !matches!(it, Part::Literal(text) if text == ","));
                if is_placeholder(next) && is_placeholder(parts.last()) && !has_point {
                    section.thousands = true;
                } else if is_placeholder(parts.last()) {
                    section.shift -= 3;
                } else {
                    literal(&mut parts, [',']);
                }
            }
            Part::Point if is_number => {
                has_point = true;
                parts.push(Part::Point);
            }
            Part::Slash if section.kind == Kind::Fraction => parts.push(Part::Slash),
            Part::Digit(c) if !is_number => literal(&mut parts, [*c]),
            Part::Digit(c @ '1'..='9') if section.kind != Kind::Fraction => {
                literal(&mut parts, [*c])
            }
            Part::Point => literal(&mut parts, ['.']),
            Part::Slash => literal(&mut parts, ['/']),
            Part::Literal(text) => literal(&mut parts, text.chars()),
            other => parts.push(other.clone()),
        }
    }
    settle_minutes(&mut parts);
    section.parts = parts;
}

/// Whether a slash stands between digits.
fn is_fraction(tokens: &[Part]) -> bool {
    tokens.windows(3).any(|three| {
        matches!(
            three,
            [Part::Digit('0' | '#' | '?'), Part::Slash, Part::Digit(_)]
        )
    })
}

/// `m` after an hour or before a second means minutes, which become `n` here.
fn settle_minutes(parts: &mut [Part]) {
    let letters: Vec<(usize, char)> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| match part {
            Part::Date(letter, _) | Part::Elapsed(letter, _) => Some((at, *letter)),
            _ => None,
        })
        .collect();
    for (idx, (at, letter)) in letters.iter().enumerate() {
        let before = idx.checked_sub(1).and_then(|idx| letters.get(idx));
        let after = letters.get(idx + 1);
        let is_minute = before.is_some_and(|(_, letter)| *letter == 'h')
            || after.is_some_and(|(_, letter)| *letter == 's');
        if *letter == 'm'
            && is_minute
            && let Some(Part::Date(letter, n)) = parts.get_mut(*at)
            && *n <= 2
        {
            *letter = 'n';
        }
    }
}
