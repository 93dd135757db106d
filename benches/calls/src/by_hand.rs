//! The floor: what a person would write for one call with reqwest and serde.

use codec::by_hand::{Call, Changes, SippetCall, UpdateCall};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Error};

/// The client, with a limit of time as production code has one, and without proxies.
pub(crate) fn client() -> reqwest::ClientBuilder {
    Client::builder().timeout(std::time::Duration::from_secs(60)).no_proxy()
}

pub(crate) async fn kathan(
    client: &Client,
    base: &str,
    key: &str,
    user: &str,
    id: &str,
    changes: &UpdateCall<'_>,
) -> Result<Call, Error> {
    client
        .patch(format!("{base}/calls/{id}"))
        .bearer_auth(key)
        .header("x-user-id", user)
        .json(changes)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await
}

pub(crate) async fn sippet(
    client: &Client,
    base: &str,
    token: &str,
    id: &str,
    changes: &Changes<'_>,
) -> Result<SippetCall, Error> {
    let media_type = HeaderValue::from_static("application/vnd.api+json");
    client
        .patch(format!("{base}/api/calls/{id}"))
        .bearer_auth(token)
        .header(ACCEPT, media_type.clone())
        .header(CONTENT_TYPE, media_type)
        .json(changes)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await
}
