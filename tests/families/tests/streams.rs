//! Events whose data is JSON in a text behind a reference, and which a sentinel of the document ends, against a server in memory.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use families_client::Client;
use families_client::models::WatchTurnKindsEvent;
use families_client::turns::{WatchTurnKinds, WatchTurns};

fn events(body: &'static str) -> Answer {
    Answer::new(200).header("content-type", "text/event-stream").body(body)
}

fn client(server: &InMemory) -> Client {
    Client::builder().transport(server.clone()).build().unwrap()
}

#[tokio::test]
async fn json_in_a_text_behind_a_reference_is_read_up_to_the_sentinel_of_the_document() {
    let body = r#"event: parts
data: [{"text":"a"},{"text":"b"}]

data: [DONE]

data: []

data: END

data: [{"text":"c"}]

"#;
    let server = InMemory::new().answer::<WatchTurns>(events(body));
    let mut turns = client(&server).watch_turns().stream().await.unwrap();
    let first = turns.next().await.unwrap().unwrap();
    let texts: Vec<&str> = first.data().iter().map(|part| part.text.as_str()).collect();
    assert_eq!((first.name(), texts), ("parts", vec!["a", "b"]));
    assert!(turns.next().await.unwrap().is_err(), "`[DONE]` is data like any other");
    assert!(turns.next().await.unwrap().unwrap().data().is_empty());
    assert!(turns.next().await.is_none());
    // The other stream is not asked for.
    assert_eq!(server.sent()[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn alternatives_behind_references_have_their_json() {
    let body = "event: parts\ndata: [{\"text\":\"a\"}]\n\nevent: end\ndata: all\n\ndata: [DONE]\n\n";
    let server = InMemory::new().answer::<WatchTurnKinds>(events(body));
    let mut kinds = client(&server).watch_turn_kinds().stream().await.unwrap();
    let parts = kinds.next().await.unwrap().unwrap().into_data();
    assert!(
        matches!(&parts, WatchTurnKindsEvent::Parts(event) if event.data[0].text == "a"),
        "{parts:?}"
    );
    let end = kinds.next().await.unwrap().unwrap().into_data();
    assert!(
        matches!(&end, WatchTurnKindsEvent::TurnEnd(event) if event.data == "all"),
        "{end:?}"
    );
    assert!(kinds.next().await.is_none());
}
