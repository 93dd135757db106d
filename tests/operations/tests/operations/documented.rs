//! The server that answers as the document does: each operation is given its own example, and each error response that of its
//! status; a client of it decodes all of them.

use operations::{Case, Connection, Outcome, Result, each};
use serde_json::Value;
use wire::json::differences;

/// What becomes of an operation that is sent to such a server, behind a base URL with a path.
fn outcome(case: &Case, status: Option<u16>) -> Result<Outcome> {
    let server = (case.provider.documented)();
    let server = match status {
        Some(status) => (case.row.answer)(server, status),
        None => server,
    };
    let outcome = case.send(&Connection::new("https://api.example.test/v1", server.clone()))?;
    let [sent] = &server.sent()[..] else {
        return Err(format!("{} requests", server.sent().len()).into());
    };
    let (method, target) = case.row.method_and_target();
    let path = target.split('?').next().unwrap_or_default();
    assert_eq!((sent.method().as_str(), sent.path()), (method, &*format!("/v1{path}")));
    Ok(outcome)
}

#[test]
fn each_operation_decodes_its_own_example() {
    each(|case| {
        let status = case.spec.success(&case.operation)?.to_string();
        let example = case.spec.responses(&case.operation, &status).into_iter().next();
        let output = outcome(case, None)?.success()?;
        let differences = differences(&example.map_or(Value::Null, |example| example.value), &output);
        assert!(differences.is_empty(), "decoded: {differences:#?}");
        Ok(())
    });
}

#[test]
fn each_error_response_is_its_variant() {
    each(|case| {
        let statuses = case.spec.statuses(&case.operation).into_iter();
        for key in statuses.filter(|status| !status.starts_with('2')) {
            // What no other response of the document is.
            let status = key.parse().unwrap_or(418);
            let failure = outcome(case, Some(status))?.failure()?;
            assert_eq!(failure.status, Some(status));
            let example = case.spec.responses(&case.operation, &key).into_iter().next();
            let example = example.ok_or_else(|| format!("no example of {key}"))?;
            let error = case.error_body(status).ok_or_else(|| format!("no type of {key}"))?;
            error.held_by(&failure, &example.value)?;
        }
        Ok(())
    });
}

#[test]
fn a_status_that_is_not_documented_is_refused() {
    each(|case| {
        let statuses = case.spec.statuses(&case.operation);
        if statuses.iter().any(|status| status == "default") {
            return Ok(());
        }
        let failure = outcome(case, Some(599))?.failure()?;
        let words = format!("the document has no response 599 to {}", case.row.operation);
        assert!(failure.message.contains(&words), "{}", failure.message);
        Ok(())
    });
}

/// The call of one provider's client is none of the other's document.
#[test]
fn a_request_of_another_document_is_refused() {
    let [kathan, sippet] = [operations::kathan::provider(), operations::sippet::provider()];
    each(|case| {
        let other = if case.provider.name == "kathan" {
            &sippet
        } else {
            &kathan
        };
        let server = (other.documented)();
        let failure = case
            .send(&Connection::new("https://api.example.test", server))?
            .failure()?;
        assert!(failure.message.contains("the document has no"), "{}", failure.message);
        Ok(())
    });
}
