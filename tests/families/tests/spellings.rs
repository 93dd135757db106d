//! How paths, parameters and forms are spelled, as a server in memory gets them.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory, Sent};
use callspec_core::{CallError, Operation};
use spellings_client::Client;
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
}
