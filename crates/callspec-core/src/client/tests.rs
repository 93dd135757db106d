//! What a builder takes and refuses.

use super::*;
use crate::error::BuildError;
use crate::scheme::Scheme;
use crate::testing::InMemory;

static KEY: Scheme = Scheme::api_key_header("apiKey", "X-Key").env("SAMPLE_KEY");
static USER: Scheme = Scheme::basic("login").env("SAMPLE_LOGIN");
static API: Api = Api {
    name: "sample",
    version: "1.2.3",
    base_url: None,
    schemes: &[&KEY, &USER],
    required: &[&KEY],
};

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
        .base_url("https://api.example.test/v1/")
        .transport(InMemory::new())
}

#[test]
fn what_every_operation_needs_is_demanded() {
    let error = builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client needs the credential `apiKey`: set it with `.api_key(…)` on the client's builder, or in the \
         variable SAMPLE_KEY for `from_env`"
    );
    assert_eq!(
        builder().credential(&KEY, "k").build().unwrap().base_url(),
        "https://api.example.test/v1"
    );
    let none = ClientBuilder::new(&API)
        .credential(&KEY, "k")
        .transport(InMemory::new())
        .build();
    assert!(matches!(none.unwrap_err(), BuildError::BaseUrl(_)));
}

#[test]
fn the_environment_gives_what_it_has() {
    let env = |variable: &str| (variable == "SAMPLE_KEY").then(|| "k".to_owned());
    assert!(builder().credentials_from(env).build().is_ok());
    assert!(builder().credentials_from(|_| Some(String::new())).build().is_err());
    assert!(builder().credentials_from(|_| None).build().is_err());
}

#[test]
fn an_address_goes_before_a_server_and_a_server_before_the_first() {
    static API: Api = Api {
        name: "sample",
        version: "1.2.3",
        base_url: Some("https://first.example.test"),
        schemes: &[],
        required: &[],
    };
    let builder = || ClientBuilder::new(&API).transport(InMemory::new());
    let own = "https://own.example.test";
    for (builder, url) in [
        (builder(), "https://first.example.test"),
        (
            builder().server("https://second.example.test"),
            "https://second.example.test",
        ),
        (builder().base_url(own).server("https://second.example.test"), own),
        (builder().base_url_from(Some(own.to_owned())), own),
        (
            builder().base_url_from(Some(String::new())),
            "https://first.example.test",
        ),
        (builder().base_url(own).base_url_from(None), own),
    ] {
        assert_eq!(builder.build().unwrap().base_url(), url);
    }
    let wrong = builder()
        .base_url_from(Some("http://own.example.test".to_owned()))
        .build();
    assert!(matches!(wrong.unwrap_err(), BuildError::BaseUrl(_)));
}

#[test]
fn what_cannot_be_sent_is_refused() {
    for wrong in [
        builder().credential(&KEY, "marker\r\n"),
        builder().credential(&KEY, "k").basic_credential(&USER, "marker:b", "c"),
        builder().credential(&KEY, "k").user_agent("marker\n"),
        builder().credential(&KEY, "k").base_url("https://marker@example.test"),
    ] {
        let error = wrong.build().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("marker"), "{error:?}");
    }
}

#[test]
fn nothing_prints_a_credential() {
    let builder = builder()
        .credential(&KEY, "marker")
        .basic_credential(&USER, "marker", "marker");
    let client = builder.clone().build().unwrap();
    let exchange = client.exchange().header("X-Api-Key", "marker");
    let text = format!("{builder:#?} {client:#?} {exchange:#?} {:?}", client.inner.credentials);
    assert!(!text.contains("marker") && text.contains("[redacted]"), "{text}");
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_transport_the_error_names_the_feature() {
    let builder = ClientBuilder::new(&API).base_url("https://api.example.test");
    let error = builder.credential(&KEY, "k").build().unwrap_err();
    assert!(error.to_string().contains("turn on the feature `reqwest`"), "{error}");
}
