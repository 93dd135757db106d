//! Servers with a certificate that is not accepted: one connection, one error that says why, and nothing sent.
//!
//! `tests/faults/certificates/make` made the certificates; the child trusts their authority by `SSL_CERT_FILE`.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use callspec_core::TransportErrorKind;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::calls::{Call, Caller, Kind, Settings};
use crate::children;

pub(crate) const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/certificates");

/// Answers over TLS with the content of a Kathan call.
pub(crate) struct TlsServer {
    pub(crate) url: String,
    connections: Arc<AtomicUsize>,
    /// What arrived behind a handshake.
    received: Arc<Mutex<Vec<u8>>>,
}

impl TlsServer {
    /// With one of the folder's certificates; `asks` says whether clients have to show one of the same authority.
    pub(crate) fn start(certificate: &str, asks: bool) -> Self {
        let chain = vec![CertificateDer::from_pem_file(format!("{FOLDER}/{certificate}")).unwrap()];
        let key = PrivateKeyDer::from_pem_file(format!("{FOLDER}/server.key")).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = if asks {
            let mut roots = RootCertStore::empty();
            let authority = CertificateDer::from_pem_file(format!("{FOLDER}/authority.pem"));
            roots.add(authority.unwrap()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        } else {
            config.with_no_client_auth()
        };
        let config = Arc::new(config.with_single_cert(chain, key).unwrap());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let server = Self {
            url: format!("https://localhost:{}", listener.local_addr().unwrap().port()),
            connections: Arc::default(),
            received: Arc::default(),
        };
        let (connections, received) = (Arc::clone(&server.connections), Arc::clone(&server.received));
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                connections.fetch_add(1, Ordering::Relaxed);
                let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                // A client that does not like the certificate ends this with an error.
                let _ = answer(StreamOwned::new(connection, socket.unwrap()), &received);
            }
        });
        server
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// What arrived, as text.
    pub(crate) fn received(&self) -> String {
        String::from_utf8_lossy(&self.received.lock().unwrap()).into_owned()
    }
}

fn answer(mut stream: StreamOwned<ServerConnection, TcpStream>, received: &Mutex<Vec<u8>>) -> std::io::Result<()> {
    let mut chunk = [0; 4096];
    let count = stream.read(&mut chunk)?;
    received.lock().unwrap().extend_from_slice(&chunk[..count]);
    let content = Call::KathanGet.content();
    let body = content.body();
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length";
    write!(stream, "{head}: {}\r\n\r\n{body}", body.len())?;
    stream.flush()
}

#[test]
fn a_wrong_certificate_is_said_to_be_wrong_and_met_once() {
    let authority = format!("{FOLDER}/authority.pem");
    let trusting = [("SSL_CERT_FILE", authority.as_str())];
    // Each TLS has its own words.
    let [expired, other_host, unknown] = match cfg!(feature = "native-tls") {
        true => [
            "certificate has expired",
            "hostname mismatch",
            "unable to get local issuer certificate",
        ],
        false => [
            "certificate expired",
            "not valid for name \"localhost\"",
            "UnknownIssuer",
        ],
    };
    for (certificate, environment, wrong) in [
        ("expired.pem", &trusting[..], expired),
        ("other-host.pem", &trusting, other_host),
        ("sound.pem", &[], unknown),
    ] {
        let server = TlsServer::start(certificate, false);
        let environment = [environment, &[("WRONG", wrong)]].concat();
        children::run(
            "",
            "certificates::a_call_to_a_server_with_tls",
            &server.url,
            &environment,
        );
        let calls = Call::ALL.len();
        assert_eq!(server.connections(), calls, "{certificate}");
        assert!(server.received().is_empty(), "{certificate}");
    }
    let server = TlsServer::start("sound.pem", false);
    children::run("", "certificates::a_call_to_a_server_with_tls", &server.url, &trusting);
    assert!(!server.received().is_empty());
}

#[tokio::test]
#[ignore = "run by the other test with its environment"]
async fn a_call_to_a_server_with_tls() {
    let Some(url) = children::url() else { return };
    let Ok(wrong) = std::env::var("WRONG") else {
        let outcome = Caller::new(Call::KathanGet, &url, &Settings::default()).call().await;
        assert_eq!(outcome.kind, Kind::Value, "{outcome:?}");
        return;
    };
    for call in Call::ALL {
        let outcome = Caller::new(call, &url, &Settings::retrying()).call().await;
        assert_eq!(
            (outcome.kind, outcome.ended),
            (Kind::Connect, Some(TransportErrorKind::Certificate)),
            "{outcome:?}"
        );
        assert!(outcome.text.contains(&wrong), "{outcome:?}");
    }
}
