//! Numbers of JSON, compared exactly: near 2^63 a floating point number is hundreds away from its neighbours.

use std::cmp::Ordering;

use serde_json::Number;

/// A whole number, unless it is written as a floating point number.
pub fn whole(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from))
}

/// Compares two numbers, integers exactly.
pub fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_the_largest_integers_differ() {
        let number = |value: u64| Number::from(value);
        let edge = 1 << 63;
        assert_eq!(compare(&number(edge - 1), &number(edge)), Some(Ordering::Less));
        assert_eq!(compare(&number(edge), &number(edge)), Some(Ordering::Equal));
        assert_eq!(compare(&Number::from(-1), &number(u64::MAX)), Some(Ordering::Less));
        assert_eq!(
            Number::from_f64(1.0).and_then(|one| compare(&one, &number(1))),
            Some(Ordering::Equal)
        );
    }
}
