//! `Retry-After` (RFC 9110 §10.2.3). In: its text and the date. Out: how long to wait; nothing for nonsense.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use callspec_types::private::days_from_civil;

/// Seconds, or an HTTP date. A date that has passed is no wait at all.
pub(crate) fn read(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are still a wait, and a longer one than anybody waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = UNIX_EPOCH.checked_add(Duration::from_secs(http_date(text)?))?;
    Some(until.duration_since(now).unwrap_or_default())
}

/// Seconds since 1970 of any of the three forms of RFC 9110 §5.6.7. The day of the week is not compared with the date.
fn http_date(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match *words.as_slice() {
        // Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        // Sun Nov  6 08:49:37 1994
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let day = number(day, 2)?;
    let month = 1 + MONTHS.iter().position(|name| *name == month)? as u32;
    let year = match (number(year, 4)?, year.len()) {
        (year, 4) => year,
        // RFC 9110 asks for a guess by the year 2000 plus fifty; a server that still writes this means our time.
        (year, 2) => 2_000 + year,
        _ => return None,
    };
    let mut clock = time.split(':').map(|part| number(part, 2).filter(|_| part.len() == 2));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 || clock.next().is_some() {
        return None;
    }
    let seconds = days_from_civil(year.into(), month, day) * 86_400 + i64::from(hour * 3_600 + minute * 60 + second);
    u64::try_from(seconds).ok()
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn number(text: &str, longest: usize) -> Option<u32> {
    let plain = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 06 Nov 1994 08:49:37 GMT
    const NOW: u64 = 784_111_777;

    fn seconds(text: &str) -> Option<u64> {
        read(text, UNIX_EPOCH + Duration::from_secs(NOW)).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        for (text, wait) in [
            ("0", 0),
            ("1", 1),
            (" 120 ", 120),
            ("99999999999999", 99_999_999_999_999),
            ("99999999999999999999999", u64::MAX),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:50:07 GMT", 30),
            ("Sun Nov  6 08:50:07 1994", 30),
            ("Sun, 06 Nov 1994 08:49:07 GMT", 0),
            ("Sun, 06 Nov 2094 08:49:37 GMT", 3_155_760_000),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 3_155_760_000),
        ] {
            assert_eq!(seconds(text), Some(wait), "{text}");
        }
    }

    #[test]
    fn nonsense_is_ignored() {
        for text in [
            "",
            "-1",
            "1.5",
            "inf",
            "nan",
            "soon",
            "1 2",
            "Sun, 06 Nov 1994",
            "Sun, 06 Nov 100000 08:49:37 GMT",
            "Sun, 99 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 8:49 GMT",
            "Sun, 06 Nov 1894 08:49:37 GMT",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
