//! What servers of AshJsonApi send is read by crates made of the document that the framework writes: whole resources and sparse
//! ones, relationships that name nobody, included resources, lists in pages, and errors.

#![cfg(test)]

use ash_client::Client;
use ash_client::label::GetNotesByIdLabels;
use ash_client::models::{
    GetNotesPage, GetNotesResponseIncluded, NoteAttributesMood, NoteField, NoteFilter, NoteFilterMood,
    WriteNoteRequestAttributes, Writer,
};
use ash_client::note::{
    DeleteNotesById, GetDrafts, GetNotes, GetNotesById, GetNotesByIdError, GetNotesError, WriteNote,
};
use ash_client::writer::GetNotesByIdWriter;
use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, Operation, Retry};
use serde_json::{Value, json};
use wire::json::worn;

type Result<T = (), E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

fn client(server: &InMemory) -> Result<Client> {
    let builder = Client::builder().api_key("key").retry(Retry::none());
    Ok(builder.transport(server.clone()).build()?)
}

/// A server that gives this body, as the framework sends it, for one operation.
fn sends<O: Operation>(status: u16, body: &Value) -> InMemory {
    let answer = Answer::json(status, body).header("content-type", "application/vnd.api+json");
    InMemory::new().answer::<O>(answer)
}

/// A resource as the serializer writes it: with links and meta that the document does not have, and relationships without data
/// unless these are included.
fn note(id: &str, attributes: Value) -> Value {
    let relation = json!({"links": {}, "meta": {}});
    json!({
        "attributes": attributes, "id": id, "links": {"self": format!("https://ash.example/notes/{id}")}, "meta": {},
        "type": "note", "relationships": {"writer": relation, "labels": relation},
    })
}

fn one(data: Value) -> Value {
    json!({"data": data, "jsonapi": {"version": "1.0"}, "links": {"self": "https://ash.example/notes/n1"}})
}

/// All that comes by default, with `null` wherever it may be.
fn by_default() -> Value {
    json!({"title": "First", "mood": null, "read_at": null, "edited_at": null})
}

#[tokio::test]
async fn a_resource_has_what_comes_by_default_and_null_elsewhere() -> Result {
    let server = sends::<GetNotesById>(200, &one(note("n1", by_default())));
    let document = client(&server)?.get_notes_by_id("n1").send().await?;
    assert_eq!(
        (document.data.r#type.as_str(), document.data.id.as_str()),
        ("note", "n1")
    );
    let attributes = document.data.attributes;
    assert_eq!(attributes.title.as_deref(), Some("First"));
    assert_eq!(
        (attributes.mood, attributes.read_at, attributes.words),
        (None, None, None)
    );
    let relationships = document.data.relationships.ok_or("no relationships")?;
    assert!(relationships.writer.is_some_and(|writer| writer.data.is_absent()));
    assert!(relationships.labels.is_some_and(|labels| labels.data.is_none()));

    // A field policy hides what never is null; it is left out.
    let server = sends::<GetNotesById>(200, &one(note("n1", json!({"mood": "loud"}))));
    let document = client(&server)?.get_notes_by_id("n1").send().await?;
    assert_eq!(document.data.attributes.title, None);

    // As calculations and aggregates are, when they are asked for; and nothing is related.
    let mut whole = note(
        "n1",
        json!({"title": "First", "mood": "calm", "price": "1.50", "words": 7}),
    );
    whole["relationships"] = json!({});
    let server = sends::<GetNotesById>(200, &one(whole));
    let document = client(&server)?.get_notes_by_id("n1").send().await?;
    let attributes = document.data.attributes;
    assert_eq!(attributes.mood, Some(NoteAttributesMood::Calm));
    assert_eq!((attributes.price.as_deref(), attributes.words), (Some("1.50"), Some(7)));
    Ok(())
}

#[tokio::test]
async fn a_resource_of_which_some_fields_were_asked_for_has_these() -> Result {
    for (attributes, words) in [
        (json!({"words": 7}), Some(7)),
        (json!({}), None),
        (json!({"words": null}), None),
    ] {
        let server = sends::<GetNotesById>(200, &one(note("n1", attributes)));
        let document = client(&server)?
            .get_notes_by_id("n1")
            .fields([NoteField::Words])
            .send()
            .await?;
        assert_eq!(server.sent()[0].query(), "fields%5Bnote%5D=words");
        let attributes = document.data.attributes;
        assert_eq!((attributes.title, attributes.words), (None, words));
    }
    let mut bare = note("n1", json!({}));
    for member in ["attributes", "relationships", "meta"] {
        bare.as_object_mut().ok_or("no object")?.remove(member);
    }
    let server = sends::<GetNotesById>(200, &one(bare));
    let document = client(&server)?
        .get_notes_by_id("n1")
        .fields([NoteField::Words])
        .send()
        .await?;
    assert_eq!(document.data.id, "n1");

    // A route with default fields of its own spells its resource out.
    let drafts = json!({"data": [note("n1", json!({}))], "jsonapi": {"version": "1.0"}, "links": {}});
    let server = sends::<GetDrafts>(200, &drafts);
    let drafts = client(&server)?.get_drafts().fields(["title".into()]).send().await?;
    assert_eq!(drafts.data[0].r#type, "note");
    Ok(())
}

/// A null costs itself, wherever it is and whatever the document requires; so does a member that is gone.
#[tokio::test]
async fn one_null_costs_nothing() -> Result {
    let identifier = |kind: &str, id: &str| json!({"id": id, "type": kind, "meta": {}});
    let mut whole = note(
        "n1",
        json!({"title": "First", "mood": "calm", "read_at": "2026-03-02T09:30:00Z", "edited_at": 1, "price": "1.50", "words": 7}),
    );
    whole["relationships"] = json!({
        "writer": {"links": {}, "meta": {}, "data": identifier("writer", "w1")},
        "labels": {"links": {}, "meta": {}, "data": [identifier("label", "l1")]},
    });
    let mut body = one(whole.clone());
    body["included"] = json!([{"attributes": {"name": "Ann"}, "id": "w1", "links": {}, "type": "writer"}]);
    for (change, body) in worn(&body, |place| place == "/data") {
        let server = sends::<GetNotesById>(200, &body);
        let document = client(&server)?.get_notes_by_id("n1").send().await;
        let document = document.map_err(|error| format!("{change}: {error}"))?;
        let included: Result<Vec<_>, _> = document.included_as::<GetNotesResponseIncluded>().collect();
        included.map_err(|error| format!("{change}: {error}"))?;
    }
    let list = json!({"data": [whole], "links": {"next": null}, "meta": {"page": {"total": 1}}});
    for (change, body) in worn(&list, |place| place == "/data") {
        let server = sends::<GetNotes>(200, &body);
        let items = client(&server)?.get_notes().send().await;
        items.map_err(|error| format!("{change}: {error}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_list_is_filtered_sorted_and_read_page_by_page() -> Result {
    let page = |ids: &[&str], next: Value| {
        let data: Vec<Value> = ids.iter().map(|id| note(id, by_default())).collect();
        let links = json!({"first": "https://ash.example/notes?page[limit]=2", "next": next, "prev": null, "self": "https://ash.example/notes"});
        json!({"data": data, "jsonapi": {"version": "1.0"}, "links": links, "meta": {"page": {"limit": 2, "offset": 0, "total": 3}}})
    };
    let answer = |body: &Value| Answer::json(200, body).header("content-type", "application/vnd.api+json");
    let first = page(
        &["n1", "n2"],
        json!("https://ash.example/notes?page%5Blimit%5D=2&page%5Boffset%5D=2"),
    );
    let server = InMemory::new()
        .answer::<GetNotes>(answer(&first))
        .answer::<GetNotes>(answer(&page(&["n3"], json!(null))));
    let filter = NoteFilter::new().mood(NoteFilterMood::new().r#in(["calm", "loud"]));
    let request = client(&server)?
        .get_notes()
        .filter(filter)
        .sort("-title")
        .page(GetNotesPage::new().limit(2));
    let mut notes = request.items();
    let mut ids = Vec::new();
    while let Some(note) = notes.next().await {
        ids.push(note?.id);
    }
    assert_eq!(ids, ["n1", "n2", "n3"]);
    let sent = server.sent()[0].query().to_owned();
    for part in [
        "sort=-title",
        "page%5Blimit%5D=2",
        "filter%5Bmood%5D%5Bin%5D%5B%5D=calm",
    ] {
        assert!(sent.contains(part), "{sent}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_included_is_told_by_the_names_of_the_schemas() -> Result {
    let mut data = note("n1", by_default());
    data["relationships"] = json!({
        "writer": {"links": {}, "meta": {}, "data": {"id": "w1", "type": "writer"}},
        "editor": {"links": {}, "meta": {}, "data": {"id": "w1", "type": "writer"}},
        "labels": {"links": {}, "meta": {}, "data": [{"id": "l1", "type": "label", "meta": {}}]},
    });
    let mut body = one(data);
    let resource = |kind: &str, id: &str, attributes: Value| json!({"attributes": attributes, "id": id, "links": {}, "meta": {}, "type": kind, "relationships": {}});
    body["included"] = json!([
        resource("writer", "w1", json!({"name": "Ann"})),
        resource("label", "l1", json!({"text": "old"})),
    ]);
    let server = sends::<GetNotesById>(200, &body);
    let document = client(&server)?
        .get_notes_by_id("n1")
        .include("writer,labels")
        .send()
        .await?;
    let relationships = document.data.relationships.as_ref().ok_or("no relationships")?;
    let writer = relationships.writer.as_ref().ok_or("no writer")?;
    let writer: Writer = document.related(writer).ok_or("not included")??;
    assert_eq!(writer.attributes.name.as_deref(), Some("Ann"));
    let editor = relationships.editor.as_ref().ok_or("no editor")?;
    assert_eq!(editor.ids().collect::<Vec<_>>(), ["w1"]);
    let included: Vec<GetNotesResponseIncluded> = document.included_as().collect::<Result<_, _>>()?;
    let [
        GetNotesResponseIncluded::Writer(_),
        GetNotesResponseIncluded::Label(label),
    ] = included.as_slice()
    else {
        panic!("{included:?}")
    };
    assert_eq!(label.id, "l1");
    Ok(())
}

#[tokio::test]
async fn what_is_related_is_a_list_or_one_or_none() -> Result {
    let writer = json!({"attributes": {"name": "Ann"}, "id": "w1", "links": {}, "meta": {}, "type": "writer", "relationships": {}});
    let server = sends::<GetNotesByIdWriter>(200, &one(writer));
    let found = client(&server)?.get_notes_by_id_writer("n1").send().await?.data;
    assert_eq!(found.map(|writer| writer.id).as_deref(), Some("w1"));
    let server = sends::<GetNotesByIdWriter>(200, &one(json!(null)));
    assert_eq!(client(&server)?.get_notes_by_id_writer("n1").send().await?.data, None);

    let label = |id: &str| json!({"attributes": {"text": "old"}, "id": id, "links": {}, "meta": {}, "type": "label", "relationships": {}});
    let server = sends::<GetNotesByIdLabels>(200, &one(json!([label("l1"), label("l2")])));
    let mut labels = client(&server)?.get_notes_by_id_labels("n1").items();
    let mut ids = Vec::new();
    while let Some(label) = labels.next().await {
        ids.push(label?.id);
    }
    assert_eq!(ids, ["l1", "l2"]);
    Ok(())
}

#[tokio::test]
async fn errors_are_an_object_whatever_the_document_says() -> Result {
    let missing = json!({
        "errors": [{
            "id": "6f2f0b1c", "status": "404", "code": "not_found", "title": "Entity Not Found",
            "detail": "No note record found with id `n1`", "source": {}, "meta": {}, "links": {"about": "https://ash.example/errors"},
        }],
        "jsonapi": {"version": "1.0"},
    });
    let server = sends::<GetNotesById>(404, &missing);
    let error = client(&server)?
        .get_notes_by_id("n1")
        .send()
        .await
        .err()
        .ok_or("no error")?;
    let Some(GetNotesByIdError::Default(body)) = error.api() else {
        panic!("{error}")
    };
    assert_eq!(body.errors[0].code.as_deref(), Some("not_found"));
    assert!(error.to_string().contains("No note record found"), "{error}");

    let invalid = json!({
        "errors": [
            {"id": null, "status": "400", "code": "invalid_filter", "title": null, "detail": null, "source": {"parameter": "filter", "pointer": null}, "meta": null, "links": null},
            {"code": "forbidden"}, {},
        ],
        "jsonapi": {"version": "1.0"}, "meta": {},
    });
    let server = sends::<GetNotes>(400, &invalid);
    let error = client(&server)?.get_notes().send().await.err().ok_or("no error")?;
    let Some(GetNotesError::Default(body)) = error.api() else {
        panic!("{error}")
    };
    assert_eq!(body.errors.len(), 3);
    let source = body.errors[0].source.as_ref().ok_or("no source")?;
    assert_eq!(
        (source.parameter.as_deref(), source.pointer.as_deref()),
        (Some("filter"), None)
    );

    // What is no error document, such as that of a proxy, keeps its status.
    let server = sends::<GetNotes>(502, &json!("bad gateway"));
    let error = client(&server)?.get_notes().send().await.err().ok_or("no error")?;
    assert!(matches!(&error, Error::Unexpected(_)), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_write_has_its_envelope_and_a_deletion_gives_nothing() -> Result {
    let server = sends::<WriteNote>(201, &one(note("n1", by_default())));
    let attributes = WriteNoteRequestAttributes::new("First").mood("calm");
    let written = client(&server)?.write_note(attributes).send().await?;
    assert_eq!(written.data.id, "n1");
    let sent: Value = serde_json::from_slice(server.sent()[0].body())?;
    let attributes = json!({"title": "First", "mood": "calm"});
    assert_eq!(sent, json!({"data": {"type": "note", "attributes": attributes}}));

    // The record comes back, which the document does not say.
    let server = sends::<DeleteNotesById>(200, &one(note("n1", by_default())));
    client(&server)?.delete_notes_by_id("n1").send().await?;
    Ok(())
}
