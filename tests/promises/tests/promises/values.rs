//! Any text in any place of a request: it arrives byte for byte, or the request is refused before it is sent.

use callspec_core::testing::{InMemory, Sent};
use callspec_core::types::File;
use callspec_core::{
    Api, ClientBuilder, Error, InvalidRequest, Method, Operation, OperationInfo, Reply, Request, Style,
};
use kathan_client::calls::GetCall;
use kathan_client::models::UploadRecipientsRequest;
use kathan_client::recipient_lists::UploadRecipients;
use proptest::prelude::*;
use serde_json::{Value, json};
use sippet_client::calls::ListCalls;
use sippet_client::models::{CallFilter, StringFilter};
use url::form_urlencoded;

use crate::clients::{failing, kathan, run, sippet};
use crate::ids::{assert_stays, decoded};

static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test"),
    schemes: &[],
    required: &[],
};

/// An operation with the places that neither provider has: cookies, URL-encoded forms, forms with a name of one's own.
enum Sample {
    Cookie(String),
    Form(String, String),
    Field(String, String),
    Deep(Value),
    List(Style, Vec<String>),
}

impl Operation for Sample {
    type Output = ();
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "sample",
        method: Method::POST,
        path: "/sample",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        let request = Request::new(Self::INFO);
        match self {
            Self::Cookie(value) => request.cookie("session", &value),
            Self::Form(name, value) => request.form(&json!({name: value})),
            Self::Field(name, value) => request.multipart(|form| form.field(&name, &value)),
            Self::Deep(value) => request.query("q", Style::DEEP_OBJECT, &value),
            Self::List(style, items) => request.query("q", style, &items),
        }
        .finish()
    }

    fn decode(reply: Reply) -> Result<(), Error<()>> {
        reply.unexpected()
    }
}

/// What was sent of a sample; nothing if it was refused.
fn sent(sample: Sample) -> Option<Sent> {
    let server = failing::<Sample>();
    let client = ClientBuilder::new(&API).transport(server.clone()).build().unwrap();
    let error = run(client.exchange().send(sample)).unwrap_err();
    only(&server, matches!(error, Error::Invalid(_)))
}

fn only(server: &InMemory, was_refused: bool) -> Option<Sent> {
    let sent = server.sent().pop();
    assert_eq!(sent.is_none(), was_refused);
    sent
}

/// The head and the content of the only part of a form.
fn part(sent: &Sent) -> (String, Vec<u8>) {
    let media_type = sent.header("content-type").unwrap();
    let (media_type, boundary) = media_type.split_once("; boundary=").unwrap();
    assert_eq!(media_type, "multipart/form-data");
    let body = &sent.body()[..];
    let inner = body.strip_prefix(format!("--{boundary}\r\n").as_bytes()).unwrap();
    let inner = inner
        .strip_suffix(format!("\r\n--{boundary}--\r\n").as_bytes())
        .unwrap();
    let end = inner.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    (
        String::from_utf8(inner[..end].to_vec()).unwrap(),
        inner[end + 4..].to_vec(),
    )
}

/// How a browser writes a name in a part's head (HTML §4.10.22.7): three characters are escaped, and nothing else.
fn as_browsers_do(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// Texts of all kinds, and more of those that mean something in a URL than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[./\\\\%2eEfF;?#&=+:@ \t\r\n\\x00\\x7f\"a-c]{0,12}"]
}

fn object(members: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let map = proptest::collection::btree_map("[a-z_]{1,6}", members, 1..4);
    map.prop_map(|map| json!(map)).boxed()
}

/// Objects of texts and numbers, as deep as filters are.
fn any_filter() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from)
    ];
    let list = proptest::collection::vec(leaf.clone(), 1..3).prop_map(Value::from);
    let inner = prop_oneof![leaf, list];
    object(object(inner.boxed()))
}

/// Puts a pair such as `q[a][b][]=c` back where it came from.
fn insert(root: &mut Value, name: &str, value: &str) {
    let mut at = root;
    for step in name
        .strip_prefix('q')
        .unwrap()
        .split_terminator(']')
        .map(|step| &step[1..])
    {
        if step.is_empty() {
            if at.is_null() {
                *at = json!([]);
            }
            let list = at.as_array_mut().unwrap();
            list.push(Value::Null);
            at = list.last_mut().unwrap();
        } else {
            if at.is_null() {
                *at = json!({});
            }
            at = at.as_object_mut().unwrap().entry(step).or_insert(Value::Null);
        }
    }
    *at = json!(value);
}

/// The same value with every scalar as its text, which is all that a query can say.
fn as_texts(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(as_texts).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.clone(), as_texts(member)))
            .collect(),
        Value::String(text) => json!(text),
        other => json!(other.to_string()),
    }
}

proptest! {
    #[test]
    fn path_values_arrive_or_are_refused(text in any_text()) {
        let server = failing::<GetCall>();
        let error = run(kathan(&server).get_call(text.as_str()).send()).unwrap_err();
        if let Some(sent) = only(&server, matches!(error, Error::Invalid(_))) {
            assert_stays(sent.uri(), &text, &["calls"], &[]);
        }
        let server = failing::<UploadRecipients>();
        let body = UploadRecipientsRequest::new(File::new("a"));
        let error = run(kathan(&server).upload_recipients(text.as_str(), body).send()).unwrap_err();
        if let Some(sent) = only(&server, matches!(error, Error::Invalid(_))) {
            assert_stays(sent.uri(), &text, &["recipient-lists"], &["recipients", "upload-csv"]);
        }
    }

    #[test]
    fn query_values_arrive(text in any_text(), other in any_text()) {
        let server = failing::<ListCalls>();
        let filter = CallFilter::new().to_number(StringFilter::new().contains(text.as_str()));
        run(sippet(&server).list_calls().filter(filter).include(other.as_str()).send()).unwrap_err();
        let sent = server.sent();
        let pairs: Vec<_> = form_urlencoded::parse(sent[0].query().as_bytes()).into_owned().collect();
        prop_assert_eq!(pairs, [("filter[to_number][contains]".to_owned(), text), ("include".to_owned(), other)]);
    }

    #[test]
    fn deep_objects_decode_to_what_was_encoded(value in any_filter()) {
        let sent = sent(Sample::Deep(value.clone())).unwrap();
        let mut found = Value::Null;
        for (name, value) in form_urlencoded::parse(sent.query().as_bytes()) {
            insert(&mut found, &name, &value);
        }
        prop_assert_eq!(found, as_texts(&value));
    }

    /// Of the styles for lists these two can be undone; the others encode their delimiter as they encode it in an item.
    #[test]
    fn lists_decode_to_what_was_encoded(items in proptest::collection::vec(any_text(), 1..4)) {
        let exploded = sent(Sample::List(Style::FORM, items.clone())).unwrap();
        let pairs = form_urlencoded::parse(exploded.query().as_bytes());
        let found: Vec<_> = pairs.map(|(name, item)| (name.into_owned(), item.into_owned())).collect();
        let expected: Vec<_> = items.iter().map(|item| ("q".to_owned(), item.clone())).collect();
        prop_assert_eq!(found, expected);
        let joined = sent(Sample::List(Style::COMMA, items.clone())).unwrap();
        let found: Vec<_> = joined.query().strip_prefix("q=").unwrap().split(',').map(decoded).collect();
        prop_assert_eq!(found, items.into_iter().map(String::into_bytes).collect::<Vec<_>>());
    }

    #[test]
    fn header_values_arrive_or_are_refused(text in any_text()) {
        let server = failing::<GetCall>();
        let error = run(kathan(&server).get_call("a").header("X-Note", &text).send()).unwrap_err();
        if let Some(sent) = only(&server, matches!(error, Error::Invalid(_))) {
            prop_assert_eq!(sent.headers()["x-note"].as_bytes(), text.as_bytes());
            // A recipient strips these (RFC 9110 §5.5).
            prop_assert_eq!(text.trim_matches([' ', '\t']), &text);
        }
    }

    #[test]
    fn cookies_arrive(text in any_text()) {
        let sent = sent(Sample::Cookie(text.clone())).unwrap();
        let value = sent.header("cookie").unwrap().strip_prefix("session=").unwrap();
        // cookie-octet of RFC 6265 §4.1.1 holds no separator, so that it is one cookie.
        prop_assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        prop_assert_eq!(decoded(value), text.as_bytes());
    }

    #[test]
    fn form_fields_arrive(name in any_text(), text in any_text()) {
        let sent = sent(Sample::Form(name.clone(), text.clone())).unwrap();
        let pairs: Vec<_> = form_urlencoded::parse(sent.body()).into_owned().collect();
        prop_assert_eq!(pairs, [(name, text)]);
    }

    #[test]
    fn multipart_fields_arrive(name in any_text(), text in any_text()) {
        if let Some(sent) = sent(Sample::Field(name.clone(), text.clone())) {
            let (head, content) = part(&sent);
            prop_assert_eq!(head, format!("Content-Disposition: form-data; name=\"{}\"", as_browsers_do(&name)));
            prop_assert_eq!(content, text.as_bytes());
        }
    }

    #[test]
    fn files_and_their_names_arrive(name in any_text(), content: Vec<u8>) {
        let server = failing::<UploadRecipients>();
        let body = UploadRecipientsRequest::new(File::new(content.clone()).name(name.as_str()).content_type("text/csv"));
        let error = run(kathan(&server).upload_recipients("a", body).send()).unwrap_err();
        if let Some(sent) = only(&server, matches!(error, Error::Invalid(_))) {
            let (head, found) = part(&sent);
            let expected = format!(
                "Content-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: text/csv",
                as_browsers_do(&name)
            );
            prop_assert_eq!(head, expected);
            prop_assert_eq!(found, content);
        }
    }
}
