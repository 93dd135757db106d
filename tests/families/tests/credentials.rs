//! Which credentials a request carries, where it goes, and what is said of one that lacks some, as a server in memory gets it.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory, Sent};
use callspec_core::{CallError, Operation};
use credentials_client::parameters::*;
use credentials_client::required::*;
use credentials_client::schemes::*;
use credentials_client::servers::*;
use credentials_client::{Client, ClientBuilder};

/// What a call sends with these credentials, or why it does not.
async fn attempt<O: Operation>(
    credentials: impl FnOnce(ClientBuilder) -> ClientBuilder,
    call: impl AsyncFnOnce(Client) -> Result<(), CallError>,
) -> Result<Sent, CallError> {
    let server = InMemory::new().answer::<O>(Answer::new(204));
    let client = credentials(Client::builder())
        .transport(server.clone())
        .build()
        .unwrap();
    call(client).await?;
    Ok(server.sent().remove(0))
}

macro_rules! sends {
    ($operation:ident, $builder:ident => $credentials:expr, $client:ident => $call:expr, $header:expr, $value:expr) => {{
        let sent = attempt::<$operation>(|$builder| $credentials, async |$client| Ok($call.await?)).await;
        let sent = sent.unwrap();
        let value: Option<&str> = $value.into();
        assert_eq!(sent.header($header), value);
        sent
    }};
}

macro_rules! lacks {
    ($operation:ident, $client:ident => $call:expr, $setter:expr) => {{
        let error = attempt::<$operation>(|builder| builder, async |$client| Ok($call.await?)).await;
        let text = error.unwrap_err().to_string();
        assert!(text.contains(concat!("`.", $setter, "(…)`")), "{text}");
    }};
}

#[tokio::test]
async fn all_of_a_requirement_or_one_of_several_or_none() {
    sends!(ByRoot, b => b.http_bearer("t"), c => c.by_root(), "authorization", "Bearer t");
    let both =
        sends!(ByBoth, b => b.http_bearer("t").api_key_header("k"), c => c.by_both(), "authorization", "Bearer t");
    assert_eq!(both.header("x-k"), Some("k"));
    let one = attempt::<ByBoth>(|b| b.http_bearer("t"), async |c| Ok(c.by_both().await?)).await;
    assert!(one.unwrap_err().to_string().contains("`.api_key_header(…)`"));
    let either = sends!(ByEither, b => b.my_key_v2("m"), c => c.by_either(), "x-m", "m");
    assert_eq!(either.header("authorization"), None);
    let perhaps = sends!(Perhaps, b => b.http_bearer("t"), c => c.perhaps(), "authorization", None);
    assert_eq!(perhaps.query(), "");
    let perhaps = sends!(Perhaps, b => b.api_key_query("k&"), c => c.perhaps(), "authorization", None);
    assert_eq!(perhaps.query(), "api_key=k%26");
    let all = |b: ClientBuilder| b.http_bearer("t").api_key_query("q").api_key_cookie("c").my_key_v2("m");
    let open = sends!(Open, b => all(b), c => c.open(), "authorization", None);
    assert_eq!(
        (open.query(), open.header("cookie"), open.header("x-m")),
        ("", None, None)
    );
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    let authorization = "authorization";
    sends!(ByPassword, b => b.o_auth2_password_bearer("t"), c => c.by_password(), authorization, "Bearer t");
    sends!(ByKey, b => b.api_key_header("k"), c => c.by_key(), "x-k", "k");
    sends!(ByBasic, b => b.http_basic("Aladdin", "open sesame"), c => c.by_basic(), authorization, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    sends!(ByBasic, b => b.http_basic("key", ""), c => c.by_basic(), authorization, "Basic a2V5Og==");
    sends!(ByJwt, b => b.jwt2_auth("t"), c => c.by_jwt(), authorization, "Bearer t");
    sends!(ByOauth2, b => b.o_auth2("t"), c => c.by_oauth2(), authorization, "Bearer t");
    sends!(ByMy, b => b.my_key_v2("k"), c => c.by_my(), "x-m", "k");
    sends!(ByBuild, b => b.build_credential("k"), c => c.by_build(), "x-b", "k");
    sends!(ByNamed, b => b.other("k"), c => c.by_named(), "x-n", "k");
    sends!(ByLower, b => b.bearer_auth_camel("lower").bearer_auth("upper"), c => c.by_lower(), authorization, "Bearer lower");
    sends!(ByUpper, b => b.bearer_auth_camel("lower").bearer_auth("upper"), c => c.by_upper(), authorization, "Bearer upper");
    sends!(ByCustom, b => b.custom("t"), c => c.by_custom(), authorization, "Token t");
    sends!(ByRaw, b => b.raw("Key t"), c => c.by_raw(), authorization, "Key t");
    sends!(ByCookie, b => b.api_key_cookie("s+/="), c => c.by_cookie().theme("a b"), "cookie", "theme=a%20b; sid=s+/=");
    let query = sends!(ByQuery, b => b.api_key_query("k"), c => c.by_query().q("a"), authorization, None);
    assert_eq!(query.query(), "q=a&api_key=k");
}

#[tokio::test]
async fn what_is_missing_is_called_by_its_setter() {
    lacks!(ByRoot, c => c.by_root(), "http_bearer");
    lacks!(ByPassword, c => c.by_password(), "o_auth2_password_bearer");
    lacks!(ByKey, c => c.by_key(), "api_key_header");
    lacks!(ByBasic, c => c.by_basic(), "http_basic");
    lacks!(ByJwt, c => c.by_jwt(), "jwt2_auth");
    lacks!(ByOauth2, c => c.by_oauth2(), "o_auth2");
    lacks!(ByMy, c => c.by_my(), "my_key_v2");
    lacks!(ByBuild, c => c.by_build(), "build_credential");
    lacks!(ByNamed, c => c.by_named(), "other");
    lacks!(ByLower, c => c.by_lower(), "bearer_auth_camel");
    lacks!(ByUpper, c => c.by_upper(), "bearer_auth");
    lacks!(ByQuery, c => c.by_query(), "api_key_query");
}

#[tokio::test]
async fn credentials_that_are_parameters_are_hidden() {
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
    let shown = format!("{:?}", client.by_parameters("Basic hunter2", "hunter3"));
    assert!(!shown.contains("hunter"), "{shown}");
    let sent =
        sends!(ByParameters, b => b.http_bearer("t"), c => c.by_parameters("Basic x", "k"), "authorization", "Basic x");
    assert_eq!(sent.header("x-api-key"), Some("k"));
    assert!(
        sent.headers()
            .iter()
            .all(|(name, value)| value.is_sensitive() || !["authorization", "x-api-key"].contains(&name.as_str()))
    );
}

#[tokio::test]
async fn an_operation_goes_to_the_server_that_is_nearest() {
    let get = sends!(GetMedia, b => b, c => c.get_media(), "authorization", None);
    let put = sends!(PutMedia, b => b, c => c.put_media(), "authorization", None);
    let delete = sends!(DeleteMedia, b => b.http_bearer("t"), c => c.delete_media(), "authorization", "Bearer t");
    let found = [&get, &put, &delete].map(|sent| sent.uri().to_string());
    assert_eq!(
        found,
        [
            "https://media.credentials.example/media",
            "https://eu.credentials.example/v2/media",
            "https://eu.credentials.example/v1/media",
        ]
    );
    // A base URL of the caller's takes them all.
    let own = sends!(GetMedia, b => b.base_url("https://own.example/x/"), c => c.get_media(), "authorization", None);
    assert_eq!(own.uri().to_string(), "https://own.example/x/media");
}
