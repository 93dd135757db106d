//! Figures as people read them: three digits that mean something, and the unit.

use crate::measure::Spread;

/// A figure with three digits.
pub(super) fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 1_000.0 => grouped(value),
        size if size >= 99.95 => format!("{value:.0}"),
        size if size >= 9.995 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// A whole number with its thousands apart.
pub(super) fn grouped(value: f64) -> String {
    let whole = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A whole number with its thousands apart.
pub(super) fn count(value: usize) -> String {
    grouped(value as f64)
}

/// A time in seconds.
pub(super) fn seconds(value: f64) -> String {
    match value {
        value if value >= 1.0 => format!("{} s", digits(value)),
        value if value >= 1e-3 => format!("{} ms", digits(value * 1e3)),
        _ => format!("{} µs", digits(value * 1e6)),
    }
}

/// A size in bytes.
pub(super) fn bytes(value: f64) -> String {
    match value {
        value if value >= 1e6 => format!("{} MB", digits(value / 1e6)),
        _ => format!("{} kB", digits(value / 1e3)),
    }
}

/// How many times as much.
pub(super) fn times(value: f64) -> String {
    format!("{value:.2}×")
}

/// The middle, and the least and the most in brackets where there are several.
pub(super) fn spread(spread: Spread, runs: usize, unit: fn(f64) -> String) -> String {
    match runs {
        0 | 1 => unit(spread.median),
        _ => format!("{} ({}–{})", unit(spread.median), unit(spread.min), unit(spread.max)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits_and_a_unit() {
        for (text, expected) in [
            (seconds(0.000_75), "750 µs"),
            (seconds(0.012_34), "12.3 ms"),
            (seconds(1.0), "1.00 s"),
            (seconds(132.4), "132 s"),
            (bytes(5_471.0), "5.47 kB"),
            (bytes(3_570_001.0), "3.57 MB"),
            (digits(1_234_567.0), "1,234,567"),
            (digits(999.6), "1000"),
            (times(0.4567), "0.46×"),
        ] {
            assert_eq!(text, expected);
        }
    }
}
