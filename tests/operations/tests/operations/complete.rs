//! Nothing of a spec is left out: each operation has a row, each error response a type, each example a test.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use operations::{Provider, Result, each, providers};
use wire::Spec;

use crate::examples::typed;

#[test]
fn every_operation_has_a_row() -> Result {
    let specs = Spec::names()?;
    let mut missing = Vec::new();
    for Provider { name, file, rows, .. } in providers() {
        assert!(
            specs.iter().any(|spec| spec == name),
            "{file} is for specs/{name}.yaml, which is not there"
        );
        for operation in Spec::read(name)?.operations() {
            let count = rows.iter().filter(|row| row.operation.id == operation.id).count();
            assert!(count < 2, "{file} has {count} rows for {}", operation.id);
            if count == 0 {
                let line = format!("{} ({} {})", operation.id, operation.method, operation.path);
                missing.push(format!("{file} has no row for {line} of specs/{name}.yaml"));
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

/// An example of a form is no JSON: `tests/wire` looks at the parts of forms.
#[test]
fn every_example_is_tested() -> Result {
    let tested = RefCell::new(BTreeMap::<_, BTreeSet<_>>::new());
    each(|case| {
        let bodies = case.spec.requests(&case.operation).into_iter();
        let forms = bodies.filter(|example| example.media_type.starts_with("multipart/"));
        let examples = typed(case).into_iter().map(|typed| typed.example).chain(forms);
        let mut tested = tested.borrow_mut();
        tested
            .entry(case.provider.name)
            .or_default()
            .extend(examples.map(|example| example.pointer));
        Ok(())
    });
    for (name, tested) in tested.into_inner() {
        let spec = Spec::read(name)?;
        let has_row = |id: &str| providers().iter().any(|it| it.name == name && it.row(id).is_ok());
        if !spec.operations().iter().all(|operation| has_row(&operation.id)) {
            // `every_operation_has_a_row` says which.
            continue;
        }
        let all: BTreeSet<_> = spec.example_pointers().into_iter().collect();
        let others: Vec<_> = all.difference(&tested).collect();
        assert!(
            others.is_empty(),
            "examples of specs/{name}.yaml that no operation has: {others:#?}"
        );
    }
    Ok(())
}
