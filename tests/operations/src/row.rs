//! Tables. In: rows as a provider's file writes them. Out: the same for every operation, whatever its types.

use std::fmt::Debug;

use callspec_core::testing::InMemory;
use callspec_core::{BoxFuture, OperationInfo, Reply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Connection, Failure, Outcome, Result};

/// A call under way.
pub type Sending = BoxFuture<'static, Result<Outcome>>;

/// The operations of a provider.
#[derive(Debug)]
pub struct Provider {
    /// The name of its spec, which is that of its file in `specs/`.
    pub name: &'static str,
    /// The file that its table is in.
    pub file: &'static str,
    /// An operation each.
    pub rows: Vec<Row>,
    /// A server that answers as its document does.
    pub documented: fn() -> InMemory,
    /// The documented bodies of error responses, which all operations share.
    pub errors: &'static [ErrorBody],
}

impl Provider {
    /// The row of the operation of this id.
    ///
    /// # Errors
    ///
    /// An operation without a row, with the file that it is missing in.
    pub fn row(&self, id: &str) -> Result<&Row> {
        let row = self.rows.iter().find(|row| row.operation.id == id);
        row.ok_or_else(|| format!("{} has no row for the operation {id}", self.file).into())
    }
}

/// One operation.
#[derive(Debug)]
pub struct Row {
    /// Id, method and path template, as the client has them.
    pub operation: &'static OperationInfo,
    /// Method and target of its request, as on the wire, with [`ID`](crate::ID) for each path parameter.
    pub line: &'static str,
    /// Sends it with this id and this body.
    pub send: fn(&Connection, &str, &Body) -> Result<Sending>,
    /// Has a server answer it with the documented response of a status.
    pub answer: fn(InMemory, u16) -> InMemory,
    /// Decodes a response to it.
    pub decode: fn(Reply) -> Result<Outcome>,
}

impl Row {
    /// The method and the target of its request.
    pub fn method_and_target(&self) -> (&'static str, &'static str) {
        self.line.split_once(' ').unwrap_or((self.line, ""))
    }
}

/// The JSON that a request's body is decoded from; rows whose operation has none do not look at it.
#[derive(Clone, Debug, Default)]
pub struct Body(pub Value);

impl Body {
    /// The whole of it, as the type that the client takes.
    ///
    /// # Errors
    ///
    /// What `serde_json` says of a value that does not fit.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        T::deserialize(&self.0)
    }

    /// The attributes inside an envelope (JSON:API §9), which the client writes by itself.
    ///
    /// # Errors
    ///
    /// What `serde_json` says of a value that does not fit.
    pub fn attributes<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        T::deserialize(&self.0["data"]["attributes"])
    }
}

/// The documented body of the error responses of a status.
#[derive(Debug)]
pub struct ErrorBody {
    /// The key of the response in the spec: a status, or `default`.
    pub status: &'static str,
    /// The variant of the operations' error enums.
    pub variant: &'static str,
    /// Decodes a body; gives it encoded again, and what `Debug` prints of it.
    pub read: fn(&Value) -> serde_json::Result<(Value, String)>,
}

impl ErrorBody {
    /// A body of this type.
    pub const fn of<T: DeserializeOwned + Serialize + Debug>(status: &'static str, variant: &'static str) -> Self {
        Self {
            status,
            variant,
            read: read::<T>,
        }
    }

    /// What a failure holds of a response with this body, encoded again.
    ///
    /// # Errors
    ///
    /// A failure that holds something else, or a body of another type.
    pub fn held_by(&self, failure: &Failure, body: &Value) -> Result<Value> {
        let (encoded, printed) = (self.read)(body)?;
        let expected = format!("{}({printed})", self.variant);
        match &failure.documented {
            Some(documented) if *documented == expected => Ok(encoded),
            other => Err(format!("{}: {other:?} is not {expected}", failure.message).into()),
        }
    }
}

fn read<T: DeserializeOwned + Serialize + Debug>(value: &Value) -> serde_json::Result<(Value, String)> {
    let read = T::deserialize(value)?;
    Ok((serde_json::to_value(&read)?, format!("{read:?}")))
}

/// The rows of a table: `Operation: request => "METHOD target";`, where the names in front stand for the client, the id for
/// each path parameter and the body. The builder in front of them has all credentials, each with the name of its scheme.
#[macro_export]
macro_rules! rows {
    ($builder:expr, |$client:ident, $id:ident, $body:ident|
        $($operation:ty: $request:expr => $line:literal;)+) => {
        vec![$(
            $crate::Row {
                operation: <$operation as callspec_core::Operation>::INFO,
                line: $line,
                send: |connection, $id, $body| {
                    // Not every operation has both.
                    let _ = ($id, $body);
                    let builder = $builder.base_url(&connection.url).retry(callspec_core::Retry::none());
                    let $client = builder.transport(connection.transport.clone()).build()?;
                    let request: $operation = $request;
                    Ok(Box::pin(async { $crate::Outcome::of(request.send().await) }))
                },
                answer: |server, status| server.answer_documented::<$operation>(status),
                decode: |reply| $crate::Outcome::of(<$operation as callspec_core::Operation>::decode(reply)),
            }
        ),+]
    };
}
