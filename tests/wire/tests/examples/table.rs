//! Which type an example belongs to. In: rows, one per operation. Out: each example of a spec with its type.

use std::collections::BTreeSet;

use callspec_core::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wire::json::differences;
use wire::spec::Example;
use wire::{Result, Spec};

/// Decodes a value into a type and encodes it again.
pub(crate) type Trip = fn(&Value) -> serde_json::Result<Value>;

/// One operation.
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) body: Body,
    pub(crate) status: &'static str,
    pub(crate) answer: Trip,
}

/// How the type of a request's body is found.
#[derive(Clone, Copy)]
pub(crate) enum Body {
    None,
    /// The whole body is of the type.
    Whole(Trip),
    /// The type is that of the attributes inside an envelope (JSON:API §9), which the client writes by itself.
    Attributes(Trip),
    /// A form is no JSON; `upload_recipients` and `create_recipient_list` look at its parts on the wire.
    Form,
}

/// A table: `Operation: body, status;` in the order of the spec. The id and the type of the answer are the client's own.
#[macro_export]
macro_rules! table {
    ($($operation:ty: $body:expr, $status:literal;)+) => {
        vec![$(
            $crate::table::Row {
                id: <$operation as callspec_core::Operation>::INFO.id,
                body: $body,
                status: stringify!($status),
                answer: $crate::table::answer::<$operation>,
            }
        ),+]
    };
}

pub(crate) fn trip<T: DeserializeOwned + Serialize>(value: &Value) -> serde_json::Result<Value> {
    serde_json::to_value(T::deserialize(value)?)
}

pub(crate) fn answer<O: Operation>(value: &Value) -> serde_json::Result<Value>
where
    O::Output: DeserializeOwned + Serialize,
{
    trip::<O::Output>(value)
}

/// The types of a provider's bodies.
pub(crate) struct Table {
    pub(crate) spec: &'static str,
    pub(crate) rows: Vec<Row>,
    /// Errors by status, which all operations share.
    pub(crate) errors: &'static [(&'static str, Trip)],
}

/// An example with its type, and what it looks like to that type.
pub(crate) struct Typed {
    pub(crate) example: Example,
    pub(crate) trip: Trip,
    /// Where in the example the value of the type is.
    pub(crate) at: &'static str,
}

impl Table {
    /// Every example that an operation reaches, forms left out.
    pub(crate) fn examples(&self, spec: &Spec) -> Result<Vec<Typed>> {
        let mut typed = Vec::new();
        for row in &self.rows {
            let operation = spec.operation(row.id)?;
            let mut push = |examples: Vec<Example>, trip: Trip, at| {
                typed.extend(examples.into_iter().map(|example| Typed { example, trip, at }));
            };
            match row.body {
                Body::None | Body::Form => {}
                Body::Whole(trip) => push(spec.requests(&operation), trip, ""),
                Body::Attributes(trip) => push(spec.requests(&operation), trip, "/data/attributes"),
            }
            push(spec.responses(&operation, row.status), row.answer, "");
            for (status, trip) in self.errors {
                push(spec.responses(&operation, status), *trip, "");
            }
        }
        Ok(typed)
    }

    /// Each operation of the spec has a row, each of its responses and bodies a type, and each example of the document is
    /// one of these.
    pub(crate) fn is_complete(&self) -> Result {
        let spec = Spec::read(self.spec)?;
        let operations: BTreeSet<_> = spec.operations().into_iter().map(|it| it.id).collect();
        let rows: BTreeSet<_> = self.rows.iter().map(|row| row.id.to_owned()).collect();
        assert_eq!(operations, rows);
        assert_eq!(rows.len(), self.rows.len(), "rows for the same operation");
        for row in &self.rows {
            let operation = spec.operation(row.id)?;
            let typed = |status: &str| status == row.status || self.errors.iter().any(|(error, _)| *error == status);
            let statuses = spec.statuses(&operation);
            assert!(statuses.iter().all(|status| typed(status)), "{} {statuses:?}", row.id);
            let bodies = spec.requests(&operation).len();
            let body = usize::from(!matches!(row.body, Body::None));
            assert_eq!(bodies, body, "{}: examples of the body", row.id);
        }
        let forms = self
            .rows
            .iter()
            .filter(|row| matches!(row.body, Body::Form))
            .map(|row| spec.operation(row.id))
            .collect::<Result<Vec<_>>>()?;
        let forms = forms.iter().flat_map(|operation| spec.requests(operation));
        let reached: BTreeSet<_> = self
            .examples(&spec)?
            .into_iter()
            .map(|typed| typed.example)
            .chain(forms)
            .map(|example| example.pointer)
            .collect();
        let all: BTreeSet<_> = spec.example_pointers().into_iter().collect();
        assert_eq!(reached, all);
        Ok(())
    }

    /// Each example decodes, and encodes to an equal value.
    pub(crate) fn comes_back(&self) -> Result {
        for typed in self.examples(&Spec::read(self.spec)?)? {
            let pointer = &typed.example.pointer;
            let value = typed.value();
            let encoded = (typed.trip)(value).map_err(|error| format!("{pointer}: {error}"))?;
            let differences = differences(value, &encoded);
            assert!(differences.is_empty(), "{pointer}: {differences:#?}");
            typed.has_no_more();
        }
        Ok(())
    }
}

impl Typed {
    pub(crate) fn value(&self) -> &Value {
        self.example.value.pointer(self.at).unwrap_or(&Value::Null)
    }

    /// What an envelope holds beside the attributes: the resource's type and id, and that it writes no relationships.
    fn has_no_more(&self) {
        if self.at.is_empty() {
            return;
        }
        let data = self.example.value["data"].as_object();
        for (name, member) in data.into_iter().flatten() {
            let known = match name.as_str() {
                "attributes" => true,
                "type" | "id" => member.is_string(),
                "relationships" => *member == json!({}),
                _ => false,
            };
            assert!(known, "{}: {name}", self.example.pointer);
        }
    }
}
