//! Numbers: exact as far as an `i64` reaches, and beyond that an error with a place, never another number.

use callspec_core::Error;
use callspec_core::testing::{Answer, InMemory};
use kathan_client::calls::ListCalls;
use kathan_client::credits::GetCreditBalance;
use kathan_client::models::CreditBalance;

use crate::clients::{failing, kathan, run};

fn balance(number: &str) -> Result<CreditBalance, Error<kathan_client::credits::GetCreditBalanceError>> {
    let body = format!(
        r#"{{"balance_credits": {number}, "reserved_credits": 0, "spendable_credits": 0, "lifetime_purchased_credits": 0}}"#
    );
    let answer = Answer::new(200).header("content-type", "application/json").body(body);
    let server = InMemory::new().answer::<GetCreditBalance>(answer);
    run(kathan(&server).get_credit_balance().send())
}

#[test]
fn integers_are_exact_to_the_ends_of_an_i64() {
    for number in [
        "0",
        "-1",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "-9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
    ] {
        assert_eq!(balance(number).unwrap().balance_credits, Some(number.parse().unwrap()));
    }
}

/// JSON Schema 2020-12 §6.1.1.
#[test]
fn a_number_without_a_fraction_is_an_integer() {
    for (number, integer) in [
        ("1.0", 1),
        ("1e2", 100),
        ("-20000E-2", -200),
        ("9007199254740993.0", (1 << 53) + 1),
        ("9223372036854775807.0", i64::MAX),
        ("-9.223372036854775808e18", i64::MIN),
    ] {
        assert_eq!(balance(number).unwrap().balance_credits, Some(integer), "{number}");
    }
}

#[test]
fn numbers_that_are_no_such_integer_are_an_error_with_a_place() {
    let huge = "9".repeat(400);
    for number in [
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "1e400",
        "-1e400",
        huge.as_str(),
        "1.5",
        "1e-2",
        "9223372036854775808.0",
        "\"7\"",
        "true",
        "[7]",
        "{}",
    ] {
        let Err(Error::Decode(error)) = balance(number) else {
            panic!("{number}: no decode error")
        };
        assert_eq!(error.pointer(), Some("/balance_credits"), "{number}");
        assert!(!error.reason().contains(number), "{}", error.reason());
        assert!(String::from_utf8_lossy(error.body()).contains(number));
    }
}

#[test]
fn integers_are_sent_exactly() {
    for number in [i64::MIN, -1, 0, (1 << 53) + 1, i64::MAX] {
        let server = failing::<ListCalls>();
        assert!(run(kathan(&server).list_calls().limit(number).send()).is_err());
        assert_eq!(server.sent()[0].query(), format!("limit={number}"));
    }
}
