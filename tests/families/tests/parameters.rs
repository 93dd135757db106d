//! Kinds of paths and parameters, as a server in memory gets them.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory, Sent};
use callspec_core::{CallError, Operation};
use parameters_client::Client;
use parameters_client::headers_::*;
use parameters_client::models::*;
use parameters_client::paths::*;
use parameters_client::places::*;
use parameters_client::queries::*;

/// What a call that ends in nothing sends.
async fn sent<O: Operation>(call: impl AsyncFnOnce(Client) -> Result<(), CallError>) -> Sent {
    let server = InMemory::new().answer::<O>(Answer::new(204));
    let client = Client::builder().transport(server.clone()).build().unwrap();
    call(client).await.unwrap();
    server.sent().remove(0)
}

fn point() -> Point {
    Point::new(1, Some(2))
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn one_name_in_several_places_is_several_parameters() {
    let get = sent::<GetPlaces>(async |client| {
        let request = client.get_places(7).id_query("q&").id_header(true);
        Ok(request.id_cookie(1.5).await?)
    })
    .await;
    assert_eq!((get.path(), get.query()), ("/base/places/7", "id=q%26"));
    assert_eq!((get.header("id"), get.header("cookie")), (Some("true"), Some("id=1.5")));
    let get = sent::<GetReplaced>(async |client| Ok(client.get_replaced("a").tags(texts(["x", "y|z"])).await?)).await;
    assert_eq!(get.query(), "tags=x%7Cy%7Cz");
}

#[tokio::test]
async fn paths_stay_as_they_are_written() {
    let things = sent::<ListThings>(async |client| Ok(client.list_things().await?)).await;
    let folder = sent::<ListThingsOfFolder>(async |client| Ok(client.list_things_of_folder().await?)).await;
    let root = sent::<GetRoot>(async |client| Ok(client.get_root().await?)).await;
    let cancel = sent::<CancelThing>(async |client| Ok(client.cancel_thing("a:b").await?)).await;
    let thing = sent::<GetThing>(async |client| Ok(client.get_thing("..").await?)).await;
    let doubled = sent::<GetDoubled>(async |client| Ok(client.get_doubled("a").await?)).await;
    let paths = [&things, &folder, &root, &cancel, &thing, &doubled].map(Sent::path);
    assert_eq!(
        paths,
        [
            "/base/things",
            "/base/things/",
            "/base/",
            "/base/things/a%3Ab:cancel",
            "/base/things/thing-...json",
            "/base//doubled//a/",
        ]
    );
}

#[tokio::test]
async fn each_style_of_a_path_has_its_form() {
    let matrix = sent::<GetMatrix>(async |client| Ok(client.get_matrix(point(), point(), false).await?)).await;
    let label =
        sent::<GetLabel>(async |client| Ok(client.get_label([1, 2], texts(["a,b", "c"]), point()).await?)).await;
    let simple = sent::<GetSimple>(async |client| {
        let list = texts(["a,b", "c d"]);
        Ok(client
            .get_simple(point(), point(), list, "2026-01-02", 2, point())
            .await?)
    })
    .await;
    assert_eq!(
        [matrix.path(), label.path(), simple.path()],
        [
            "/base/matrix/;point=x,1,y,2/;x=1;y=2/;flag=false",
            "/base/label.1,2/.a%2Cb.c/.x=1.y=2",
            "/base/simple/x,1,y,2/x=1,y=2/a%2Cb,c%20d/2026-01-02/2/%7B%22x%22%3A1%2C%22y%22%3A2%7D",
        ]
    );
}

#[tokio::test]
async fn queries_have_the_form_that_the_document_says() {
    let get = sent::<GetQuery>(async |client| {
        let request = client.get_query().filter_a("x").a_b_c("y").empty("");
        let request = request.list([Some("a".to_owned()), None, Some(String::new())]);
        let request = request
            .commas(texts(["a,b", "c"]))
            .spaces(texts(["a b", "c"]))
            .pipes(texts(["a", "b"]));
        let request = request
            .pipe(point())
            .map([("k l".to_owned(), 1)])
            .deep([("k".to_owned(), texts(["a", "b"]))]);
        let request = request.reserved("/a?b&c#d+e%20").maybe(texts(["m"])).nothing("n");
        let request = request
            .either(GetQueryEither::List(vec![1, 2]))
            .size(3)
            .at("2026-01-02T03:04:05+01:00");
        let request = request.number(7).xml("<a/>").scalar("s").object(point());
        Ok(request.text("a=b").await?)
    })
    .await;
    assert_eq!(
        get.query().split('&').collect::<Vec<_>>(),
        [
            "filter%5Ba%5D=x",
            "a%20b%26c=y",
            "empty=",
            "list=a",
            "list=",
            "commas=a%2Cb,c",
            "spaces=a%20b%20c",
            "pipes=a",
            "pipes=b",
            "pipe=x%7C1%7Cy%7C2",
            "k%20l=1",
            "deep%5Bk%5D%5B%5D=a",
            "deep%5Bk%5D%5B%5D=b",
            "reserved=/a?b%26c%23d%2Be%20",
            "maybe=m",
            "nothing=n",
            "either=1",
            "either=2",
            "size=3",
            "at=2026-01-02T03%3A04%3A05%2B01%3A00",
            "text=a%3Db",
            "number=7",
            "xml=%3Ca%2F%3E",
            "scalar=s",
            "object%5Bx%5D=1",
            "object%5By%5D=2",
        ]
    );
}

#[tokio::test]
async fn what_is_undefined_is_left_out() {
    let get = sent::<GetQuery>(async |client| {
        let request = client.get_query().list([None]).commas([]).map([]).deep([]);
        Ok(request.pipe(Point::new(1, None)).await?)
    })
    .await;
    assert_eq!(get.query(), "pipe=x%7C1");
    assert!(!get.uri().to_string().ends_with('?'));
    // An array without items is undefined even where it is required: nothing on the wire says it.
    let get = sent::<GetRequired>(async |client| Ok(client.get_required([]).await?)).await;
    assert_eq!(get.uri().to_string(), "https://parameters.example/base/required");
}

#[tokio::test]
async fn headers_and_cookies_have_forms_of_their_own() {
    let get = sent::<GetHeaders>(async |client| {
        let request = client
            .get_headers()
            .x_list(texts(["a b", "c"]))
            .x_point(point())
            .x_exploded(point());
        let request = request.x_json(point()).x_at("2026-01-02T03:04:05Z").x_under_dot(false);
        Ok(request.x_maybe("é").await?)
    })
    .await;
    let names = [
        "x-list",
        "x-point",
        "x-exploded",
        "x-json",
        "x-at",
        "x_under.dot",
        "x-maybe",
    ];
    assert_eq!(
        names.map(|name| get.header(name).unwrap_or_default()),
        [
            "a b,c",
            "x,1,y,2",
            "x=1,y=2",
            r#"{"x":1,"y":2}"#,
            "2026-01-02T03:04:05Z",
            "false",
            "é",
        ]
    );
    let get = sent::<GetCookies>(async |client| {
        let request = client.get_cookies().list(["a;b".into(), "c".into()]).commas([1, 2]);
        Ok(request.point(point()).json(point()).await?)
    })
    .await;
    assert_eq!(
        get.header("cookie"),
        Some("list=a%3Bb; list=c; commas=1,2; point=x,1,y,2; json=%7B%22x%22%3A1%2C%22y%22%3A2%7D")
    );
}

#[tokio::test]
async fn a_header_is_sent_once() {
    let post = sent::<PostOwn>(async |client| {
        let request = client.post_own().user_agent("me/1").cookie("a=1").theme("dark");
        Ok(request.if_none_match("*").body("text").await?)
    })
    .await;
    for (name, value) in [
        ("user-agent", "me/1"),
        ("cookie", "a=1; theme=dark"),
        ("if-none-match", "*"),
    ] {
        let values: Vec<_> = post.headers().get_all(name).iter().collect();
        assert_eq!(values, [value], "{name}");
    }
}
