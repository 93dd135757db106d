//! What a newer or an older server may send: by name, what `examples` does for every place.

use callspec_core::types::Patch;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sippet_client::models::{
    CallAttributes, CallDocument, CallListDocument, CallStatus, Conversation, ConversationDocument, ConversationItem,
    IncludedResource, User,
};
use wire::json::differences;
use wire::{Result, Spec};

/// The example of an operation's success.
fn example(operation: &str) -> Result<Value> {
    answered(operation, "200")
}

fn answered(operation: &str, status: &str) -> Result<Value> {
    let spec = Spec::read("sippet")?;
    Ok(spec.response(&spec.operation(operation)?, status)?.value)
}

fn read<T: DeserializeOwned>(value: &Value) -> serde_json::Result<T> {
    T::deserialize(value)
}

#[test]
fn enums_are_open() -> Result {
    let mut call = example("update_call")?;
    call["data"]["attributes"]["status"] = json!("on_hold");
    call["data"]["attributes"]["direction"] = json!("outbound");
    let document: CallDocument = read(&call)?;
    let attributes = &document.data.attributes;
    assert_eq!(attributes.direction, Some("outbound".into()));
    assert_eq!(attributes.status, Some(CallStatus::from("on_hold")));
    assert!(matches!(attributes.status, Some(CallStatus::Unrecognized(_))));
    assert_eq!(
        differences(&call, &serde_json::to_value(&document)?),
        Vec::<String>::new()
    );
    Ok(())
}

#[test]
fn documents_need_their_data_only() -> Result {
    let mut list = example("list_calls")?;
    let data = list["data"].take();
    let document: CallListDocument = read(&json!({ "data": data }))?;
    assert_eq!(document.data.len(), 1);
    assert_eq!((&document.links, &document.meta), (&None, &None));
    let empty: CallListDocument = read(&json!({"data": []}))?;
    assert!(empty.data.is_empty());
    assert!(read::<CallListDocument>(&json!({"meta": {}})).is_err());
    Ok(())
}

#[test]
fn unknown_members_are_kept_at_every_level_and_change_nothing_else() -> Result {
    let call = example("update_call")?;
    let mut grown = call.clone();
    for place in ["", "/data", "/data/attributes", "/data/relationships", "/jsonapi"] {
        let object = grown.pointer_mut(place).and_then(Value::as_object_mut);
        object.ok_or(place)?.insert("of_tomorrow".to_owned(), json!({"a": 1}));
    }
    let mut document: CallDocument = read(&grown)?;
    assert_eq!(
        differences(&grown, &serde_json::to_value(&document)?),
        Vec::<String>::new()
    );
    let data = &mut document.data;
    for other in [
        &mut document.other,
        &mut data.other,
        &mut data.attributes.other,
        &mut data.relationships.as_mut().ok_or("no relationships")?.other,
        &mut document.jsonapi.as_mut().ok_or("no jsonapi")?.other,
    ] {
        assert_eq!(other.remove("of_tomorrow"), Some(json!({"a": 1})));
    }
    assert_eq!(document, read::<CallDocument>(&call)?);
    Ok(())
}

#[test]
fn relationships_keep_absent_null_and_identifier_apart() -> Result {
    let mut call = example("update_call")?;
    for (data, expected) in [
        (json!({"links": {}}), Patch::Absent),
        (json!({"data": null}), Patch::Null),
    ] {
        call["data"]["relationships"]["conversation"] = data.clone();
        let document: CallDocument = read(&call)?;
        let relationships = document.data.relationships.clone().unwrap_or_default();
        let conversation = relationships.conversation.unwrap_or_default();
        assert_eq!(conversation.data, expected);
        let written = serde_json::to_value(&document)?;
        assert_eq!(written["data"]["relationships"]["conversation"], data);
    }
    Ok(())
}

/// The responses to `fields[Call]=status`: any attribute may be absent, and so may all of them be.
#[test]
fn sparse_responses_decode() -> Result {
    let resource = json!({"type": "Call", "id": "a", "attributes": {"status": "completed", "started_at": null}});
    let document: CallDocument = read(&json!({"data": resource, "links": {"self": "/a"}}))?;
    let attributes = document.data.attributes.clone();
    assert_eq!(attributes.status, Some(CallStatus::Completed));
    assert_eq!((attributes.call_uuid, attributes.started_at), (None, None));
    let written = serde_json::to_value(&document)?;
    assert_eq!(written["data"]["attributes"], json!({"status": "completed"}));

    let list = json!({"data": [
        resource,
        {"type": "Call", "id": "b", "attributes": {}},
        {"type": "Call", "id": "c", "attributes": null},
        {"type": "Call", "id": "d"},
    ]});
    let document: CallListDocument = read(&list)?;
    let ids: Vec<_> = document.data.iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
    let empty = CallAttributes::default();
    assert!(document.data[1..].iter().all(|call| call.attributes == empty));

    // What is no object is no attributes, and nothing is a resource without its id.
    for resource in [
        json!({"type": "Call", "id": "a", "attributes": []}),
        json!({"type": "Call"}),
    ] {
        assert!(
            read::<CallDocument>(&json!({ "data": resource })).is_err(),
            "{resource}"
        );
    }
    Ok(())
}

#[test]
fn included_resources_are_found_by_type_and_id() -> Result {
    let mut call = example("update_call")?;
    let conversation = example("get_conversation")?["data"].take();
    let id = conversation["id"].as_str().unwrap_or_default().to_owned();
    call["included"] = json!([{"type": "Alien", "id": id, "eyes": 3}, conversation]);
    let document: CallDocument = read(&call)?;
    let found: Conversation = document.included(&id).ok_or("not included")??;
    assert_eq!(serde_json::to_value(&found)?, conversation);
    assert!(document.included::<User>(&id).is_none());
    let relationships = document.data.relationships.clone().unwrap_or_default();
    let to_one = relationships.conversation.ok_or("no relationship")?;
    let related: Conversation = document.related(&to_one).ok_or("not related")??;
    assert_eq!(related, found);
    assert_eq!(serde_json::to_value(&document)?["included"][0]["eyes"], 3);
    Ok(())
}

#[test]
fn included_resources_are_told_apart_by_type() -> Result {
    let mut call = example("update_call")?;
    let conversation = example("get_conversation")?["data"].take();
    let id = &conversation["id"];
    let alien = json!({"type": "Alien", "id": id, "eyes": 3});
    let broken = json!({"type": "User", "id": 7});
    call["included"] = json!([conversation, alien, broken]);
    let document: CallDocument = read(&call)?;

    let mut resources = document.included_as::<IncludedResource>();
    let Some(Ok(IncludedResource::Conversation(found))) = resources.next() else {
        return Err("no conversation".into());
    };
    assert_eq!(serde_json::to_value(&found)?, conversation);
    let Some(Ok(IncludedResource::Unrecognized(kept))) = resources.next() else {
        return Err("an alien was recognized".into());
    };
    assert_eq!(kept, alien);
    assert!(resources.next().is_some_and(|user| user.is_err()));
    assert!(resources.next().is_none());
    Ok(())
}

#[test]
fn to_many_relationships_lead_to_included_resources_in_their_order() -> Result {
    let mut document = example("get_conversation")?;
    let item = |id: &str| -> Result<Value> {
        let mut item = answered("create_conversation_item", "201")?["data"].take();
        item["id"] = json!(id);
        Ok(item)
    };
    let named = |id: &str| json!({"type": "ConversationItem", "id": id});
    document["data"]["relationships"]["conversation_items"] =
        json!({"data": [named("b"), named("missing"), named("a"), {"type": "Alien", "id": "a"}]});
    document["included"] = json!([item("a")?, item("b")?]);
    let document: ConversationDocument = read(&document)?;
    let relationships = document.data.relationships.clone().unwrap_or_default();
    let items = relationships.conversation_items.ok_or("no relationship")?;
    let found: std::result::Result<Vec<ConversationItem>, _> = document.related_many(&items).into_iter().collect();
    let ids: Vec<String> = found?.into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["b", "a"]);
    Ok(())
}
