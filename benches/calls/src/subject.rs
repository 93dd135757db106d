//! Who calls. In: the server's address. Out: for each operation and each client one call, with equal arguments.

use std::hint::black_box;

use codec::by_hand::{CallChanges, Changes, ChangesData, UpdateCall};
use kathan_client::models::{CallAction, TransferMode, UpdateCallRequest};
use oracle::kathan as progenitor;
use sippet_client::models::{CallAttributesUpdate, CallStatus};

use crate::{Result, by_hand};

const KATHAN: &str = "kathan/update_call";
const SIPPET: &str = "sippet/update_call";

const KEY: &str = "key";
const USER: &str = "user_123";
const KATHAN_ID: &str = "call_123";
const SIPPET_ID: &str = "7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11";
const LABEL: &str = "Billing question";
const TO: &str = "+14155550102";
const ENDED_AT: &str = "2026-03-02T09:33:04Z";

/// An operation of one client.
#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) operation: &'static str,
    pub(crate) client: &'static str,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    KathanCallspec(kathan_client::Client),
    KathanProgenitor(progenitor::Client),
    KathanByHand(reqwest::Client, String),
    SippetCallspec(sippet_client::Client),
    SippetByHand(reqwest::Client, String),
}

impl Subject {
    pub(crate) fn all(url: &str) -> Result<Vec<Self>> {
        let kathan = kathan_client::Client::builder().bearer_auth(KEY).user_id(USER);
        let sippet = sippet_client::Client::builder().bearer_auth(KEY);
        let progenitor = progenitor::Client::new_with_client(url, with_credentials()?);
        let of = |operation, client, kind| Self {
            operation,
            client,
            kind,
        };
        Ok(vec![
            of(
                KATHAN,
                "by-hand",
                Kind::KathanByHand(by_hand::client().build()?, url.to_owned()),
            ),
            of(KATHAN, "callspec", Kind::KathanCallspec(kathan.base_url(url).build()?)),
            of(KATHAN, "progenitor", Kind::KathanProgenitor(progenitor)),
            of(
                SIPPET,
                "by-hand",
                Kind::SippetByHand(by_hand::client().build()?, url.to_owned()),
            ),
            of(SIPPET, "callspec", Kind::SippetCallspec(sippet.base_url(url).build()?)),
        ])
    }

    /// Operation and client.
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.operation, self.client)
    }

    /// Makes one call, its arguments included, and drops the response.
    pub(crate) async fn call(&self) -> Result<()> {
        match &self.kind {
            Kind::KathanCallspec(client) => {
                let changes = UpdateCallRequest::new()
                    .label(LABEL)
                    .recording_enabled(true)
                    .action(CallAction::Transfer)
                    .to(TO)
                    .mode(TransferMode::Warm);
                drop(black_box(client.update_call(KATHAN_ID, changes).send().await?));
            }
            Kind::KathanProgenitor(client) => {
                let changes = progenitor::types::UpdateCallRequest {
                    label: Some(LABEL.to_owned()),
                    recording_enabled: Some(true),
                    action: Some(progenitor::types::CallAction::Transfer),
                    to: Some(TO.to_owned()),
                    mode: Some(progenitor::types::TransferMode::Warm),
                };
                drop(black_box(client.update_call(KATHAN_ID, &changes).await?));
            }
            Kind::KathanByHand(client, url) => {
                let changes = UpdateCall {
                    label: Some(LABEL),
                    recording_enabled: Some(true),
                    action: Some("transfer"),
                    to: Some(TO),
                    mode: Some("warm"),
                };
                drop(black_box(
                    by_hand::kathan(client, url, KEY, USER, KATHAN_ID, &changes).await?,
                ));
            }
            Kind::SippetCallspec(client) => {
                let changes = CallAttributesUpdate::new()
                    .duration_seconds(184)
                    .ended_at(ENDED_AT)
                    .status(CallStatus::Completed);
                drop(black_box(client.update_call(SIPPET_ID, changes).send().await?));
            }
            Kind::SippetByHand(client, url) => {
                let attributes = CallChanges {
                    call_source: None,
                    duration_seconds: Some(184),
                    ended_at: Some(ENDED_AT),
                    status: Some("completed"),
                };
                let changes = Changes {
                    data: ChangesData {
                        r#type: "Call",
                        id: SIPPET_ID,
                        attributes,
                    },
                };
                drop(black_box(by_hand::sippet(client, url, KEY, SIPPET_ID, &changes).await?));
            }
        }
        Ok(())
    }
}

/// progenitor knows nothing of security schemes: its caller sets the headers.
fn with_credentials() -> Result<reqwest::Client> {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("authorization", format!("Bearer {KEY}").parse()?);
    headers.insert("x-user-id", USER.parse()?);
    Ok(by_hand::client().default_headers(headers).build()?)
}
