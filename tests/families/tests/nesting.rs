//! Answers that nest without end: an error each time, and never a full stack. What is as deep as JSON is read (127 levels) is
//! read, printed, copied, compared, sent and dropped on the stack of a task (2 MiB), which a test has as well.

#![cfg(test)]

use callspec_core::Operation;
use callspec_core::testing::{Answer, InMemory};

/// More levels than any stack has room for.
const ENDLESS: usize = 200_000;

/// What nests so deep: `open` before each level, `close` behind it.
fn nested(open: &str, levels: usize, close: &str) -> String {
    format!("{}{}{}", open.repeat(levels), "{}", close.repeat(levels))
}

fn answering<O: Operation>(media_type: &str, body: String) -> InMemory {
    let answer = Answer::new(200).header("content-type", media_type).body(body);
    InMemory::new().answer::<O>(answer)
}

/// Reads a value of each of some depths, with something around it, and sends the deepest that can be read. In each a level is
/// `open` and `close`; `levels` says how many of these JSON is read with.
macro_rules! as_deep_as_json_is_read {
    ($client:ident, $operation:ty, $method:ident, $before:expr, $open:expr, $close:expr, $after:expr, $levels:expr) => {{
        for levels in [1, $levels, $levels + 1, 500, ENDLESS] {
            let json = format!("{}{}{}", $before, nested($open, levels, $close), $after);
            let server = answering::<$operation>("application/json", json.clone());
            let client = $client::Client::builder().transport(server.clone()).build().unwrap();
            let first = serde_json::from_str(&format!("{}{{}}{}", $before, $after)).unwrap();
            match client.$method(first).await {
                Ok(value) => {
                    assert!(levels <= $levels, "{levels} are read");
                    assert_eq!(value.clone(), value);
                    assert!(!format!("{value:?}{value:#?}").is_empty());
                    client.$method(value).await.unwrap();
                    assert_eq!(server.sent()[1].text(), json);
                }
                Err(error) => {
                    assert!(levels > $levels, "{levels}: {error}");
                    assert!(matches!(error, callspec_core::Error::Decode(_)), "{error:?}");
                    assert!(error.to_string().contains("recursion limit"), "{error}");
                }
            }
            // A body that breaks off is deep all the same.
            let server = answering::<$operation>("application/json", format!("{}{}", $before, $open.repeat(levels)));
            let client = $client::Client::builder().transport(server).build().unwrap();
            let first = serde_json::from_str(&format!("{}{{}}{}", $before, $after)).unwrap();
            assert!(client.$method(first).await.is_err());
        }
    }};
}

#[tokio::test]
async fn unions_of_themselves() {
    use unions_client::unions::{PutBlock, PutTree};

    as_deep_as_json_is_read!(unions_client, PutTree, put_tree, "", r#"{"children":["#, "]}", "", 63);
    let open = r#"{"block_type":"loop","blocks":["#;
    as_deep_as_json_is_read!(unions_client, PutBlock, put_block, "", open, "]}", "", 63);
}

#[tokio::test]
async fn structs_of_themselves() {
    use shapes_client::shapes::{PutKinds, PutTuples};

    as_deep_as_json_is_read!(
        shapes_client,
        PutKinds,
        put_kinds,
        r#"{"tree":"#,
        r#"{"a":"#,
        "}",
        "}",
        125
    );
    let before = r#"{"closed":[],"pair":["a",{"on":true}],"open":["a"],"any":[],"tree":"#;
    as_deep_as_json_is_read!(
        shapes_client,
        PutTuples,
        put_tuples,
        before,
        r#"{"branches":[["a","#,
        "]]}",
        "}",
        41
    );
}

#[tokio::test]
async fn free_json() {
    use shapes_client::shapes::PutTuples;

    let before = r#"{"closed":[],"pair":["a",{"on":true}],"open":["a"],"any":["a","#;
    as_deep_as_json_is_read!(shapes_client, PutTuples, put_tuples, before, "[", "]", "]}", 124);
}

#[tokio::test]
async fn what_nothing_is_made_of_takes_no_stack() {
    use shapes_client::shapes::PutKinds;

    for levels in [100, 500, ENDLESS] {
        let json = format!(r#"{{"other":{},"foo":"a"}}"#, nested("[", levels, "]"));
        let server = answering::<PutKinds>("application/json", json);
        let client = shapes_client::Client::builder().transport(server).build().unwrap();
        let first = serde_json::from_str("{}").unwrap();
        assert_eq!(client.put_kinds(first).await.unwrap().foo_.as_deref(), Some("a"));
    }
}

#[tokio::test]
async fn data_of_events() {
    use families_client::turns::WatchTurns;

    for levels in [500, ENDLESS] {
        let body = format!(
            "event: parts\ndata: {}\n\nevent: parts\ndata: []\n\n",
            nested("[", levels, "]")
        );
        let server = answering::<WatchTurns>("text/event-stream", body);
        let client = families_client::Client::builder().transport(server).build().unwrap();
        let mut turns = client.watch_turns().stream().await.unwrap();
        assert!(turns.next().await.unwrap().is_err());
        // What follows is read.
        assert!(turns.next().await.unwrap().unwrap().data().is_empty());
    }
}
