//! Bodies without end, in a process that may not have the memory for them.

use faults::{Fault, Server};

use crate::calls::{Call, Caller, Kind, Settings};
use crate::children;

/// The limit of the clients by default, in bytes.
const CAP: usize = 16 << 20;

#[test]
fn promise_15_bodies_are_bounded_after_decompression() {
    for fault in [
        Fault::Huge(512 << 20),
        Fault::Endless,
        Fault::GzipBomb(1024),
        Fault::GzipEndless,
    ] {
        let server = Server::start(Call::KathanGet.content(), [fault]).unwrap();
        children::run(
            "ulimit -v 524288;",
            "size::what_is_too_large_takes_no_memory",
            &server.url(),
            &[],
        );
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
#[ignore = "run by promise_15 with little memory"]
async fn what_is_too_large_takes_no_memory() {
    let Some(url) = children::url() else { return };
    let before = peak();
    let outcome = Caller::new(Call::KathanGet, &url, &Settings::default()).call().await;
    assert_eq!(
        (outcome.kind, outcome.status),
        (Kind::TooLarge, Some(200)),
        "{outcome:?}"
    );
    let grown = peak() - before;
    assert!(grown < 2 * CAP, "grew by {grown} bytes");
}

/// The most memory this process ever had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// That the bombs are what they claim to be: one that fits is read to its end, though zeros are no value.
#[tokio::test]
async fn a_compressed_body_that_fits_is_read() {
    let script = [Fault::GzipBomb(2)];
    for (body_limit, kind) in [(2 << 20, Kind::Decode), ((2 << 20) - 1, Kind::TooLarge)] {
        let settings = Settings {
            body_limit,
            ..Settings::default()
        };
        let (outcome, _server) = crate::calls::meet(Call::KathanGet, script.clone(), &settings).await;
        assert_eq!(outcome.kind, kind, "{outcome:?}");
    }
}

#[tokio::test]
async fn the_limit_of_a_client_is_exact() {
    for call in Call::ALL {
        let length = call.content().body().len();
        for fault in [Fault::Sound, Fault::NoLength, Fault::Chunked, Fault::Gzip] {
            for (body_limit, kind) in [(length, Kind::Value), (length - 1, Kind::TooLarge)] {
                let settings = Settings {
                    body_limit,
                    ..Settings::default()
                };
                let (outcome, server) = crate::calls::meet(call, [fault.clone()], &settings).await;
                assert_eq!(outcome.kind, kind, "{call:?} {fault:?} {body_limit}: {outcome:?}");
                assert_eq!(server.count(), 1);
            }
        }
    }
}
