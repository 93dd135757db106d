//! The list: filters, order, pages, related resources and some fields only.

use peers::Result;
use serde_json::json;
use sippet_client::Client;
use sippet_client::calls::ListCalls;
use sippet_client::models::{
    CallField, CallFilter, CallSort, CallStatus, CallStatusFilter, Conversation, ConversationStatus, DateTimeFilter,
    IncludedResource, IntegerFilter, Organisation, StringFilter,
};

use super::client;

/// The filter for the five calls of alice, which no test changes.
fn of_alice() -> CallFilter {
    CallFilter::new().sip_username(StringFilter::new().eq("alice"))
}

fn list(client: &Client, filter: CallFilter) -> ListCalls {
    client.list_calls().filter(filter).sort([CallSort::StartedAt])
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn items_and_pages_follow_the_links_of_the_server() -> Result {
    let client = client("pages")?;
    let newest_first = client
        .list_calls()
        .filter(of_alice())
        .sort([CallSort::StartedAtDescending]);
    let mut items = newest_first.clone().items();
    let mut ids = Vec::new();
    while let Some(call) = items.next().await {
        ids.push(call?.id);
    }
    assert_eq!(ids, ["alice-4", "alice-3", "alice-2", "alice-1", "alice-0"]);

    let mut pages = newest_first.pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page?;
        let pagination = page.meta.ok_or("no meta")?["pagination"].clone();
        assert_eq!(pagination, json!({"page": sizes.len() + 1, "pages": 3, "count": 5}));
        sizes.push(page.data.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn filters_mean_to_the_server_what_they_say() -> Result {
    let client = client("filters")?;
    let status = CallStatusFilter::new;
    for (filter, expected) in [
        (
            of_alice().status(status().r#in([CallStatus::Ringing, CallStatus::Answered])),
            vec!["alice-1", "alice-2"],
        ),
        (
            of_alice().status(status().not_eq(CallStatus::Initiated)),
            vec!["alice-1", "alice-2", "alice-3"],
        ),
        (
            of_alice().from_number(StringFilter::new().contains("+14155550103")),
            vec!["alice-3"],
        ),
        (
            of_alice().duration_seconds(IntegerFilter::new().less_than(98)),
            vec!["alice-3", "alice-4"],
        ),
        (
            of_alice().started_at(DateTimeFilter::new().greater_than("2026-03-02T10:32:30+01:00")),
            vec!["alice-3", "alice-4"],
        ),
        (of_alice().duration_seconds(IntegerFilter::new().is_nil(true)), vec![]),
    ] {
        let mut items = list(&client, filter.clone()).items();
        let mut found = Vec::new();
        while let Some(call) = items.next().await {
            found.push(call?.id);
        }
        assert_eq!(found, expected, "{filter:?}");
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn related_resources_are_found() -> Result {
    let client = client("related")?;
    let document = list(&client, of_alice())
        .include("conversation,organisation")
        .send()
        .await?;
    let [linked, alone] = &document.data[..] else {
        panic!("{document:?}")
    };
    let relationships = linked.relationships.clone().unwrap_or_default();
    let conversation = relationships.conversation.ok_or("no conversation")?;
    let found: Conversation = document.related(&conversation).ok_or("not included")??;
    assert_eq!(found.attributes.status, Some(ConversationStatus::Active));
    assert_eq!(found.attributes.metadata.ok_or("no metadata")?["topic"], "billing");
    assert_eq!(linked.attributes.conversation_id.as_deref(), Some(&*found.id));

    let id = "8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e";
    assert_eq!(
        relationships
            .organisation
            .and_then(|it| it.id().map(str::to_owned))
            .as_deref(),
        Some(id)
    );
    let organisation = document.included::<Organisation>(id).ok_or("not included")??;
    assert_eq!(organisation.attributes.name.as_deref(), Some("Example Dental"));
    assert!(document.included::<Conversation>(id).is_none());

    let kinds: Vec<_> = document
        .included_as::<IncludedResource>()
        .collect::<std::result::Result<_, _>>()?;
    assert!(matches!(
        &kinds[..],
        [IncludedResource::Conversation(_), IncludedResource::Organisation(_)]
    ));

    let none = alone.relationships.clone().unwrap_or_default();
    assert!(none.conversation.ok_or("no conversation")?.data.is_null());
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn some_fields_only() -> Result {
    let client = client("some_fields")?;
    let calls = list(&client, of_alice())
        .fields([CallField::Status, CallField::StartedAt])
        .send()
        .await?;
    let call = calls.data[1].attributes.clone();
    assert_eq!(call.status, Some(CallStatus::Ringing));
    let started = call.started_at.ok_or("no start")?;
    assert_eq!(started.to_jiff()?.to_string(), "2026-03-02T09:31:00Z");
    assert_eq!((call.call_uuid, call.direction, call.from_number), (None, None, None));
    Ok(())
}
