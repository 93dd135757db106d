//! Numbers with all their digits. In: a JSON number, however long. Out: the same digits, and on request a number of Rust.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;

/// A JSON number as it stood on the wire: an amount of money is not rounded to the nearest `f64`, and `1.10` stays `1.10`.
///
/// Equality is equality of text. Within a union, where a value is looked at before it is read, the digits are those of an `f64`.
///
/// ```
/// use callspec_types::Decimal;
///
/// let price: Decimal = serde_json::from_str("12345678901234567.10")?;
/// assert_eq!(price.as_str(), "12345678901234567.10");
/// assert_eq!(serde_json::to_string(&price)?, "12345678901234567.10");
/// assert_eq!("0.1".parse::<Decimal>()?.to_f64(), 0.1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Box<RawValue>);

impl Decimal {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The nearest floating point number.
    pub fn to_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    fn read(text: String) -> Result<Self, serde_json::Error> {
        // A number by its grammar, and not by what fits any type of Rust.
        let raw = RawValue::from_string(text)?;
        if raw
            .get()
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
        {
            Ok(Self(raw))
        } else {
            Err(serde_json::Error::custom("expected a number"))
        }
    }
}

impl FromStr for Decimal {
    type Err = serde_json::Error;

    /// Reads what JSON writes as a number.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text.to_owned())
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            fn from(number: $integer) -> Self {
                Self::of(number.into())
            }
        }
    )*};
}

from_integers!(i32 i64 u32 u64);

impl Decimal {
    fn of(number: Number) -> Self {
        // Digits are JSON; `null` stands for what cannot be.
        Self(RawValue::from_string(number.to_string()).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name by which serde_json is asked for the text of a value.
        deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", DecimalVisitor)
    }
}

struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    /// serde_json: the text is the only member.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        match map.next_entry::<IgnoredAny, String>()? {
            Some((_, text)) => Decimal::read(text).map_err(|_| A::Error::custom("expected a number")),
            None => Err(A::Error::custom("expected a number")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(|_| E::custom("expected a number"))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
        let number = Number::from_f64(number).ok_or_else(|| E::custom("expected a number"))?;
        Ok(Decimal::of(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept() {
        for text in [
            "0",
            "-0",
            "1.10",
            "1e3",
            "-12345678901234567890.0123456789",
            "9007199254740993",
        ] {
            let number: Decimal = serde_json::from_str(text).unwrap();
            assert_eq!(number.as_str(), text);
            assert_eq!(
                serde_json::to_string(&vec![Some(number.clone())]).unwrap(),
                format!("[{text}]")
            );
            assert_eq!(text.parse::<Decimal>().unwrap(), number);
        }
        assert_eq!(Decimal::from(-3_i64).to_string(), "-3");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["\"1\"", "true", "null", "[1]", "{\"a\":1}", "01", "1.", "+1", "", "NaN"] {
            assert!(serde_json::from_str::<Decimal>(wrong).is_err(), "{wrong}");
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn members_and_json_that_is_read_already_have_them_too() {
        #[derive(crate::Deserialize, crate::Serialize)]
        struct Price {
            amount: Decimal,
            tax: Option<Decimal>,
        }

        let text = r#"{"amount":12345678901234567.10,"tax":0.10}"#;
        let price: Price = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&price).unwrap(), text);
        let value = serde_json::json!({"amount": 1.5});
        let price: Price = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&price).unwrap(), value);
    }
}
