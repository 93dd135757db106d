//! Each way to tamper with a request; vectors of specifications and vendors below.

mod vectors;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;

use crate::{Algorithm, Encoding, KeyError, Part, SignatureError, SignatureScheme, Signer, Verifier};

const STANDARD: SignatureScheme = SignatureScheme::STANDARD_WEBHOOKS;
const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const BODY: &[u8] = br#"{"email":"test@example.com","username":"test_user"}"#;
const SENT: u64 = 1_649_367_553;

/// The vector of the libraries of Standard Webhooks.
const HEADERS: [(&str, &str); 3] = [
    ("Webhook-Id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk"),
    ("Webhook-Timestamp", "1649367553"),
    ("Webhook-Signature", "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
];

const GITHUB: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "X-Hub-Signature-256").prefix("sha256=");
const SLACK: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "X-Slack-Signature")
    .prefix("v0=")
    .timestamp("X-Slack-Request-Timestamp")
    .input(&[Part::Text("v0:"), Part::Timestamp, Part::Text(":"), Part::Body]);
const STRIPE: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "Stripe-Signature")
    .members("v1", "t")
    .input(&[Part::Timestamp, Part::Text("."), Part::Body]);
const SHA1: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha1, "X-Hub-Signature").prefix("sha1=");
const TELNYX: SignatureScheme = SignatureScheme::new(Algorithm::Ed25519, "telnyx-signature-ed25519")
    .encoding(Encoding::Base64)
    .key(Encoding::Base64)
    .timestamp("telnyx-timestamp")
    .input(&[Part::Timestamp, Part::Text("|"), Part::Body]);

const TWILIO: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha1, "X-Twilio-Signature")
    .encoding(Encoding::Base64)
    .input(&[Part::Url, Part::Form]);
const MILLISECONDS: SignatureScheme = SLACK.milliseconds();

/// RFC 8032 §7.1, test 2: the private and the public key.
const PRIVATE: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn verify(headers: &[(&str, &str)], body: &[u8]) -> Result<(), SignatureError> {
    let verifier = Verifier::new(STANDARD, SECRET).unwrap();
    verifier.verify_at(headers.iter().copied(), body, at(SENT)).map(drop)
}

/// The headers of the vector with another value of one of them.
fn with<'v>(header: &str, value: &'v str) -> [(&'static str, &'v str); 3] {
    HEADERS.map(|(name, old)| (name, if name == header { value } else { old }))
}

fn base64(hex: &str) -> String {
    Encoding::Base64.encode(&Encoding::Hex.decode(hex).unwrap())
}

fn marked(mark: &str, hex: &str) -> String {
    format!("{mark}{}", base64(hex))
}

#[test]
fn headers_are_those_of_the_http_crate_too() {
    let mut headers = http::HeaderMap::new();
    for (name, value) in HEADERS {
        headers.insert(
            http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
            value.parse().unwrap(),
        );
    }
    let verifier = Verifier::new(STANDARD, SECRET).unwrap();
    assert_eq!(verifier.verify_at(&headers, BODY, at(SENT)), Ok(BODY));
}

#[test]
fn what_every_scheme_signs_it_verifies() {
    let (private, public) = (base64(PRIVATE), base64(PUBLIC));
    let (whsk, whpk) = (marked("whsk_", PRIVATE), marked("whpk_", PUBLIC));
    let pair = marked("whsk_", &format!("{PRIVATE}{PUBLIC}"));
    for (scheme, signs, verifies) in [
        (STANDARD, SECRET, SECRET),
        (STANDARD, whsk.as_str(), whpk.as_str()),
        (STANDARD, pair.as_str(), whpk.as_str()),
        (GITHUB, "secret", "secret"),
        (SLACK, "secret", "secret"),
        (STRIPE, "whsec_kept", "whsec_kept"),
        (SHA1, "secret", "secret"),
        (MILLISECONDS, "secret", "secret"),
        (TELNYX, private.as_str(), public.as_str()),
    ] {
        let signer = Signer::new(scheme, signs).unwrap();
        let verifier = Verifier::new(scheme, verifies).unwrap();
        let headers = signer.sign([("webhook-id", "msg_1")], BODY).unwrap();
        assert_eq!(verifier.verify(headers.clone(), BODY), Ok(BODY), "{headers:?}");
        assert!(verifier.verify(headers, &BODY[1..]).is_err());
    }
}

#[test]
fn a_body_that_was_touched_is_refused() {
    for at in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[at] ^= 1;
        assert_eq!(verify(&HEADERS, &body), Err(SignatureError::NoSignatureFits), "{at}");
    }
    assert_eq!(verify(&HEADERS, b""), Err(SignatureError::NoSignatureFits));
}

#[test]
fn a_header_that_was_touched_is_refused() {
    assert_eq!(
        verify(&with("Webhook-Id", "msg_other"), BODY),
        Err(SignatureError::NoSignatureFits)
    );
    let later = with("Webhook-Timestamp", "1649367554");
    assert_eq!(verify(&later, BODY), Err(SignatureError::NoSignatureFits));
    let (_, right) = HEADERS[2];
    let mut wrong = vec![
        right.replace("tZ", "tY"),
        right.replace("v1,", "v1a,"),
        "v1,".to_owned(),
        "v1".to_owned(),
    ];
    wrong.extend((4..right.len() - 1).map(|end| right[..end].to_owned()));
    for signature in wrong {
        assert!(
            verify(&with("Webhook-Signature", &signature), BODY).is_err(),
            "{signature}"
        );
    }
}

#[test]
fn a_header_that_is_missing_or_there_twice_is_named() {
    for missing in 0..3 {
        let mut headers = HEADERS.to_vec();
        let (name, value) = headers.remove(missing);
        let lower: &'static str = ["webhook-id", "webhook-timestamp", "webhook-signature"][missing];
        assert_eq!(verify(&headers, BODY), Err(SignatureError::MissingHeader(lower)));
        headers.extend([(name, value), (lower, value)]);
        assert_eq!(verify(&headers, BODY), Err(SignatureError::RepeatedHeader(lower)));
    }
}

#[test]
fn the_window_is_closed_on_both_sides() {
    let verifier = Verifier::new(STANDARD, SECRET).unwrap();
    let at = |now: u64| verifier.verify_at(HEADERS, BODY, at(now)).map(drop);
    assert_eq!(at(SENT + 300), Ok(()));
    assert_eq!(at(SENT - 300), Ok(()));
    assert_eq!(at(SENT + 301), Err(SignatureError::Stale { age: 301 }));
    assert_eq!(at(SENT - 301), Err(SignatureError::Stale { age: -301 }));
    let wider = verifier.clone().tolerance(Duration::from_secs(301));
    assert_eq!(wider.verify_at(HEADERS, BODY, super::tests::at(SENT + 301)), Ok(BODY));
    // Of a request that somebody made up, nothing is said of its time.
    assert_eq!(
        verifier.verify_at(HEADERS, b"{}", super::tests::at(0)),
        Err(SignatureError::NoSignatureFits)
    );
    let before = UNIX_EPOCH - Duration::from_millis(1);
    assert!(matches!(
        verifier.verify_at(HEADERS, BODY, before),
        Err(SignatureError::Stale { .. })
    ));
}

#[test]
fn the_window_is_as_wide_in_milliseconds() {
    let none: [(&str, &str); 0] = [];
    let sent = at(SENT) + Duration::from_millis(7);
    let signer = Signer::new(MILLISECONDS, "secret").unwrap();
    let headers = signer.sign_at(none, BODY, sent).unwrap();
    assert_eq!(headers[0].1, "1649367553007");
    let verifier = Verifier::new(MILLISECONDS, "secret").unwrap();
    let verify = |now: SystemTime| verifier.verify_at(headers.clone(), BODY, now).map(drop);
    let (wide, past) = (Duration::from_secs(300), Duration::from_millis(300_001));
    assert_eq!((verify(sent + wide), verify(sent - wide)), (Ok(()), Ok(())));
    assert_eq!(verify(sent + past), Err(SignatureError::Stale { age: 300 }));
    assert_eq!(verify(sent - past), Err(SignatureError::Stale { age: -300 }));
    // Seconds where the scheme has milliseconds are of 1970.
    let seconds = Signer::new(SLACK, "secret").unwrap().sign_at(none, BODY, sent).unwrap();
    let outcome = verifier.verify_at(seconds, BODY, sent);
    assert!(matches!(outcome, Err(SignatureError::Stale { .. })), "{outcome:?}");
}

#[test]
fn a_timestamp_is_a_number_of_seconds() {
    let signer = Signer::new(STRIPE, "secret").unwrap();
    let verifier = Verifier::new(STRIPE, "secret").unwrap();
    let none: [(&str, &str); 0] = [];
    let signed = signer.sign(none, BODY).unwrap();
    let (_, value) = &signed[0];
    let (_, rest) = value.split_once(',').unwrap();
    for stamped in [
        rest.to_owned(),
        format!("{value},t=1"),
        format!("t={},{rest}", "9".repeat(30)),
    ] {
        assert!(
            verifier.verify([("Stripe-Signature", &stamped)], BODY).is_err(),
            "{stamped}"
        );
    }
    for sign in ["+", " ", "0x"] {
        let input = format!("{sign}5.");
        let mac = crate::key::Key::read(&STRIPE, "secret", crate::key::Purpose::Sign).unwrap();
        let signature = Encoding::Hex.encode(&mac.sign(&[input.as_bytes(), BODY].concat()).unwrap());
        let header = format!("v1={signature},t={sign}5");
        let outcome = verifier.verify_at([("Stripe-Signature", header)], BODY, at(5));
        assert!(matches!(outcome, Err(SignatureError::Unreadable { .. })), "{outcome:?}");
    }
}

#[test]
fn one_right_signature_among_others_is_enough() {
    let old = "whsec_b2xkIHNlY3JldCBvZiBhIHByb3ZpZGVy";
    let both = Signer::new(STANDARD, old).unwrap().and_key(SECRET).unwrap();
    let both = both.and_key(&marked("whsk_", PRIVATE)).unwrap();
    let headers = both.sign([("webhook-id", "msg_1")], BODY).unwrap();
    assert_eq!(headers[2].1.split(' ').count(), 3);
    for key in [old, SECRET, &marked("whpk_", PUBLIC)] {
        assert!(
            Verifier::new(STANDARD, key)
                .unwrap()
                .verify(headers.clone(), BODY)
                .is_ok()
        );
    }
    let other = "whsec_YW5vdGhlciBzZWNyZXQgYWx0b2dldGhlcg==";
    let verifier = Verifier::new(STANDARD, other).unwrap();
    assert_eq!(
        verifier.verify(headers.clone(), BODY),
        Err(SignatureError::NoSignatureFits)
    );
    assert!(verifier.or_key(old).unwrap().verify(headers, BODY).is_ok());

    let both = Signer::new(STRIPE, "old").unwrap().and_key("new").unwrap();
    let none: [(&str, &str); 0] = [];
    let headers = both.sign(none, BODY).unwrap();
    for key in ["old", "new"] {
        assert!(
            Verifier::new(STRIPE, key)
                .unwrap()
                .verify(headers.clone(), BODY)
                .is_ok()
        );
    }
}

#[test]
fn signatures_are_looked_at_up_to_a_bound() {
    let (_, right) = HEADERS[2];
    let wrong = "v1,tFtCZ5RDCPxzWQRWXWPgrCgE2frDBe9gjpbWQxnVfsQ= v2,later ".repeat(31);
    assert_eq!(
        verify(&with("Webhook-Signature", &format!("{wrong}{right}")), BODY),
        Ok(())
    );
    let more = verify(&with("Webhook-Signature", &format!("{right} {wrong}{right}")), BODY);
    assert!(matches!(more, Err(SignatureError::Unreadable { .. })));
}

#[test]
fn a_request_cannot_be_cut_in_another_place() {
    let body = br#"{"text":"x.1649367553.{}"}"#;
    let signer = Signer::new(STANDARD, SECRET).unwrap();
    let signed = signer.sign_at([("webhook-id", "msg_1")], body, at(SENT)).unwrap();
    let id = r#"msg_1.1649367553.{"text":"x"#;
    let headers = [
        ("webhook-id", id),
        ("webhook-timestamp", "1649367553"),
        ("webhook-signature", &signed[2].1),
    ];
    assert!(matches!(
        verify(&headers, br#"{}"}"#),
        Err(SignatureError::Unreadable { .. })
    ));
    assert!(signer.sign([("webhook-id", "msg.1")], body).is_err());
}

#[test]
fn keys_are_read_or_refused() {
    let verifier = |scheme, key: &str| Verifier::new(scheme, key).map(drop);
    let signer = |scheme, key: &str| Signer::new(scheme, key).map(drop);
    let (whpk, whsk) = (marked("whpk_", PUBLIC), marked("whsk_", PRIVATE));
    assert_eq!(verifier(STANDARD, "C2FVsBQIhrscChlQIMV+b5sSYspob7oD"), Ok(()));
    assert_eq!(verifier(STANDARD, "whsec_"), Err(KeyError::Empty));
    assert_eq!(verifier(GITHUB, ""), Err(KeyError::Empty));
    assert_eq!(verifier(STANDARD, "whsec_?"), Err(KeyError::Unreadable));
    assert_eq!(verifier(STANDARD, &whsk), Err(KeyError::OtherHalf));
    assert_eq!(signer(STANDARD, &whpk), Err(KeyError::OtherHalf));
    assert_eq!(verifier(STANDARD, "whpk_AAAA"), Err(KeyError::NoKey));
    assert_eq!(signer(STANDARD, "whsk_AAAA"), Err(KeyError::NoKey));
    let unlike = marked("whsk_", &format!("{PRIVATE}{PRIVATE}"));
    assert_eq!(signer(STANDARD, &unlike), Err(KeyError::NoKey));
}

#[test]
fn no_text_holds_a_secret() {
    let verifier = Verifier::new(GITHUB, "marker").unwrap().or_key("marker").unwrap();
    let signer = Signer::new(GITHUB, "marker").unwrap();
    let told = format!("{verifier:?} {signer:?} {:?}", KeyError::NoKey);
    assert!(!told.contains("marker") && !told.contains("6d61726b6572"), "{told}");
    let error = verifier
        .verify([("x-hub-signature-256", "sha256=marker")], b"marker")
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains("marker"));
}

proptest! {
    #[test]
    fn headers_of_strangers_are_refused_without_a_panic(
        id in "\\PC*",
        timestamp in "[0-9]{0,30}|\\PC*",
        signature in "(v1a?,[A-Za-z0-9+/]{0,90}=? ?){0,40}|\\PC*",
        body in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        for (scheme, key) in [(STANDARD, SECRET), (STRIPE, "secret"), (SLACK, "secret"), (GITHUB, "secret"), (TWILIO, "secret")] {
            let verifier = Verifier::new(scheme, key).unwrap().url(id.as_str());
            let headers = ["webhook-signature", "stripe-signature", "x-slack-signature", "x-hub-signature-256", "x-twilio-signature"];
            let headers = headers.into_iter().map(|name| (name, signature.as_str()));
            let more = [("webhook-id", id.as_str()), ("webhook-timestamp", &timestamp), ("x-slack-request-timestamp", &timestamp)];
            prop_assert!(verifier.verify(headers.chain(more), &body).is_err());
        }
    }

    #[test]
    fn what_is_signed_is_verified_and_nothing_else(
        id in "[a-zA-Z0-9_-]{1,40}",
        body in proptest::collection::vec(any::<u8>(), 0..200),
        other in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let signer = Signer::new(STANDARD, SECRET).unwrap();
        let verifier = Verifier::new(STANDARD, SECRET).unwrap();
        let headers = signer.sign([("webhook-id", &id)], &body).unwrap();
        prop_assert!(verifier.verify(headers.clone(), &body).is_ok());
        prop_assert_eq!(verifier.verify(headers, &other).is_ok(), body == other);
    }
}
