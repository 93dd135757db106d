//! JSON as it is sent. In: a value. Out: its text, in which a number without a fraction is written as JSON writes integers: `3`, not
//! `3.0`, which some servers refuse.

use std::io;

use serde::Serialize;
use serde_json::Error;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// The text of a value, as bytes.
pub(crate) fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut json = Vec::with_capacity(128);
    value.serialize(&mut Serializer::with_formatter(&mut json, Plain))?;
    Ok(json)
}

/// Compact, with whole floats as integers.
struct Plain;

impl Formatter for Plain {
    fn write_f64<W: io::Write + ?Sized>(&mut self, writer: &mut W, float: f64) -> io::Result<()> {
        match whole(float) {
            Some(integer) => self.write_i64(writer, integer),
            None => CompactFormatter.write_f64(writer, float),
        }
    }

    fn write_f32<W: io::Write + ?Sized>(&mut self, writer: &mut W, float: f32) -> io::Result<()> {
        match whole(float.into()) {
            Some(integer) => self.write_i64(writer, integer),
            None => CompactFormatter.write_f32(writer, float),
        }
    }
}

/// The integer that a float is, as far as each of them is a float: below 2⁵³. A zero may have a sign, which no integer has.
#[expect(clippy::cast_possible_truncation, reason = "whole and in range, as just checked")]
fn whole(float: f64) -> Option<i64> {
    let is_whole = float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0;
    (is_whole && !(float == 0.0 && float.is_sign_negative())).then_some(float as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_whole_number_has_no_fraction() {
        for (float, text) in [
            (3.0, "3"),
            (-3.0, "-3"),
            (0.0, "0"),
            (-0.0, "-0.0"),
            (0.5, "0.5"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (1e300, "1e+300"),
            (f64::NAN, "null"),
        ] {
            assert_eq!(to_vec(&float).unwrap(), text.as_bytes());
        }
        let value = json!({"a": [1.0, {"b": 2.5}], "c": null, "d": 1});
        assert_eq!(to_vec(&value).unwrap(), br#"{"a":[1,{"b":2.5}],"c":null,"d":1}"#);
        assert_eq!(to_vec(&2.0_f32).unwrap(), b"2");
    }
}
