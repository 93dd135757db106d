//! Signatures of webhooks beside those of the library of Standard Webhooks for Python: each verifies what the other signs.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use callspec_webhooks::{SignatureError, SignatureScheme, Signer, Verifier};
use peers::{Result, address};
use serde_json::{Value, json};

const STANDARD: SignatureScheme = SignatureScheme::STANDARD_WEBHOOKS;
const SECRET: &str = "whsec_bm8gc2VjcmV0IGF0IGFsbCwgYnV0IGxvbmcgZW5vdWdo";

/// Bodies as they come, and as nobody expects them; Python reads text.
const BODIES: &[&str] = &[r#"{"type":"call.ended"}"#, "", "{ \"name\": \"Zoë\" }\n", "a.b.c"];

/// What the library says: its output, or `None` where it refuses.
fn asked(question: &Value) -> Result<Option<String>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/webhooks/standard.py");
    let mut library = Command::new(address::of("CALLSPEC_PEER_PYTHON")?)
        .args(["-B", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(input) = &mut library.stdin {
        input.write_all(question.to_string().as_bytes())?;
    }
    let output = library.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => Ok(Some(String::from_utf8(output.stdout)?)),
        Some(1) if !said.contains("Traceback") => Ok(None),
        _ => Err(said.into()),
    }
}

#[test]
#[ignore = "needs Python: tests/peers/run"]
fn what_the_library_signs_is_verified() -> Result {
    let verifier = Verifier::new(STANDARD, SECRET)?;
    for body in BODIES {
        let question = json!({"do": "sign", "secret": SECRET, "id": "msg_1", "body": body});
        let headers: BTreeMap<String, String> = serde_json::from_str(&asked(&question)?.ok_or("it signs")?)?;
        assert_eq!(verifier.verify(&headers, body.as_bytes()), Ok(body.as_bytes()));
        let touched = format!("{body} ");
        assert_eq!(
            verifier.verify(&headers, touched.as_bytes()),
            Err(SignatureError::NoSignatureFits)
        );
    }
    Ok(())
}

#[test]
#[ignore = "needs Python: tests/peers/run"]
fn the_library_verifies_what_is_signed() -> Result {
    let signer = Signer::new(STANDARD, "whsec_YW5vdGhlciBzZWNyZXQgYWx0b2dldGhlcg==")?.and_key(SECRET)?;
    for body in BODIES {
        let headers = signer.sign([("webhook-id", "msg_1")], body.as_bytes())?;
        let headers: BTreeMap<&str, String> = headers.into_iter().collect();
        let question = |body: &str| json!({"do": "verify", "secret": SECRET, "headers": headers, "body": body});
        assert!(asked(&question(body))?.is_some(), "{body:?}");
        assert!(asked(&question(&format!("{body} ")))?.is_none(), "{body:?}");
    }
    Ok(())
}
