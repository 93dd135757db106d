//! The policy, with dice and clock in hand.

use http::HeaderMap;

use super::*;
use crate::info::OperationInfo;
use crate::method::Method;
use crate::testing::{FixedDice, ManualClock};

static GET: OperationInfo = OperationInfo {
    id: "get",
    method: Method::GET,
    path: "/",
    security: &[],
};
static PATCH: OperationInfo = OperationInfo {
    id: "patch",
    method: Method::PATCH,
    path: "/",
    security: &[],
};

fn after_status(policy: &Retry, operation: &'static OperationInfo, status: u16, retries: u32) -> Option<Duration> {
    after(policy, operation, status, retries, None)
}

fn after(
    policy: &Retry,
    operation: &'static OperationInfo,
    status: u16,
    retries: u32,
    retry_after: Option<&str>,
) -> Option<Duration> {
    let mut headers = HeaderMap::new();
    if let Some(text) = retry_after {
        headers.insert(RETRY_AFTER, text.parse().unwrap());
    }
    let mut head = Head::new(operation, StatusCode::from_u16(status).unwrap(), headers);
    head.past.retries = retries;
    policy.after_status(
        &head,
        operation.method.is_idempotent(),
        &ManualClock::new(),
        &FixedDice(0.5),
    )
}

#[test]
fn only_transient_statuses_of_idempotent_methods() {
    let policy = Retry::standard();
    for status in 100..600 {
        let transient = [408, 429, 502, 503, 504].contains(&status);
        assert_eq!(after_status(&policy, &GET, status, 0).is_some(), transient, "{status}");
        assert_eq!(after_status(&policy, &PATCH, status, 0), None, "{status}");
    }
    assert!(after_status(&policy.any_method(), &PATCH, 503, 0).is_some());
}

#[test]
fn any_method_if_the_request_surely_never_left() {
    let policy = Retry::standard();
    for (method, idempotent) in [
        (Method::GET, true),
        (Method::HEAD, true),
        (Method::PUT, true),
        (Method::DELETE, true),
        (Method::OPTIONS, true),
        (Method::POST, false),
        (Method::PATCH, false),
    ] {
        assert!(
            policy
                .after_failure(method.is_idempotent(), true, 0, &FixedDice(0.0))
                .is_some()
        );
        assert_eq!(
            policy
                .after_failure(method.is_idempotent(), false, 0, &FixedDice(0.0))
                .is_some(),
            idempotent,
            "{method}"
        );
    }
}

#[test]
fn at_most_two_and_none_if_asked() {
    let policy = Retry::standard();
    assert!(after_status(&policy, &GET, 503, 1).is_some());
    assert_eq!(after_status(&policy, &GET, 503, 2), None);
    assert_eq!(policy.after_failure(true, true, 2, &FixedDice(0.0)), None);
    assert_eq!(after_status(&Retry::none(), &GET, 503, 0), None);
}

#[test]
fn waits_grow_with_full_jitter_up_to_the_cap() {
    let policy = Retry::standard().most(u32::MAX);
    let wait = |retries, roll| policy.wait(retries, &FixedDice(roll)).as_millis();
    assert_eq!(
        [0, 1, 2, 3, 4, 5, 31, 32, 4_000].map(|retries| wait(retries, 1.0)),
        [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000]
    );
    assert_eq!([0.0, 0.5, 7.0].map(|roll| wait(1, roll)), [0, 500, 1_000]);
}

#[test]
fn retry_after_is_obeyed_within_bounds() {
    let policy = Retry::standard();
    for (text, wait) in [
        ("0", Some(250)),
        ("2", Some(2_000)),
        ("60", Some(60_000)),
        ("61", None),
        ("soon", Some(250)),
        ("Thu, 01 Jan 2026 00:00:05 GMT", Some(5_000)),
        ("Wed, 31 Dec 2025 00:00:00 GMT", Some(250)),
        ("Fri, 02 Jan 2026 00:00:00 GMT", None),
    ] {
        let waited = after(&policy, &GET, 503, 0, Some(text)).map(|wait| wait.as_millis());
        assert_eq!(waited, wait, "{text}");
    }
    assert!(after(&policy.longest_wait(Duration::from_secs(100)), &GET, 429, 0, Some("61")).is_some());
}

#[test]
fn waits_beyond_what_can_be_counted_are_the_longest() {
    let policy = Retry::standard()
        .most(u32::MAX)
        .backoff(Duration::MAX, Duration::MAX)
        .longest_wait(Duration::MAX);
    for retries in [0, 1, 4_000] {
        for roll in [1.0, 7.0, f64::NAN, f64::INFINITY] {
            assert_eq!(
                policy.wait(retries, &FixedDice(roll)),
                Duration::MAX,
                "{retries} {roll}"
            );
        }
        assert_eq!(policy.wait(retries, &FixedDice(0.0)), Duration::ZERO);
    }
    let policy = Retry::standard().longest_wait(Duration::MAX);
    for text in [
        "99999999999999",
        "99999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        assert!(
            after(&policy, &GET, 503, 0, Some(text)) > Some(Duration::from_secs(99_999_999_999)),
            "{text}"
        );
    }
}
