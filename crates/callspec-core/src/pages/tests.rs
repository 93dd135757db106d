//! Pages over a transport in memory.

#![allow(unreachable_pub, reason = "the macros write methods of public types")]

use callspec_types::jsonapi::Document;
use http::Method;
use serde_json::{Value, json};

use super::*;
use crate::testing::{Answer, InMemory};
use crate::{Api, ClientBuilder, OperationInfo, Style};

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

struct ByOffset {
    exchange: Exchange,
    limit: Option<u8>,
}

impl Operation for ByOffset {
    type Output = Vec<u8>;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "by_offset",
        method: Method::GET,
        path: "/calls",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        let request = Request::new(Self::INFO)
            .query("offset", Style::FORM, &3)
            .query("status", Style::FORM, "new");
        request.query("limit", Style::FORM, &self.limit).finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
        reply.json()
    }
}

crate::paged!(ByOffset => u8, by offset "limit", "offset" in |page| page);

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

#[tokio::test]
async fn offsets_are_counted() {
    let list = |items: &[u8]| Answer::json(200, items);
    for (limit, pages) in [(Some(2), 2), (None, 3)] {
        let server = InMemory::new()
            .answer::<ByOffset>(list(&[1, 2]))
            .answer::<ByOffset>(list(&[3]))
            .answer::<ByOffset>(list(&[]));
        let mut items = ByOffset {
            exchange: exchange(&server),
            limit,
        }
        .items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item.unwrap());
        }
        assert_eq!((found, server.sent().len()), (vec![1, 2, 3], pages));
        let last = server.sent().pop().unwrap();
        let query = if limit.is_some() {
            "status=new&limit=2&offset=5"
        } else {
            "status=new&offset=6"
        };
        assert_eq!(last.query(), query);
    }
}
