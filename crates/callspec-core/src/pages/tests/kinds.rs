//! Lists by tokens, by the number of a page and by links of other places than JSON:API's.

use std::collections::HashMap;

use super::*;

/// An operation that is paged as the macro is told, whose first query is given.
macro_rules! kind {
    ($name:ident, $query:literal; $($paged:tt)*) => {
        struct $name {
            exchange: Exchange,
        }

        impl Operation for $name {
            type Output = Page;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::GET,
                path: "/calls",
                security: &[],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                let mut request = Request::new(Self::INFO);
                request.query = $query.to_owned();
                request.finish()
            }

            fn decode(reply: Reply) -> Result<Self::Output, Error<()>> {
                reply.json()
            }
        }

        crate::paged!($name => u8, by $($paged)*);

        impl $name {
            fn on(server: &InMemory) -> Self {
                Self { exchange: exchange(server) }
            }
        }
    };
}

pub(super) use kind;

#[derive(Debug, serde::Deserialize)]
pub(super) struct Page {
    pub(super) items: Option<Vec<u8>>,
}

kind!(ByToken, "status=new"; token("page[cursor]", "/meta/next") in items at "/items");
kind!(ByTokenAndMore, "cursor=x"; token("cursor", "/next") in items at "/items", more "/has_more");
kind!(ByTokenHeader, ""; token("cursor", "x-next") in items at "/items");
kind!(ByNumber, "status=new"; page("page", 1) in items at "/items", total "/total", more "/has_more");
kind!(ByNumberFromThree, "page=3&per_page=2"; page("page", 1) in items at "/items", total "/total");
kind!(ByLinkMember, "a=1"; link("/next_page_uri") in items at "/items");
kind!(ByLinkHeader, "a=1"; link("link") in items at "/items");

/// Answers each query with its own body, and any other with 404.
fn by_query<const N: usize>(answers: [(&'static str, Value); N]) -> impl Fn(&Sent) -> Result<Answer, TransportError> {
    let answers = HashMap::from(answers);
    move |sent| {
        let body = answers.get(sent.query());
        Ok(body.map_or_else(|| Answer::new(404), |body| Answer::json(200, body)))
    }
}

#[tokio::test]
async fn tokens_are_followed_until_there_is_none() {
    for last in [
        json!({}),
        json!({"meta": {"next": null}}),
        json!({"meta": {"next": ""}}),
        json!({"meta": {"next": false}}),
    ] {
        let mut last = last;
        last["items"] = json!([5]);
        let server = InMemory::new().respond_with::<ByToken>(by_query([
            ("status=new", json!({"items": [1, 2], "meta": {"next": "a b&c=/é"}})),
            (
                "status=new&page%5Bcursor%5D=a%20b%26c%3D%2F%C3%A9",
                json!({"items": [], "meta": {"next": 7}}),
            ),
            ("status=new&page%5Bcursor%5D=7", last),
        ]));
        assert_eq!(ByToken::on(&server).items().collect().await.unwrap(), [1, 2, 5]);
        assert_eq!(server.sent().len(), 3);
    }
    let server = InMemory::new()
        .answer::<ByTokenHeader>(Answer::json(200, &json!({"items": [1]})).header("X-Next", "b"))
        .answer::<ByTokenHeader>(Answer::json(200, &json!({"items": [2]})));
    assert_eq!(ByTokenHeader::on(&server).items().collect().await.unwrap(), [1, 2]);
    assert_eq!(queries(&server), ["", "cursor=b"]);
}

#[tokio::test]
async fn a_page_that_says_that_it_is_the_last_one_is() {
    let server = InMemory::new().respond_with::<ByTokenAndMore>(by_query([
        ("cursor=x", json!({"items": [1], "next": "b", "has_more": true})),
        ("cursor=b", json!({"items": [2], "next": "c", "has_more": false})),
    ]));
    assert_eq!(ByTokenAndMore::on(&server).items().collect().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn more_that_is_promised_and_not_reachable_is_an_error() {
    let server = InMemory::new().answer::<ByTokenAndMore>(Answer::json(
        200,
        &json!({"items": [1], "next": null, "has_more": true}),
    ));
    let found = read(ByTokenAndMore::on(&server).items()).await;
    assert!(found[0] == Ok(1) && found.len() == 2, "{found:?}");
    assert!(
        found[1].as_ref().unwrap_err().contains("goes on, and not where"),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    // The first one that came, and the one that the caller began with.
    for (first, again) in [("b", "b"), ("c", "x")] {
        let server = InMemory::new()
            .answer::<ByTokenAndMore>(Answer::json(200, &json!({"items": [1], "next": first})))
            .answer::<ByTokenAndMore>(Answer::json(200, &json!({"items": [2], "next": again})));
        let found = read(ByTokenAndMore::on(&server).items()).await;
        assert!(found[..2] == [Ok(1), Ok(2)] && found.len() == 3, "{found:?}");
        assert!(
            found[2]
                .as_ref()
                .unwrap_err()
                .contains("`cursor` would lead in a circle"),
            "{found:?}"
        );
        assert_eq!(server.sent().len(), 2);
    }
}

#[tokio::test]
async fn tokens_are_bounded_and_survive_faulty_items() {
    let server = InMemory::new()
        .answer::<ByToken>(Answer::json(200, &json!({"items": [1, "x"], "meta": {"next": "a"}})))
        .answer::<ByToken>(Answer::json(200, &json!({"items": [2], "meta": {"next": "b"}})));
    let found = read(ByToken::on(&server).pages().most(2).items()).await;
    assert!(found[0] == Ok(1) && found[2] == Ok(2) && found.len() == 4, "{found:?}");
    assert!(found[1].as_ref().unwrap_err().contains("/items/1"), "{found:?}");
    assert!(found[3].as_ref().unwrap_err().contains("more pages"), "{found:?}");
}

#[tokio::test]
async fn numbers_go_up_to_a_page_without_items() {
    let server = InMemory::new().respond_with::<ByNumber>(by_query([
        ("status=new", json!({"items": [1, 2]})),
        ("status=new&page=2", json!({"items": [3]})),
        ("status=new&page=3", json!({"items": []})),
    ]));
    assert_eq!(ByNumber::on(&server).items().collect().await.unwrap(), [1, 2, 3]);
    for (end, sent) in [(json!({"total": 3}), 2), (json!({"has_more": false}), 2)] {
        let mut last = end;
        last["items"] = json!([3]);
        let server = InMemory::new().respond_with::<ByNumber>(by_query([
            ("status=new", json!({"items": [1, 2], "total": 3, "has_more": true})),
            ("status=new&page=2", last),
        ]));
        assert_eq!(ByNumber::on(&server).items().collect().await.unwrap(), [1, 2, 3]);
        assert_eq!(server.sent().len(), sent);
    }
}

#[tokio::test]
async fn numbers_go_on_where_the_caller_began() {
    // Two items came of six: the total ends nothing before what is before the first page is known.
    let server = InMemory::new().respond_with::<ByNumberFromThree>(by_query([
        ("page=3&per_page=2", json!({"items": [5], "total": 1})),
        ("per_page=2&page=4", json!({"items": [6], "total": 2})),
        ("per_page=2&page=5", json!({"items": []})),
    ]));
    assert_eq!(ByNumberFromThree::on(&server).items().collect().await.unwrap(), [5, 6]);
}

#[tokio::test]
async fn a_server_that_ignores_the_number_is_told_of() {
    let server = InMemory::new().answer::<ByNumber>(Answer::json(200, &json!({"items": [1, 2]})));
    let found = read(ByNumber::on(&server).items()).await;
    assert!(
        found[2].as_ref().unwrap_err().contains("`page` is ignored"),
        "{found:?}"
    );
    assert_eq!((found.len(), server.sent().len()), (3, 2));
}

#[tokio::test]
async fn links_of_members_and_headers_stay_on_the_origin() {
    let server = InMemory::new()
        .answer::<ByLinkMember>(Answer::json(
            200,
            &json!({"items": [1], "next_page_uri": "/v1/calls?p=2"}),
        ))
        .answer::<ByLinkMember>(Answer::json(
            200,
            &json!({"items": [2], "next_page_uri": {"href": "?p=3"}}),
        ))
        .answer::<ByLinkMember>(Answer::json(
            200,
            &json!({"items": [3], "next_page_uri": "https://evil.test/"}),
        ));
    let found = read(ByLinkMember::on(&server).items()).await;
    assert!(found[..3] == [Ok(1), Ok(2), Ok(3)] && found.len() == 4, "{found:?}");
    assert!(found[3].as_ref().unwrap_err().contains("another origin"), "{found:?}");
    assert_eq!(queries(&server), ["a=1", "p=2", "p=3"]);

    let linked = |items: &[u8], link: &str| Answer::json(200, &json!({"items": items})).header("Link", link);
    let server = InMemory::new()
        .answer::<ByLinkHeader>(linked(
            &[1],
            r#"</v1/calls?p=0>; rel="prev", </v1/calls?p=2>; rel="next""#,
        ))
        .answer::<ByLinkHeader>(linked(&[2], r#"</v1/calls?p=1>; rel="prev""#));
    assert_eq!(ByLinkHeader::on(&server).items().collect().await.unwrap(), [1, 2]);
    let server = InMemory::new().answer::<ByLinkHeader>(linked(&[1], r#"<//evil.test/calls>; rel="next""#));
    assert!(
        ByLinkHeader::on(&server)
            .items()
            .collect()
            .await
            .unwrap_err()
            .to_string()
            .contains("another origin")
    );
}

#[tokio::test]
async fn no_page_is_fetched_for_items_that_are_not_taken() {
    let server = InMemory::new()
        .answer::<ByToken>(Answer::json(200, &json!({"items": [1, 2], "meta": {"next": "a"}})))
        .answer::<ByToken>(Answer::json(200, &json!({"items": [3, 4], "meta": {"next": "b"}})));
    for (most, sent) in [(0, 0), (2, 1)] {
        let items = ByToken::on(&server).items().take(most).collect().await.unwrap();
        assert_eq!((items.len(), server.sent().len()), (most, sent));
    }
    assert_eq!(ByToken::on(&server).items().take(3).collect().await.unwrap().len(), 3);
}

#[cfg(feature = "blocking")]
#[test]
fn items_and_pages_come_one_by_one_without_asynchronous_code() {
    let server = || {
        InMemory::new()
            .answer::<ByToken>(Answer::json(200, &json!({"items": [1, 2], "meta": {"next": "a"}})))
            .answer::<ByToken>(Answer::json(200, &json!({"items": [3]})))
    };
    let items: Vec<u8> = ByToken::on(&server())
        .items()
        .blocking()
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(ByToken::on(&server()).pages().blocking().unwrap().count(), 2);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let inside = runtime.block_on(async { ByToken::on(&server()).items().blocking().err() });
    assert!(matches!(inside, Some(Error::Invalid(_))));
}
