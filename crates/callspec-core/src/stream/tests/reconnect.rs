//! Events that broke off, and go on behind the last one.

use super::*;
use crate::Retry;
use crate::testing::Sent;

/// Answers the first call, and the second.
fn broken_then(first: Answer, second: Answer) -> InMemory {
    InMemory::new().answer::<Watch>(first).answer::<Watch>(second)
}

fn last_ids(sent: &[Sent]) -> Vec<Option<&str>> {
    sent.iter().map(|sent| sent.header("last-event-id")).collect()
}

#[tokio::test]
async fn a_stream_goes_on_behind_the_last_event_where_the_caller_asked_for_it() {
    let first = events()
        .piece("retry: 1234\nid: 5\ndata: 1\n\nid: 6\ndata: half")
        .break_off();
    let second = events().piece("data: 2\n\n").break_off();
    let third = events().piece("id: 9\ndata: 3\n\ndata: [DONE]\n\n");
    let server = broken_then(first, second).answer::<Watch>(third);
    let clock = ManualClock::new();
    let stream = || {
        Watch {
            exchange: exchange_by(&server, &clock),
        }
        .stream()
    };
    assert_eq!(all(stream().await.unwrap().reconnect()).await, [Ok(1), Ok(2), Ok(3)]);
    assert_eq!(last_ids(&server.sent()), [None, Some("5"), Some("5")]);
    assert_eq!(clock.sleeps(), [Duration::from_millis(1234); 2]);
}

#[tokio::test]
async fn a_stream_does_not_go_on_where_events_would_be_lost_or_effects_doubled() {
    let broken = events().event(&1).break_off();
    let server = broken_then(broken, events().event(&2));
    let without_id = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(without_id.reconnect()).await, [Ok(1), Err(ErrorKind::Transport)]);
    let server = InMemory::new().answer::<Chat>(events().piece("id: 1\ndata: 1\n\n").break_off());
    let post = Chat {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(post.reconnect()).await, [Ok(1), Err(ErrorKind::Transport)]);
    let server = InMemory::new().answer::<Watch>(events().piece("id: 1\ndata: 1\n\n").break_off());
    let not_asked = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(not_asked).await, [Ok(1), Err(ErrorKind::Transport)]);
    let exchange = exchange(&server).retry(Retry::none());
    let none = Watch { exchange }.stream().await.unwrap();
    assert_eq!(all(none.reconnect()).await, [Ok(1), Err(ErrorKind::Transport)]);
}

#[tokio::test]
async fn a_server_that_breaks_off_for_ever_is_left_alone() {
    let server = InMemory::new().answer::<Watch>(events().break_off());
    let stream = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(stream.reconnect()).await, [Err(ErrorKind::Transport)]);
    assert_eq!(server.sent().len(), 3);
}

#[tokio::test]
async fn streams_that_break_off_share_the_budget_of_their_client() {
    let server = InMemory::new().answer::<Watch>(events().break_off());
    let exchange = exchange(&server);
    let mut asked = Vec::new();
    for _ in 0..50 {
        let before = server.sent().len();
        let exchange = exchange.clone();
        let stream = Watch { exchange }.stream().await.unwrap();
        assert_eq!(all(stream.reconnect()).await, [Err(ErrorKind::Transport)]);
        asked.push(server.sent().len() - before);
    }
    assert_eq!((asked[0], asked[49]), (3, 1), "{asked:?}");
}

#[tokio::test]
async fn a_stream_that_ends_is_asked_for_what_follows_until_nothing_does() {
    let first = events().piece("retry: 0\nid: 5\ndata: 1\n\n");
    let second = events().piece("id: 6\ndata: 2\n\n");
    let nothing = events().piece(": nothing more\n\n");
    let server = broken_then(first.clone(), second.clone()).answer::<Watch>(nothing);
    let stream = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(stream.reconnect()).await, [Ok(1), Ok(2)]);
    assert_eq!(last_ids(&server.sent()), [None, Some("5"), Some("6"), Some("6")]);
    let server = broken_then(first, Answer::new(204));
    let stream = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(stream.reconnect()).await, [Ok(1)]);
    assert_eq!(server.sent().len(), 2);
}
