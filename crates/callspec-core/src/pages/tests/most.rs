//! The first items of a list: how many requests they take, and how many items those ask for.

use super::kinds::{Page, kind};
use super::*;

kind!(ByOffset, "status=new"; offset("offset") in items at "/items", size("limit", 1, 4));
kind!(ByOffsetOfTwo, "limit=2"; offset("offset") in items at "/items", size("limit", 1, 4));
kind!(ByNumber, ""; page("page", 1) in items at "/items", size("page[size]", 2, 4) unless "page");
kind!(ByNumberFromTwo, "page=2"; page("page", 1) in items at "/items", size("page[size]", 2, 4) unless "page");
kind!(ByToken, ""; token("cursor", "/next") in items at "/items", size("limit", 1, 4) unless "cursor");
kind!(ByLink, ""; link("/next") in items at "/items", size("limit", 1, 4) unless "page");

/// Has ten items, and gives up to as many as it is asked for, or three, whatever leads from page to page.
fn ten(sent: &Sent) -> Result<Answer, TransportError> {
    let number = |name: &str| -> Option<usize> {
        let pairs = sent.query().split('&');
        pairs
            .filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
            .next()
    };
    let size = number("limit").or(number("page%5Bsize%5D")).unwrap_or(3);
    let page = number("page").map(|page| (page - 1) * size);
    let start = number("offset").or(number("cursor")).or(page).unwrap_or(0);
    let items: Vec<usize> = (1..=10).skip(start).take(size).collect();
    let next = (start + size < 10).then_some(start + size);
    let next = match sent.operation().id {
        "ByLink" => next.map(|next| json!(format!("?limit={size}&offset={next}"))),
        _ => next.map(|next| json!(next)),
    };
    Ok(Answer::json(200, &json!({"items": items, "next": next})))
}

macro_rules! most {
    ($kind:ident, $items:literal => $first:literal, $queries:expr) => {{
        let server = InMemory::new().respond_with::<$kind>(ten);
        let items = $kind::on(&server).items().most($items).await.unwrap();
        assert_eq!(items, ($first..=10).take($items).collect::<Vec<u8>>());
        let sent = server.sent();
        let queries: Vec<&str> = sent.iter().map(Sent::query).collect();
        let expected: &[&str] = &$queries;
        assert_eq!(queries, expected, "{}", stringify!($kind));
    }};
}

#[tokio::test]
async fn no_more_is_asked_for_than_is_wanted_where_the_document_allows_it() {
    most!(ByOffset, 0 => 1, []);
    most!(ByOffset, 1 => 1, ["status=new&limit=1"]);
    most!(ByOffset, 4 => 1, ["status=new&limit=4"]);
    most!(ByNumber, 4 => 1, ["page%5Bsize%5D=4"]);
    most!(ByToken, 2 => 1, ["limit=2"]);
    most!(ByLink, 2 => 1, ["limit=2"]);
}

#[tokio::test]
async fn the_servers_own_size_is_left_where_another_may_be_refused() {
    most!(ByOffset, 5 => 1, ["status=new", "status=new&offset=3"]);
    most!(ByNumber, 1 => 1, [""]);
    most!(ByToken, 6 => 1, ["", "cursor=3"]);
    most!(ByLink, 7 => 1, ["", "limit=3&offset=3", "limit=3&offset=6"]);
}

#[tokio::test]
async fn what_the_call_asks_for_is_left_as_it_is() {
    most!(ByOffsetOfTwo, 3 => 1, ["limit=2", "limit=2&offset=2"]);
    // The second page begins elsewhere when pages have another size.
    most!(ByNumberFromTwo, 2 => 4, ["page=2"]);
    let server = InMemory::new().respond_with::<ByToken>(ten);
    let mut items = ByToken::on(&server).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.most(4).await.unwrap(), [2, 3, 4, 5]);
    assert_eq!(
        server.sent().iter().map(Sent::query).collect::<Vec<_>>(),
        ["", "cursor=3"]
    );
    let server = InMemory::new().respond_with::<ByOffset>(ten);
    assert_eq!(ByOffset::on(&server).items().take(2).most(4).await.unwrap(), [1, 2]);
    assert_eq!(server.sent()[0].query(), "status=new&limit=2");
}

#[tokio::test]
async fn a_server_that_gives_fewer_is_asked_again() {
    let server = InMemory::new().respond_with::<ByOffset>(|sent| match sent.query() {
        "status=new&limit=4" => Ok(Answer::json(200, &json!({"items": [1, 2, 3]}))),
        "status=new&limit=4&offset=3" => Ok(Answer::json(200, &json!({"items": [4, 5]}))),
        _ => Ok(Answer::new(404)),
    });
    assert_eq!(ByOffset::on(&server).items().most(4).await.unwrap(), [1, 2, 3, 4]);
    assert_eq!(server.sent().len(), 2);
}

#[cfg(feature = "blocking")]
#[test]
fn it_is_the_same_without_asynchronous_code() {
    let server = InMemory::new().respond_with::<ByOffset>(ten);
    let items = ByOffset::on(&server).items().blocking().unwrap();
    assert_eq!(items.most(4).unwrap(), [1, 2, 3, 4]);
    assert_eq!(server.sent()[0].query(), "status=new&limit=4");
}
