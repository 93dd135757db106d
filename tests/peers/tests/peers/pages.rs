//! Pages of every kind, as fastapi-pagination makes them, and idempotency keys, as asgi-idempotency-header heeds them:
//! `pages/app.py`.

use std::collections::HashSet;

use callspec_core::{Error, Items, Paged, Retry};
use pages_client::Client;
use pages_client::models::{Plan, Track};
use pages_client::numbers::ByNumberError;
use peers::{Result, address};
use serde_json::Value;

const TRACKS: usize = 7;

struct Peer {
    url: String,
    agent: String,
    client: Client,
}

impl Peer {
    /// A client that the server knows by a name of its own.
    fn new(agent: &str) -> Result<Self> {
        let url = address::of("CALLSPEC_PEER_PAGES")?;
        Ok(Self {
            client: Client::builder().base_url(&*url).user_agent(agent).build()?,
            agent: agent.to_owned(),
            url,
        })
    }

    fn journal(&self) -> Result<Value> {
        let line = format!("GET /journal?agent={}", self.agent);
        Ok(peers::send(&self.url, &line, &[], "")?.json()?)
    }

    /// What stood in one member of each request.
    fn seen(&self, member: &str) -> Result<Vec<String>> {
        let journal = self.journal()?;
        let requests = journal["requests"].as_array().ok_or("no list")?.iter();
        Ok(requests
            .map(|it| it[member].as_str().unwrap_or_default().to_owned())
            .collect())
    }

    /// How often a plan with this title was made.
    fn planned(&self, title: &str) -> Result<usize> {
        let journal = self.journal()?;
        let planned = journal["planned"].as_array().ok_or("no list")?.iter();
        Ok(planned.filter(|planned| **planned == title).count())
    }
}

/// Each kind of pages, and whether it counts them: it then asks for one more, which is empty.
const KINDS: [(&str, bool); 6] = [
    ("number", true),
    ("offset", true),
    ("link", false),
    ("link_header", false),
    ("cursor", false),
    ("token", false),
];

/// The numbers of the tracks, read in pages of one kind and size, and how many requests that took.
async fn read(kind: &str, size: usize, most: usize) -> Result<(Vec<usize>, usize)> {
    let peer = Peer::new(&format!("{kind}-{size}-{most}"))?;
    let (client, length) = (&peer.client, i64::try_from(size)?);
    let numbers = match kind {
        "number" => numbers(client.by_number().size(length).items().take(most)).await?,
        "offset" => numbers(client.by_offset().limit(length).items().take(most)).await?,
        "link" => numbers(client.by_link().size(length).items().take(most)).await?,
        "link_header" => numbers(client.by_link_header().size(length).items().take(most)).await?,
        "cursor" => numbers(client.by_cursor().size(length).items().take(most)).await?,
        _ => numbers(client.by_token().size(length).items().take(most)).await?,
    };
    Ok((numbers, peer.seen("target")?.len()))
}

async fn numbers<O: Paged<Item = Track>>(items: Items<O>) -> Result<Vec<usize>> {
    let tracks = items.collect().await.map_err(|error| error.to_string())?;
    tracks.iter().map(|track| Ok(usize::try_from(track.number)?)).collect()
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn every_item_arrives_once_whatever_leads_from_page_to_page() -> Result {
    for (kind, counts) in KINDS {
        for size in [1, 2, 3, 6, TRACKS, TRACKS + 1] {
            let (found, requests) = read(kind, size, usize::MAX).await?;
            assert_eq!(found, (1..=TRACKS).collect::<Vec<_>>(), "{kind} {size}");
            let pages = TRACKS.div_ceil(size) + usize::from(counts);
            assert_eq!(requests, pages, "{kind} {size}");
        }
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn no_page_is_fetched_for_more_than_is_taken() -> Result {
    for (kind, _) in KINDS {
        for (most, pages) in [(0, 0), (1, 1), (3, 1), (4, 2), (6, 2)] {
            let (found, requests) = read(kind, 3, most).await?;
            assert_eq!((found, requests), ((1..=most).collect(), pages), "{kind} {most}");
        }
    }
    Ok(())
}

/// Pages have 50 items if nothing is said.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn no_more_is_asked_for_than_is_wanted() -> Result {
    let peer = Peer::new("most")?;
    let client = &peer.client;
    for tracks in [
        client.by_number().items().most(3).await?,
        client.by_offset().items().most(3).await?,
        client.by_link().items().most(3).await?,
        client.by_link_header().items().most(3).await?,
        client.by_cursor().items().most(3).await?,
        client.by_token().items().most(3).await?,
    ] {
        assert_eq!(tracks.iter().map(|track| track.number).collect::<Vec<_>>(), [1, 2, 3]);
    }
    assert_eq!(
        peer.seen("target")?,
        [
            "/numbers?size=3",
            "/offsets?limit=3",
            "/links?size=3",
            "/headers?size=3",
            "/cursors?size=3",
            "/tokens?size=3"
        ]
    );
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn a_list_can_be_read_from_the_middle_on() -> Result {
    let peer = Peer::new("middle")?;
    let client = &peer.client;
    for found in [
        numbers(client.by_number().page(2).size(3).items()).await?,
        numbers(client.by_offset().offset(3).limit(3).items()).await?,
        numbers(client.by_link().page(2).size(3).items()).await?,
        numbers(client.by_link_header().page(2).size(3).items()).await?,
    ] {
        assert_eq!(found, [4, 5, 6, 7]);
    }
    let first = client.by_cursor().size(3).await?;
    let token = first.next_page.ok_or("no token")?;
    assert_eq!(
        numbers(client.by_cursor().size(3).cursor(token).items()).await?,
        [4, 5, 6, 7]
    );
    // What the server refuses is the call's own error.
    let error = client.by_number().page(0).items().collect().await.unwrap_err();
    assert!(matches!(error.api(), Some(ByNumberError::UnprocessableContent(_))));
    Ok(())
}

/// The server has done its work when the connection ends.
#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn an_effect_behind_a_key_happens_once_however_often_the_connection_ends() -> Result {
    for drops in ["0", "1", "2"] {
        let peer = Peer::new(&format!("drops-{drops}"))?;
        let plan = Plan::new(format!("plan of {drops}"));
        let call = || peer.client.plan(plan.clone()).header("x-drop", drops);
        let answer = call().send_raw().await?;
        assert_eq!(answer.value(), &plan);
        let replayed = answer.header("idempotent-replayed");
        assert_eq!(replayed.is_some(), drops != "0", "{drops}");
        let keys = peer.seen("key")?;
        assert_eq!(keys.len(), drops.parse::<usize>()? + 1);
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), 1, "{keys:?}");
        assert_eq!(peer.planned(&plan.title)?, 1);
        // Another call has another key, and an effect of its own.
        call().send().await?;
        let keys = peer.seen("key")?;
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), 2, "{keys:?}");
        assert_eq!(peer.planned(&plan.title)?, 2);
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn who_gives_a_key_may_call_again() -> Result {
    let peer = Peer::new("given")?;
    let plan = Plan::new("plan with a key of the caller");
    let call = || {
        let call = peer.client.plan(plan.clone()).header("x-drop", "1");
        call.idempotency_key("4f6ab5ca-7a5c-4d0c-8a39-3ab3a4b7ac11")
            .retry(Retry::none())
    };
    let error = call().await.unwrap_err();
    assert!(matches!(error, Error::Ambiguous(_)), "{error:?}");
    assert_eq!(peer.planned(&plan.title)?, 1);
    assert_eq!(call().await?, plan);
    assert_eq!(peer.planned(&plan.title)?, 1);
    Ok(())
}
