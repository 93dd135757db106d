//! Integers as digits and nothing else. In: JSON. Out: the same with `1.0` and `1e3` as `1` and `1000`, where that fits 64 bits.

/// The JSON with such integers spelled plainly; none if it has none of them.
pub(super) fn spelled_plainly(json: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut copied, mut next) = (0, 0);
    while let Some(first) = json.get(next) {
        let rest = &json[next..];
        let length = match first {
            b'"' => text(rest),
            b'-' | b'0'..=b'9' => {
                let length = number(rest);
                if let Some(plain) = rest.get(..length).and_then(plain) {
                    out.extend_from_slice(&json[copied..next]);
                    out.extend_from_slice(plain.to_string().as_bytes());
                    copied = next + length;
                }
                length
            }
            _ => 1,
        };
        next += length;
    }
    if copied == 0 {
        return None;
    }
    out.extend_from_slice(&json[copied..]);
    Some(out)
}

/// The length of the string that the JSON begins with.
fn text(json: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = json.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(json.len(), |end| end + 2)
}

/// The length of the number that the JSON begins with.
fn number(json: &[u8]) -> usize {
    let end = json.iter().position(|byte| !b"+-.eE0123456789".contains(byte));
    end.unwrap_or(json.len())
}

/// The integer that a number with a point or an exponent is, if it is one of 64 bits and not zero, which may have a sign.
fn plain(number: &[u8]) -> Option<i128> {
    let number = std::str::from_utf8(number).ok()?;
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() == number.len() {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let zeros = zeros + exponent.parse::<i64>().ok()? - i64::try_from(fraction.len()).ok()?;
    // More of them do not fit; fewer than none are a fraction.
    let zeros = u32::try_from(zeros).ok().filter(|zeros| *zeros < 20)?;
    let value = significant.parse::<i128>().ok()?.checked_mul(10_i128.pow(zeros))?;
    (value != 0 && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spelled(json: &str) -> String {
        let plain = spelled_plainly(json.as_bytes());
        plain.map_or_else(|| json.to_owned(), |plain| String::from_utf8(plain).unwrap())
    }

    #[test]
    fn integers_are_digits_and_all_else_stays() {
        for (json, plain) in [
            ("1.0", "1"),
            ("[1e3,-2.50E+1, 300e-2 ,7]", "[1000,-25, 3 ,7]"),
            (r#"{"1.0":"a\"1.0\\","b":1.0}"#, r#"{"1.0":"a\"1.0\\","b":1}"#),
            ("9007199254740993.0", "9007199254740993"),
            ("18446744073709551615.000", "18446744073709551615"),
            ("-9.223372036854775808e18", "-9223372036854775808"),
            ("1e19", "10000000000000000000"),
            ("1.8446744073709551616e19", "1.8446744073709551616e19"),
            ("-9223372036854775809.0", "-9223372036854775809.0"),
            (
                "[1.5,1e-1,0.0,-0.0,0e9,1e20,1e400,1e99999999999999999999]",
                "[1.5,1e-1,0.0,-0.0,0e9,1e20,1e400,1e99999999999999999999]",
            ),
            ("[1.0.0,1e,-,1-1,\"1.0", "[1.0.0,1e,-,1-1,\"1.0"),
            ("", ""),
        ] {
            assert_eq!(spelled(json), plain, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_no_danger(json in "[-+.eE0-9\"\\\\,]*") {
            let _ = spelled(&json);
        }

        #[test]
        fn any_integer_is_found_in_any_spelling(value: i64, zeros in 0_usize..30) {
            prop_assume!(value != 0);
            let fraction = format!("{value}.0{}", "0".repeat(zeros));
            prop_assert_eq!(spelled(&fraction), value.to_string());
            let exponent = format!("{value}{}e-{zeros}", "0".repeat(zeros));
            prop_assert_eq!(spelled(&exponent), value.to_string());
        }
    }
}
