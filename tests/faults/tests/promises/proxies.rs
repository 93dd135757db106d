//! Proxies that the environment names, as `Network` documents them. The second listener plays the proxy.

use faults::{Fault, Server};

use crate::calls::{Call, MARKER};
use crate::children;

const CHILD: &str = "proxies::a_call_in_an_environment_with_proxies";

fn environment(proxy: &str, none: &str) -> [(&'static str, String); 2] {
    [("HTTP_PROXY", proxy.to_owned()), ("NO_PROXY", none.to_owned())]
}

fn run(server: &Server, host: &str, none: &str) {
    let variables = environment(&server.other_url(), none);
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    children::run("", CHILD, host, &variables);
}

#[test]
fn a_proxy_that_the_environment_names_is_used() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Sound]).unwrap();
    run(&server, "http://calls.example.test", "");
    let journal = server.other_journal();
    assert_eq!(journal.len(), 1);
    assert_eq!(journal[0].target, "http://calls.example.test/calls/c1");
}

/// No host of this name exists.
#[test]
fn no_proxy_is_heeded() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Sound]).unwrap();
    run(&server, "http://calls.example.test", "calls.example.test");
    assert_eq!(server.other_journal(), []);
}

/// `http:` is allowed to loopback because nobody else can read it there; a proxy could.
#[test]
fn loopback_is_never_reached_through_a_proxy() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Sound]).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        run(&server, &server.url().replace("127.0.0.1", host), "");
    }
    assert_eq!((server.count(), server.other_journal().len()), (2, 0));
    assert!(server.journal().iter().all(|request| request.text().contains(MARKER)));
}

#[tokio::test]
#[ignore = "run by the other tests with their environment"]
async fn a_call_in_an_environment_with_proxies() {
    let Some(url) = children::url() else { return };
    let client = kathan_client::Client::builder()
        .bearer_auth(MARKER)
        .user_id(MARKER)
        .base_url(&url)
        .allow_http();
    let client = client.retry(callspec_core::Retry::none()).build().unwrap();
    let result = client.get_call("c1").send().await;
    let direct = std::env::var("NO_PROXY").is_ok_and(|hosts| !hosts.is_empty());
    assert_eq!(result.is_err(), direct, "{result:?}");
}
