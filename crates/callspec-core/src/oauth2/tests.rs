//! Tokens over a transport in memory: what the endpoint sees, how often, and what a caller is told.

use bytes::Bytes;

use super::*;
use crate::testing::{Answer, InMemory, ManualClock, Sent};
use crate::{CallError, Retry};

static TOKEN: Scheme = Scheme::bearer("token");
static SAMPLE: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test/v1"),
    schemes: &[&TOKEN],
    required: &[&TOKEN],
};

struct Get;

impl Operation for Get {
    type Output = Bytes;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "get",
        method: Method::GET,
        path: "/calls",
        security: &[&[&TOKEN]],
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

const URL: &str = "https://login.example.test/oauth/token/?tenant=a";

fn by_credentials() -> OAuth2 {
    OAuth2::client_credentials(URL, "an id", "s:cret")
}

fn by_refresh() -> OAuth2 {
    OAuth2::refresh_token(URL, "app", "first-refresh")
}

fn client(server: &InMemory, grant: OAuth2) -> Client {
    builder(server, grant).clock(ManualClock::new()).build().unwrap()
}

fn builder(server: &InMemory, grant: OAuth2) -> ClientBuilder {
    ClientBuilder::new(&SAMPLE)
        .transport(server.clone())
        .retry(Retry::none())
        .oauth2(&TOKEN, grant)
}

fn granted(token: &str, more: Value) -> Answer {
    let mut body = json!({"access_token": token, "token_type": "Bearer"});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    Answer::json(200, &body)
}

fn asked(server: &InMemory) -> Vec<Sent> {
    server
        .sent()
        .into_iter()
        .filter(|sent| *sent.method() == Method::POST)
        .collect()
}

fn form(sent: &Sent) -> String {
    String::from_utf8(sent.body().to_vec()).unwrap()
}

fn authorizations(server: &InMemory) -> Vec<String> {
    let gets = server.sent().into_iter().filter(|sent| *sent.method() == Method::GET);
    gets.filter_map(|sent| sent.header("authorization").map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn client_credentials_are_sent_as_basic_and_the_token_is_kept() {
    let server = InMemory::new()
        .answer::<TokenRequest>(granted("t1", json!({})))
        .answer::<Get>(Answer::new(200));
    let client = client(&server, by_credentials().scopes(["read", "write calls"]));
    for _ in 0..3 {
        client.exchange().send(Get).await.unwrap();
    }
    assert_eq!(authorizations(&server), ["Bearer t1"; 3]);
    let asked = asked(&server);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].uri().to_string(), URL);
    // `an%20id:s%3Acret`: both are encoded before they are joined (RFC 6749 §2.3.1).
    assert_eq!(asked[0].header("authorization"), Some("Basic YW4lMjBpZDpzJTNBY3JldA=="));
    assert_eq!(
        asked[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        form(&asked[0]),
        "grant_type=client_credentials&scope=read%20write%20calls"
    );
}

#[tokio::test]
async fn credentials_go_into_the_body_when_that_is_asked_for() {
    let server = InMemory::new()
        .answer::<TokenRequest>(granted("t1", json!({})))
        .answer::<Get>(Answer::new(200));
    client(
        &server,
        by_credentials()
            .token_url("https://login.example.test/token")
            .credentials_in_body(),
    )
    .exchange()
    .send(Get)
    .await
    .unwrap();
    let asked = asked(&server);
    assert_eq!(asked[0].uri().to_string(), "https://login.example.test/token");
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(
        form(&asked[0]),
        "client_id=an%20id&client_secret=s%3Acret&grant_type=client_credentials"
    );
}

#[tokio::test]
async fn a_token_is_replaced_before_it_ends_and_calls_share_the_new_one() {
    for seconds in [json!(3600), json!("3600"), json!(3600.0)] {
        let server = InMemory::new()
            .answer::<TokenRequest>(granted("t1", json!({"expires_in": seconds})))
            .answer::<TokenRequest>(granted("t2", json!({"expires_in": seconds})))
            .answer::<Get>(Answer::new(200));
        let clock = ManualClock::new();
        let client = builder(&server, by_credentials()).clock(clock.clone()).build().unwrap();
        let get = || async { client.exchange().send(Get).await.unwrap() };
        get().await;
        clock.advance(Duration::from_secs(3569));
        get().await;
        clock.advance(Duration::from_secs(2));
        tokio::join!(get(), get());
        assert_eq!(
            authorizations(&server),
            ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]
        );
    }
}

#[tokio::test]
async fn a_refresh_token_that_is_replaced_is_not_sent_again() {
    let server = InMemory::new()
        .answer::<TokenRequest>(granted("t1", json!({"refresh_token": "second-refresh"})))
        .answer::<TokenRequest>(granted("t2", json!({})))
        .answer::<TokenRequest>(granted("t3", json!({})))
        .answer::<Get>(Answer::new(401));
    let client = client(&server, by_refresh());
    for _ in 0..2 {
        client.exchange().send(Get).await.unwrap_err();
    }
    let forms: Vec<String> = asked(&server).iter().map(form).collect();
    let sent = |token: &str| format!("client_id=app&grant_type=refresh_token&refresh_token={token}");
    assert_eq!(
        forms[..3],
        [sent("first-refresh"), sent("second-refresh"), sent("second-refresh")]
    );
}

#[tokio::test]
async fn a_new_refresh_token_is_given_to_who_keeps_it_and_none_else() {
    let same = json!({"refresh_token": "first-refresh"});
    let other = json!({"refresh_token": "second-refresh"});
    let server = InMemory::new()
        .answer::<TokenRequest>(granted("t1", same))
        .answer::<TokenRequest>(granted("t2", other.clone()))
        .answer::<TokenRequest>(granted("t3", other))
        .answer::<Get>(Answer::new(401));
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let grant = by_refresh().on_refresh_token(move |token| keep.lock().unwrap().push(token.expose().to_owned()));
    let client = client(&server, grant);
    for _ in 0..2 {
        client.exchange().send(Get).await.unwrap_err();
        assert_eq!(*kept.lock().unwrap(), ["second-refresh"]);
    }
}

#[tokio::test]
async fn what_the_endpoint_says_is_the_error_and_holds_no_secret() {
    let refused = |status, body: Value| Answer::json(status, &body);
    for (answer, said) in [
        (
            refused(
                401,
                json!({"error": "invalid_client", "error_description": "no client of s:cret"}),
            ),
            "the token endpoint says `invalid_client`: no client of …",
        ),
        (
            refused(400, json!({"error": "invalid_scope"})),
            "the token endpoint says `invalid_scope`",
        ),
        (refused(400, json!({})), "the token endpoint answers 400"),
        (refused(500, json!({"error": "s:cret"})), "500"),
        (refused(200, json!({"token_type": "Bearer"})), "gives no `access_token`"),
        (
            refused(200, json!({"access_token": "a", "token_type": "mac"})),
            "gives no `Bearer` token",
        ),
        (Answer::new(302).header("Location", "https://evil.test/"), "302"),
    ] {
        let server = InMemory::new()
            .answer::<TokenRequest>(answer)
            .answer::<Get>(Answer::new(200));
        let error: CallError = client(&server, by_credentials())
            .exchange()
            .send(Get)
            .await
            .unwrap_err()
            .into();
        let text = format!("{error} {error:?}");
        assert!(error.to_string().contains(said), "{error}");
        assert!(!text.contains("s:cret"), "{text}");
        assert_eq!((server.sent().len(), authorizations(&server).len()), (1, 0));
    }
}

#[test]
fn a_token_endpoint_that_would_be_read_on_the_way_is_refused() {
    let server = InMemory::new();
    let plain = || by_credentials().token_url("http://login.example.test/token");
    let error = builder(&server, plain()).build().unwrap_err().to_string();
    assert!(error.contains("`token`") && error.contains("allow_http"), "{error}");
    assert!(builder(&server, plain()).allow_http().build().is_ok());
    assert!(builder(&server, by_credentials().token_url("/token")).build().is_err());
}

#[test]
fn no_secret_is_printed() {
    let server = InMemory::new();
    let grant = by_refresh().client_secret("s:cret");
    let text = format!("{grant:?} {:?}", builder(&server, grant.clone()));
    assert!(!text.contains("s:cret") && !text.contains("first-refresh"), "{text}");
}
