//! Promise 11: no secret in any text. A marker stands where secrets stand; then everything that can be printed is printed,
//! and everything that is logged is read.
//!
//! What cannot be prevented: a server that repeats a secret in the words of an error response or in a member of a documented
//! response that the document does not mark as sensitive, a token provider or a transport that says it in an error of its
//! own, and a middleware that prints the address of a request whose credential goes into the query.

use std::error::Error as StdError;
use std::fmt::Debug;

use callspec_core::testing::{Answer, FixedDice, InMemory, ManualClock};
use callspec_core::types::File;
use callspec_core::{
    Api, BoxFuture, Bytes, ClientBuilder, Error, InvalidRequest, Method, Operation, OperationInfo, Reply, Request,
    Scheme, Token, TokenProvider, TransportError,
};
use kathan_client::Client;
use kathan_client::calls::GetCall;
use kathan_client::models::{CreatePhoneNumberRequest, UploadRecipientsRequest};
use kathan_client::phone_numbers::CreatePhoneNumber;
use serde_json::json;
use sippet_client::models::{GatewayAttributesUpdate, LoginAttributes, SipUserAttributesCreate};
use sippet_client::realtime_sessions::CreateRealtimeSession;
use sippet_client::users::Login;
use tokio::net::TcpSocket;

use crate::clients::{kathan, run, sippet};
use crate::logs;

const MARKER: &str = "marker-7c21";

/// What has no marker in it; the text comes back so that a test can see that it says something.
#[track_caller]
fn clean(what: &str, text: String) -> String {
    assert!(!text.contains(MARKER), "{what}: {text}");
    assert!(!text.is_empty());
    text
}

#[track_caller]
fn debug(what: &str, value: &impl Debug) -> String {
    clean(what, format!("{value:?} {value:#?}"))
}

#[track_caller]
fn error(what: &str, error: &(dyn StdError + 'static)) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text += &format!(" {inner} {inner:?} {inner:#?}");
        source = inner.source();
    }
    clean(what, text)
}

fn builder() -> kathan_client::ClientBuilder {
    Client::builder().bearer_auth(MARKER).user_id(MARKER)
}

fn phone_number() -> CreatePhoneNumberRequest {
    CreatePhoneNumberRequest::new("+14155550100")
        .auth_token(MARKER)
        .whatsapp_token(MARKER)
}

#[test]
fn promise_11_no_secret_in_any_text_of_clients_and_requests() {
    debug("builder", &builder());
    debug(
        "builder",
        &builder().base_url(format!("https://{MARKER}@api.example.test")),
    );
    let server = InMemory::new().answer::<CreatePhoneNumber>(Answer::json(200, &json!({"token": MARKER})));
    let client = builder().transport(server.clone()).build().unwrap();
    assert!(debug("client", &client).contains("kathan"));
    let call = client.create_phone_number(phone_number()).header("X-Token", MARKER);
    assert!(debug("request", &call).contains("+14155550100"));
    debug(
        "exchange",
        &client.create_phone_number(phone_number()).header("X-Note", MARKER),
    );
    debug("body", &phone_number());
    debug("file", &UploadRecipientsRequest::new(File::new(MARKER)));
    let request = client.create_phone_number(phone_number()).request().unwrap();
    assert!(debug("what is sent", &request).contains("create_phone_number"));

    drop(run(call.send()));
    let sent = &server.sent()[0];
    assert_eq!(sent.header("authorization"), Some(format!("Bearer {MARKER}").as_str()));
    assert!(sent.text().contains(MARKER));
    debug("one that was sent", sent);
    debug("all that were sent", &server.sent());
    debug("server", &server);
    debug("headers", sent.headers().get("authorization").unwrap());
    debug("headers", sent.headers().get("x-user-id").unwrap());
    debug("answer", &Answer::new(200).header("set-cookie", MARKER).body(MARKER));
}

#[test]
fn promise_11_no_secret_in_any_text_of_sensitive_fields() {
    debug("login", &LoginAttributes::new("a@example.test", MARKER));
    debug("gateway", &GatewayAttributesUpdate::new().password(MARKER));
    debug("SIP user", &SipUserAttributesCreate::new(MARKER, "a"));
    let attributes = LoginAttributes::new("a@example.test", MARKER);
    debug("call", &sippet(&InMemory::new()).login(attributes));

    let session = json!({"token": MARKER, "expires_at": "2026-03-02T09:33:04Z"});
    let answer = Answer::json(201, &session)
        .header("set-cookie", MARKER)
        .header("x-session", MARKER);
    let server = InMemory::new().answer::<CreateRealtimeSession>(answer);
    let client = sippet_client::Client::builder()
        .api_key(MARKER)
        .transport(server)
        .build()
        .unwrap();
    debug("client", &client);
    let response = run(client.create_realtime_session().send_raw()).unwrap();
    assert_eq!(response.value().token.expose(), MARKER);
    debug("response", &response);
    assert!(debug("value", response.value()).contains("[redacted]"));
}

/// A login's document: what nobody has described, and headers that lead somewhere.
#[test]
fn promise_11_no_secret_in_any_text_of_documents_and_headers() {
    let meta = json!({"token": MARKER});
    let links = json!({"self": format!("/api/users/u1?signature={MARKER}"), "related": {"href": "/b", "meta": meta}});
    let user = json!({"type": "User", "id": "u1", "attributes": {"email": "a@example.test", "later": MARKER},
        "meta": meta, "relationships": {"calls": {"data": [], "meta": meta}}});
    let document = json!({"data": user, "included": [{"type": "Key", "id": "k1", "attributes": {"key": MARKER}}],
        "links": links, "meta": meta, "jsonapi": {"version": "1.0", "meta": meta}});
    let elsewhere = format!("https://a.example.test/b?signature={MARKER}");
    let answer = Answer::json(200, &document)
        .header("content-type", "application/vnd.api+json")
        .header("location", &elsewhere)
        .header("content-location", &elsewhere)
        .header("link", &format!("<{elsewhere}>; rel=next"))
        .header("refresh", &format!("5; url={elsewhere}"))
        .header("x-signature", MARKER)
        .header("set-cookie", MARKER)
        .header("x-shown", "shown");
    let server = InMemory::new().answer::<Login>(answer);
    let call = sippet(&server).login(LoginAttributes::new("a@example.test", MARKER));
    let response = run(call.send_raw()).unwrap();
    let text = debug("response", &response);
    assert!(text.contains("u1") && text.contains("a@example.test"), "{text}");
    for shown in [
        r#"meta: {"token": [redacted]}"#,
        r#""id": "k1""#,
        r#""key": [redacted]"#,
        "?[redacted]",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(debug("headers", response.headers()).contains(r#""x-shown": "shown""#));
    assert_eq!(response.header("location"), Some(elsewhere.as_str()));
    let document = response.into_value();
    for included in &document.included {
        debug("included", included);
    }
    debug("meta", &document.links);
    assert_eq!(document.meta.unwrap()["token"], MARKER);
}

#[test]
fn promise_11_no_secret_in_any_error_of_building() {
    let crlf = format!("{MARKER}\r\nX-Evil: 1");
    for builder in [
        builder().base_url(format!("https://{MARKER}:{MARKER}@api.example.test")),
        builder().base_url(format!("https://api.example.test/?key={MARKER}")),
        builder().base_url(format!("http://{MARKER}.example.test")),
        builder().base_url(format!("https://{MARKER} example.test")),
        Client::builder().bearer_auth(crlf.as_str()).user_id("a"),
        Client::builder().bearer_auth("a").user_id(crlf.as_str()),
        Client::builder().bearer_auth("a").user_id(format!("{MARKER}\0")),
        Client::builder().bearer_auth("a").user_id(format!(" {MARKER}")),
        Client::builder().bearer_auth(MARKER),
        builder().user_agent(crlf.as_str()),
    ] {
        debug("builder", &builder);
        error("building", &builder.build().unwrap_err());
    }
}

/// A response that repeats what was sent, in every place that a server has for it but its words.
fn echo(status: u16) -> Answer {
    let fault = json!({"loc": ["body", "auth_token"], "msg": "Input should be shorter", "type": "long",
        "input": MARKER, "ctx": {"value": MARKER}});
    Answer::json(status, &json!({"detail": [fault], "input": MARKER}))
        .header(
            "location",
            &format!("https://{MARKER}:{MARKER}@evil.test/{MARKER}?key={MARKER}"),
        )
        .header("set-cookie", MARKER)
        .header("x-user-id", MARKER)
}

#[test]
fn promise_11_no_secret_in_any_error_of_a_call() {
    let broken = || Answer::new(200).body(format!("{{\"id\": \"{MARKER}"));
    let typed = || Answer::new(200).body(format!("{{\"id\": [\"{MARKER}\"]}}"));
    let failing = |cause: fn(&'static str) -> TransportError| {
        InMemory::new().respond_with::<CreatePhoneNumber>(move |_| Err(cause("reset")))
    };
    let answering = |answer: Answer| InMemory::new().answer::<CreatePhoneNumber>(answer);
    let cases = [
        ("api", answering(echo(422))),
        ("unexpected", answering(echo(404))),
        ("unexpected", answering(echo(307))),
        (
            "unexpected",
            answering(Answer::new(422).body(format!("[\"{MARKER}\"]"))),
        ),
        ("decode", answering(echo(200))),
        ("decode", answering(broken())),
        ("decode", answering(typed())),
        ("too large", answering(Answer::new(200).body(MARKER.repeat(100)))),
        ("connect", failing(TransportError::connect)),
        ("ambiguous", failing(TransportError::broken)),
        ("ambiguous", failing(TransportError::timeout)),
        ("refused", failing(TransportError::refused)),
        ("no answer", InMemory::new()),
    ];
    for (kind, server) in cases {
        let client = builder()
            .transport(server)
            .clock(ManualClock::new())
            .dice(FixedDice(0.0))
            .body_limit(500);
        let client = client.build().unwrap();
        let failed = run(client.create_phone_number(phone_number()).send()).unwrap_err();
        let text = error(kind, &failed);
        assert!(text.starts_with("create_phone_number (POST /phone-numbers"), "{text}");
        if kind == "api" {
            assert!(
                failed.api().is_some() && text.contains("body.auth_token: Input should be shorter"),
                "{text}"
            );
        }
    }
    // Idempotent, so that it ends in the two kinds that are left; and refused before it is sent.
    for cause in [|| TransportError::broken("reset"), || TransportError::timeout("late")] {
        let server = InMemory::new().respond_with::<GetCall>(move |_| Err(cause()));
        let client = builder().transport(server).clock(ManualClock::new()).build().unwrap();
        error("transport", &run(client.get_call("a").send()).unwrap_err());
    }
    let client = kathan(&InMemory::new());
    for value in [
        format!("{MARKER}\r\nX-Evil: 1"),
        format!("{MARKER}\0"),
        format!("{MARKER} "),
    ] {
        let failed = run(client.get_call("a").header("X-Note", &value).send()).unwrap_err();
        assert!(matches!(&failed, Error::Invalid(refused) if refused.parameter() == "X-Note"));
        error("header", &failed);
    }
    let failed = run(client.get_call(format!("../{MARKER}")).send()).unwrap_err();
    error("path", &failed);
}

static QUERY_KEY: Scheme = Scheme::api_key_query("queryKey", "api_key");
static TOKEN: Scheme = Scheme::bearer("token");
static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test"),
    schemes: &[&QUERY_KEY, &TOKEN],
    required: &[],
};

/// An operation whose credential is in its address.
struct Sample;

impl Operation for Sample {
    type Output = Bytes;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "sample",
        method: Method::GET,
        path: "/sample",
        security: &[&[&QUERY_KEY, &TOKEN]],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO).finish()
    }

    fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
        match reply.status() {
            200 => reply.bytes(),
            _ => reply.unexpected(),
        }
    }
}

/// Gives a token that is the marker, or one that cannot be sent.
struct Provider(&'static str);

impl TokenProvider for Provider {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn StdError + Send + Sync>>> {
        Box::pin(async { Ok(Token::new(format!("{MARKER}{}", self.0))) })
    }
}

#[test]
fn promise_11_no_secret_in_any_text_of_a_token_provider() {
    debug("token", &Token::new(MARKER));
    let server = InMemory::new().answer::<Sample>(echo(401));
    let builder = |suffix| {
        let builder = ClientBuilder::new(&API)
            .credential(&QUERY_KEY, MARKER)
            .transport(server.clone());
        builder.token_provider(&TOKEN, Provider(suffix))
    };
    debug("builder", &builder(""));
    let client = builder("").build().unwrap();
    error("refused", &run(client.exchange().send(Sample)).unwrap_err());
    debug("client", &client);
    debug("server", &server);
    assert_eq!(server.sent().len(), 2);
    let client = builder("\n").build().unwrap();
    error("unwritable", &run(client.exchange().send(Sample)).unwrap_err());
}

/// Whole calls over a real connection, with everything logged that reqwest, hyper and this library have to say.
async fn converse() {
    let server = wire::Server::start().unwrap();
    let fault = json!({"loc": ["body"], "msg": "no", "type": "long", "input": MARKER});
    let response =
        wire::Response::json(422, "application/json", &json!({"detail": [fault]})).header("Set-Cookie", MARKER);
    server.respond("POST", "/phone-numbers", response);
    server.respond(
        "POST",
        "/api/users/login",
        wire::Response::new(307).header("Location", &format!("/?{MARKER}")),
    );
    server.respond(
        "GET",
        &format!("/sample?api_key={MARKER}"),
        wire::Response::new(200).body(MARKER),
    );

    let client = builder().base_url(server.url()).build().unwrap();
    let failed = client.create_phone_number(phone_number()).send().await.unwrap_err();
    assert!(failed.api().is_some(), "{failed}");
    let client = sippet_client::Client::builder()
        .bearer_auth(MARKER)
        .api_key(MARKER)
        .base_url(server.url());
    let attributes = LoginAttributes::new("a@example.test", MARKER);
    error(
        "redirection",
        &client.build().unwrap().login(attributes).send().await.unwrap_err(),
    );
    let client = ClientBuilder::new(&API)
        .credential(&QUERY_KEY, MARKER)
        .token_provider(&TOKEN, Provider(""));
    let client = client.base_url(server.url()).build().unwrap();
    assert_eq!(client.exchange().send(Sample).await.unwrap(), MARKER);

    assert_eq!(
        server
            .journal()
            .iter()
            .filter(|recorded| String::from_utf8_lossy(&recorded.raw).contains(MARKER))
            .count(),
        3
    );

    // Nobody listens there: what the transport itself says of a call that failed.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let client = ClientBuilder::new(&API)
        .credential(&QUERY_KEY, MARKER)
        .token_provider(&TOKEN, Provider(""));
    let client = client
        .base_url(format!("http://{}", socket.local_addr().unwrap()))
        .retry(callspec_core::Retry::none())
        .build()
        .unwrap();
    let failed = client.exchange().send(Sample).await.unwrap_err();
    assert!(matches!(failed, Error::Connect(_)));
    error("connect", &failed);
}

#[test]
fn promise_11_no_secret_in_any_log_at_the_finest_level() {
    let (of_tracing, of_log) = logs::of(|| run(converse()));
    for (name, log, said) in [
        ("tracing", of_tracing, "create_phone_number"),
        ("log", of_log, "reqwest"),
    ] {
        let text = clean(name, log);
        // The logs are those of the calls: an empty one would hold no secret either.
        assert!(text.contains(said), "{name}: {text}");
    }
}
