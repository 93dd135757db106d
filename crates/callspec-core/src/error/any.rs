//! One error for all operations, so that `?` works across them. In: an `Error<E>`, or why a client was not built. Out: the
//! same error without its type.

use std::fmt::{self, Debug, Display};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::view::{View, questions};
use super::{BuildError, Error, ErrorKind, InvalidRequest, Words};
use crate::header::Header;
use crate::info::OperationInfo;
use crate::response::RateLimit;

/// Any error of any operation, or of a client that could not be built: what `?` makes of [`Error`] and [`BuildError`].
///
/// It reads, and can be asked, as the original; [`api`](Self::api) has the documented error response.
///
/// ```
/// # use callspec_core::{CallError, Error};
/// fn hang_up(first: Result<u8, Error<u8>>, second: Result<u8, Error<String>>) -> Result<u8, CallError> {
///     match first.map_err(CallError::from) {
///         Err(error) if error.is_not_found() => Ok(0),
///         first => Ok(first? + second?),
///     }
/// }
/// ```
pub struct CallError {
    original: Box<dyn Original>,
}

trait Original: std::error::Error + Send + Sync {
    fn view(&self) -> View<'_>;
}

impl<E: Debug + Send + Sync + 'static> Original for Error<E> {
    fn view(&self) -> View<'_> {
        self.view()
    }
}

impl Original for BuildError {
    fn view(&self) -> View<'_> {
        View::of(ErrorKind::Build)
    }
}

impl CallError {
    questions!();

    fn view(&self) -> View<'_> {
        self.original.view()
    }

    /// The documented error response, if this is one of an operation with these.
    pub fn api<E: Debug + Send + Sync + 'static>(&self) -> Option<&E> {
        self.downcast_ref::<Error<E>>()?.api()
    }

    /// The original, if it is of this type: [`Error<E>`](Error) or [`BuildError`].
    pub fn downcast_ref<T: std::error::Error + 'static>(&self) -> Option<&T> {
        let original: &(dyn std::error::Error + 'static) = &*self.original;
        original.downcast_ref()
    }

    /// The original, by move.
    pub fn into_inner(self) -> Box<dyn std::error::Error + Send + Sync> {
        self.original
    }
}

impl<E: Debug + Send + Sync + 'static> From<Error<E>> for CallError {
    fn from(error: Error<E>) -> Self {
        Self {
            original: Box::new(error),
        }
    }
}

impl From<BuildError> for CallError {
    fn from(error: BuildError) -> Self {
        Self {
            original: Box::new(error),
        }
    }
}

impl From<InvalidRequest> for CallError {
    fn from(invalid: InvalidRequest) -> Self {
        super::Failure::from(invalid).into()
    }
}

impl Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.original, f)
    }
}

impl Debug for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.original, f)
    }
}

/// The cause of the original, whose own text stands here already.
impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.original.source()
    }
}
