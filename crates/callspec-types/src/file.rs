//! What is uploaded. In: bytes or a stream, with a name and a media type if the server wants them. Out: the same, for
//! the body of a request to take.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What goes wrong inside a stream of bytes.
pub type StreamError = Box<dyn std::error::Error + Send + Sync>;

/// A stream of bytes that a request carries.
pub type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, StreamError>> + Send>>;

/// A file to upload: a part of a multipart form, or a whole body.
///
/// ```
/// use callspec_types::File;
///
/// let file = File::new("name,phone\n").name("contacts.csv").content_type("text/csv");
/// assert_eq!(format!("{file:?}"), r#"File { name: Some("contacts.csv"), content_type: Some("text/csv"), content: 11 bytes }"#);
/// ```
///
/// Where a document puts a file (`format: binary`) inside JSON, it is written and read as a string; bytes that are not
/// UTF-8, and streams, are then an error.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    content: FileContent,
}

/// The content of a [`File`].
#[derive(Clone)]
#[non_exhaustive]
pub enum FileContent {
    /// Bytes in memory, which can be sent again.
    Bytes(Bytes),
    /// A stream, which can be sent once; clones share it, and the first to be sent takes it.
    Stream(Arc<Mutex<Option<ByteStream>>>),
}

impl File {
    /// A file from bytes in memory.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::with(FileContent::Bytes(content.into()))
    }

    /// A file from a stream. It can be sent once: a call that carries it is not retried after the stream was begun, and
    /// sending a clone afterwards is an error.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<StreamError> + 'static,
    {
        let stream: ByteStream = Box::pin(Erased(Box::pin(stream)));
        Self::with(FileContent::Stream(Arc::new(Mutex::new(Some(stream)))))
    }

    const fn with(content: FileContent) -> Self {
        Self {
            name: None,
            content_type: None,
            content,
        }
    }

    /// Sets the file name that a multipart form states.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type that a multipart form states, such as `text/csv`.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The file name, if one was set.
    pub fn get_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type, if one was set.
    pub fn get_content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content.
    pub const fn content(&self) -> &FileContent {
        &self.content
    }
}

impl FileContent {
    /// Takes the stream out, if this is one that was not taken before.
    pub fn take_stream(&self) -> Option<ByteStream> {
        match self {
            Self::Bytes(_) => None,
            Self::Stream(slot) => slot.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }
}

impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Stream(_) => f.write_str("stream"),
        }
    }
}

/// Bytes are compared; streams are equal if they are the same stream.
impl PartialEq for FileContent {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(two)) => one == two,
            (Self::Stream(one), Self::Stream(two)) => Arc::ptr_eq(one, two),
            (Self::Bytes(_), Self::Stream(_)) | (Self::Stream(_), Self::Bytes(_)) => false,
        }
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<String> for File {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let FileContent::Bytes(bytes) = &self.content else {
            return Err(S::Error::custom("a stream cannot be written inside JSON"));
        };
        let text = std::str::from_utf8(bytes);
        serializer.serialize_str(text.map_err(|_| S::Error::custom("a file inside JSON must be UTF-8"))?)
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)
            .map(Self::new)
            .map_err(D::Error::custom)
    }
}

/// Gives the stream's error type its common form.
struct Erased<S>(Pin<Box<S>>);

impl<S, E> Stream for Erased<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<StreamError>,
{
    type Item = Result<Bytes, StreamError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|item| item.map(|chunk| chunk.map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Poll, Waker};

    struct Once(Option<Bytes>);

    impl Stream for Once {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.take().map(Ok))
        }
    }

    #[test]
    fn debug_prints_sizes_only() {
        let file = File::new("marker").name("a.txt");
        assert!(!format!("{file:?}").contains("marker"));
        assert!(format!("{:?}", File::stream(Once(None))).contains("stream"));
    }

    #[test]
    fn a_stream_is_taken_once_and_by_one_clone() {
        let file = File::stream(Once(Some(Bytes::from_static(b"x"))));
        let clone = file.clone();
        assert_eq!(file, clone);
        let mut stream = clone.content().take_stream().unwrap();
        let chunk = stream.as_mut().poll_next(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(chunk, Poll::Ready(Some(Ok(bytes))) if bytes == "x"));
        assert!(file.content().take_stream().is_none());
    }

    #[test]
    fn inside_json_a_file_is_a_string_or_an_error() {
        let file = File::new("abc");
        assert_eq!(serde_json::to_string(&file).unwrap(), r#""abc""#);
        assert_eq!(serde_json::from_str::<File>(r#""abc""#).unwrap(), file);
        assert!(serde_json::to_string(&File::new(vec![0xFF])).is_err());
        assert!(serde_json::to_string(&File::stream(Once(None))).is_err());
    }
}
