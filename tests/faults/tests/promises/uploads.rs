//! Uploads: bytes may be sent again, a stream never is.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use callspec_core::{Bytes, Error, File, InvalidReason};
use faults::{Content, Fault, Request, Server};
use futures_core::Stream;
use kathan_client::models::UploadRecipientsRequest;
use kathan_client::recipient_lists::UploadRecipientsError;

use crate::calls::{Settings, kathan};

const ROWS: &str = "phone_number\n+14155550103\n";

/// What comes after the rows.
#[derive(Clone, Copy)]
enum Then {
    End,
    Fail,
    Stall,
}

/// The rows in one piece, and then something.
struct Rows(bool, Then);

impl Stream for Rows {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match (std::mem::replace(&mut self.0, true), self.1) {
            (false, _) => Poll::Ready(Some(Ok(Bytes::from_static(ROWS.as_bytes())))),
            (true, Then::End) => Poll::Ready(None),
            (true, Then::Fail) => Poll::Ready(Some(Err(std::io::Error::other("the file is gone")))),
            (true, Then::Stall) => Poll::Pending,
        }
    }
}

fn stream(then: Then) -> File {
    File::stream(Rows(false, then))
}

/// Under a policy that sends everything again that can be sent again.
async fn upload(server: &Server, file: File) -> Result<(), Error<UploadRecipientsError>> {
    let settings = Settings {
        timeout: Some(Duration::from_secs(30)),
        retry: Settings::retrying().retry.any_method(),
        ..Settings::retrying()
    };
    let client = kathan(&server.url(), &settings);
    client
        .upload_recipients("l1", UploadRecipientsRequest::new(file))
        .send()
        .await
        .map(drop)
}

fn server(script: impl IntoIterator<Item = Fault>) -> Server {
    Server::start(Content::json("{}"), script).unwrap()
}

#[tokio::test]
async fn bytes_are_sent_again_whole_and_the_same() {
    for fault in [Fault::Status(503), Fault::Close, Fault::Reset] {
        let server = server([fault]);
        upload(&server, File::new(ROWS)).await.unwrap_err();
        let journal = server.journal();
        assert_eq!(journal.len(), 3);
        for request in &journal {
            assert!(request.whole && request.text().contains(ROWS), "{request:?}");
            assert_eq!(request.body(), journal[0].body());
        }
    }
}

#[tokio::test]
async fn a_stream_is_sent_at_most_once() {
    for (fault, then) in [
        (Fault::Status(503), Then::End),
        (Fault::Close, Then::End),
        (Fault::Reset, Then::End),
        (Fault::CloseEarly, Then::Stall),
        (Fault::CloseEarly, Then::End),
    ] {
        let server = server([fault.clone()]);
        upload(&server, stream(then)).await.unwrap_err();
        assert_eq!(server.count(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_stream_that_was_sent_is_refused_before_it_is_sent_again() {
    let server = server([Fault::Status(503)]);
    let file = stream(Then::End);
    upload(&server, file.clone()).await.unwrap_err();
    let Error::Invalid(invalid) = upload(&server, file).await.unwrap_err() else {
        panic!("the stream was sent twice")
    };
    assert_eq!(invalid.reason(), &InvalidReason::StreamSpent);
    assert_eq!(server.count(), 1);
}

/// The last chunk or the last boundary would tell the server that these are all rows.
#[tokio::test]
async fn an_upload_whose_source_fails_is_never_whole_at_the_server() {
    let server = server([Fault::Sound]);
    let error = upload(&server, stream(Then::Fail)).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("the file is gone"), "{error}");
    let whole = |request: &Request| request.whole || request.text().contains("--\r\n0\r\n");
    assert!(!server.journal().iter().any(whole), "{:?}", server.journal());
}
