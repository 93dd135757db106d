//! Nothing of a spec is left out: each operation has a row, each error response a type, each example an operation or a webhook.

use std::collections::BTreeSet;

use operations::{Provider, Result, each, providers};
use wire::Spec;

#[test]
fn every_operation_has_a_row() -> Result {
    let specs = Spec::names()?;
    let mut missing = Vec::new();
    for Provider { name, file, rows, .. } in providers() {
        assert!(
            specs.iter().any(|spec| spec == name),
            "{file} is for the spec {name}, which is not there"
        );
        for operation in Spec::read(name)?.operations() {
            let count = rows.iter().filter(|row| row.operation.id == operation.id).count();
            assert!(count < 2, "{file} has {count} rows for {}", operation.id);
            if count == 0 {
                missing.push(format!(
                    "{file} has no row for {id} of the spec {name}; it ends in `client.{id}(…) => \"{method} {target}\";`",
                    id = operation.id,
                    method = operation.method,
                    target = operation.path_with("a%2Fb%20c"),
                ));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
    Ok(())
}

#[test]
fn every_error_response_has_a_type() {
    each(|case| {
        for status in case.spec.statuses(&case.operation) {
            let known = status.starts_with('2') || case.provider.errors.iter().any(|error| error.status == status);
            if !known {
                return Err(format!("`ERRORS` has no type for the status {status}").into());
            }
        }
        Ok(())
    });
}

/// What has no row and no type is said above. An example of a form is no JSON: `tests/wire` looks at the parts of forms,
/// and `tests/promises` at events of webhooks.
#[test]
fn every_example_is_one_of_an_operation_or_a_webhook() -> Result {
    for provider in providers() {
        let spec = Spec::read(provider.name)?;
        let mut reached = BTreeSet::new();
        for operation in spec.operations() {
            let responses = spec.statuses(&operation).into_iter();
            let responses = responses.flat_map(|status| spec.responses(&operation, &status));
            let examples = spec.requests(&operation).into_iter().chain(responses);
            reached.extend(examples.map(|example| example.pointer));
        }
        reached.extend(spec.webhooks().into_iter().map(|(_, example)| example.pointer));
        let all: BTreeSet<_> = spec.example_pointers().into_iter().collect();
        let others: Vec<_> = all.difference(&reached).collect();
        assert!(
            others.is_empty(),
            "{}: no operation and no webhook has {others:#?}",
            provider.name
        );
    }
    Ok(())
}
