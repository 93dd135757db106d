//! Where calls go. In: an address, a transport. Out: a connection that any client can be built with.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use callspec_core::{Attempt, Body, Exchanged, Network, Transport, TransportError, http};
use serde_json::Value;

use crate::Result;

/// An address and what carries requests there.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) url: String,
    pub(crate) transport: Shared,
}

impl Connection {
    /// A connection over the network to this base URL.
    ///
    /// # Errors
    ///
    /// A machine without a network, or with certificates that cannot be read.
    pub fn network(url: impl Into<String>) -> Result<Self> {
        /// One for all, because it takes long to make: it reads the certificates of the machine.
        static NETWORK: OnceLock<Network> = OnceLock::new();
        let network = match NETWORK.get() {
            Some(network) => network.clone(),
            None => {
                let network = Network::new(None).map_err(|error| error.to_string())?;
                NETWORK.get_or_init(|| network).clone()
            }
        };
        Ok(Self::new(url, network))
    }

    /// A connection of this transport to this base URL.
    pub fn new(url: impl Into<String>, transport: impl Transport) -> Self {
        Self {
            url: url.into(),
            transport: Shared(Arc::new(transport)),
        }
    }
}

/// A transport of any type.
#[derive(Clone)]
pub(crate) struct Shared(Arc<dyn Transport>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}

impl Transport for Shared {
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        self.0.send(request, attempt)
    }
}

/// A server in memory that gives one response, whatever it is asked, and keeps the body of the last request.
#[derive(Clone, Debug)]
pub struct Memory {
    status: u16,
    content_type: Option<String>,
    response: Vec<u8>,
    request: Arc<Mutex<Vec<u8>>>,
}

impl Memory {
    /// A server that responds so.
    pub fn new(status: u16, content_type: Option<&str>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: content_type.map(str::to_owned),
            response: body.into(),
            request: Arc::default(),
        }
    }

    /// A connection to it.
    pub fn connection(&self) -> Connection {
        Connection::new("https://api.example.test", self.clone())
    }

    /// The body of the last request.
    ///
    /// # Errors
    ///
    /// What `serde_json` says of a body that is no JSON.
    pub fn sent(&self) -> serde_json::Result<Value> {
        serde_json::from_slice(&self.request.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Memory {
    fn send<'a>(&'a self, request: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        Box::pin(async {
            if let Body::Bytes(bytes) = request.into_body() {
                *self.request.lock().unwrap_or_else(PoisonError::into_inner) = bytes.to_vec();
            }
            let mut response = http::Response::builder().status(self.status);
            if let Some(content_type) = &self.content_type {
                response = response.header(http::header::CONTENT_TYPE, content_type);
            }
            response
                .body(Body::from(self.response.clone()))
                .map_err(TransportError::broken)
        })
    }
}
