//! The verdicts against what compiles: for each edit, a caller that was written against the old crates is compiled against
//! the new ones, and fails where the verdict in Rust is major, and nowhere else. The verdicts on the wire are run: an old
//! client gets what the new server may send.

#[path = "../../diff/tests/edits.rs"]
mod edits;

use std::collections::BTreeMap;

use callspec_codegen::source::Source;
use callspec_diff::Options;
use callspec_diff::finding::Rust;
use callspec_diff::side::{Input, Side};
use edits::{EDITS, Edit};

use crate::workspace::{Workspace, runtime};

/// What the proofs of the review depend on: the client of the document before the edits.
const OLD: &str = "old = { package = \"base-client\", path = \"../base-client\", default-features = false, features = [\"blocking\", \"tracing\", \"jiff\"] }
serde_json = \"1\"
";

/// The features that all other workspaces here have, so that the runtime is not built for this one alone.
const FEATURES: &str = "default-features = false, features = [\"blocking\", \"tracing\", \"jiff\"]";

/// What the review of ten edits says of them.
const PROOFS: &str = include_str!("../../diff/tests/review/proofs.rs");

/// What an old client does with answers of the new server; `kathan` is the client of the document before the edits.
const OLD_CLIENT: &str = r##"
#[cfg(test)]
mod wire {
    use kathan_core::testing::{Answer, InMemory};
    use kathan_core::Error;

    fn call(body: &str) -> Result<kathan::models::CallDetail, String> {
        let answer = Answer::new(200).header("content-type", "application/json").body(body.to_owned());
        let server = InMemory::new().answer::<kathan::calls::GetCall>(answer);
        let client = kathan::Client::builder().bearer_auth("a").user_id("b").transport(server).build().unwrap();
        client.get_call("1").send_blocking().map_err(|error| error.to_string())
    }

    #[test]
    fn a_required_property_that_is_missing_cannot_be_read() {
        assert!(call(r#"{"id": "1", "to_number": "2", "provider": "3", "status": "4"}"#).is_ok());
        assert!(call(r#"{"to_number": "2", "provider": "3", "status": "4"}"#).is_err());
    }

    #[test]
    fn null_in_an_optional_property_and_unknown_properties_are_read() {
        assert!(call(r#"{"id": "1", "to_number": "2", "provider": "3", "status": "4", "label": 1, "summary": null}"#).is_ok());
    }

    #[test]
    fn null_and_other_types_where_a_value_is_needed_cannot_be_read() {
        assert!(call(r#"{"id": null, "to_number": "2", "provider": "3", "status": "4"}"#).is_err());
        assert!(call(r#"{"id": 1, "to_number": "2", "provider": "3", "status": "4"}"#).is_err());
    }

    #[test]
    fn an_unknown_enum_value_is_kept() {
        let status = kathan::models::CampaignStatus::from("archived");
        assert_eq!(status.as_str(), "archived");
        assert!(matches!(status, kathan::models::CampaignStatus::Unrecognized(_)));
    }

    fn balance(status: u16, body: &str) -> Result<kathan::models::CreditBalance, Error<kathan::credits::GetCreditBalanceError>> {
        let answer = Answer::new(status).header("content-type", "application/json").body(body.to_owned());
        let server = InMemory::new().answer::<kathan::credits::GetCreditBalance>(answer);
        let client = kathan::Client::builder().bearer_auth("a").user_id("b").transport(server).build().unwrap();
        client.get_credit_balance().send_blocking()
    }

    #[test]
    fn another_success_is_read_and_an_unknown_refusal_is_reported() {
        let body = r#"{"balance_credits": 1, "reserved_credits": 2, "spendable_credits": 3, "lifetime_purchased_credits": 4, "currency": "EUR"}"#;
        assert!(balance(200, body).is_ok());
        assert!(balance(201, body).is_ok());
        let refused = balance(404, r#"{"detail": "gone"}"#).unwrap_err();
        assert!(!matches!(refused, Error::Api { .. }), "{refused}");
    }

    #[test]
    fn what_is_not_set_is_not_sent() {
        let server = InMemory::new().answer::<kathan::calls::CreateCall>(
            Answer::new(200).header("content-type", "application/json").body(r#"{"id": "1", "to_number": "2", "provider": "3", "status": "4"}"#.to_owned()),
        );
        let client = kathan::Client::builder().bearer_auth("a").user_id("b").transport(server.clone()).build().unwrap();
        let body = kathan::models::CreateCallRequest::new("a", "b");
        client.create_call(body).send_blocking().unwrap();
        // The server that needs `label` gets none, and the one that lists no `code` beyond 20 gets any.
        assert!(server.sent()[0].json().get("label").is_none());
    }
}
"##;

#[test]
fn callers_compile_where_the_verdict_says_so() {
    let workspace = laid_out();
    workspace.cargo(&["test", "-p", "caller-base", "-p", "caller-reviewed"]);
    let mut arguments = vec!["check", "--keep-going"];
    let callers: Vec<String> = EDITS.iter().map(|edit| format!("caller-{}", edit.name)).collect();
    for caller in &callers {
        arguments.extend(["-p", caller]);
    }
    let (_, said) = workspace.try_cargo(&arguments);
    for edit in EDITS {
        let fails = said.contains(&format!("could not compile `caller-{}`", edit.name));
        let verdict = verdict(edit);
        assert_eq!(
            fails,
            verdict == Rust::Major,
            "{}: the verdict is {verdict:?}; cargo says:\n{said}",
            edit.name
        );
    }
    assert!(
        !said.contains("-client` (lib) due to"),
        "a generated crate fails:\n{said}"
    );
}

fn verdict(edit: &Edit) -> Rust {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "kathan".to_owned(),
            source: Source::from_text("kathan.yaml", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    let base = edits::base();
    let comparison = callspec_diff::compare(side(&base), side(&edits::after(&base, edit)), &options);
    let comparison = comparison.unwrap_or_else(|failure| panic!("{failure:#?}"));
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    findings.map(|finding| finding.rust).max().unwrap_or_default()
}

/// The crates before and after each edit, and their callers.
fn laid_out() -> Workspace {
    let mut workspace = Workspace::new("review");
    let base = edits::base();
    let modules: BTreeMap<String, &str> = EDITS
        .iter()
        .map(|edit| (edit.name.replace('-', "_"), edit.caller))
        .collect();
    let callers = modules
        .iter()
        .map(|(name, text)| format!("pub mod {name} {{ {text} }}\n"));
    let mut put = |name: &str, document: &str, caller: &str, more: &str| {
        workspace.generate(name, Source::from_text("kathan.yaml", document));
        workspace.put(&format!("caller-{name}"), "Cargo.toml", &(manifest(name) + more));
        workspace.put(&format!("caller-{name}"), "src/lib.rs", caller);
    };
    put("base", &base, &(callers.collect::<String>() + OLD_CLIENT), "");
    for edit in EDITS {
        put(edit.name, &edits::after(&base, edit), edit.caller, "");
    }
    put("reviewed", &edits::reviewed(), PROOFS, OLD);
    workspace.finish();
    workspace
}

/// The manifest of a crate that uses a client.
fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"caller-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         kathan = {{ package = \"{name}-client\", path = \"../{name}-client\", {FEATURES} }}\n\
         kathan_core = {{ package = \"callspec-core\", path = {:?}, {FEATURES} }}\n",
        runtime("callspec-core")
    )
}
