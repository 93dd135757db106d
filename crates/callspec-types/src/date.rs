//! Calendar dates. In: the wire's text, whatever it is. Out: the same text, and on request a date.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rfc3339;
use crate::timestamp::TimestampError;

/// A `date` (`2026-01-02`) as it stood on the wire.
///
/// Decoding never fails on a string and equality is equality of text, as with [`Timestamp`](crate::Timestamp).
///
/// `to_jiff`, `to_chrono`, `to_time` and `From` of their types are there with the features `jiff` (default), `chrono` and `time`.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Date(String);

impl Date {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Year, month (1 to 12) and day (1 to 31).
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no `full-date` of RFC 3339 §5.6.
    pub fn to_civil(&self) -> Result<(i64, u32, u32), TimestampError> {
        rfc3339::date(&self.0).ok_or_else(|| TimestampError::new(&self.0))
    }

    /// The date as `jiff` has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date.
    #[cfg(feature = "jiff")]
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, TimestampError> {
        let (year, month, day) = self.to_civil()?;
        jiff::civil::Date::new(year as i16, month as i8, day as i8).map_err(|_| TimestampError::new(&self.0))
    }

    /// The date as `chrono` has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date.
    #[cfg(feature = "chrono")]
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, TimestampError> {
        let (year, month, day) = self.to_civil()?;
        chrono::NaiveDate::from_ymd_opt(year as i32, month, day).ok_or_else(|| TimestampError::new(&self.0))
    }

    /// The date as `time` has it.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] if the text is no date.
    #[cfg(feature = "time")]
    pub fn to_time(&self) -> Result<time::Date, TimestampError> {
        let (year, month, day) = self.to_civil()?;
        time::Month::try_from(month as u8)
            .and_then(|month| time::Date::from_calendar_date(year as i32, month, day as u8))
            .map_err(|_| TimestampError::new(&self.0))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Date {
    fn from(wire: &str) -> Self {
        Self(wire.to_owned())
    }
}

impl From<String> for Date {
    fn from(wire: String) -> Self {
        Self(wire)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        let (year, month, day) = date.to_calendar_date();
        Self(format!("{year:04}-{:02}-{day:02}", u8::from(month)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_and_read_on_request() {
        assert_eq!(Date::from("2024-02-29").to_civil(), Ok((2024, 2, 29)));
        for wrong in ["2023-02-29", "2024-2-29", "2024-02-29T00:00:00Z", ""] {
            let date: Date = serde_json::from_value(wrong.into()).unwrap();
            assert_eq!(date.to_civil().unwrap_err().text(), wrong);
            assert_eq!(serde_json::to_value(&date).unwrap(), wrong);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_kept_and_read_without_a_panic(text: String, near in "[0-9-]{0,12}") {
            for text in [text, near] {
                let date: Date = serde_json::from_value(text.clone().into()).unwrap();
                proptest::prop_assert_eq!(date.as_str(), &text);
                proptest::prop_assert_eq!(serde_json::to_value(&date).unwrap(), text);
                let _ = date.to_civil();
            }
        }
    }

    #[cfg(all(feature = "jiff", feature = "chrono", feature = "time"))]
    #[test]
    fn the_three_libraries_agree() {
        let date = Date::from("2024-02-29");
        assert_eq!(Date::from(date.to_jiff().unwrap()), date);
        assert_eq!(Date::from(date.to_chrono().unwrap()), date);
        assert_eq!(Date::from(date.to_time().unwrap()), date);
    }
}
