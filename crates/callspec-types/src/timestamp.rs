//! Moments in time. In: the wire's text, whatever it is. Out: the same text, and on request a moment.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::rfc3339;

/// A `date-time` as it stood on the wire.
///
/// Decoding never fails on a string, and encoding gives back the same bytes; equality is equality of text. A conversion
/// reads RFC 3339 §5.6, and also the form without an offset that FastAPI writes for Python's naive `datetime`; that is
/// **taken as UTC**. Conversions to the types of `jiff` (default), `chrono` and `time` come with the features of these
/// names.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use callspec_types::Timestamp;
///
/// let naive = Timestamp::from("1970-01-01T00:01:00");
/// assert_eq!(naive.to_system_time()?, UNIX_EPOCH + Duration::from_secs(60));
/// assert_eq!(naive.as_str(), "1970-01-01T00:01:00");
/// # Ok::<(), callspec_types::TimestampError>(())
/// ```
///
/// `to_jiff`, `to_chrono`, `to_time` and `From` of their types are there with the features `jiff` (default), `chrono` and `time`.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Timestamp(String);

impl Timestamp {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn moment(&self) -> Result<rfc3339::Moment, TimestampError> {
        rfc3339::moment(&self.0).ok_or_else(|| TimestampError::new(&self.0))
    }

    /// The moment as the standard library has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date-time, or the platform's clock has no such moment.
    pub fn to_system_time(&self) -> Result<SystemTime, TimestampError> {
        let (seconds, nanos) = self.moment()?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let second = if seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        second
            .and_then(|second| second.checked_add(Duration::from_nanos(nanos.into())))
            .ok_or_else(|| TimestampError::new(&self.0))
    }

    /// The moment as `jiff` has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date-time.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, TimestampError> {
        let (seconds, nanos) = self.moment()?;
        jiff::Timestamp::from_second(seconds)
            .and_then(|second| second.checked_add(jiff::SignedDuration::from_nanos(nanos.into())))
            .map_err(|_| TimestampError::new(&self.0))
    }

    /// The moment as `chrono` has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date-time.
    #[cfg(feature = "chrono")]
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::Utc>, TimestampError> {
        let (seconds, nanos) = self.moment()?;
        chrono::DateTime::from_timestamp(seconds, nanos).ok_or_else(|| TimestampError::new(&self.0))
    }

    /// The moment as `time` has it, in UTC.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date-time.
    #[cfg(feature = "time")]
    pub fn to_time(&self) -> Result<time::OffsetDateTime, TimestampError> {
        let (seconds, nanos) = self.moment()?;
        time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(seconds) * 1_000_000_000 + i128::from(nanos))
            .map_err(|_| TimestampError::new(&self.0))
    }

    /// Moments outside the years 0 to 9999 have no RFC 3339 spelling; they are written as seconds since 1970.
    fn from_moment(moment: rfc3339::Moment) -> Self {
        Self(rfc3339::format(moment).unwrap_or_else(|| moment.0.to_string()))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Timestamp {
    fn from(wire: &str) -> Self {
        Self(wire.to_owned())
    }
}

impl From<String> for Timestamp {
    fn from(wire: String) -> Self {
        Self(wire)
    }
}

/// Written in UTC, with as many digits after the second as the moment has.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let whole = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        let (seconds, nanos) = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => (whole(since), since.subsec_nanos()),
            Err(before) => match (whole(before.duration()), before.duration().subsec_nanos()) {
                (seconds, 0) => (-seconds, 0),
                (seconds, nanos) => (-seconds - 1, 1_000_000_000 - nanos),
            },
        };
        Self::from_moment((seconds, nanos))
    }
}

/// Written in UTC, with as many digits after the second as the moment has.
#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // jiff counts the fraction towards zero, this crate forwards; before 1970 the two differ.
        let nanos = time.as_nanosecond();
        Self::from_moment((
            nanos.div_euclid(1_000_000_000) as i64,
            nanos.rem_euclid(1_000_000_000) as u32,
        ))
    }
}

/// Written in UTC, with as many digits after the second as the moment has.
#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for Timestamp {
    fn from(time: chrono::DateTime<Z>) -> Self {
        // chrono carries a leap second as a fraction of 1 s or more.
        Self::from_moment((time.timestamp(), time.timestamp_subsec_nanos().min(999_999_999)))
    }
}

/// Written in UTC, with as many digits after the second as the moment has.
#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Timestamp {
    fn from(time: time::OffsetDateTime) -> Self {
        Self::from_moment((time.unix_timestamp(), time.nanosecond()))
    }
}

/// The text of a [`Timestamp`] or [`Date`](crate::Date) that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError {
    text: String,
}

impl TimestampError {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// The text on the wire.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a date as RFC 3339 spells it", self.text)
    }
}

impl std::error::Error for TimestampError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_decodes_and_goes_back_out_unchanged() {
        for wire in [r#""2026-01-02T03:04:05.100+02:00""#, r#""""#, r#""next tuesday""#] {
            let time: Timestamp = serde_json::from_str(wire).unwrap();
            assert_eq!(serde_json::to_string(&time).unwrap(), wire);
        }
        assert!(Timestamp::from("next tuesday").to_system_time().is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_kept_and_read_without_a_panic(text: String, near in "[0-9TZ:.+ -]{0,32}") {
            for text in [text, near] {
                let time: Timestamp = serde_json::from_value(text.clone().into()).unwrap();
                proptest::prop_assert_eq!(time.as_str(), &text);
                proptest::prop_assert_eq!(time.to_string(), text.clone());
                proptest::prop_assert_eq!(serde_json::to_value(&time).unwrap(), text.clone());
                if let Err(error) = time.to_system_time() {
                    proptest::prop_assert_eq!(error.text(), text.clone());
                }
                #[cfg(feature = "jiff")]
                proptest::prop_assert_eq!(time.to_jiff().is_ok(), time.to_system_time().is_ok());
            }
        }

        #[test]
        fn a_moment_goes_there_and_back(seconds in 0_u64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let moment = UNIX_EPOCH + Duration::new(seconds, nanos);
            proptest::prop_assert_eq!(Timestamp::from(moment).to_system_time().unwrap(), moment);
        }
    }

    #[test]
    fn equality_is_of_text() {
        assert_ne!(
            Timestamp::from("2026-01-02T03:04:05Z"),
            Timestamp::from("2026-01-02T03:04:05+00:00")
        );
    }

    #[test]
    fn system_time_there_and_back() {
        for wire in [
            "2026-01-02T03:04:05Z",
            "1969-12-31T23:59:59.25Z",
            "1969-12-31T00:00:00Z",
        ] {
            let time = Timestamp::from(wire).to_system_time().unwrap();
            assert_eq!(Timestamp::from(time).as_str(), wire);
        }
    }

    #[test]
    fn moments_at_the_ends_of_time_are_written() {
        let steps = || (0..64).rev().map(|exponent| Duration::from_secs(1 << exponent));
        let last = steps().fold(UNIX_EPOCH, |time, step| time.checked_add(step).unwrap_or(time));
        let first = steps().fold(UNIX_EPOCH, |time, step| time.checked_sub(step).unwrap_or(time));
        for time in [first, last] {
            let time = Timestamp::from(time);
            assert!(time.as_str().trim_start_matches('-').len() > 10, "{time}");
            assert!(time.to_system_time().is_err(), "{time}");
        }
    }

    #[cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
    #[test]
    fn the_three_libraries_agree() {
        for wire in ["2026-01-02T03:04:05.123456789Z", "1969-12-31T23:59:59.25Z"] {
            let time = Timestamp::from(wire);
            assert_eq!(Timestamp::from(time.to_jiff().unwrap()), time);
            assert_eq!(Timestamp::from(time.to_chrono().unwrap()), time);
            assert_eq!(Timestamp::from(time.to_time().unwrap()), time);
        }
    }
}
