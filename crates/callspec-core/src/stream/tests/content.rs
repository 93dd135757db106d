//! Bytes: whole, broken off, and put together again.

use std::pin::Pin;
use std::task::Context;

use super::*;
use crate::{Download, WriteError};

sample!(Recording, GET, bytes "audio/mpeg");
sample!(Synthesis, POST, bytes "audio/mpeg");

const CONTENT: &str = "0123456789";

/// The first so many bytes of the content, and then none.
fn broken(length: usize) -> Answer {
    file().piece(&CONTENT.as_bytes()[..length]).break_off()
}

fn file() -> Answer {
    Answer::new(200)
        .header("content-type", "audio/mpeg")
        .header("content-length", "10")
        .header("etag", "\"v1\"")
        .header("accept-ranges", "bytes")
}

fn rest(from: usize) -> Answer {
    Answer::new(206)
        .header("content-range", &format!("bytes {from}-9/10"))
        .header("etag", "\"v1\"")
        .body(&CONTENT.as_bytes()[from..])
}

async fn written(server: &InMemory) -> Result<String, ErrorKind> {
    let download = Recording {
        exchange: exchange(server),
    }
    .stream()
    .await
    .unwrap();
    let mut all = Vec::new();
    match download.write_to(&mut all).await {
        Ok(length) => assert_eq!(length, all.len() as u64),
        Err(WriteError::Call(error)) => return Err(error.kind()),
        Err(WriteError::Write(error)) => panic!("{error}"),
    }
    Ok(String::from_utf8(all).unwrap())
}

#[tokio::test]
async fn a_download_may_be_larger_than_the_body_limit() {
    let piece = "x".repeat(90);
    let answer = (0..10).fold(Answer::new(200), |answer, _| answer.piece(piece.clone()));
    let server = InMemory::new().answer::<Recording>(answer);
    assert_eq!(written(&server).await.unwrap().len(), 900);
    assert_eq!(server.sent()[0].header("accept-encoding"), Some("identity"));
}

#[tokio::test]
async fn a_download_says_what_it_is() {
    let server = InMemory::new().answer::<Recording>(file().body(CONTENT));
    let download = Recording {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(
        (download.content_type(), download.content_length()),
        (Some("audio/mpeg"), Some(10))
    );
}

#[tokio::test]
async fn what_broke_off_is_put_together_again() {
    let again = rest(4).body("").piece("45").break_off();
    let server = InMemory::new()
        .answer::<Recording>(broken(4))
        .answer::<Recording>(again)
        .answer::<Recording>(rest(6));
    assert_eq!(written(&server).await, Ok(CONTENT.to_owned()));
    let asked: Vec<_> = server
        .sent()
        .iter()
        .map(|sent| sent.header("range").map(str::to_owned))
        .collect();
    assert_eq!(asked, [None, Some("bytes=4-".to_owned()), Some("bytes=6-".to_owned())]);
    assert_eq!(server.sent()[1].header("if-range"), Some("\"v1\""));
}

#[tokio::test]
async fn a_rest_that_ends_too_early_is_asked_for_again() {
    let short = rest(4).body("45");
    let server = InMemory::new()
        .answer::<Recording>(broken(4))
        .answer::<Recording>(short)
        .answer::<Recording>(rest(6));
    assert_eq!(written(&server).await, Ok(CONTENT.to_owned()));
}

#[tokio::test]
async fn what_may_be_another_file_is_never_put_together() {
    let etag = |etag| rest(4).header("etag", etag);
    for (why, second) in [
        ("the whole file", file().body("abcdefghij")),
        ("another tag", etag("\"v2\"")),
        ("another place", rest(4).header("content-range", "bytes 5-9/10")),
        ("another length", rest(4).header("content-range", "bytes 4-9/11")),
        ("an unknown length", rest(4).header("content-range", "bytes 4-9/*")),
        ("no range", Answer::new(206).body("456789")),
        (
            "another status",
            Answer::new(200)
                .header("content-range", "bytes 4-9/10")
                .header("etag", "\"v1\"")
                .body("456789"),
        ),
        ("a coding", rest(4).header("content-encoding", "gzip")),
        ("an error", Answer::new(404)),
    ] {
        let server = InMemory::new()
            .answer::<Recording>(broken(4))
            .answer::<Recording>(second);
        assert_eq!(written(&server).await, Err(ErrorKind::Transport), "{why}");
        assert_eq!(server.sent().len(), 2, "{why}");
    }
}

#[tokio::test]
async fn a_rest_is_asked_for_only_where_the_server_allows_it() {
    let without = |name: &'static str, value| broken(4).header(name, value);
    for (why, first) in [
        ("a weak tag", without("etag", "W/\"v1\"")),
        ("no ranges", without("accept-ranges", "none")),
        ("no length", without("content-length", "")),
        ("a coding", without("content-encoding", "gzip")),
    ] {
        let server = InMemory::new().answer::<Recording>(first).answer::<Recording>(rest(4));
        assert_eq!(written(&server).await, Err(ErrorKind::Transport), "{why}");
        assert_eq!(server.sent().len(), 1, "{why}");
    }
    let server = InMemory::new()
        .answer::<Synthesis>(broken(4))
        .answer::<Synthesis>(rest(4));
    let download = Synthesis {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    let error = download.write_to(std::io::sink()).await.unwrap_err();
    assert!(matches!(&error, WriteError::Call(Error::Transport(_))), "{error}");
    assert_eq!(server.sent().len(), 1);
}

#[tokio::test]
async fn json_is_not_taken_for_the_file() {
    let server = InMemory::new().answer::<Recording>(Answer::json(200, "still working"));
    let error = Recording {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .err()
    .unwrap();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
#[tokio::test]
async fn an_asynchronous_writer_takes_what_it_can() {
    let stream = async |server: &InMemory| {
        let exchange = exchange(server);
        Recording { exchange }.stream().await.unwrap()
    };
    let server = InMemory::new()
        .answer::<Recording>(broken(4))
        .answer::<Recording>(rest(4));
    // Three bytes at a time, and no more until they are read.
    let (writer, mut reader) = tokio::io::duplex(3);
    let reading = async {
        let mut all = String::new();
        tokio::io::AsyncReadExt::read_to_string(&mut reader, &mut all)
            .await
            .unwrap();
        all
    };
    let (written, read) = tokio::join!(stream(&server).await.write_to_async(writer), reading);
    assert_eq!((written.unwrap(), read.as_str()), (10, CONTENT));

    let closed = tokio::io::duplex(3).0;
    let server = InMemory::new().answer::<Recording>(file().body(CONTENT));
    let error = stream(&server).await.write_to_async(closed).await.unwrap_err();
    assert!(matches!(error, WriteError::Write(_)), "{error}");

    let full: &mut [u8] = &mut [0; 4];
    let server = InMemory::new().answer::<Recording>(file().body(CONTENT));
    let full = stream(&server).await.write_to_async(std::io::Cursor::new(full)).await;
    assert!(matches!(full, Err(WriteError::Write(error)) if error.kind() == std::io::ErrorKind::WriteZero));

    let server = InMemory::new().answer::<Recording>(Answer::new(200).piece("0123").break_off());
    let broken = stream(&server)
        .await
        .write_to_async(tokio::io::sink())
        .await
        .unwrap_err();
    assert!(matches!(broken, WriteError::Call(_)), "{broken}");
}

/// A writer whose buffer cannot be emptied.
struct Stuck;

impl std::io::Write for Stuck {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Err(std::io::ErrorKind::StorageFull.into())
    }
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
impl tokio::io::AsyncWrite for Stuck {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, piece: &[u8]) -> Poll<std::io::Result<usize>> {
        Poll::Ready(Ok(piece.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Err(std::io::ErrorKind::StorageFull.into()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn what_stays_in_a_buffer_is_not_written() {
    let stream = async || {
        let server = InMemory::new().answer::<Recording>(file().body(CONTENT));
        let exchange = exchange(&server);
        Recording { exchange }.stream().await.unwrap()
    };
    let written = stream().await.write_to(Stuck).await;
    assert!(matches!(written, Err(WriteError::Write(_))), "{written:?}");
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    {
        let written = stream().await.write_to_async(Stuck).await;
        assert!(matches!(written, Err(WriteError::Write(_))), "{written:?}");
    }
}

#[tokio::test]
async fn a_writer_that_fails_says_so() {
    let server = InMemory::new().answer::<Recording>(file().body(CONTENT));
    let download = Recording {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    let error = download.write_to(&mut [0_u8; 3][..]).await.unwrap_err();
    assert!(matches!(error, WriteError::Write(_)), "{error}");
}

#[tokio::test]
async fn what_an_address_leads_to_is_a_stream_behind_its_redirections() {
    let moved = Answer::new(302).header("location", "https://files.example.test/a");
    let again = Answer::new(206).header("content-range", "bytes 4-9/10").body("456789");
    let server = InMemory::new()
        .answer::<Download>(moved)
        .answer::<Download>(broken(4))
        .answer::<Download>(again)
        .answer::<Download>(Answer::new(404).body("gone"));
    let client = exchange(&server).client;
    let mut all = Vec::new();
    let content = client.download("/recordings/a").stream().await.unwrap();
    assert_eq!(content.write_to(&mut all).await.unwrap(), 10);
    assert_eq!(all, CONTENT.as_bytes());
    let error = client.download("/recordings/b").stream().await.err().unwrap();
    assert!(
        matches!(&error, Error::Unexpected(it) if it.body() == "gone"),
        "{error:?}"
    );
}
