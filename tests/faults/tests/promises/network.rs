//! What a `Network` is built with: certificates of a company, a certificate of the client, a proxy, a client of reqwest.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use callspec_core::{BuildError, Error, Network, NetworkBuilder, TransportErrorKind};
use faults::{Fault, Server};

use crate::calls::{Call, MARKER};
use crate::certificates::{FOLDER, TlsServer};

fn pem(file: &str) -> Vec<u8> {
    std::fs::read(format!("{FOLDER}/{file}")).unwrap()
}

fn trusting() -> NetworkBuilder {
    Network::builder().root_certificate(pem("authority.pem"))
}

fn client(url: &str, network: NetworkBuilder) -> kathan_client::Client {
    let builder = kathan_client::Client::builder().bearer_auth(MARKER).user_id(MARKER);
    builder.base_url(url).allow_http().network(network).build().unwrap()
}

#[tokio::test]
async fn a_certificate_of_a_company_is_trusted_where_it_is_named() {
    let server = TlsServer::start("sound.pem", false);
    for network in [trusting(), trusting().only_these_root_certificates()] {
        let call = client(&server.url, network).get_call("c1").send().await;
        assert!(call.is_ok(), "{call:?}");
    }
    for (network, certificate) in [
        (Network::builder(), "sound.pem"),
        (trusting(), "other-host.pem"),
        (
            Network::builder()
                .root_certificate(pem("sound.pem"))
                .only_these_root_certificates(),
            "expired.pem",
        ),
    ] {
        let server = TlsServer::start(certificate, false);
        let error = client(&server.url, network).get_call("c1").send().await.unwrap_err();
        let Error::Connect(failure) = &error else {
            panic!("{certificate}: {error}")
        };
        assert_eq!(
            failure.cause().kind(),
            TransportErrorKind::Certificate,
            "{certificate}: {error}"
        );
        // It would be refused each time.
        assert_eq!(server.connections(), 1, "{certificate}");
        assert!(server.received().is_empty());
    }
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_is_shown_the_one_that_was_given() {
    let server = TlsServer::start("sound.pem", true);
    let with = trusting().client_certificate(pem("client.pem"));
    let call = client(&server.url, with).get_call("c1").send().await;
    assert!(call.is_ok(), "{call:?}");
    let error = client(&server.url, trusting())
        .get_call("c1")
        .retry(kathan_client::Retry::none())
        .send()
        .await;
    assert!(error.is_err());
    // Nothing but what came with the certificate.
    assert_eq!(server.received().matches("GET /calls/c1").count(), 1);
}

#[tokio::test]
async fn a_proxy_that_was_named_reads_http_and_tunnels_https() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Sound]).unwrap();
    let network = Network::builder()
        .proxy(server.other_url())
        .no_proxy("direct.example.test");
    let proxied = client("http://calls.example.test", network.clone())
        .get_call("c1")
        .send()
        .await;
    assert!(proxied.is_ok(), "{proxied:?}");
    let journal = server.other_journal();
    assert_eq!(journal.len(), 1);
    assert_eq!(journal[0].target, "http://calls.example.test/calls/c1");
    // No host of this name exists.
    let direct = client("http://direct.example.test", network.clone())
        .get_call("c1")
        .send()
        .await;
    assert!(direct.unwrap_err().is_connect());
    let here = client(&server.url(), network).get_call("c1").send().await;
    assert!(here.is_ok(), "{here:?}");
    assert_eq!((server.count(), server.other_journal().len()), (1, 1));

    let tls = TlsServer::start("other-host.pem", false);
    let proxy = Tunnel::start(tls.url.rsplit(':').next().unwrap().parse().unwrap());
    let network = trusting().proxy(&proxy.url);
    let call = client("https://other.example", network).get_call("c1").send().await;
    assert!(call.is_ok(), "{call:?}");
    assert_eq!(proxy.heads.lock().unwrap().len(), 1);
    let head = proxy.heads.lock().unwrap()[0].clone();
    assert!(head.starts_with("CONNECT other.example:443 HTTP/1.1\r\n"), "{head}");
    assert!(!head.contains(MARKER), "{head}");
    assert!(tls.received().contains(MARKER));
}

/// A proxy that passes on what it cannot read, to a port of this machine.
struct Tunnel {
    url: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Tunnel {
    fn start(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let log = Arc::clone(&heads);
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let mut client = client.unwrap();
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    client.read_exact(&mut byte).unwrap();
                    head.extend(byte);
                }
                log.lock().unwrap().push(String::from_utf8(head).unwrap());
                client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                let server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
                let pipe = |mut from: TcpStream, mut to: TcpStream| {
                    std::thread::spawn(move || std::io::copy(&mut from, &mut to))
                };
                pipe(client.try_clone().unwrap(), server.try_clone().unwrap());
                pipe(server, client);
            }
        });
        Self { url, heads }
    }
}

#[tokio::test]
async fn a_client_of_reqwest_sends_as_it_is() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Sound]).unwrap();
    let own = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let builder = kathan_client::Client::builder()
        .bearer_auth(MARKER)
        .user_id(MARKER)
        .base_url(server.url());
    let client = builder.transport(Network::with_client(own)).build().unwrap();
    for limit in [None, Some(std::time::Duration::from_secs(2))] {
        let call = client.get_call("c1").connect_timeout(limit).send().await;
        assert!(call.is_ok(), "{call:?}");
    }
    assert_eq!(server.count(), 2);
}

#[test]
fn a_setting_that_cannot_be_used_is_an_error_that_shows_nothing_of_it() {
    for (network, said) in [
        (
            Network::builder().root_certificate("marker"),
            "a root certificate is not in PEM",
        ),
        (
            Network::builder().client_certificate(pem("authority.pem")),
            "the client certificate is not a chain and",
        ),
        (
            Network::builder().client_certificate("marker"),
            "the client certificate is not a chain and",
        ),
        (Network::builder().proxy("marker"), "the proxy is no URL"),
        (
            Network::builder().proxy("socks5://user:marker@127.0.0.1"),
            "the proxy is no URL",
        ),
    ] {
        assert!(!format!("{network:?}").contains("marker"), "{network:?}");
        let error = network.clone().build().unwrap_err();
        assert!(matches!(error, BuildError::Network(_)), "{error:?}");
        assert!(error.to_string().starts_with(said), "{error}");
        assert!(!format!("{error:?}").contains("marker"), "{error:?}");
        let builder = kathan_client::Client::builder().bearer_auth(MARKER).user_id(MARKER);
        assert_eq!(
            builder.network(network).build().unwrap_err().to_string(),
            error.to_string()
        );
    }
}
