//! The adapter for the network against a socket: exact bytes, no redirection followed, one PATCH after a torn exchange.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use crate::samples::kathan::{self, Client, UpdateCallRequest};
use callspec_core::{
    Api, Bytes, ClientBuilder, Error, File, InvalidRequest, Method, Operation, OperationInfo, Reply, Request,
};
use futures_core::Stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};

/// Answers each connection with one text and closes it; keeps what was sent.
struct Server {
    url: String,
    journal: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(answer: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/base", listener.local_addr().unwrap());
        let journal = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (answer.into(), Arc::clone(&journal));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut request = Vec::new();
                while !is_whole(&request) {
                    let mut chunk = [0; 4096];
                    match socket.read(&mut chunk).await {
                        Ok(count @ 1..) => request.extend_from_slice(&chunk[..count]),
                        _ => break,
                    }
                }
                log.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
                let _ = socket.write_all(&answer).await;
            }
        });
        Self { url, journal }
    }

    fn journal(&self) -> Vec<String> {
        self.journal.lock().unwrap().clone()
    }

    async fn update(&self) -> Result<kathan::Call, Error<kathan::UpdateCallError>> {
        let builder = Client::builder()
            .bearer_auth("marker-token")
            .user_id("user_1")
            .base_url(&self.url);
        let client = builder.timeout(Duration::from_secs(20)).build().unwrap();
        client
            .update_call("a/b c", UpdateCallRequest::new().clear_label())
            .send()
            .await
    }
}

/// Bodies with a length end with a brace here, others with the last chunk.
fn is_whole(request: &[u8]) -> bool {
    let holds = |part: &[u8]| request.windows(part.len()).any(|window| window == part);
    if holds(b"chunked") {
        request.ends_with(b"0\r\n\r\n")
    } else {
        holds(b"\r\n\r\n") && request.ends_with(b"}")
    }
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn exact_bytes_leave() {
    let server = Server::start(ok(r#"{"id": "a", "status": "queued"}"#)).await;
    assert_eq!(server.update().await.unwrap().id, "a");
    let host = server.url.trim_start_matches("http://").trim_end_matches("/base");
    let lines: Vec<String> = server.journal()[0].split("\r\n").map(str::to_owned).collect();
    assert_eq!(lines[0], "PATCH /base/calls/a%2Fb%20c HTTP/1.1");
    assert_eq!(lines.last().unwrap(), r#"{"label":null}"#);
    let mut headers = lines[1..lines.len() - 2].to_vec();
    headers.sort_unstable();
    let expected = [
        "accept: application/json",
        "authorization: Bearer marker-token",
        "content-length: 14",
        "content-type: application/json",
        &format!("host: {host}"),
        concat!("user-agent: kathan/0.1.0 callspec/", env!("CARGO_PKG_VERSION")),
        "x-user-id: user_1",
    ];
    let plain: Vec<&String> = headers
        .iter()
        .filter(|line| !line.starts_with("accept-encoding"))
        .collect();
    assert_eq!(plain, expected.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_redirection_is_an_error_and_reaches_nobody() {
    let other = Server::start(ok("{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/stolen?marker", other.url);
        let answer = format!("HTTP/1.1 {status} Moved\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
        let server = Server::start(answer).await;
        let error = server.update().await.unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
        assert!(
            error
                .to_string()
                .ends_with("a redirection to 127.0.0.1, which is not followed"),
            "{error}"
        );
        assert_eq!(server.journal().len(), 1);
    }
    assert!(other.journal().is_empty());
}

#[tokio::test]
async fn a_torn_exchange_is_ambiguous_and_one_request() {
    let torn_body = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    for answer in ["", "HTTP/1.1 200", "nonsense\r\n\r\n", torn_body] {
        let server = Server::start(answer).await;
        let error = server.update().await.unwrap_err();
        assert!(matches!(error, Error::Ambiguous(_)), "{answer}: {error:?}");
        assert!(!format!("{error} {error:?}").contains("marker"), "{error:?}");
        assert_eq!(server.journal().len(), 1, "{answer}");
    }
}

#[tokio::test]
async fn a_refused_connection_surely_never_left() {
    // A port that is taken and not listened to: a free one could be another test's by the time of the call.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let builder = Client::builder()
        .bearer_auth("marker-token")
        .user_id("user_1")
        .base_url(url);
    let client = builder.retry(callspec_core::Retry::none()).build().unwrap();
    let error = client
        .update_call("a", UpdateCallRequest::new())
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error:?}");
    assert!(error.to_string().contains("refused"), "{error}");
}

struct Piece(Option<Bytes>);

impl Stream for Piece {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

struct Upload(File);

impl Operation for Upload {
    type Output = Bytes;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "upload",
        method: Method::PUT,
        path: "/file",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO).bytes("text/csv", self.0).finish()
    }

    fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
        reply.bytes()
    }
}

static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: None,
    schemes: &[],
    required: &[],
};

#[tokio::test]
async fn a_stream_is_uploaded_in_chunks() {
    let server = Server::start(ok("done")).await;
    let client = ClientBuilder::new(&API).base_url(&server.url).build().unwrap();
    let file = File::stream(Piece(Some(Bytes::from("a,b}"))));
    assert_eq!(client.exchange().send(Upload(file)).await.unwrap(), "done");
    let request = server.journal()[0].to_lowercase();
    assert!(
        request.contains("transfer-encoding: chunked") && request.contains("\r\n4\r\na,b}"),
        "{request}"
    );
    assert!(request.contains("content-type: text/csv\r\n"), "{request}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_goes_over_the_network() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(ok(r#"{"id": "a", "status": "queued"}"#)));
    let client = Client::builder()
        .bearer_auth("k")
        .user_id("u")
        .base_url(&server.url)
        .build()
        .unwrap();
    for _ in 0..2 {
        assert_eq!(
            client
                .update_call("a", UpdateCallRequest::new())
                .send_blocking()
                .unwrap()
                .id,
            "a"
        );
    }
    assert_eq!(server.journal().len(), 2);
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
#[tokio::test]
async fn https_without_tls_is_an_error_that_names_the_features() {
    let builder = Client::builder().bearer_auth("k").user_id("u");
    let client = builder.base_url("https://127.0.0.1:1").build().unwrap();
    let call = client.update_call("a", UpdateCallRequest::new()).send();
    let error = call.await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("turn on the feature `rustls` or `native-tls`"),
        "{error}"
    );
    assert!(!error.is_retryable());
}
