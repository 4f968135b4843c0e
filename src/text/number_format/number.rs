//! Numbers in the Vietnamese locale: decimal comma, thousands separated by dots.

use super::{
    digits::Decimal,
    section::{Kind, Part, Section},
};

/// Formats the magnitude of a number; also returns whether only zeros are left of it.
pub(super) fn show(section: &Section, value: f64) -> (String, bool) {
    match section.kind {
        Kind::Fraction => fraction(section, value),
        Kind::Scientific => scientific(section, value),
        _ => fixed(section, value),
    }
}

fn fixed(section: &Section, value: f64) -> (String, bool) {
    let parts = &section.parts;
    let point = parts.iter().position(|part| *part == Part::Point);
    let (whole_parts, rest) = parts.split_at(point.unwrap_or(parts.len()));
    let decimals = n_digits(rest);
    let value = Decimal::of(value).shifted(section.shift).rounded(decimals);
    let mut text = whole(whole_parts, &value.whole(), section.thousands);
    fill_decimals(&mut text, rest, &value.fraction());
    (text, value.is_zero())
}

fn n_digits(parts: &[Part]) -> usize {
    let digits = parts.iter().filter(|part| matches!(part, Part::Digit(_)));
    digits.count()
}

/// Fills the placeholders before the decimal separator from the right. Digits without a placeholder
/// stand before the first one; literals stay between theirs.
fn whole(parts: &[Part], digits: &str, thousands: bool) -> String {
    let n_places = n_digits(parts);
    let n_digits = digits.len();
    let mut text = String::with_capacity(n_digits + n_digits / 3 + n_places + parts.len());
    let push = |text: &mut String, digit: char, n_right: usize| {
        text.push(digit);
        if thousands && 0 < n_right && n_right.is_multiple_of(3) {
            text.push('.');
        }
    };
    let mut n_left = n_places;
    let mut rest = digits.chars().zip((0..n_digits).rev()).peekable();
    for part in parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Digit(placeholder) => {
                n_left -= 1;
                let mut any = false;
                while let Some((digit, n_right)) = rest.next_if(|(_, n_right)| n_left <= *n_right) {
                    push(&mut text, digit, n_right);
                    any = true;
                }
                if !any && *placeholder == '0' {
                    push(&mut text, '0', n_left);
                }
            }
            _ => {}
        }
    }
    // A format without a place for them, such as `.00`.
    for (digit, n_right) in rest {
        push(&mut text, digit, n_right);
    }
    text
}

/// Appends the decimals; a separator with no digit behind it is dropped.
fn fill_decimals(text: &mut String, parts: &[Part], digits: &str) {
    let last_zero = parts.iter().filter(|part| matches!(part, Part::Digit(_)));
    let needed = last_zero
        .enumerate()
        .filter(|(_, part)| **part == Part::Digit('0'))
        .map(|(at, _)| at + 1)
        .last()
        .unwrap_or(0);
    let shown = needed.max(digits.len());
    let mut digits = digits.chars().chain(std::iter::repeat('0'));
    let mut place = 0;
    for part in parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Point if 0 < shown => text.push(','),
            Part::Digit(_) => {
                text.extend(digits.next().filter(|_| place < shown));
                place += 1;
            }
            _ => {}
        }
    }
}

fn scientific(section: &Section, value: f64) -> (String, bool) {
    let parts = &section.parts;
    let at = parts
        .iter()
        .position(|part| matches!(part, Part::Exponent(_)))
        .unwrap_or(parts.len());
    let (mantissa, power) = parts.split_at(at);
    let point = mantissa.iter().position(|part| *part == Part::Point);
    let (whole_parts, rest) = mantissa.split_at(point.unwrap_or(mantissa.len()));
    let decimals = n_digits(rest);
    // With several digits before the separator, the exponent is a multiple of their number.
    let step = i32::try_from(n_digits(whole_parts)).unwrap_or(1).max(1);
    let exact = Decimal::of(value).shifted(section.shift);
    let exponent_of = |value: &Decimal| value.exponent().div_euclid(step) * step;
    let mut exponent = exponent_of(&exact);
    let mut shown = exact.clone().shifted(-exponent).rounded(decimals);
    // Rounding can carry over: 9,99 becomes 10.
    let carried = exponent_of(&shown);
    if carried != 0 {
        exponent += carried;
        shown = exact.shifted(-exponent).rounded(decimals);
    }
    let mut text = whole(whole_parts, &shown.whole(), section.thousands);
    fill_decimals(&mut text, rest, &shown.fraction());
    text.push('E');
    match power.first() {
        _ if exponent < 0 => text.push('-'),
        Some(Part::Exponent(true)) => text.push('+'),
        _ => {}
    }
    let digits = exponent.unsigned_abs().to_string();
    text.push_str(&whole(power.get(1..).unwrap_or_default(), &digits, false));
    (text, shown.is_zero())
}

fn fraction(section: &Section, value: f64) -> (String, bool) {
    let parts = &section.parts;
    let slash = parts
        .iter()
        .position(|part| *part == Part::Slash)
        .unwrap_or(parts.len());
    let above = parts.get(..slash).unwrap_or_default();
    let below = parts.get(slash + 1..).unwrap_or_default();
    let is_digit = |part: &&Part| matches!(part, Part::Digit(_));
    let n_above = above.iter().rev().take_while(is_digit).count();
    let n_below = below.iter().take_while(is_digit).count();
    let (whole_parts, _) = above.split_at(above.len() - n_above);
    let (denominators, after) = below.split_at(n_below);
    let has_whole = 0 < n_digits(whole_parts);
    let value = value.abs() * 10f64.powi(section.shift);
    let integer = if has_whole { value.floor() } else { 0.0 };
    let fixed: String = denominators
        .iter()
        .filter_map(|part| match part {
            Part::Digit(c @ '0'..='9') => Some(*c),
            _ => None,
        })
        .collect();
    let fixed = fixed.parse::<u64>().ok().filter(|fixed| 0 < *fixed);
    let limit = 10u64.pow(n_below.clamp(1, 6) as u32) - 1;
    let (mut numerator, denominator) = match fixed {
        Some(fixed) => (((value - integer) * fixed as f64).round() as u64, fixed),
        None => nearest(value - integer, limit),
    };
    let mut integer = integer;
    if has_whole && numerator == denominator {
        (integer, numerator) = (integer + 1.0, 0);
    }
    let mut text = String::new();
    if has_whole {
        let digits = Decimal::of(integer).whole();
        // A zero before the fraction is not shown, unless it stands alone.
        let digits = match digits.as_str() {
            "" if numerator == 0 => "0",
            digits => digits,
        };
        text = whole(whole_parts, digits, section.thousands);
    }
    if 0 < numerator || !has_whole {
        text.push_str(&format!("{numerator}/{denominator}"));
    }
    for part in after {
        if let Part::Literal(literal) = part {
            text.push_str(literal);
        }
    }
    (text, integer == 0.0 && numerator == 0)
}

/// Returns the fraction nearest to `value` whose denominator is at most `limit`, by its continued
/// fraction.
fn nearest(value: f64, limit: u64) -> (u64, u64) {
    let mut before = (0u64, 1u64);
    let mut last = (1u64, 0u64);
    let mut rest = value;
    for _ in 0..40 {
        let term = rest.floor();
        if !(0.0..1e15).contains(&term) {
            break;
        }
        let term = term as u64;
        let combine = |a: u64, b: u64| term.checked_mul(b).and_then(|it| it.checked_add(a));
        let (Some(over), Some(under)) = (combine(before.0, last.0), combine(before.1, last.1))
        else {
            break;
        };
        if limit < under {
            // A smaller term can still give a nearer fraction than the last one.
            let term = (limit - before.1) / last.1.max(1);
            let middle = (term * last.0 + before.0, term * last.1 + before.1);
            let off = |it: (u64, u64)| (it.0 as f64 / it.1.max(1) as f64 - value).abs();
            if 0 < middle.1 && off(middle) < off(last) {
                last = middle;
            }
            break;
        }
        (before, last) = (last, (over, under));
        let remainder = rest - term as f64;
        if remainder < 1e-9 {
            break;
        }
        rest = 1.0 / remainder;
    }
    (last.0, last.1.max(1))
}

/// Formats a number as `General` does, with the sign.
pub(super) fn general(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return (value as i64).to_string();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let exact = Decimal::of(value);
    let exponent = exact.exponent();
    // A cell shows about eleven characters: the digits before the separator and what is left of
    // ten for those behind it. Whole numbers are written out, because each digit can matter.
    if !(-9..15).contains(&exponent) {
        let shown = exact.shifted(-exponent).rounded(14);
        let comma = if shown.fraction().is_empty() { "" } else { "," };
        let power = if exponent < 0 { '-' } else { '+' };
        return format!(
            "{sign}{}{comma}{}E{power}{:02}",
            shown.whole(),
            shown.fraction(),
            exponent.unsigned_abs()
        );
    }
    let decimals = usize::try_from(9 - exponent.max(0)).unwrap_or(0);
    let shown = exact.rounded(decimals);
    let (whole, fraction) = (shown.whole(), shown.fraction());
    let whole = if whole.is_empty() { "0" } else { &whole };
    let comma = if fraction.is_empty() { "" } else { "," };
    let sign = if shown.is_zero() { "" } else { sign };
    format!("{sign}{whole}{comma}{fraction}")
}
