//! Operations tagged `authentication`.

use wire::Result;

use super::api::{Api, request};

pub(crate) async fn get_protected(mut api: Api) -> Result {
    api.expect(request("GET", "/protected"));
    let greeting = api.client.get_protected().send().await?;
    assert_eq!(greeting.message.as_deref(), Some("Hello, user_123!"));
    api.finish(&greeting)
}
