//! Base URLs. What is refused is refused by the builder, before there is anything to send.

use callspec_core::BuildError;
use faults::Server;

use crate::calls::{Call, MARKER, Settings, kathan};

fn refused(url: &str) -> bool {
    let builder = kathan_client::Client::builder().bearer_auth(MARKER).user_id(MARKER);
    matches!(builder.base_url(url).build(), Err(BuildError::BaseUrl(_)))
}

#[test]
fn credentials_are_not_sent_over_plain_http_unless_asked() {
    assert!(refused("http://api.example.test"));
    let builder = kathan_client::Client::builder().bearer_auth(MARKER).user_id(MARKER);
    assert!(builder.base_url("http://api.example.test").allow_http().build().is_ok());
}

#[tokio::test]
async fn tricks_with_base_urls_are_refused_and_base_paths_are_kept() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let address = server.address();
    for url in [
        format!("http://user:password@{address}"),
        format!("http://user@{address}"),
        format!("http://{address}?key=1"),
        format!("http://{address}#top"),
        format!("http://{address}//evil.example.test"),
        format!("http://{address}/a/../b"),
        format!("http://{address}/%2e%2e"),
        format!("{address}"),
        format!("//{address}"),
        format!("ftp://{address}"),
    ] {
        assert!(refused(&url), "{url}");
    }
    for (base, target) in [
        ("", "/calls/c1"),
        ("/", "/calls/c1"),
        ("/v1", "/v1/calls/c1"),
        ("/v1/", "/v1/calls/c1"),
        ("/a%20b", "/a%20b/calls/c1"),
    ] {
        let client = kathan(&format!("{}{base}", server.url()), &Settings::default());
        client.get_call("c1").send().await.unwrap();
        assert_eq!(server.journal().last().unwrap().target, target, "{base}");
    }
    assert_eq!(server.count(), 5);
}
