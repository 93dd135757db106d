//! Dates: any text is kept, and read as RFC 3339 (§5.6) spells a moment.

use callspec_core::types::{Date, Timestamp};
use sippet_client::models::CallAttributesUpdate;

/// A text, and the same moment in UTC as jiff writes it; nothing where it is no moment.
const MOMENTS: &[(&str, Option<&str>)] = &[
    // As servers send them.
    ("2026-03-02T09:33:04Z", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02T09:33:04.5Z", Some("2026-03-02T09:33:04.5Z")),
    ("2026-03-02T09:33:04.123456Z", Some("2026-03-02T09:33:04.123456Z")),
    ("2026-03-02T09:33:04.123456789Z", Some("2026-03-02T09:33:04.123456789Z")),
    (
        "2026-03-02T09:33:04.1234567899Z",
        Some("2026-03-02T09:33:04.123456789Z"),
    ),
    ("2026-03-02T09:33:04.000Z", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02T09:33:04", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02T09:33:04.123456", Some("2026-03-02T09:33:04.123456Z")),
    ("2026-03-02 09:33:04+00:00", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02t09:33:04z", Some("2026-03-02T09:33:04Z")),
    // Offsets.
    ("2026-03-02T09:33:04+00:00", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02T09:33:04-00:00", Some("2026-03-02T09:33:04Z")),
    ("2026-03-02T09:33:04+05:30", Some("2026-03-02T04:03:04Z")),
    ("2026-03-02T09:33:04-08:00", Some("2026-03-02T17:33:04Z")),
    ("2026-03-02T00:30:00+01:00", Some("2026-03-01T23:30:00Z")),
    ("2026-12-31T23:30:00-01:00", Some("2027-01-01T00:30:00Z")),
    ("2026-03-02T09:33:04+23:59", Some("2026-03-01T09:34:04Z")),
    ("2026-03-02T09:33:04+0530", Some("2026-03-02T04:03:04Z")),
    // The calendar.
    ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00Z")),
    ("2000-02-29T00:00:00Z", Some("2000-02-29T00:00:00Z")),
    ("1900-02-29T00:00:00Z", None),
    ("2026-02-29T00:00:00Z", None),
    ("2026-04-31T00:00:00Z", None),
    ("2026-00-01T00:00:00Z", None),
    ("2026-13-01T00:00:00Z", None),
    ("2026-01-00T00:00:00Z", None),
    ("1969-12-31T23:59:59.75Z", Some("1969-12-31T23:59:59.75Z")),
    ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
    ("9999-12-30T00:00:00Z", Some("9999-12-30T00:00:00Z")),
    // Leap seconds.
    ("1998-12-31T23:59:60Z", Some("1998-12-31T23:59:59Z")),
    ("1998-12-31T15:59:60.123-08:00", Some("1998-12-31T23:59:59.123Z")),
    ("1998-12-31T22:59:60Z", None),
    ("1998-12-31T23:58:60Z", None),
    ("1998-12-31T23:59:61Z", None),
    // What is no time of day, or no offset.
    ("2026-03-02T24:00:00Z", None),
    ("2026-03-02T09:60:00Z", None),
    ("2026-03-02T09:33:04+24:00", None),
    ("2026-03-02T09:33:04+01:60", None),
    ("2026-03-02T09:33:04+1:00", None),
    ("2026-03-02T09:33:04+01:00Z", None),
    ("2026-03-02T09:33:04Z+01:00", None),
    ("2026-03-02T09:33:04 Z", None),
    // Other spellings.
    ("", None),
    (" 2026-03-02T09:33:04Z", None),
    ("2026-03-02T09:33:04Z\n", None),
    ("2026-03-02", None),
    ("2026-03-02T09:33Z", None),
    ("2026-03-02T9:33:04Z", None),
    ("2026-3-2T09:33:04Z", None),
    ("26-03-02T09:33:04Z", None),
    ("+2026-03-02T09:33:04Z", None),
    ("-2026-03-02T09:33:04Z", None),
    ("12026-03-02T09:33:04Z", None),
    ("20260302T093304Z", None),
    ("2026-061T09:33:04Z", None),
    ("2026-W10-1T09:33:04Z", None),
    ("03/02/2026 09:33:04 PST", None),
    ("Mon, 02 Mar 2026 09:33:04 GMT", None),
    ("2026-03-02T09:33:04.Z", None),
    ("2026-03-02T09:33:04,5Z", Some("2026-03-02T09:33:04.5Z")),
    ("2026-03-02T09:33:04[Europe/Berlin]", None),
    ("1772443984", None),
    ("\u{662}026-03-02T09:33:04Z", None),
    ("2026\u{2010}03\u{2010}02T09:33:04Z", None),
];

#[test]
fn moments_are_read_as_rfc_3339_spells_them() {
    assert!(MOMENTS.len() >= 33);
    for (text, moment) in MOMENTS {
        let read = Timestamp::from(*text).to_jiff();
        assert_eq!(
            read.as_ref().map(ToString::to_string).ok().as_deref(),
            *moment,
            "{text:?}"
        );
        if let Err(error) = read {
            assert_eq!(error.text(), *text);
        }
    }
}

/// Where jiff itself reads the text, it reads the same moment.
#[test]
fn jiff_agrees_wherever_it_reads_the_text() {
    let mut compared = 0;
    for (text, _) in MOMENTS {
        if let (Ok(own), Ok(other)) = (Timestamp::from(*text).to_jiff(), text.parse::<jiff::Timestamp>()) {
            assert_eq!(own, other, "{text:?}");
            compared += 1;
        }
    }
    assert!(compared > 15, "{compared}");
}

#[test]
fn any_text_is_kept_to_the_byte() {
    let texts = MOMENTS.iter().map(|(text, _)| *text).chain(crate::naughty::texts());
    for text in texts {
        let wire = serde_json::to_string(text).unwrap();
        let read: Timestamp = serde_json::from_str(&wire).unwrap();
        assert_eq!(
            (read.as_str(), serde_json::to_string(&read).unwrap()),
            (text, wire.clone())
        );
        let read: Date = serde_json::from_str(&wire).unwrap();
        assert_eq!((read.as_str(), serde_json::to_string(&read).unwrap()), (text, wire));
        let body = CallAttributesUpdate::new().ended_at(text);
        assert_eq!(
            serde_json::to_value(body).unwrap(),
            serde_json::json!({"ended_at": text})
        );
    }
}

#[test]
fn what_is_sent_of_a_moment_keeps_its_fraction() {
    for text in [
        "2026-03-02T09:33:04Z",
        "2026-03-02T09:33:04.5Z",
        "1969-12-31T23:59:59.000000001Z",
    ] {
        let moment: jiff::Timestamp = text.parse().unwrap();
        assert_eq!(Timestamp::from(moment).as_str(), text);
    }
    let offset: jiff::Timestamp = "2026-03-02T09:33:04.25+02:00".parse().unwrap();
    assert_eq!(Timestamp::from(offset).as_str(), "2026-03-02T07:33:04.25Z");
}

#[test]
fn the_conversions_to_three_libraries_agree() {
    for (text, moment) in MOMENTS {
        let time = Timestamp::from(*text);
        let found = [
            time.to_jiff().ok().map(|it| it.as_nanosecond()),
            time.to_chrono()
                .ok()
                .map(|it| i128::from(it.timestamp()) * 1_000_000_000 + i128::from(it.timestamp_subsec_nanos())),
            time.to_time().ok().map(time::OffsetDateTime::unix_timestamp_nanos),
        ];
        assert_eq!(found[0].is_some(), moment.is_some(), "{text}");
        assert!(found.iter().all(|it| *it == found[0]), "{text}: {found:?}");
        if let (Some(moment), Ok(jiff), Ok(chrono), Ok(time)) =
            (moment, time.to_jiff(), time.to_chrono(), time.to_time())
        {
            for back in [Timestamp::from(jiff), Timestamp::from(chrono), Timestamp::from(time)] {
                assert_eq!(back.as_str(), *moment);
            }
        }
    }
}

#[test]
fn days_are_read_by_three_libraries() {
    for (text, is_date) in [
        ("2024-02-29", true),
        ("0001-01-01", true),
        ("9999-12-31", true),
        ("2023-02-29", false),
        ("2024-13-01", false),
        ("2024-00-01", false),
        ("2024-2-29", false),
        ("2024-02-29T00:00:00Z", false),
        ("20240229", false),
        ("29.02.2024", false),
        ("", false),
    ] {
        let date = Date::from(text);
        let found = [date.to_jiff().is_ok(), date.to_chrono().is_ok(), date.to_time().is_ok()];
        assert_eq!(found, [is_date; 3], "{text}");
        if let (Ok(jiff), Ok(chrono), Ok(time)) = (date.to_jiff(), date.to_chrono(), date.to_time()) {
            assert!(
                [Date::from(jiff), Date::from(chrono), Date::from(time)]
                    .iter()
                    .all(|back| *back == date)
            );
        }
    }
}
