//! How paths, parameters and forms are spelled, as a server in memory gets them.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory, Sent};
use callspec_core::types::File;
use callspec_core::{CallError, Operation};
use spellings_client::Client;
use spellings_client::forms::*;
use spellings_client::latest::*;
use spellings_client::models::*;
use spellings_client::parameters::*;
use spellings_client::paths::*;

/// What a call that ends in nothing sends.
async fn sent<O: Operation>(call: impl AsyncFnOnce(Client) -> Result<(), CallError>) -> Sent {
    let server = InMemory::new().answer::<O>(Answer::new(204));
    let client = Client::builder().transport(server.clone()).build().unwrap();
    call(client).await.unwrap();
    let mut sent = server.sent();
    assert_eq!(sent.len(), 1);
    sent.remove(0)
}

#[tokio::test]
async fn a_path_parameter_fills_each_of_its_places() {
    let get = sent::<GetComposite>(async |client| Ok(client.get_composite("r", "c/1", "x").await?)).await;
    assert_eq!(get.path(), "/base/realms/r/clients/c%2F1/roles/x/clients/c%2F1");
    let get = sent::<GetSpan>(async |client| Ok(client.get_span(7).await?)).await;
    assert_eq!(get.path(), "/base/from/7-7");
}

#[tokio::test]
async fn literal_characters_of_a_path_are_encoded() {
    let get = sent::<GetCharacters>(async |client| Ok(client.get_characters("7").await?)).await;
    assert_eq!(
        get.path(),
        "/base/users/7/Task%20lists/stra%C3%9Fe%7C%22x%22%5E%60%3Cy%3E%5Cz%5B1%5D/a%20b/100%25/c+d"
    );
    let get = sent::<GetResolved>(async |client| Ok(client.get_resolved("7").await?)).await;
    assert_eq!(get.path(), "/base/users/7");
    let get = sent::<GetRoute>(async |client| Ok(client.get_route("a:b").await?)).await;
    assert_eq!(get.path(), "/base/routes/a%3Ab/by:id");
}

#[tokio::test]
async fn arrays_within_objects_are_repeated_or_bracketed() {
    let page = || Pageable::new().page(2).sort(["a,b".to_owned(), "c".to_owned()]);
    let created = FilterCreated::new().gte("2026-01-02");
    let filter = Filter::new()
        .website(["x".to_owned(), "y".to_owned()])
        .created(created)
        .ors([FilterOrsItem::new().k("v")]);
    let get = sent::<ListObjects>(async |client| {
        let request = client.list_objects().pageable(page()).filter(filter);
        Ok(request.x_page(page()).page(page()).await?)
    })
    .await;
    assert_eq!(
        get.query().replace("%5B", "[").replace("%5D", "]"),
        "page=2&sort=a%2Cb&sort=c&filter[website][]=x&filter[website][]=y&filter[created][gte]=2026-01-02\
         &filter[ors][0][k]=v"
    );
    assert_eq!(get.header("x-page"), Some("page=2,sort=a,b,sort=c"));
    assert_eq!(get.header("cookie"), Some("page=2; sort=a%2Cb; sort=c"));
}

#[tokio::test]
async fn members_of_an_urlencoded_form_are_written_as_their_encoding_says() {
    let texts = || ["a b".to_owned(), "c".to_owned()];
    let pet = Pet::new("1")
        .spaces(texts())
        .pipes(texts())
        .commas(texts())
        .many(texts())
        .deep(Point::new(1, 2))
        .flat(Point::new(3, 4))
        .plain(Point::new(5, 6))
        .json(texts())
        .metadata([("k l".to_owned(), "v".to_owned())])
        .raw("a/b?c=d&e");
    let post = sent::<AddPet>(async |client| Ok(client.add_pet(pet).await?)).await;
    assert_eq!(
        post.text()
            .replace("%5B", "[")
            .replace("%5D", "]")
            .split('&')
            .collect::<Vec<_>>(),
        [
            "id=1",
            "spaces=a%20b%20c",
            "pipes=a%20b%7Cc",
            "commas=a%20b,c",
            "many=a%20b",
            "many=c",
            "deep[x]=1",
            "deep[y]=2",
            "x=3",
            "y=4",
            "plain=%7B%22x%22%3A5%2C%22y%22%3A6%7D",
            "json=[%22a%20b%22%2C%22c%22]",
            "metadata[k%20l]=v",
            "raw=a/b?c=d%26e",
        ]
    );
}

#[tokio::test]
async fn parts_of_a_form_have_the_types_and_headers_that_the_document_says() {
    let body = ReplacePetRequest::new()
        .photo(File::new("png"))
        .page("<p>")
        .deep(Point::new(1, 2))
        .spaces(["a b".to_owned(), "c".to_owned()])
        .points([Point::new(3, 4)]);
    let put = sent::<ReplacePet>(async |client| Ok(client.replace_pet(body).await?)).await;
    let content_type = put.header("content-type").unwrap();
    let boundary = content_type.split_once("boundary=").unwrap().1;
    let part = |head: &str, body: &str| format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let photo = "name=\"photo\"; filename=\"photo\"\r\nContent-Type: image/png\r\nX-Kind: portrait";
    let expected = [
        part(photo, "png"),
        part("name=\"page\"\r\nContent-Type: text/html", "<p>"),
        part("name=\"deep[x]\"", "1"),
        part("name=\"deep[y]\"", "2"),
        part("name=\"spaces\"", "a b c"),
        part(
            "name=\"points\"\r\nContent-Type: application/geo+json",
            "{\"x\":3,\"y\":4}",
        ),
        "--B--\r\n".to_owned(),
    ];
    assert_eq!(put.text().replace(boundary, "B"), expected.concat());
}

#[tokio::test]
async fn a_component_of_json_and_forms_has_a_file_in_the_form() {
    let form = DocForm::new(File::new("pdf").name("a.pdf")).title("A");
    let post = sent::<CreateDoc>(async |client| Ok(client.create_doc(form).await?)).await;
    assert!(post.text().contains("name=\"file\"; filename=\"a.pdf\""));
    let json =
        sent::<CreateDoc>(async |client| Ok(client.create_doc(CreateDocBody::Json(Doc::new("pdf"))).await?)).await;
    assert_eq!(json.json(), serde_json::json!({"file": "pdf"}));
}

#[tokio::test]
async fn what_openapi_3_2_brought_is_sent() {
    let get = sent::<GetFile>(async |client| Ok(client.get_file("a/b%2Fc?d").session("x=y/z").await?)).await;
    assert_eq!(get.path(), "/base/files/a/b%2Fc%3Fd");
    assert_eq!(get.header("cookie"), Some("session=x=y/z"));
    let query = sent::<Search>(async |client| Ok(client.search("k", Point::new(1, 2)).await?)).await;
    assert_eq!((query.method().as_str(), query.path()), ("QUERY", "/base/search/k"));
    assert_eq!(query.json(), serde_json::json!({"x": 1, "y": 2}));
    let link = sent::<Link>(async |client| Ok(client.link("k", Point::new(1, 2)).await?)).await;
    assert_eq!((link.method().as_str(), link.path()), ("LINK", "/base/search/k"));
    assert_eq!(link.json(), serde_json::json!({"x": 1, "y": 2}));
    let purge = sent::<Purge>(async |client| Ok(client.purge("k").await?)).await;
    assert_eq!((purge.method().as_str(), purge.body().len()), ("purge", 0));
    let pet = Pet::new("a b").commas(["c".to_owned(), "d".to_owned()]);
    let get = sent::<Find>(async |client| Ok(client.find("k", pet).await?)).await;
    assert_eq!(get.query(), "id=a%20b&commas=c,d");
    let get = sent::<FindJson>(async |client| Ok(client.find_json(Point::new(1, 2)).await?)).await;
    assert_eq!(get.query(), "%7B%22x%22%3A1%2C%22y%22%3A2%7D");
    let get = sent::<FindPath>(async |client| Ok(client.find_path("$.a[?@.b=='c']").await?)).await;
    assert_eq!(get.query(), "%24.a%5B%3F%40.b%3D%3D%27c%27%5D");
    // What would end a cookie is refused.
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
    let error = client.get_file("a").session("x; admin=1").send().await.unwrap_err();
    assert!(matches!(error, callspec_core::Error::Invalid(_)));
}

#[tokio::test]
async fn parts_without_names_are_in_their_places() {
    // What was sent, with the boundary `B`.
    let parts = |sent: &Sent| {
        let content_type = sent.header("content-type").unwrap().to_owned();
        let boundary = content_type.split("boundary=").nth(1).unwrap();
        let boundary = boundary.split(';').next().unwrap();
        (content_type.replace(boundary, "B"), sent.text().replace(boundary, "B"))
    };
    let last = SendMixedRequestItem4::Point(Point::new(3, 4));
    let body = (Point::new(1, 2), "# a".to_owned(), File::new("png"), last);
    let sent_by = sent::<SendMixed>(async |client| Ok(client.send_mixed(body).await?)).await;
    let text = [
        "--B\r\nContent-Type: application/json\r\n\r\n{\"x\":1,\"y\":2}\r\n",
        "--B\r\nContent-Type: text/markdown\r\nX-Kind: words\r\n\r\n# a\r\n",
        "--B\r\nContent-Type: image/png\r\n\r\npng\r\n",
        "--B\r\nContent-Type: application/json\r\n\r\n{\"x\":3,\"y\":4}\r\n--B--\r\n",
    ];
    assert_eq!(
        parts(&sent_by),
        ("multipart/mixed; boundary=B".to_owned(), text.concat())
    );
    let files = ["a", "b"].map(File::new).to_vec();
    let sent_by = sent::<SendImages>(async |client| Ok(client.send_images(files).await?)).await;
    let image = |text: &str| format!("--B\r\nContent-Type: image/png\r\n\r\n{text}\r\n");
    let first = image("a").replace("png", "gif");
    assert_eq!(parts(&sent_by).1, format!("{first}{}--B--\r\n", image("b")));
    let mut body = SendRelatedRequest::from((Point::new(1, 2),));
    body.rest.push(File::new("a"));
    let sent_by = sent::<SendRelated>(async |client| Ok(client.send_related(body).await?)).await;
    let (content_type, text) = parts(&sent_by);
    assert_eq!(
        content_type,
        "multipart/related; boundary=B; type=\"application/geo+json\""
    );
    let first = "--B\r\nContent-Type: application/geo+json\r\n\r\n{\"x\":1,\"y\":2}\r\n";
    assert_eq!(text, format!("{first}{}--B--\r\n", image("a")));
}

#[tokio::test]
async fn a_parameter_of_a_media_type_is_one_text() {
    let page = || Pageable::new().page(2).sort(["a b".to_owned(), "c".to_owned()]);
    let get = sent::<GetContent>(async |client| {
        let request = client.get_content().form(page()).x_form(page()).json(Point::new(1, 2));
        Ok(request.filter("a eq 'b'").ids([1, 2]).await?)
    })
    .await;
    assert_eq!(
        get.query().split('&').collect::<Vec<_>>(),
        [
            "form=page%3D2%26sort%3Da%2520b%26sort%3Dc",
            "json=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
            "%24filter=a%20eq%20%27b%27",
            "ids%5B%5D=1",
            "ids%5B%5D=2",
        ]
    );
    assert_eq!(get.header("x-form"), Some("page=2&sort=a%20b&sort=c"));
}

#[tokio::test]
async fn enums_in_forms_are_text_and_text_may_be_bytes() {
    let kinds = Kinds::new().kinds([Kind::A, Kind::B]);
    let put = sent::<PutKinds>(async |client| Ok(client.put_kinds(kinds).await?)).await;
    assert_eq!(put.text(), "kinds=a&kinds=b");
    let form = PutKindsRequest::new(Kind::A, [Kind::A, Kind::B]);
    let put = sent::<PutKinds>(async |client| Ok(client.put_kinds(form).await?)).await;
    assert_eq!(put.text().matches("name=\"kinds\"\r\n\r\n").count(), 2);
    assert!(put.text().contains("name=\"kind\"\r\n\r\na\r\n"));
    let put = sent::<PutText>(async |client| Ok(client.put_text(File::new(&b"\xFF"[..])).await?)).await;
    assert_eq!(
        (put.header("content-type"), &put.body()[..]),
        (Some("text/plain"), &b"\xFF"[..])
    );
}
