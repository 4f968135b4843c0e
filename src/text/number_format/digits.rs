//! The decimal digits of a number as a cell shows it.

/// Number of significant digits that a cell shows; any others are rounding noise.
const SIGNIFICANT: usize = 15;

/// A non-negative decimal number: `0.DIGITS × 10^point`.
#[derive(Clone, Debug)]
pub(super) struct Decimal {
    /// ASCII digits without leading zeros.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// Returns the magnitude of `value`, rounded to the digits that a cell shows.
    pub(super) fn of(value: f64) -> Decimal {
        let value = value.abs();
        if value.fract() == 0.0 && value < 1e15 {
            let digits = match value as u64 {
                0 => Vec::new(),
                whole => whole.to_string().into_bytes(),
            };
            let point = digits.len() as i32;
            return Decimal { digits, point }.trimmed();
        }
        let text = format!("{value:.*e}", SIGNIFICANT - 1);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        Decimal {
            digits: mantissa.bytes().filter(u8::is_ascii_digit).collect(),
            point: exponent + 1,
        }
        .trimmed()
    }

    /// Removes trailing zeros.
    fn trimmed(mut self) -> Decimal {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Returns the power of ten of the first digit.
    pub(super) fn exponent(&self) -> i32 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// Returns the number times a power of ten.
    pub(super) fn shifted(mut self, by: i32) -> Decimal {
        // Zero has no digits that could move.
        if !self.is_zero() {
            self.point += by;
        }
        self
    }

    /// Rounds to a number of decimals, halves away from zero.
    pub(super) fn rounded(mut self, decimals: usize) -> Decimal {
        let keep = i64::from(self.point) + decimals as i64;
        if self.digits.len() as i64 <= keep {
            return self;
        }
        let Ok(keep) = usize::try_from(keep) else {
            self.digits.clear();
            return self;
        };
        let rounds_up = self.digits.get(keep).is_some_and(|digit| b'5' <= *digit);
        self.digits.truncate(keep);
        if rounds_up {
            self.increment();
        }
        self.trimmed()
    }

    /// Adds one unit of the last digit.
    fn increment(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    /// Returns the digits before the decimal separator; empty for a number below 1.
    pub(super) fn whole(&self) -> String {
        let n = usize::try_from(self.point).unwrap_or(0);
        let digits = self.digits.iter().map(|digit| char::from(*digit));
        digits.chain(std::iter::repeat('0')).take(n).collect()
    }

    /// Returns the digits after the decimal separator, without trailing zeros.
    pub(super) fn fraction(&self) -> String {
        let n_zeros = usize::try_from(-i64::from(self.point)).unwrap_or(0);
        let skipped = usize::try_from(self.point).unwrap_or(0);
        let zeros = std::iter::repeat_n('0', if self.is_zero() { 0 } else { n_zeros });
        let digits = self.digits.iter().skip(skipped);
        zeros
            .chain(digits.map(|digit| char::from(*digit)))
            .collect()
    }
}
