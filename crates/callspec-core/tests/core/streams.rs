//! Streams over sockets: pieces that come while the connection is open, one that breaks off, a rest that is asked for, and
//! threads that wait.

use std::time::Duration;

use callspec_core::{
    Api, Bytes, Client, ClientBuilder, Error, Exchange, InvalidRequest, Method, Operation, OperationInfo, Reply,
    Request, StatusCode,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: None,
    schemes: &[],
    required: &[],
};

macro_rules! sample {
    ($name:ident, $method:ident, $($stream:tt)*) => {
        pub(crate) struct $name {
            exchange: Exchange,
        }

        impl Operation for $name {
            type Output = Bytes;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::$method,
                path: "/stream",
                security: &[],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                Request::new(Self::INFO).finish()
            }

            fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
                reply.bytes()
            }
        }

        callspec_core::operation!($name => Bytes, ());
        callspec_core::streamed!($name => $($stream)*);
    };
}

sample!(Chat, POST, u8, events);
sample!(Recording, GET, bytes "audio/mpeg");

/// Takes connections one after the other, and gives what each sent.
struct Server {
    listener: TcpListener,
}

impl Server {
    async fn start() -> (Self, Client) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let client = ClientBuilder::new(&API).base_url(url).body_limit(1_000);
        (Self { listener }, client.build().unwrap())
    }

    async fn accept(&self) -> (TcpStream, String) {
        let (mut socket, _) = self.listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(socket.read_u8().await.unwrap());
        }
        (socket, String::from_utf8_lossy(&request).to_ascii_lowercase())
    }
}

const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

/// Sends each text once the client has what came before it; then the connection ends.
async fn play(server: Server, mut go: UnboundedReceiver<String>) {
    let (mut socket, _) = server.accept().await;
    socket.write_all(EVENTS.as_bytes()).await.unwrap();
    while let Some(text) = go.recv().await {
        socket.write_all(text.as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn each_event_is_there_before_the_next_is_sent() {
    let (server, client) = Server::start().await;
    let (go, waiting) = unbounded_channel();
    tokio::spawn(play(server, waiting));
    let exchange = client.exchange().timeout(Duration::from_secs(20));
    let mut events = Chat { exchange }.stream().await.unwrap();
    assert_eq!(events.response().status(), StatusCode::OK);
    for number in 0..3_u8 {
        go.send(chunk(&format!("data: {number}\r"))).unwrap();
        go.send(chunk("\n\r\n")).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().into_data(), number);
    }
    go.send("0\r\n\r\n".to_owned()).unwrap();
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_connection_that_ends_within_a_stream_is_an_error_with_the_status() {
    let (server, client) = Server::start().await;
    let (go, waiting) = unbounded_channel();
    tokio::spawn(play(server, waiting));
    let mut events = Chat {
        exchange: client.exchange(),
    }
    .stream()
    .await
    .unwrap();
    go.send(chunk("data: 1\n\n")).unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().into_data(), 1);
    drop(go);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        matches!(&error, Error::Transport(failure) if failure.received() == Some(9)),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
}

#[tokio::test]
async fn dropping_a_stream_ends_its_connection() {
    let (server, client) = Server::start().await;
    let served = tokio::spawn(async move {
        let (mut socket, _) = server.accept().await;
        socket.write_all(EVENTS.as_bytes()).await.unwrap();
        // Ends once the client has closed its side.
        socket.read(&mut [0]).await
    });
    drop(
        Chat {
            exchange: client.exchange(),
        }
        .stream()
        .await
        .unwrap(),
    );
    assert!(matches!(served.await.unwrap(), Ok(0) | Err(_)));
}

/// 4,000 bytes, four times as many as the body limit allows.
fn content() -> Vec<u8> {
    (0..4_000_u32)
        .flat_map(|number| number.to_string().into_bytes())
        .take(4_000)
        .collect()
}

/// Sends the first part of the content, and what is asked for of it by the next connection.
async fn cut(server: Server) {
    let (mut socket, request) = server.accept().await;
    assert!(request.contains("accept-encoding: identity\r\n"), "{request}");
    let head = "HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\netag: \"v1\"\r\naccept-ranges: bytes\r\n\
                content-length: 4000\r\n\r\n";
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&content()[..1_500]).await.unwrap();
    drop(socket);
    let (mut socket, request) = server.accept().await;
    let range = request.split("range: bytes=").nth(1).unwrap();
    let from: usize = range.split('-').next().unwrap().parse().unwrap();
    assert!(request.contains("if-range: \"v1\"\r\n") && from <= 1_500, "{request}");
    let head = format!(
        "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes {from}-3999/4000\r\ncontent-length: {}\r\n\r\n",
        4_000 - from
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&content()[from..]).await.unwrap();
}

#[tokio::test]
async fn the_rest_of_a_file_is_asked_for_where_the_connection_ended() {
    let (server, client) = Server::start().await;
    let served = tokio::spawn(cut(server));
    let recording = Recording {
        exchange: client.exchange(),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(recording.content_length(), Some(4_000));
    let mut written = Vec::new();
    assert_eq!(recording.write_to(&mut written).await.unwrap(), 4_000);
    assert_eq!(written, content());
    served.await.unwrap();
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_thread_may_wait_for_each_piece() {
    let (server, client) = Server::start().await;
    let served = tokio::spawn(cut(server));
    let (other, events) = Server::start().await;
    let (go, waiting) = unbounded_channel();
    tokio::spawn(play(other, waiting));
    go.send([chunk("data: 1\n\n"), chunk("data: 2\n\n"), "0\r\n\r\n".to_owned()].concat())
        .unwrap();
    let waited = tokio::task::spawn_blocking(move || {
        let mut written = Vec::new();
        let recording = Recording {
            exchange: client.exchange(),
        }
        .stream_blocking()
        .unwrap();
        recording.write_to(&mut written).unwrap();
        let events = Chat {
            exchange: events.exchange(),
        }
        .stream_blocking()
        .unwrap();
        let data: Vec<u8> = events.map(|event| event.unwrap().into_data()).collect();
        (written, data)
    });
    assert_eq!(waited.await.unwrap(), (content(), vec![1, 2]));
    served.await.unwrap();
    let (_, client) = Server::start().await;
    let error = Chat {
        exchange: client.exchange(),
    }
    .stream_blocking()
    .err()
    .unwrap();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
}
