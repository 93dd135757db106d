//! Dates as RFC 3339 spells them. In: text. Out: seconds since 1970-01-01T00:00:00Z, and back; no date library needed.

/// A moment: seconds since the Unix epoch, and nanoseconds (0 to 999,999,999) after that second.
pub(crate) type Moment = (i64, u32);

const DAY: i64 = 86_400;

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Howard Hinnant's `days_from_civil`).
pub const fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i64 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i64 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date that lies `days` after 1970-01-01, as year, month and day.
pub const fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
    let month = (month_from_march + 2) as u32 % 12 + 1;
    let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

const fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Takes `width` digits off the front.
fn digits(text: &mut &[u8], width: usize) -> Option<u32> {
    let (head, tail) = text.split_at_checked(width)?;
    let mut number = 0;
    for byte in head {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    *text = tail;
    Some(number)
}

/// Takes one byte off the front if it is among `allowed`.
fn one_of(text: &mut &[u8], allowed: &[u8]) -> Option<u8> {
    let (head, tail) = text.split_first()?;
    if !allowed.contains(head) {
        return None;
    }
    *text = tail;
    Some(*head)
}

fn take_date(text: &mut &[u8]) -> Option<(i64, u32, u32)> {
    let year = i64::from(digits(text, 4)?);
    one_of(text, b"-")?;
    let month = digits(text, 2)?;
    one_of(text, b"-")?;
    let day = digits(text, 2)?;
    let real = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    real.then_some((year, month, day))
}

/// Reads `full-date` of RFC 3339 §5.6.
pub(crate) fn date(text: &str) -> Option<(i64, u32, u32)> {
    let mut rest = text.as_bytes();
    let date = take_date(&mut rest)?;
    rest.is_empty().then_some(date)
}

/// Digits after the point beyond the ninth are cut off.
fn take_fraction(text: &mut &[u8]) -> Option<u32> {
    if one_of(text, b".,").is_none() {
        return Some(0);
    }
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (head, tail) = text.split_at_checked(count)?;
    *text = tail;
    let mut nanos = 0;
    for place in 0..9 {
        nanos = nanos * 10 + head.get(place).map_or(0, |byte| u32::from(byte - b'0'));
    }
    (count > 0).then_some(nanos)
}

/// Seconds east of UTC. No offset at all is read as UTC.
fn take_offset(text: &mut &[u8]) -> Option<i64> {
    if text.is_empty() || one_of(text, b"Zz").is_some() {
        return Some(0);
    }
    let sign = if one_of(text, b"+-")? == b'-' { -1 } else { 1 };
    let hours = digits(text, 2)?;
    one_of(text, b":");
    let minutes = digits(text, 2)?;
    (hours < 24 && minutes < 60).then_some(sign * i64::from(hours * 3_600 + minutes * 60))
}

/// Reads `date-time` of RFC 3339 §5.6, also with a space for the `T` and also without an offset, which is taken as UTC.
///
/// A leap second, which only the last minute of a day in UTC has, is read as the second before it.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let mut rest = text.as_bytes();
    let (year, month, day) = take_date(&mut rest)?;
    one_of(&mut rest, b"Tt ")?;
    let hour = digits(&mut rest, 2)?;
    one_of(&mut rest, b":")?;
    let minute = digits(&mut rest, 2)?;
    one_of(&mut rest, b":")?;
    let second = digits(&mut rest, 2)?;
    let nanos = take_fraction(&mut rest)?;
    let offset = take_offset(&mut rest)?;
    if hour > 23 || minute > 59 || second > 60 || !rest.is_empty() {
        return None;
    }
    let of_day = i64::from(hour * 3_600 + minute * 60 + second.min(59));
    let seconds = days_from_civil(year, month, day) * DAY + of_day - offset;
    let leap = second == 60;
    (!leap || seconds.rem_euclid(DAY) == DAY - 1).then_some((seconds, nanos))
}

/// Writes a moment in UTC with as many digits of the second as it needs; years outside 0 to 9999 have no spelling.
pub(crate) fn format((seconds, nanos): Moment) -> Option<String> {
    let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
    if !(0..=9_999).contains(&year) {
        return None;
    }
    let of_day = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if nanos > 0 {
        let fraction = format!(".{nanos:09}");
        text.push_str(fraction.trim_end_matches('0'));
    }
    text.push('Z');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments() {
        for (text, seconds, nanos) in [
            ("1970-01-01T00:00:00Z", 0, 0),
            ("2026-01-02T03:04:05Z", 1_767_323_045, 0),
            ("2026-01-02T03:04:05", 1_767_323_045, 0),
            ("2026-01-02 03:04:05.5+00:00", 1_767_323_045, 500_000_000),
            ("2026-01-02t03:04:05.1234567899z", 1_767_323_045, 123_456_789),
            ("2026-01-02T04:34:05+01:30", 1_767_323_045, 0),
            ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_799, 0),
            ("2016-12-31T15:59:60-08:00", 1_483_228_799, 0),
            ("2000-02-29T00:00:00-0000", 951_782_400, 0),
        ] {
            assert_eq!(moment(text), Some((seconds, nanos)), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "soon",
            "2026-01-02",
            "2026-13-02T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-01-02T24:00:00Z",
            "2026-01-02T00:00:00.Z",
            "2026-01-02T00:00:00+25:00",
            "2026-01-02T00:00:00Zjunk",
            "2016-12-31T22:59:60Z",
            "2016-12-31T23:59:61Z",
            "٢026-01-02T00:00:00Z",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn format_and_moment_are_inverse(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let text = format((seconds, nanos)).unwrap();
            prop_assert_eq!(moment(&text), Some((seconds, nanos)));
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = (moment(&text), date(&text));
        }
    }
}
