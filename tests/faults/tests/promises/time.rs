//! Time: every call ends, and one that is dropped ends at once.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use callspec_core::Retry;
use faults::{Content, Fault, Server};
use socket2::{Domain, Socket, Type};
use tokio::task::JoinSet;

use crate::calls::{ALLOWANCE, Call, Caller, Kind, Outcome, Settings, kathan, meet};

const LIMIT: Duration = Duration::from_millis(200);

/// No later than a tenth after the limit, and what a loaded machine may add; no earlier than the limit.
fn assert_in_time(took: Duration, limit: Duration, scene: &str) {
    assert!(took <= limit.mul_f64(1.1) + ALLOWANCE, "{scene}: {took:?}");
    assert!(took >= limit, "{scene}: {took:?}");
}

async fn all_late(faults: &[Fault], settings: &Settings) {
    let mut calls = JoinSet::new();
    for fault in faults {
        for call in Call::ALL {
            let (fault, settings) = (fault.clone(), settings.clone());
            calls.spawn(async move {
                let (outcome, server) = meet(call, [fault.clone()], &settings).await;
                let scene = format!("{call:?} {fault:?}: {outcome:?}");
                assert_eq!(outcome.kind, call.late(), "{scene}");
                assert!(server.count() <= 1, "{scene}");
                assert_in_time(outcome.took, LIMIT, &scene);
            });
        }
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn promise_14_every_call_ends() {
    let stalls = [
        Fault::StallHead,
        Fault::SlowHead,
        Fault::StallBody,
        Fault::Drip,
        Fault::SlowBody,
        Fault::InformationalEndless,
        Fault::GzipSilent,
    ];
    all_late(&stalls, &Settings::within(LIMIT)).await;
}

#[tokio::test]
async fn a_silent_server_is_left_after_the_limit_of_silence() {
    let settings = Settings {
        read_timeout: Some(LIMIT),
        ..Settings::default()
    };
    // A head that comes byte by byte is no response yet.
    all_late(
        &[Fault::StallHead, Fault::SlowHead, Fault::StallBody, Fault::Drip],
        &settings,
    )
    .await;
}

#[tokio::test]
async fn a_slow_body_that_moves_is_read_to_its_end() {
    let silence = Duration::from_secs(2);
    let settings = Settings {
        read_timeout: Some(silence),
        ..Settings::default()
    };
    // 20 ms for each byte.
    let body = format!("{}{}", " ".repeat(50), Call::KathanGet.content().body());
    let server = Server::start(Content::json(body), [Fault::SlowBody]).unwrap();
    let outcome = Caller::new(Call::KathanGet, &server.url(), &settings).call().await;
    assert_eq!(outcome.kind, Kind::Value, "{outcome:?}");
    assert!(outcome.took > silence, "{outcome:?}");
}

#[tokio::test]
async fn limits_of_one_call_go_before_those_of_the_client() {
    let server = Server::start(Call::KathanGet.content(), [Fault::StallHead]).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    for one in [
        client.get_call("c1").timeout(LIMIT),
        client.get_call("c1").read_timeout(LIMIT),
    ] {
        let start = Instant::now();
        let outcome = Outcome::of(one.send().await, start);
        assert_eq!(outcome.kind, Kind::Timeout, "{outcome:?}");
        assert_in_time(outcome.took, LIMIT, &outcome.text);
    }
}

/// Settings of the client, and of each call in place of these.
#[tokio::test]
async fn limits_beyond_what_can_be_counted_are_none() {
    for most in [
        Duration::MAX,
        Duration::from_secs(i64::MAX as u64),
        Duration::from_secs(u64::MAX / 4),
    ] {
        let settings = Settings {
            timeout: Some(most),
            read_timeout: Some(most),
            connect_timeout: Some(most),
            retry: Retry::standard().backoff(most, most).longest_wait(most),
            dice: Some(0.0),
            ..Settings::default()
        };
        for call in Call::ALL {
            let (outcome, _server) = meet(call, [Fault::Sound], &settings).await;
            assert_eq!(outcome.kind, Kind::Value, "{outcome:?}");
        }
        let script = [Fault::Status(503), Fault::StallHead, Fault::Sound];
        let server = Server::start(Call::KathanGet.content(), script).unwrap();
        let call = kathan(
            &server.url(),
            &Settings {
                dice: Some(0.0),
                ..Settings::default()
            },
        )
        .get_call("c1");
        let call = call.timeout(most).connect_timeout(most).read_timeout(LIMIT);
        let answer = call.retry(Retry::standard().backoff(most, most)).send().await;
        assert_eq!(answer.unwrap().id, "call_1");
    }
}

#[tokio::test]
async fn a_wait_beyond_what_can_be_counted_is_waited_for() {
    for text in [
        "99999999999999",
        "99999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let script = [Fault::RetryAfter(503, text.to_owned()), Fault::Sound];
        let server = Server::start(Call::KathanGet.content(), script).unwrap();
        let client = kathan(
            &server.url(),
            &Settings {
                timeout: None,
                ..Settings::default()
            },
        );
        let patient = client
            .get_call("c1")
            .retry(Retry::standard().longest_wait(Duration::MAX));
        tokio::time::timeout(LIMIT, patient.send()).await.unwrap_err();
        // By default a call does not wait for such a time.
        let refused = client.get_call("c1").retry(Retry::standard()).send();
        drop(tokio::time::timeout(LIMIT, refused).await.unwrap());
    }
}

#[tokio::test]
async fn the_deadline_covers_all_attempts() {
    let limit = Duration::from_secs(2);
    let mut calls = JoinSet::new();
    for call in Call::READS {
        let settings = Settings {
            timeout: Some(limit),
            read_timeout: Some(limit / 10),
            retry: Retry::standard().most(1_000).backoff(Duration::ZERO, Duration::ZERO),
            ..Settings::default()
        };
        calls.spawn(async move {
            let (outcome, server) = meet(call, [Fault::StallHead], &settings).await;
            assert_eq!(outcome.kind, Kind::Timeout, "{outcome:?}");
            assert!((2..=10).contains(&server.count()), "{}", server.count());
            assert_in_time(outcome.took, limit, &format!("{call:?}"));
        });
    }
    calls.join_all().await;
}

/// An address at which connections are neither made nor refused: the queue of a listener that accepts none is full. More
/// connections are begun than it can hold, and none is waited for but the first, so that it is full on a slow machine too.
fn black_hole() -> (SocketAddr, (TcpListener, Vec<Socket>)) {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener
        .bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())
        .unwrap();
    listener.listen(0).unwrap();
    let listener = TcpListener::from(listener);
    let address = listener.local_addr().unwrap();
    let first = Socket::from(TcpStream::connect(address).unwrap());
    let mut queue = vec![first];
    for _ in 0..64 {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.set_nonblocking(true).unwrap();
        // Begun, and perhaps never made.
        drop(socket.connect(&address.into()));
        queue.push(socket);
    }
    assert!(queue.iter().any(|it| it.peer_addr().is_err()), "the queue has no end");
    (address, (listener, queue))
}

#[tokio::test]
async fn a_connection_that_is_not_made_in_time_is_an_error_of_the_connection() {
    let (address, _full) = black_hole();
    let mut calls = JoinSet::new();
    for call in Call::ALL {
        let settings = Settings {
            connect_timeout: Some(LIMIT),
            ..Settings::default()
        };
        let caller = Caller::new(call, &format!("http://{address}"), &settings);
        calls.spawn(async move {
            let outcome = caller.call().await;
            // Also for an update: the request surely never left.
            assert_eq!(outcome.kind, Kind::Connect, "{call:?}: {outcome:?}");
            assert_in_time(outcome.took, LIMIT, &format!("{call:?}"));
        });
    }
    calls.join_all().await;
}

#[tokio::test]
async fn a_call_may_have_a_limit_of_its_own_for_its_connection() {
    let (address, _full) = black_hole();
    let client = kathan(&format!("http://{address}"), &Settings::default());
    let start = Instant::now();
    let call = client.get_call("c1").connect_timeout(LIMIT);
    let outcome = Outcome::of(call.send().await, start);
    assert_eq!(outcome.kind, Kind::Connect, "{outcome:?}");
    assert!(outcome.text.contains("none was made within"), "{outcome:?}");
    assert_in_time(outcome.took, LIMIT, &outcome.text);
}

/// On a clock that moves whenever nothing else does, as 5 s are long.
#[tokio::test(start_paused = true)]
async fn limits_are_on_by_default() {
    let (address, _full) = black_hole();
    let client = kathan_client::Client::builder().bearer_auth("k").user_id("u");
    let client = client
        .base_url(format!("http://{address}"))
        .retry(Retry::none())
        .build()
        .unwrap();
    let limits = "limits: Limits { connect: Some(5s), total: Some(60s), read: Some(30s), body: 16777216 }";
    assert!(format!("{client:?}").contains(limits), "{client:?}");
    let start = tokio::time::Instant::now();
    let outcome = Outcome::of(client.get_call("c1").send().await, start.into_std());
    assert_eq!(outcome.kind, Kind::Connect, "{outcome:?}");
    let took = start.elapsed();
    assert!((5.0..5.1).contains(&took.as_secs_f64()), "{took:?}");
}

/// 1,000 calls that are dropped while the server is silent: what was sent is all that is sent, and nothing stays open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancellation_ends_the_call_and_frees_its_connection() {
    let settings = Settings {
        retry: Retry::standard().backoff(Duration::ZERO, Duration::ZERO),
        ..Settings::default()
    };
    let server = Server::start(Call::KathanGet.content(), [Fault::StallHead]).unwrap();
    let callers = Call::ALL.map(|call| Caller::new(call, &server.url(), &settings));
    let mut most = 0;
    for round in 1..=1_000 {
        let caller = &callers[round % callers.len()];
        tokio::select! {
            outcome = caller.call() => panic!("{outcome:?}"),
            () = arrival(&server, round) => {}
        }
        most = most.max(server.connections().0);
    }
    assert!(most < 500, "{most} connections at once");
    let start = Instant::now();
    while server.connections().0 > 0 {
        assert!(
            start.elapsed() < 3 * ALLOWANCE,
            "{:?} connections stay",
            server.connections()
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!((server.count(), server.connections()), (1_000, (0, 1_000)));
}

/// Ends when so many requests have arrived.
async fn arrival(server: &Server, count: usize) {
    while server.count() < count {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
