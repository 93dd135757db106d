//! Which credentials are sent, and that none of them is printed.

use crate::Method;
use proptest::prelude::*;

use super::*;

static BEARER: Scheme = Scheme::bearer("bearerAuth").env("BEARER");
static USER: Scheme = Scheme::api_key_header("userId", "X-User-ID");
static BASIC: Scheme = Scheme::basic("basicAuth");

fn operation(security: &'static [&'static [&'static Scheme]]) -> &'static OperationInfo {
    Box::leak(Box::new(OperationInfo {
        id: "op",
        method: Method::GET,
        path: "/",
        security,
    }))
}

fn chosen(
    held: &[&'static Scheme],
    security: &'static [&'static [&'static Scheme]],
) -> Result<Vec<&'static str>, InvalidRequest> {
    let mut credentials = Credentials::default();
    for scheme in held {
        credentials.insert(scheme, Credential::Fixed(part(scheme, &"a".into()).unwrap()));
    }
    let chosen = credentials.choose(operation(security))?;
    Ok(chosen.map(|(scheme, _)| scheme.key()).collect())
}

#[test]
fn all_of_an_alternative_is_sent() {
    assert_eq!(
        chosen(&[&BEARER, &USER], const { &[&[&BEARER, &USER]] }).unwrap(),
        ["bearerAuth", "userId"]
    );
    assert!(chosen(&[&BEARER, &USER], &[]).unwrap().is_empty());
}

#[test]
fn alternatives_at_hand_are_all_sent_a_complete_one_first() {
    static ALTERNATIVES: &[&[&Scheme]] = &[&[&BASIC, &USER], &[&BEARER], &[&USER]];
    let keys = chosen(&[&USER, &BEARER], ALTERNATIVES).unwrap();
    assert_eq!(keys, ["bearerAuth", "userId"]);
}

#[test]
fn what_is_missing_is_named_unless_it_is_optional() {
    let error = chosen(&[&USER], const { &[&[&USER, &BEARER]] }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "op (GET /): not sent: needs the credential `bearerAuth`: set it with `.bearer_auth(…)` on the client's \
         builder, or in the variable BEARER for `from_env`"
    );
    assert!(chosen(&[], const { &[&[], &[&BEARER]] }).unwrap().is_empty());
    assert_eq!(
        chosen(&[&BEARER], const { &[&[], &[&BEARER]] }).unwrap(),
        ["bearerAuth"]
    );
}

fn header_of(scheme: &Scheme, secret: &str) -> (String, String) {
    match part(scheme, &secret.into()).unwrap() {
        Part::Header(name, value) => {
            assert!(value.is_sensitive());
            (name.to_string(), value.to_str().unwrap().to_owned())
        }
        Part::Query(pair) => ("?".to_owned(), pair),
        Part::Cookie(pair) => (";".to_owned(), pair),
    }
}

#[test]
fn each_kind_of_scheme_has_its_place() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(header_of(&BEARER, "tok"), pair("authorization", "Bearer tok"));
    assert_eq!(
        header_of(&BASIC, "Aladdin:open sesame"),
        pair("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );
    assert_eq!(header_of(&USER, "u"), pair("x-user-id", "u"));
    assert_eq!(
        header_of(&Scheme::api_key_query("q", "api key"), "a&b"),
        pair("?", "api%20key=a%26b")
    );
    assert_eq!(
        header_of(&Scheme::http("d", "Digest"), "username=\"u\""),
        pair("authorization", "Digest username=\"u\"")
    );
    assert_eq!(
        header_of(&Scheme::api_key_cookie("c", "sid"), "a+/%3D="),
        pair(";", "sid=a+/%3D=")
    );
    assert_eq!(
        ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
        ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
    );
}

#[test]
fn what_cannot_be_sent_is_refused_and_not_shown() {
    static QUERY: Scheme = Scheme::api_key_query("query", "key");
    static COOKIE: Scheme = Scheme::api_key_cookie("cookie", "key");
    let refused = |scheme, secret: &str| {
        let refused = part(scheme, &secret.into()).err().unwrap();
        assert!(!format!("{refused} {refused:?}").contains("marker"));
    };
    for secret in ["marker\r\nX-Evil: 1", "marker\0", "marker\t", "marker\n", ""] {
        for scheme in [&BEARER, &USER, &BASIC, &QUERY, &COOKIE] {
            refused(scheme, secret);
        }
    }
    refused(&COOKIE, "marker; admin=1");
    for secret in ["marker ", " marker"] {
        for scheme in [&BEARER, &USER, &COOKIE] {
            refused(scheme, secret);
        }
        assert!(part(&BASIC, &secret.into()).is_ok() && part(&QUERY, &secret.into()).is_ok());
    }
}

#[test]
fn the_name_of_a_scheme_is_not_sent_twice() {
    static DIGEST: Scheme = Scheme::http("digest", "Digest");
    for (scheme, secret, name) in [
        (&BEARER, "Bearer marker", "`Bearer`"),
        (&BEARER, "bearer marker", "`Bearer`"),
        (&BEARER, "BEARER  marker", "`Bearer`"),
        (&BEARER, "Bearer", "`Bearer`"),
        (&BASIC, "Basic bWFya2VyOm1hcmtlcg==", "`Basic`"),
        (&DIGEST, "digest marker", "`Digest`"),
    ] {
        let refused = part(scheme, &secret.into()).err().unwrap();
        assert_eq!(
            refused.to_string(),
            format!("cannot be written: it begins with {name}, which the client writes itself: give what follows")
        );
    }
    for (scheme, secret) in [
        (&BEARER, "bearer-marker"),
        (&BASIC, "basically:marker"),
        (&USER, "Bearer marker"),
    ] {
        assert!(part(scheme, &secret.into()).is_ok(), "{secret}");
    }
}

proptest! {
    #[test]
    fn any_secret_arrives_as_it_is_or_is_refused(secret in "\\PC*|.*") {
        if let Ok(Part::Header(_, value)) = part(&USER, &secret.as_str().into()) {
            prop_assert_eq!(value.as_bytes(), secret.as_bytes());
            prop_assert_eq!(secret.trim_matches([' ', '\t']), secret.as_str());
        }
    }
}
