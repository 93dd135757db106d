//! Recordings. In: responses of a peer. Out: the same, in a file under `recordings/` that is read again without the peer.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;

/// One response to one operation.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Recording {
    /// Operation id.
    pub operation: String,
    /// Path and query of the request.
    pub target: String,
    /// Status code.
    pub status: u16,
    /// `Content-Type` of the response, if it had one.
    pub content_type: Option<String>,
    /// The body.
    pub body: Body,
}

/// A body: as value where it is JSON, so that a recording is easy to read.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// JSON.
    Json(Value),
    /// Anything else.
    Text(String),
}

impl Body {
    /// Reads the bytes of a response.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes)
            .map_or_else(|_| Self::Text(String::from_utf8_lossy(bytes).into_owned()), Self::Json)
    }

    /// The value, if it is JSON.
    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Json(value) => Some(value),
            Self::Text(_) => None,
        }
    }

    /// The bytes of a response.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Json(value) => value.to_string().into_bytes(),
            Self::Text(text) => text.clone().into_bytes(),
        }
    }
}

/// Where recordings are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings")
}

/// Writes the responses of one test, if the runner was called with `--record`.
///
/// # Errors
///
/// A folder that cannot be written.
pub fn keep(peer: &str, test: &str, recordings: &[Recording]) -> Result {
    if std::env::var_os("CALLSPEC_PEERS_RECORD").is_none() {
        return Ok(());
    }
    let text = serde_json::to_string_pretty(recordings)? + "\n";
    Ok(fs::write(folder().join(format!("{peer}-{test}.json")), text)?)
}

/// All recordings of one peer, each with the name of its file.
///
/// # Errors
///
/// A file that cannot be read.
pub fn all(peer: &str) -> Result<Vec<(String, Recording)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with(peer) {
            continue;
        }
        let recordings: Vec<Recording> = serde_json::from_str(&fs::read_to_string(folder().join(&name))?)?;
        all.extend(recordings.into_iter().map(|recording| (name.clone(), recording)));
    }
    all.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(all)
}
