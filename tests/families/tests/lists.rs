//! Lists below a member of the response, page by page, against a server in memory that caps each page.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, Operation};
use families_client::Client;
use families_client::lists::ListTracks;
use families_client::models::{Track, TrackKey, TrackRate};
use serde_json::{Value, json};

/// Answers with two of these at a time.
fn server(tracks: Vec<Value>, total: Option<Value>) -> InMemory {
    InMemory::new().respond_with::<ListTracks>(move |sent| {
        let skip = sent
            .query()
            .strip_prefix("skip=")
            .map_or(0, |skip| skip.parse().unwrap());
        let window: Vec<&Value> = tracks.iter().skip(skip).take(2).collect();
        let mut page = json!({"tracks": if window.is_empty() { None } else { Some(window) }});
        if let Some(total) = &total {
            page["total"] = total.clone();
        }
        Ok(Answer::json(200, &page))
    })
}

async fn read(server: &InMemory) -> Vec<Result<Track, Error<<ListTracks as Operation>::Error>>> {
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let mut items = client.list_tracks().items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item);
    }
    found
}

fn track(number: u32) -> Value {
    json!({"id": number.to_string(), "seconds": number})
}

#[tokio::test]
async fn every_item_arrives_with_a_total_and_without() {
    for (total, requests) in [(None, 4), (Some(json!(5)), 3), (Some(Value::Null), 4)] {
        let server = server((1..=5).map(track).collect(), total);
        let found = read(&server).await;
        let seconds: Vec<u32> = found.iter().map(|track| track.as_ref().unwrap().seconds).collect();
        assert_eq!((seconds, server.sent().len()), (vec![1, 2, 3, 4, 5], requests));
    }
}

#[tokio::test]
async fn a_faulty_item_is_an_error_with_its_place() {
    let faulty = json!({"id": "2", "seconds": -1});
    let found = read(&server(vec![track(1), faulty, track(3)], None)).await;
    let Err(Error::Decode(error)) = &found[1] else {
        panic!("{found:?}")
    };
    assert_eq!(error.pointer(), Some("/tracks/1/seconds"));
    assert_eq!(
        (
            found[0].as_ref().unwrap().id.as_str(),
            found[2].as_ref().unwrap().seconds
        ),
        ("1", 3)
    );
}

/// JSON Schema 2020-12 §6.1.1.
#[tokio::test]
async fn integers_may_be_spelled_as_other_numbers() {
    let spelled = json!({"id": "1", "seconds": 9.0, "rate": 8e3, "key": 7.0, "marks": {"a": [1.0, 2e1]}});
    let found = read(&server(vec![spelled], Some(json!(1.0)))).await;
    let track = found[0].as_ref().unwrap();
    assert_eq!((track.seconds, &track.rate), (9, &Some(TrackRate::Value8000)));
    assert_eq!(track.key, Some(TrackKey::Integer(7)));
    assert_eq!(track.marks.as_ref().unwrap()["a"], [1, 20]);
}
