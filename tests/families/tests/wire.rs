//! What clients of other families of documents put on the wire, against the recording server: forms, media types of their
//! own, headers and cookies, styles of parameters, multipart, paths that are more than words between slashes.

#![cfg(test)]

use std::future::Future;

use callspec_core::Error;
use callspec_core::types::File;
use families_client::Client;
use families_client::media::{
    GetArticleError, GetArticleResponse, HasArticleError, PutArticleBody, UpdateArticleError,
};
use families_client::models::*;
use families_client::python::ListItemsError;
use serde_json::json;
use wire::multipart::parts;
use wire::{Part, Recorded, Response, Result, Server};

/// Has one conversation: the response to a method and target, and the call. Gives the request that came, and what the call
/// returned.
async fn talk<T, F: Future<Output = T>>(
    method: &str,
    target: &str,
    response: Response,
    call: impl FnOnce(Client) -> F,
) -> Result<(Recorded, T)> {
    let server = Server::start()?;
    server.respond(method, &format!("/base{target}"), response);
    let client = Client::builder().base_url(format!("{}/base", server.url())).build()?;
    let outcome = call(client).await;
    let mut journal = server.finish()?;
    let request = journal.pop().ok_or("no request")?;
    Ok((request, outcome))
}

fn header(request: &Recorded, name: &str) -> Vec<String> {
    request.header(name).map(str::to_owned).collect()
}

#[tokio::test]
async fn forms_are_urlencoded_with_repeated_members() -> Result {
    let response = Response::json(
        201,
        "application/json",
        &json!({"sid": "CA1", "duration": null, "uri": "/new"}),
    );
    let mut body = CreateCallRequest::new("+14155550100", "a&b=c d");
    body = body
        .machine_detection(true)
        .timeout(30)
        .status_callback_event(["initiated", "answered"]);
    let target = "/2010-04-01/Accounts/AC1/Calls.json";
    let (request, call) = talk("POST", target, response, |client| {
        client.create_call("AC1", body).send()
    })
    .await?;
    assert_eq!(header(&request, "content-type"), ["application/x-www-form-urlencoded"]);
    // The order of a form's members says nothing.
    let mut members: Vec<String> = request.text().split('&').map(str::to_owned).collect();
    members.sort();
    let expected = [
        "From=a%26b%3Dc%20d",
        "MachineDetection=true",
        "StatusCallbackEvent=answered",
        "StatusCallbackEvent=initiated",
        "Timeout=30",
        "To=%2B14155550100",
    ];
    assert_eq!(members, expected);
    assert_eq!(call?.sid, "CA1");
    Ok(())
}

#[tokio::test]
async fn names_that_are_no_identifiers_are_sent_as_they_are() -> Result {
    let target = "/2010-04-01/Accounts/AC%2F1/Calls.json?StartTime%3E=2026-01-02T03%3A04%3A05Z&StartTime%3C=2026-02-02T03%3A04%3A05Z";
    let response = Response::json(200, "application/json", &json!([]));
    let (_, calls) = talk("GET", target, response, |client| {
        let request = client.list_calls("AC/1");
        let request = request.start_time_less("2026-02-02T03:04:05Z");
        request.start_time_greater("2026-01-02T03:04:05Z").send()
    })
    .await?;
    assert!(calls?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_path_ends_behind_its_parameter() -> Result {
    let target = "/2010-04-01/Accounts/AC1/Calls/CA.1.json";
    let (_, done) = talk("DELETE", target, Response::new(204), |client| {
        client.delete_call("AC1", "CA.1").send()
    })
    .await?;
    done?;
    Ok(())
}

#[tokio::test]
async fn one_segment_holds_several_parameters() -> Result {
    let response = Response::new(200)
        .header("Content-Type", "audio/mpeg")
        .body("\u{1}\u{2}");
    let (request, bytes) = talk("GET", "/voices/anna%20b:7/1..20", response, |client| {
        client.get_range("anna b", 7, 1, 20).send()
    })
    .await?;
    assert_eq!(header(&request, "accept"), ["audio/mpeg"]);
    assert_eq!(&bytes?[..], b"\x01\x02");
    Ok(())
}

#[tokio::test]
async fn json_of_other_media_types_is_sent_and_accepted_under_them() -> Result {
    let response = Response::json(200, "application/vnd.api+json", &json!({"ok": true}));
    let body = UpdateArticleRequest::new(UpdateArticleRequestData::new("T"));
    let (request, changed) = talk("PATCH", "/articles/7", response, |client| {
        client.update_article("7", body.clone()).send()
    })
    .await?;
    assert_eq!(header(&request, "content-type"), ["application/vnd.api+json"]);
    assert_eq!(header(&request, "accept"), ["application/vnd.api+json"]);
    assert_eq!(request.json()?, json!({"data": {"title": "T"}}));
    assert!(changed?.ok);

    let response = Response::json(409, "application/problem+json", &json!({"title": "stale"}));
    let (_, refused) = talk("PATCH", "/articles/7", response, |client| {
        client.update_article("7", body).send()
    })
    .await?;
    let error = refused.err().ok_or("a conflict became a success")?;
    let Some(UpdateArticleError::Conflict(problem)) = error.api() else {
        panic!("{error}")
    };
    assert_eq!(problem.title, "stale");
    Ok(())
}

#[tokio::test]
async fn the_caller_chooses_the_media_type_and_the_first_is_the_default() -> Result {
    let article = Article::new().title("T");
    for (body, media_type) in [
        (PutArticleBody::from(article.clone()), "application/json"),
        (PutArticleBody::MergePatchJson(article), "application/merge-patch+json"),
    ] {
        let (request, done) = talk("PUT", "/articles/7", Response::new(204), |client| {
            client.put_article("7", body).send()
        })
        .await?;
        done?;
        assert_eq!(header(&request, "content-type"), [media_type]);
        assert_eq!(request.json()?, json!({"title": "T"}));
    }
    Ok(())
}

#[tokio::test]
async fn head_options_and_trace_have_no_body() -> Result {
    let response = Response::new(200)
        .header("Content-Type", "application/json")
        .header("X-Words", "7");
    let (request, there) = talk("HEAD", "/articles/7", response, |client| {
        client.has_article("7").send_raw()
    })
    .await?;
    assert_eq!(there?.get(families_client::headers::X_WORDS), Some(7));
    assert!(request.body.is_empty());
    let (_, gone) = talk("HEAD", "/articles/7", Response::new(404), |client| {
        client.has_article("7").send()
    })
    .await?;
    assert_eq!(
        gone.err().as_ref().and_then(Error::api),
        Some(&HasArticleError::NotFound)
    );

    let response = Response::new(204).header("Allow", "GET, PATCH");
    let (_, options) = talk("OPTIONS", "/articles/7", response, |client| {
        client.article_options("7").send_raw()
    })
    .await?;
    assert_eq!(
        options?.headers().get("allow").map(|value| value.as_bytes()),
        Some(&b"GET, PATCH"[..])
    );

    let response = Response::new(200).header("Content-Type", "message/http").body("TRACE");
    let (_, echo) = talk("TRACE", "/articles/7", response, |client| {
        client.trace_article("7").send()
    })
    .await?;
    assert_eq!(&echo?[..], b"TRACE");
    Ok(())
}

#[tokio::test]
async fn a_response_that_never_has_a_body_is_whole_without_one() -> Result {
    let (_, gone) = talk("DELETE", "/articles/7", Response::new(204), |client| {
        client.delete_article("7").send()
    })
    .await?;
    gone?;
    let get = |response| talk("GET", "/articles/7", response, |client| client.get_article("7").send());
    let article = Response::json(200, "application/json", &json!({"title": "t"}));
    let GetArticleResponse::Ok(article) = get(article).await?.1? else {
        panic!("the article is read as nothing")
    };
    assert_eq!(article.title.as_deref(), Some("t"));
    assert_eq!(get(Response::new(204)).await?.1?, GetArticleResponse::NoContent);
    let same = get(Response::new(304)).await?.1;
    assert_eq!(
        same.err().as_ref().and_then(Error::api),
        Some(&GetArticleError::NotModified)
    );
    Ok(())
}

#[tokio::test]
async fn headers_cookies_lists_and_deep_objects() -> Result {
    let target = "/items?status=open,on%20hold&tags=a&tags=b%2Cc&rates=8000&rates=11025&filter%5Bage%5D=3&filter%5Bname%5D=x%20y";
    let (request, items) = talk(
        "GET",
        target,
        Response::json(200, "application/json", &json!(["i"])),
        |client| {
            let request = client.list_items("to ken", "s%1").trail("t").x_flags([1, 2]);
            let request = request.status(["open", "on hold"]).rates([8000, 11025]);
            let request = request.tags(["a".to_owned(), "b,c".to_owned()]);
            request.filter(ListItemsFilter::new().name("x y").age(3)).send()
        },
    )
    .await?;
    assert_eq!(items?, ["i"]);
    assert_eq!(header(&request, "x-token"), ["to ken"]);
    assert_eq!(header(&request, "x-flags"), ["1,2"]);
    assert_eq!(header(&request, "cookie"), ["session=s%251; trail=t"]);
    Ok(())
}

#[tokio::test]
async fn a_place_is_a_list_of_texts_and_numbers() -> Result {
    let detail = json!({"detail": [{"loc": ["body", 0, "label"], "msg": "field required", "type": "missing"}]});
    let response = Response::json(422, "application/json", &detail);
    let (_, refused) = talk("GET", "/items", response, |client| client.list_items("t", "s").send()).await?;
    let error = refused.err().ok_or("an error response became a success")?;
    assert!(error.to_string().contains("field required"), "{error}");
    let Error::Api(api) = &error else { panic!("{error}") };
    let ListItemsError::UnprocessableContent(body) = api.error() else {
        panic!("{error}")
    };
    let loc = &body.detail.as_ref().ok_or("no detail")?[0].loc;
    assert_eq!(
        loc[..],
        [
            ValidationErrorLocItem::Text("body".to_owned()),
            ValidationErrorLocItem::Integer(0),
            ValidationErrorLocItem::Text("label".to_owned()),
        ]
    );
    Ok(())
}

#[tokio::test]
async fn files_and_what_may_be_a_file_are_parts() -> Result {
    let file = || File::new("RIFF").name("a.wav").content_type("audio/wav");
    let plain = UploadItemRequest::new(file(), "first");
    let reference = UploadItemRequestCover::Id(UploadItemRequestCoverId::new("c1"));
    let (request, done) = talk("POST", "/items", Response::new(204), |client| {
        client.upload_item(plain.clone().cover(reference)).send()
    })
    .await?;
    done?;
    assert!(header(&request, "content-type")[0].starts_with("multipart/form-data; boundary="));
    let sent = parts(&request)?;
    assert!(
        sent.contains(&Part::file("file", "a.wav", "audio/wav", "RIFF")),
        "{sent:?}"
    );
    assert!(sent.contains(&Part::field("label", "first")), "{sent:?}");
    assert!(request.text().contains(r#"{"id":"c1"}"#), "{}", request.text());

    let cover = UploadItemRequestCover::File(file());
    let (request, done) = talk("POST", "/items", Response::new(204), |client| {
        client.upload_item(plain.cover(cover)).send()
    })
    .await?;
    done?;
    let sent = parts(&request)?;
    assert!(
        sent.contains(&Part::file("cover", "a.wav", "audio/wav", "RIFF")),
        "{sent:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_query_in_the_path_is_sent_and_a_fragment_is_not() -> Result {
    let (_, done) = talk("GET", "/search?type=call&q=a", Response::new(204), |client| {
        client.search_calls().q("a").send()
    })
    .await?;
    done?;
    let (_, done) = talk("GET", "/search?q=a", Response::new(204), |client| {
        client.search_by_name().q("a").send()
    })
    .await?;
    done?;
    Ok(())
}

#[tokio::test]
async fn a_request_without_a_body_says_so_where_its_method_may_have_one() -> Result {
    let response = || Response::json(200, "application/json", &json!({"id": "a"}));
    let (request, login) = talk("POST", "/reset", response(), |client| client.reset().send()).await?;
    assert_eq!(login?.id, "a");
    // RFC 9110 §8.6: there are servers that refuse a POST without a length.
    assert_eq!(header(&request, "content-length"), ["0"]);
    assert!(header(&request, "content-type").is_empty() && header(&request, "transfer-encoding").is_empty());
    let (request, login) = talk("DELETE", "/reset", response(), |client| {
        client.delete_reset().body(["a".to_owned()]).send()
    })
    .await?;
    assert_eq!(login?.id, "a");
    assert_eq!(
        (header(&request, "content-length"), request.json()?),
        (vec!["5".to_owned()], json!(["a"]))
    );
    let (request, login) = talk("GET", "/reset", response(), |client| client.get_reset().send()).await?;
    assert_eq!(login?.id, "a");
    assert!(header(&request, "content-length").is_empty() && header(&request, "content-type").is_empty());
    Ok(())
}

#[tokio::test]
async fn what_a_child_adds_to_its_parent_is_sent_and_read() -> Result {
    let plays = json!({"type": "audio", "volume": 3, "url": "https://a.example"});
    let items = vec![
        PlayItem::PlayTts(PlayTts::new(PlayTtsParams::new("Hello")).volume(7)),
        PlayItem::PlayAudio(PlayAudio::new("https://a.example")),
    ];
    let response = Response::json(200, "application/json", &plays);
    let (request, item) = talk("POST", "/plays", response, |client| client.play(items).send()).await?;
    let sent = json!([
        {"type": "tts", "volume": 7, "params": {"text": "Hello"}},
        {"type": "audio", "url": "https://a.example"},
    ]);
    assert_eq!(request.json()?, sent);
    let item = item?;
    assert!(
        matches!(&item, PlayItem::PlayAudio(audio) if audio.url == "https://a.example"),
        "{item:?}"
    );
    assert_eq!(serde_json::to_value(&item)?, plays);
    Ok(())
}

#[test]
fn every_level_of_a_family_comes_back_as_it_was() -> Result {
    let square = json!({
        "kind": "Square", "id": "s", "corners": 4, "side": 2.0,
        "inside": {"kind": "Polygon", "corners": 3},
    });
    let shape: Shape = serde_json::from_value(square.clone())?;
    let Shape::Square(known) = &shape else {
        return Err(format!("{shape:?}").into());
    };
    assert!(matches!(known.inside.as_deref(), Some(Shape::PolygonBase(inside)) if inside.corners == Some(3)));
    assert_eq!(serde_json::to_value(&shape)?, square);
    // The level in between is a choice of its own.
    let polygon: Polygon = serde_json::from_value(square.clone())?;
    assert!(matches!(polygon, Polygon::Square(_)));
    let base = json!({"kind": "Shape", "id": "b"});
    assert!(matches!(serde_json::from_value(base.clone())?, Shape::ShapeBase(_)));
    // What no level knows is kept.
    for unknown in [json!({"kind": "Star", "rays": 5}), json!({"rays": 5})] {
        let shape: Shape = serde_json::from_value(unknown.clone())?;
        assert_eq!(serde_json::to_value(&shape)?, unknown);
    }
    Ok(())
}
