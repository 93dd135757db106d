//! Pages over a transport in memory.

#![allow(unreachable_pub, reason = "the macros write methods of public types")]

use crate::Method;
use callspec_types::jsonapi::Document;
use serde_json::{Value, json};

use super::*;
use crate::testing::{Answer, InMemory, Sent};
use crate::{Api, ClientBuilder, OperationInfo, Style, TransportError};

mod faulty;
mod forms;
mod kinds;
mod most;

static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test/v1"),
    schemes: &[],
    required: &[],
};

struct ByLinks {
    exchange: Exchange,
}

impl Operation for ByLinks {
    type Output = Document<Vec<u8>>;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "by_links",
        method: Method::GET,
        path: "/calls",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO)
            .header("x-a", "1")
            .accept("application/vnd.api+json")
            .finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
        reply.json()
    }
}

crate::paged!(ByLinks => u8, by links);

/// An operation that is paged by offset, with the query `offset=3&status=new`.
macro_rules! by_offset {
    ($name:ident => $output:ty, $item:ty; $($paged:tt)*) => {
        struct $name {
            exchange: Exchange,
        }

        impl Operation for $name {
            type Output = $output;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::GET,
                path: "/calls",
                security: &[],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                let request = Request::new(Self::INFO).query("offset", Style::FORM, &3);
                request.query("status", Style::FORM, "new").finish()
            }

            fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
                match reply.status() {
                    200 => reply.json(),
                    _ => reply.unexpected(),
                }
            }
        }

        crate::paged!($name => $item, by offset("offset") $($paged)*);

        impl $name {
            fn on(server: &InMemory) -> Self {
                Self { exchange: exchange(server) }
            }
        }
    };
}

by_offset!(ByOffset => Vec<u8>, u8;);
by_offset!(InMember => Envelope, u8; in calls at "/calls", total "/total");
by_offset!(WithHeader => Vec<u8>, u8; , total "x-total-count");
by_offset!(Objects => Vec<Call>, Call;);

#[derive(Debug, serde::Deserialize)]
struct Envelope {
    calls: Option<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
struct Call {
    id: String,
}

fn exchange(server: &InMemory) -> Exchange {
    ClientBuilder::new(&API)
        .transport(server.clone())
        .build()
        .unwrap()
        .exchange()
}

fn page(items: &[u8], next: impl Into<Value>) -> Answer {
    Answer::json(200, &json!({"data": items, "links": {"next": next.into()}}))
}

fn addresses(server: &InMemory) -> Vec<String> {
    server.sent().iter().map(|sent| sent.uri().to_string()).collect()
}

#[tokio::test]
async fn items_follow_links_to_the_end() {
    let server = InMemory::new()
        .answer::<ByLinks>(page(&[1, 2], "https://api.example.test/v1/calls?page[after]=b"))
        .answer::<ByLinks>(page(&[], "/v1/calls?page[after]=c"))
        .answer::<ByLinks>(page(&[3], Value::Null));
    let mut items = ByLinks {
        exchange: exchange(&server),
    }
    .items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap());
    }
    assert_eq!(found, [1, 2, 3]);
    assert!(items.next().await.is_none());
    assert_eq!(
        addresses(&server),
        [
            "https://api.example.test/v1/calls",
            "https://api.example.test/v1/calls?page[after]=b",
            "https://api.example.test/v1/calls?page[after]=c"
        ]
    );
    assert!(server.sent().iter().all(|sent| sent.header("x-a") == Some("1")));
}

#[tokio::test]
async fn a_repeated_link_ends_the_pages() {
    let server = InMemory::new().answer::<ByLinks>(page(&[1], "/v1/calls?page=2"));
    let mut pages = ByLinks {
        exchange: exchange(&server),
    }
    .pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(server.sent().len(), 2);
}

#[tokio::test]
async fn a_link_to_another_origin_is_not_followed() {
    let server = InMemory::new().answer::<ByLinks>(page(&[1], "https://evil.test/v1/calls"));
    let mut pages = ByLinks {
        exchange: exchange(&server),
    }
    .pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("another origin"), "{error}");
    assert!(pages.next().await.is_none());
    assert_eq!(server.sent().len(), 1);
}

#[tokio::test]
async fn pages_are_bounded() {
    let server = InMemory::new()
        .answer::<ByLinks>(page(&[1], "?page=2"))
        .answer::<ByLinks>(page(&[1], "?page=3"))
        .answer::<ByLinks>(page(&[1], "?page=4"));
    let mut pages = ByLinks {
        exchange: exchange(&server),
    }
    .pages()
    .most(2);
    assert!(pages.next().await.unwrap().is_ok() && pages.next().await.unwrap().is_ok());
    assert!(matches!(pages.next().await, Some(Err(Error::Invalid(_)))));
    assert_eq!(addresses(&server)[1], "https://api.example.test/v1/calls?page=2");
}

/// What comes of a list: items, and for each error what it says.
async fn read<O: Paged>(mut items: Items<O>) -> Vec<Result<O::Item, String>> {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.map_err(|error| error.to_string()));
    }
    found
}

/// Answers with the items from `offset` on, at most `cap` of them.
fn window(total: u8, cap: u8) -> impl Fn(&Sent) -> Result<Answer, TransportError> {
    move |sent| {
        let mut pairs = sent.query().split('&');
        let offset: u8 = pairs
            .find_map(|pair| pair.strip_prefix("offset=")?.parse().ok())
            .unwrap();
        let items: Vec<u8> = (offset..total.min(offset.saturating_add(cap))).collect();
        Ok(Answer::json(200, &items))
    }
}

fn queries(server: &InMemory) -> Vec<String> {
    server.sent().iter().map(|sent| sent.query().to_owned()).collect()
}

#[tokio::test]
async fn what_arrived_is_counted_whatever_was_asked_for() {
    let server = InMemory::new()
        .answer::<ByOffset>(Answer::json(200, &[3, 4]))
        .respond_with::<ByOffset>(window(8, 3));
    assert_eq!(read(ByOffset::on(&server).items()).await, [3, 4, 5, 6, 7].map(Ok));
    assert_eq!(
        queries(&server),
        ["offset=3&status=new", "status=new&offset=5", "status=new&offset=8"]
    );
}

#[tokio::test]
async fn the_page_that_ends_the_list_is_not_one_of_its_pages() {
    for (total, sizes) in [(3, vec![0]), (5, vec![2]), (6, vec![2, 1]), (7, vec![2, 2])] {
        let server = InMemory::new().respond_with::<ByOffset>(window(total, 2));
        let mut pages = ByOffset::on(&server).pages().most(sizes.len());
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            found.push(page.unwrap().len());
        }
        assert_eq!(found, sizes);
    }
    let server = InMemory::new().respond_with::<ByOffset>(window(9, 2));
    let found = read(ByOffset::on(&server).pages().most(2).items()).await;
    assert_eq!(found[..4], [3, 4, 5, 6].map(Ok));
    assert!(
        found.len() == 5 && found[4].as_ref().unwrap_err().contains("more pages"),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_total_saves_the_last_request() {
    let envelope = |calls: &[u8], total: Value| Answer::json(200, &json!({"total": total, "calls": calls}));
    for (total, requests) in [
        (json!(6), 2),
        (json!(99), 3),
        (json!(0), 3),
        (json!("6"), 3),
        (Value::Null, 3),
    ] {
        let server = InMemory::new()
            .answer::<InMember>(envelope(&[3, 4], total.clone()))
            .answer::<InMember>(envelope(&[5], total.clone()))
            .answer::<InMember>(envelope(&[], total.clone()));
        assert_eq!(read(InMember::on(&server).items()).await, [3, 4, 5].map(Ok));
        assert_eq!(server.sent().len(), requests, "{total}");
    }
    for (total, requests) in [("4", 1), ("many", 2)] {
        let server = InMemory::new()
            .answer::<WithHeader>(Answer::json(200, &[3]).header("X-Total-Count", total))
            .answer::<WithHeader>(Answer::json(200, &[0_u8; 0]));
        assert_eq!(read(WithHeader::on(&server).items()).await, [Ok(3)]);
        assert_eq!(server.sent().len(), requests, "{total}");
    }
}

#[tokio::test]
async fn a_list_that_is_missing_or_null_has_no_items() {
    for body in [json!({}), json!({"calls": null})] {
        let server = InMemory::new().answer::<InMember>(Answer::json(200, &body));
        assert_eq!(read(InMember::on(&server).items()).await, []);
        assert_eq!(server.sent().len(), 1);
    }
}

#[tokio::test]
async fn a_server_that_ignores_the_offset_is_told_of() {
    let server = InMemory::new().answer::<ByOffset>(Answer::json(200, &[1, 1]));
    let found = read(ByOffset::on(&server).items()).await;
    assert_eq!(found[..2], [Ok(1), Ok(1)]);
    assert!(
        found.len() == 3 && found[2].as_ref().unwrap_err().contains("`offset` is ignored"),
        "{found:?}"
    );

    // The same calls as before, one of them with another duration; and the end of the list, when more is asked for.
    let call = |id: &str, seconds: u8| json!({"seconds": seconds, "id": id});
    let server = InMemory::new()
        .answer::<Objects>(Answer::json(200, &[call("a", 1), call("b", 1)]))
        .answer::<Objects>(Answer::json(200, &[call("b", 1), call("c", 1)]))
        .answer::<Objects>(Answer::json(200, &[call("b", 2), call("c", 1)]));
    let found = read(Objects::on(&server).items()).await;
    let ids: Vec<&str> = found.iter().flatten().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "b", "c"]);
    assert!(found.len() == 5 && found[4].is_err(), "{found:?}");

    // An id that all items share tells nothing.
    let server = InMemory::new()
        .answer::<Objects>(Answer::json(200, &[call("a", 1), call("a", 2)]))
        .answer::<Objects>(Answer::json(200, &[call("a", 3), call("a", 4)]))
        .answer::<Objects>(Answer::json(200, &[0_u8; 0]));
    assert_eq!(read(Objects::on(&server).items()).await.iter().flatten().count(), 4);
}
