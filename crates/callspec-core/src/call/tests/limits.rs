//! Limits of time and size, with a transport that stalls or floods.

use super::*;

/// Answers that end when the clock's next sleep does, or never.
struct Stall {
    head: bool,
}

struct Endless(usize);

impl Stream for Endless {
    type Item = Result<Bytes, callspec_types::StreamError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if self.0 == 0 {
            return std::task::Poll::Pending;
        }
        self.0 -= 1;
        std::task::Poll::Ready(Some(Ok(Bytes::from_static(&[0; 1024]))))
    }
}

impl Transport for Stall {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        if self.head {
            return Box::pin(std::future::pending());
        }
        Box::pin(async { Ok(http::Response::new(Body::Stream(Box::pin(Endless(3))))) })
    }
}

#[tokio::test]
async fn a_stall_ends_within_its_limit_at_every_stage() {
    for head in [true, false] {
        let clock = ManualClock::new();
        let error = get(client(Stall { head }, &clock).retry(Retry::none()))
            .await
            .unwrap_err();
        assert!(
            matches!(error, Error::Timeout(_)) && error.to_string().contains("silent for 30s"),
            "{error}"
        );
        let builder = client(Stall { head }, &clock)
            .retry(Retry::none())
            .timeout(Duration::from_secs(7));
        let error = patch(builder).await.unwrap_err();
        assert!(
            matches!(error, Error::Ambiguous(_)) && error.to_string().contains("7s in all"),
            "{error}"
        );
        assert_eq!(error.status().is_some(), !head);
        assert_eq!(clock.sleeps(), [Duration::from_secs(30), Duration::from_secs(7)]);
    }
}

#[tokio::test]
async fn the_deadline_covers_all_attempts() {
    let clock = ManualClock::new();
    let error = get(client(Stall { head: true }, &clock)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    let total: Duration = clock.sleeps().iter().sum();
    assert_eq!(total, Duration::from_secs(60));
}

struct Flood;

impl Transport for Flood {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        Box::pin(async { Ok(http::Response::new(Body::Stream(Box::pin(Endless(usize::MAX))))) })
    }
}

#[tokio::test]
async fn a_body_is_cut_off_at_the_limit() {
    let error = get(client(Flood, &ManualClock::new())).await.unwrap_err();
    assert!(
        matches!(&error, Error::TooLarge(it) if it.limit() == 16 << 20),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(StatusCode::OK));
    let server = InMemory::new().answer::<Get>(Answer::new(200).body("12345"));
    assert!(
        get(client(server.clone(), &ManualClock::new()).body_limit(5))
            .await
            .is_ok()
    );
    assert!(matches!(
        get(client(server, &ManualClock::new()).body_limit(4)).await,
        Err(Error::TooLarge(_))
    ));
}

/// A body of five bytes in two pieces.
struct Two;

impl Transport for Two {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        let file = File::stream(Chunks(vec!["123", "45"]));
        let body = file.content().take_stream().map_or(Body::Empty, Body::Stream);
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}

#[tokio::test]
async fn the_limit_counts_all_pieces_together() {
    let clock = ManualClock::new();
    assert_eq!(get(client(Two, &clock).body_limit(5)).await.unwrap(), "12345");
    assert!(matches!(
        get(client(Two, &clock).body_limit(4)).await,
        Err(Error::TooLarge(_))
    ));
}
