//! Redirections.

use faults::{Fault, Target};

use crate::calls::{Call, Kind, Settings, meet};

const TARGETS: [Target; 4] = [
    Target::Itself,
    Target::Other,
    Target::Host("evil.example.test"),
    Target::Loop,
];

#[tokio::test]
async fn promise_10_redirects_never_carry_a_credential_or_body_elsewhere() {
    for call in Call::ALL {
        for status in [301, 302, 303, 307, 308] {
            for target in TARGETS {
                let (outcome, server) = meet(call, [Fault::Redirect(status, target)], &Settings::retrying()).await;
                let scene = format!("{call:?} {status} {target:?}: {outcome:?}");
                assert_eq!(
                    (outcome.kind, outcome.status),
                    (Kind::Unexpected, Some(status)),
                    "{scene}"
                );
                assert_eq!(server.journal().len(), 1, "{scene}");
                assert_eq!(server.other_journal(), [], "{scene}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirection_is_an_error_that_names_the_host_alone() {
    for (target, host) in [
        (Target::Itself, "127.0.0.1"),
        (Target::Other, "127.0.0.1"),
        (Target::Host("evil.example.test"), "evil.example.test"),
        (Target::Loop, "the same host"),
    ] {
        let (outcome, _server) = meet(Call::KathanUpdate, [Fault::Redirect(307, target)], &Settings::default()).await;
        let end = format!(": a redirection to {host}, which is not followed");
        assert!(outcome.text.ends_with(&end), "{outcome:?}");
    }
}
