//! What became of a call. In: the result that a client gives. Out: the same terms for every operation.

use std::error::Error as _;
use std::fmt::Debug;

use callspec_core::Error;
use serde::Serialize;
use serde_json::Value;

use crate::Result;

/// The end of a call.
#[derive(Debug)]
pub enum Outcome {
    /// A documented success: the output encoded again, and what `Debug` prints of it.
    Success(Value, String),
    /// Any error.
    Failure(Failure),
}

/// An error.
#[derive(Debug)]
pub struct Failure {
    /// The operation that it names.
    pub operation: Option<&'static str>,
    /// The status of the response, if there was one.
    pub status: Option<u16>,
    /// What `Debug` prints of the documented error, if it is one.
    pub documented: Option<String>,
    /// The body of a response that the document does not have.
    pub unexpected: Option<Vec<u8>>,
    /// What `Display` prints.
    pub message: String,
    /// All that can be printed of the error and of what caused it.
    pub texts: String,
}

impl Outcome {
    /// Takes a result apart.
    ///
    /// # Errors
    ///
    /// An output that has no form in JSON.
    pub fn of<T: Serialize + Debug, E: Debug>(result: std::result::Result<T, Error<E>>) -> Result<Self> {
        match result {
            Ok(output) => Ok(Self::Success(serde_json::to_value(&output)?, format!("{output:?}"))),
            Err(error) => Ok(Self::Failure(Failure::of(error))),
        }
    }

    /// The output, encoded again.
    ///
    /// # Errors
    ///
    /// The message of a failure.
    pub fn success(self) -> Result<Value> {
        match self {
            Self::Success(output, _) => Ok(output),
            Self::Failure(failure) => Err(failure.message.into()),
        }
    }

    /// The failure.
    ///
    /// # Errors
    ///
    /// A success.
    pub fn failure(self) -> Result<Failure> {
        match self {
            Self::Success(output, _) => Err(format!("a success: {output}").into()),
            Self::Failure(failure) => Ok(failure),
        }
    }
}

impl Failure {
    fn of<E: Debug>(error: Error<E>) -> Self {
        let mut texts = format!("{error} {error:?} {error:#?}");
        let mut source = error.source();
        while let Some(cause) = source {
            texts.push_str(&format!(" {cause} {cause:?}"));
            source = cause.source();
        }
        Self {
            operation: error.operation().map(|operation| operation.id),
            status: error.status().map(|status| status.as_u16()),
            documented: error.api().map(|documented| format!("{documented:?}")),
            message: error.to_string(),
            unexpected: match error {
                Error::Unexpected(unexpected) => Some(unexpected.body().to_vec()),
                _ => None,
            },
            texts,
        }
    }
}
