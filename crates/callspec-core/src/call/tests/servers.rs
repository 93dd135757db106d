//! Operations with a server of their own.

use callspec_types::jsonapi::Document;

use super::*;
use crate::invalid::InvalidReason;
use crate::{Paged, Pages, Paging};

macro_rules! elsewhere {
    ($name:ident, $server:literal) => {
        struct $name;

        impl Operation for $name {
            type Output = Document<Vec<u8>>;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::GET,
                path: "/media",
                security: &[&[&TOKEN]],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                Request::new(Self::INFO).server($server).finish()
            }

            fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
                reply.json()
            }
        }
    };
}

elsewhere!(Media, "https://media.example.test/v2/");
elsewhere!(Plain, "http://media.example.test");

impl Paged for Media {
    type Item = u8;

    const PAGING: Paging = Paging::link("/links/next").list("/data");

    fn into_items(page: Self::Output) -> Vec<u8> {
        page.data
    }
}

fn empty() -> Document<Vec<u8>> {
    Document::new(Vec::new())
}

fn builder(server: &InMemory) -> ClientBuilder {
    ClientBuilder::new(&API)
        .credential(&TOKEN, "t")
        .transport(server.clone())
}

async fn send<O: Operation>(builder: ClientBuilder, operation: O) -> Result<O::Output, Error<O::Error>> {
    builder.build().unwrap().exchange().send(operation).await
}

#[tokio::test]
async fn an_operation_goes_to_its_own_server_with_its_credentials() {
    let server = InMemory::new().respond::<Media>(&empty());
    send(builder(&server), Media).await.unwrap();
    let sent = &server.sent()[0];
    assert_eq!(sent.uri(), "https://media.example.test/v2/media");
    assert_eq!(sent.header("authorization"), Some("Bearer t"));
}

#[tokio::test]
async fn a_base_url_that_the_caller_sets_goes_before_it() {
    let server = InMemory::new().respond::<Media>(&empty());
    let builder = builder(&server).base_url("http://localhost:8080/mock");
    send(builder, Media).await.unwrap();
    assert_eq!(server.sent()[0].uri(), "http://localhost:8080/mock/media");
}

#[tokio::test]
async fn the_rules_for_base_urls_hold_for_it() {
    let server = InMemory::new().respond::<Plain>(&empty());
    let error = send(builder(&server), Plain).await.unwrap_err();
    assert!(matches!(
        &error,
        Error::Invalid(invalid) if matches!(invalid.reason(), InvalidReason::Server(_))
    ));
    assert!(
        error.to_string().contains("the operation's own server is `http:`"),
        "{error}"
    );
    assert!(server.sent().is_empty());
    send(builder(&server).allow_http(), Plain).await.unwrap();
    assert_eq!(server.sent()[0].uri(), "http://media.example.test/media");
}

#[tokio::test]
async fn its_pages_stay_on_it() {
    let page = |next: &str| Answer::json(200, &serde_json::json!({"data": [1], "links": {"next": next}}));
    let server = InMemory::new()
        .answer::<Media>(page("/v2/media?page=2"))
        .answer::<Media>(page("https://media.example.test/v2/media?page=3"))
        .answer::<Media>(page("https://api.example.test/v1/media?page=4"));
    let exchange = builder(&server).build().unwrap().exchange();
    let mut pages = Pages::new(exchange, Media);
    for _ in 0..3 {
        pages.next().await.unwrap().unwrap();
    }
    assert!(matches!(pages.next().await, Some(Err(Error::Invalid(_)))));
    let sent: Vec<String> = server.sent().iter().map(|sent| sent.uri().to_string()).collect();
    assert_eq!(
        sent,
        ["", "?page=2", "?page=3"].map(|query| format!("https://media.example.test/v2/media{query}"))
    );
}
