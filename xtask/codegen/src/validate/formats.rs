//! Formats, leniently: what is refused is certainly wrong.

/// Whether a text is of a format.
type IsOf = fn(&str) -> bool;

/// The formats that are judged.
pub(crate) const JUDGED: &[(&str, IsOf)] = &[
    ("date", is_date),
    // Zone-less times are a widespread habit; what is asked is a date, a `T` or a blank, and hours and minutes.
    ("date-time", is_date_time),
    ("uuid", is_uuid),
    ("email", is_email),
    // Many say `uri` and mean a reference: only what no URL can hold is refused.
    ("uri", is_url),
    ("url", is_url),
    ("ipv4", |text| text.parse::<core::net::Ipv4Addr>().is_ok()),
    ("ipv6", |text| text.parse::<core::net::Ipv6Addr>().is_ok()),
];

/// Whether a text can be of a format; true for formats that are not known.
pub(super) fn fits(format: &str, text: &str) -> bool {
    let judged = JUDGED.iter().find(|(name, _)| *name == format);
    judged.is_none_or(|(_, is_of)| is_of(text))
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

fn is_url(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month @ 1..=12), Some(day @ 1..)) => day <= days(year, month),
        _ => false,
    }
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
        return false;
    };
    let digits = |at: usize, most: &str| {
        time.get(at..at + 2)
            .is_some_and(|pair| pair.bytes().all(|byte| byte.is_ascii_digit()) && pair <= most)
    };
    is_date(date) && digits(0, "23") && time.as_bytes().get(2) == Some(&b':') && digits(3, "59")
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
