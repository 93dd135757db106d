//! Both clients side by side: for each operation that progenitor can express, both put an equal request on the wire.

#![cfg(test)]

use kathan_client::Client as Ours;
use oracle::kathan::Client as Theirs;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wire::json::differences;
use wire::{Answer, Recorded, Result, Server, Spec};

/// An id that must be encoded. progenitor leaves `!$&'()*+,;=:@` and some others as they are, which in a path segment
/// means the same (RFC 3986 §3.3); callspec encodes them, so none of these is in it.
const ID: &str = "id 1/2?a#b%{\u{e9}}";
const ENCODED: &str = "id%201%2F2%3Fa%23b%25%7B%C3%A9%7D";

/// A server that answers one operation to each of the two clients, with the body that both send.
struct Pair {
    ours: Ours,
    theirs: Theirs,
    body: Value,
    server: Server,
}

impl Pair {
    fn start(operation: &str, query: &str) -> Result<Self> {
        let spec = Spec::read("kathan")?;
        let operation = spec.operation(operation)?;
        let example = spec.response(&operation, "200")?;
        let server = Server::start()?;
        let target = operation.path_with(ENCODED) + query;
        let answer = Answer::json(200, "application/json", &example.value);
        server.answer(&operation.method, &target, answer.clone());
        server.answer(&operation.method, &target, answer);
        let builder = Ours::builder().bearer_auth("kathan-key").user_id("user_123");
        let body = spec.requests(&operation).pop();
        Ok(Self {
            ours: builder.base_url(server.url()).build()?,
            theirs: Theirs::new_with_client(&server.url(), with_credentials()?),
            body: body.map_or(Value::Null, |example| expressible(&example.value)),
            server,
        })
    }

    /// Compares what the two sent: method, target, JSON body, and the headers that both set.
    fn compare(self) -> Result {
        let journal = self.server.finish()?;
        let [theirs, ours] = &journal[..] else {
            return Err(format!("{} requests", journal.len()).into());
        };
        assert_eq!((&theirs.method, &theirs.target), (&ours.method, &ours.target));
        if self.body.is_null() {
            assert_eq!((theirs.text(), ours.text()), (String::new(), String::new()));
        } else {
            let differences = differences(&theirs.json()?, &ours.json()?);
            assert!(differences.is_empty(), "{differences:#?}");
        }
        let shared: Vec<_> = shared_headers(theirs, ours);
        let names: Vec<_> = shared.iter().map(|(name, _, _)| name.as_str()).collect();
        for name in ["accept", "authorization", "host", "x-user-id"] {
            assert!(names.contains(&name), "{name} is not in {names:?}");
        }
        assert_eq!(names.contains(&"content-type"), !self.body.is_null());
        for (name, theirs, ours) in &shared {
            assert_eq!(theirs, ours, "{name}");
        }
        Ok(())
    }
}

/// The headers that both set, with both values. The length is left out: it counts the digits of `1.0` and `1`.
fn shared_headers(theirs: &Recorded, ours: &Recorded) -> Vec<(String, String, String)> {
    let value = |request: &Recorded, name: &str| request.header(name).collect::<Vec<_>>().join(", ");
    let mut names: Vec<_> = theirs
        .headers
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .filter(|name| ours.header(name).next().is_some() && name != "content-length")
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let values = (value(theirs, &name), value(ours, &name));
            (name, values.0, values.1)
        })
        .collect()
}

/// progenitor knows nothing of security schemes: its caller sets the headers.
fn with_credentials() -> Result<reqwest::Client> {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("authorization", "Bearer kathan-key".parse()?);
    headers.insert("x-user-id", "user_123".parse()?);
    let client = reqwest::Client::builder().default_headers(headers).no_proxy();
    Ok(client.build()?)
}

/// A body without what progenitor cannot send: it leaves out what is null, and optional objects and arrays that are empty.
fn expressible(body: &Value) -> Value {
    let Value::Object(members) = body else {
        return body.clone();
    };
    let sendable = |value: &Value| match value {
        Value::Null => false,
        Value::Object(object) => !object.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    members
        .iter()
        .map(|(name, member)| match member {
            Value::Array(items) => (name.clone(), items.iter().map(expressible).collect()),
            member => (name.clone(), expressible(member)),
        })
        .filter(|(_, member)| sendable(member))
        .collect()
}

/// The body as a type of either client.
fn read<T: DeserializeOwned>(body: &Value) -> serde_json::Result<T> {
    T::deserialize(body)
}

/// A test per operation, `operation query: theirs, ours;`, and the list of them all.
macro_rules! compare {
    (|$theirs:ident, $ours:ident, $body:ident|
        $($operation:ident $query:literal: $their_request:expr, $our_request:expr;)+) => {
        const COMPARED: &[&str] = &[$(stringify!($operation)),+];

        $(
            #[tokio::test]
            async fn $operation() -> Result {
                let pair = Pair::start(stringify!($operation), $query)?;
                #[allow(unused_variables, reason = "not every operation has a body")]
                let ($theirs, $ours, $body) = (&pair.theirs, &pair.ours, &pair.body);
                $their_request.await?;
                $our_request.send().await?;
                pair.compare()
            }
        )+
    };
}

compare! { |theirs, ours, body|
    list_calls "?limit=2&offset=40":
        theirs.list_calls(Some(2), Some(40)), ours.list_calls().limit(2).offset(40);
    create_call "": theirs.create_call(&read(body)?), ours.create_call(read(body)?);
    get_call "": theirs.get_call(ID), ours.get_call(ID);
    update_call "": theirs.update_call(ID, &read(body)?), ours.update_call(ID, read(body)?);
    get_assistant "": theirs.get_assistant(ID), ours.get_assistant(ID);
    update_assistant "":
        theirs.update_assistant(ID, &read(body)?), ours.update_assistant(ID, read(body)?);
    create_phone_number "":
        theirs.create_phone_number(&read(body)?), ours.create_phone_number(read(body)?);
    update_phone_number "":
        theirs.update_phone_number(ID, &read(body)?), ours.update_phone_number(ID, read(body)?);
    send_chat_message "":
        theirs.send_chat_message(&read(body)?), ours.send_chat_message(read(body)?);
    get_chat "": theirs.get_chat(ID), ours.get_chat(ID);
    get_credit_balance "": theirs.get_credit_balance(), ours.get_credit_balance();
    redeem_promo_code "":
        theirs.redeem_promo_code(&read(body)?), ours.redeem_promo_code(read(body)?);
    create_campaign "": theirs.create_campaign(&read(body)?), ours.create_campaign(read(body)?);
    update_campaign "":
        theirs.update_campaign(ID, &read(body)?), ours.update_campaign(ID, read(body)?);
    start_campaign "": theirs.start_campaign(ID), ours.start_campaign(ID);
    get_protected "": theirs.get_protected(), ours.get_protected();
}

#[tokio::test]
async fn what_is_not_set_is_not_in_the_query() -> Result {
    let pair = Pair::start("list_calls", "")?;
    pair.theirs.list_calls(None, None).await?;
    pair.ours.list_calls().send().await?;
    pair.compare()
}

#[test]
fn every_operation_is_compared_or_left_out_with_a_reason() -> Result {
    assert_eq!(COMPARED.len(), 16);
    assert_eq!(
        oracle::LEFT_OUT,
        [
            ("create_recipient_list", "progenitor has no multipart bodies"),
            ("upload_recipients", "progenitor has no multipart bodies"),
        ]
    );
    let left_out = oracle::LEFT_OUT.iter().map(|(id, _)| *id);
    let mut known: Vec<_> = COMPARED.iter().copied().chain(left_out).collect();
    let operations = Spec::read("kathan")?.operations();
    let mut all: Vec<_> = operations.iter().map(|it| it.id.as_str()).collect();
    known.sort_unstable();
    all.sort_unstable();
    assert_eq!(known, all);
    Ok(())
}
