//! Access tokens of Authlib's authorization server, and what its resource server says of them: `oauth2/server.py`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use callspec_core::types::Secret;
use callspec_core::{BoxFuture, CallError, Clock, OAuth2, SystemClock};
use oauth2_client::models::Note;
use oauth2_client::notes::WriteNoteError;
use oauth2_client::{Client, ClientBuilder};
use peers::{Result, address};
use serde_json::{Value, json};

/// What the encoding of forms and of `Basic` has to bring through.
const SECRET: &str = "s:cr%C3+é &=\"";

/// A client that the server knows, by a name that no other test has.
struct Known {
    url: String,
    name: String,
    refresh_token: Secret,
}

impl Known {
    /// A client as it is unless `but` says otherwise.
    fn new(name: &str, but: &Value) -> Result<Self> {
        let url = address::of("CALLSPEC_PEER_OAUTH2")?;
        let name = format!("of {name}: ü");
        let mut client = json!({
            "client_id": name, "client_secret": SECRET, "method": "client_secret_basic",
            "scope": "read write", "lifetime": 3600, "rotates": false,
        });
        for (member, value) in but.as_object().into_iter().flatten() {
            client[member] = value.clone();
        }
        let made = peers::send(&url, "POST /clients", &[], &client.to_string())?.json()?;
        let refresh_token = made["refresh_token"].as_str().ok_or("no token")?.into();
        Ok(Self {
            url,
            name,
            refresh_token,
        })
    }

    fn by_credentials(&self) -> OAuth2 {
        OAuth2::client_credentials(self.token_url(), &self.name, SECRET)
    }

    fn by_refresh(&self) -> OAuth2 {
        OAuth2::refresh_token(self.token_url(), &self.name, self.refresh_token.clone()).client_secret(SECRET)
    }

    fn token_url(&self) -> String {
        format!("{}/oauth/token", self.url)
    }

    fn builder(&self, grant: OAuth2) -> ClientBuilder {
        let agent = self.agent();
        Client::builder()
            .base_url(&*self.url)
            .user_agent(agent)
            .oauth_grant(grant)
    }

    fn agent(&self) -> String {
        self.name.replace([' ', ':', 'ü'], "-")
    }

    /// The requests of this client to one address: what stands in `Authorization`, and the body.
    fn seen(&self, path: &str) -> Result<Vec<(String, String)>> {
        let journal = peers::send(&self.url, &format!("GET /journal?agent={}", self.agent()), &[], "")?.json()?;
        let requests = journal.as_array().ok_or("no list")?.iter();
        let requests = requests.filter(|request| request["path"] == path);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(requests
            .map(|it| (text(&it["authorization"]), text(&it["body"])))
            .collect())
    }

    /// Takes back the token that the last call was sent with (RFC 7009), and the refresh token that came with it unless there is a hint.
    fn revoke_last(&self, hint: &str) -> Result {
        let (authorization, _) = self.seen("/notes")?.pop().ok_or("no call")?;
        let token = authorization.strip_prefix("Bearer ").ok_or("no token")?;
        let tokens = self.seen("/oauth/token")?;
        let basic = tokens.iter().find(|(basic, _)| !basic.is_empty()).ok_or("no `Basic`")?;
        let headers = [
            &format!("Authorization: {}", basic.0),
            "Content-Type: application/x-www-form-urlencoded",
        ];
        let revoked = peers::send(
            &self.url,
            "POST /oauth/revoke",
            &headers,
            &format!("token={token}{hint}"),
        )?;
        assert_eq!(revoked.status, 200, "{}", revoked.body);
        Ok(())
    }
}

/// The machine's clock, with another date.
#[derive(Clone, Default)]
struct Later(Arc<AtomicU64>);

impl Later {
    fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Later {
    fn now(&self) -> Instant {
        SystemClock.now()
    }

    fn date(&self) -> SystemTime {
        SystemClock.date() + Duration::from_secs(self.0.load(Ordering::Relaxed))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

fn note(text: &str) -> Note {
    Note::new(text)
}

/// The refresh tokens in these bodies.
fn refresh_tokens(requests: &[(String, String)]) -> Vec<&str> {
    let of = |body: &'_ str| body.find("refresh_token=").map(|at| at + "refresh_token=".len());
    let requests = requests.iter();
    requests
        .filter_map(|(_, body)| body.get(of(body)?..)?.split('&').next())
        .collect()
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_client_is_known_by_basic_and_by_its_body() -> Result {
    for method in ["client_secret_basic", "client_secret_post"] {
        let known = Known::new(method, &json!({"method": method}))?;
        let (right, wrong) = match method {
            "client_secret_basic" => (known.by_credentials(), known.by_credentials().credentials_in_body()),
            _ => (known.by_credentials().credentials_in_body(), known.by_credentials()),
        };
        let client = known.builder(right).build()?;
        for _ in 0..3 {
            assert_eq!(client.list_notes().await?, []);
        }
        assert_eq!((known.seen("/oauth/token")?.len(), known.seen("/notes")?.len()), (1, 3));
        let error = known.builder(wrong).build()?.list_notes().await.unwrap_err();
        assert!(error.to_string().contains("`invalid_client`"), "{error}");
        let by_refresh = match method {
            "client_secret_basic" => known.by_refresh(),
            _ => known.by_refresh().credentials_in_body(),
        };
        assert_eq!(known.builder(by_refresh).build()?.list_notes().await?, []);
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_wrong_secret_is_the_error_of_the_call_and_nothing_is_sent() -> Result {
    let known = Known::new("wrong_secret", &json!({}))?;
    for grant in [
        OAuth2::client_credentials(known.token_url(), &known.name, "of another"),
        OAuth2::client_credentials(known.token_url(), "nobody", SECRET),
        known.by_refresh().client_secret("of another"),
        OAuth2::refresh_token(known.token_url(), &known.name, known.refresh_token.clone()),
    ] {
        let client = known.builder(grant).build()?;
        let error: CallError = client.write_note(note("a")).await.unwrap_err().into();
        let text = error.to_string();
        assert!(text.contains("`oauth`") && text.contains("`invalid_client`"), "{text}");
        assert!(
            !text.contains("of another") && !error.may_have_been_carried_out(),
            "{text}"
        );
    }
    assert_eq!(known.seen("/notes")?, []);
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_token_is_good_for_the_scopes_that_were_asked_for() -> Result {
    let known = Known::new("scopes", &json!({"scope": "read write"}))?;
    let reader = known.builder(known.by_credentials().scopes(["read"])).build()?;
    assert_eq!(reader.list_notes().await?, []);
    let error = reader.write_note(note("a")).await.unwrap_err();
    let Some(WriteNoteError::Forbidden(refusal)) = error.api() else {
        panic!("{error:?}")
    };
    assert_eq!(refusal.error, "insufficient_scope");
    // A new token would be as little.
    assert_eq!(known.seen("/oauth/token")?.len(), 1);
    for grant in [known.by_credentials(), known.by_refresh()] {
        let writer = known.builder(grant.scopes(["read", "write"])).build()?;
        writer.write_note(note("b")).await?;
    }
    for grant in [known.by_credentials(), known.by_refresh()] {
        let error = known.builder(grant.scopes(["admin"])).build()?;
        let error = error.list_notes().await.unwrap_err();
        assert!(error.to_string().contains("`invalid_scope`"), "{error}");
    }
    assert_eq!(reader.list_notes().await?, [note("b"), note("b")]);
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_token_is_replaced_before_it_ends() -> Result {
    let known = Known::new("ends", &json!({"lifetime": 3600}))?;
    let clock = Later::default();
    let client = known.builder(known.by_credentials()).clock(clock.clone()).build()?;
    for (seconds, tokens) in [(0, 1), (3_000, 1), (570, 2), (10, 2)] {
        clock.advance(seconds);
        client.list_notes().await?;
        assert_eq!(known.seen("/oauth/token")?.len(), tokens, "{seconds}");
    }
    // One that has ended when the next call begins.
    let known = Known::new("ends_at_once", &json!({"lifetime": 1}))?;
    let client = known.builder(known.by_refresh()).build()?;
    for _ in 0..2 {
        client.list_notes().await?;
        tokio::time::sleep(Duration::from_millis(1_100)).await;
    }
    assert_eq!((known.seen("/oauth/token")?.len(), known.seen("/notes")?.len()), (2, 2));
    Ok(())
}

/// The answer to a revoked token proves that nothing was done, so that what is not idempotent is sent once more too.
#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_call_whose_token_was_revoked_is_made_with_a_new_one() -> Result {
    for (name, rotates) in [("by_credentials", false), ("by_refresh", false), ("by_rotation", true)] {
        let known = Known::new(name, &json!({"rotates": rotates}))?;
        let grant = match name {
            "by_credentials" => known.by_credentials(),
            _ => known.by_refresh(),
        };
        let client = known.builder(grant).build()?;
        client.list_notes().await?;
        known.revoke_last("&token_type_hint=access_token")?;
        client.write_note(note("once")).await?;
        assert_eq!(client.list_notes().await?, [note("once")]);
        let calls = known.seen("/notes")?;
        let [first, refused, sent, after] = &calls[..] else {
            panic!("{calls:?}")
        };
        assert_eq!((&first.0, &sent.0), (&refused.0, &after.0));
        assert_ne!(refused.0, sent.0);
        assert_eq!(known.seen("/oauth/token")?.len(), 2);
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_call_whose_grant_was_revoked_says_so() -> Result {
    let known = Known::new("grant", &json!({"rotates": true}))?;
    let client = known.builder(known.by_refresh()).build()?;
    client.list_notes().await?;
    known.revoke_last("")?;
    let error = client.write_note(note("never")).await.unwrap_err();
    assert!(error.to_string().contains("`invalid_grant`"), "{error}");
    assert!(!error.may_have_been_carried_out(), "{error:?}");
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn refresh_tokens_rotate_and_calls_at_one_time_use_one() -> Result {
    let known = Known::new("rotates", &json!({"rotates": true, "lifetime": 3600}))?;
    let clock = Later::default();
    let kept = Arc::new(Mutex::new(known.refresh_token.clone()));
    let keep = Arc::clone(&kept);
    let grant = known
        .by_refresh()
        .on_refresh_token(move |token| keep.lock().unwrap().clone_from(token));
    let client = known.builder(grant).clock(clock.clone()).build()?;
    for _ in 0..3 {
        let (one, other, third) = tokio::join!(
            client.list_notes().send(),
            client.list_notes().send(),
            client.list_notes().send()
        );
        one.and(other).and(third)?;
        clock.advance(3_600);
    }
    let asked = known.seen("/oauth/token")?;
    let used = refresh_tokens(&asked);
    assert_eq!((used.len(), used[0]), (3, known.refresh_token.expose()));
    assert!(used[0] != used[1] && used[1] != used[2], "{used:?}");
    // The last one is good for a client of later; the first one was good for one use.
    let last = kept.lock().unwrap().clone();
    let grant = OAuth2::refresh_token(known.token_url(), &known.name, last).client_secret(SECRET);
    assert_eq!(known.builder(grant).build()?.list_notes().await?, []);
    let error = known.builder(known.by_refresh()).build()?.list_notes().await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("`invalid_grant`"), "{error}");
    assert!(!error.contains(known.refresh_token.expose()), "{error}");
    Ok(())
}

#[tokio::test]
#[ignore = "needs Authlib: run tests/peers/run"]
async fn a_public_client_names_itself_in_the_body() -> Result {
    let known = Known::new("public", &json!({"method": "none"}))?;
    let grant = OAuth2::refresh_token(known.token_url(), &known.name, known.refresh_token.clone());
    assert_eq!(known.builder(grant).build()?.list_notes().await?, []);
    let (authorization, body) = known.seen("/oauth/token")?.remove(0);
    assert_eq!(authorization, "");
    assert!(body.starts_with("client_id=of%20public%3A%20%C3%BC&"), "{body}");
    Ok(())
}
