//! The recording server. In: a response per request that is expected. Out: every request that came, and all that was wrong
//! with the conversation.
//!
//! It fails closed: a request that no response was given for gets 500 and is listed. Each response is given once.

use std::io::{BufReader, Result};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::{Recorded, Response};

/// A server on a port of its own, until it is dropped.
#[derive(Debug)]
#[must_use = "call `finish` to learn what went wrong"]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    talk: Mutex<Talk>,
    closing: AtomicBool,
}

/// What is to be said and what was said.
#[derive(Debug, Default)]
struct Talk {
    due: Vec<Due>,
    journal: Vec<Recorded>,
    faults: Vec<String>,
}

#[derive(Debug)]
struct Due {
    method: String,
    target: String,
    response: Response,
}

impl Talk {
    fn all_faults(&self) -> Vec<String> {
        let unasked = self
            .due
            .iter()
            .map(|due| format!("never asked for: {} {}", due.method, due.target));
        self.faults.iter().cloned().chain(unasked).collect()
    }
}

impl Server {
    /// Starts on loopback, at a free port.
    ///
    /// # Errors
    ///
    /// A machine without a loopback interface or without a free port.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let listening = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Ok(Self {
            address,
            shared,
            listening: Some(listening),
        })
    }

    /// Host and port, as the header `Host` names them.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Where clients find the server.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Gives the next request of this method and this target, byte for byte, a response.
    pub fn respond(&self, method: &str, target: &str, response: Response) {
        self.shared.talk().due.push(Due {
            method: method.to_owned(),
            target: target.to_owned(),
            response,
        });
    }

    /// The requests so far.
    pub fn journal(&self) -> Vec<Recorded> {
        self.shared.talk().journal.clone()
    }

    /// Ends the conversation and returns its requests.
    ///
    /// # Errors
    ///
    /// What was wrong: requests nobody expected, requests that are not HTTP, responses nobody asked for.
    pub fn finish(self) -> crate::Result<Vec<Recorded>> {
        let talk = std::mem::take(&mut *self.shared.talk());
        let faults = talk.all_faults();
        if faults.is_empty() {
            Ok(talk.journal)
        } else {
            Err(faults.join("\n").into())
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Of a test that failed before `finish`: a client shows only that it got 500.
        for fault in self.shared.talk().all_faults() {
            eprintln!("{fault}");
        }
        self.shared.closing.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            drop(listening.join());
        }
    }
}

impl Shared {
    /// A test that failed while it held the lock changes nothing about what was recorded.
    fn talk(&self) -> MutexGuard<'_, Talk> {
        self.talk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request before it is answered, so that a client with a response finds its request in the journal.
    fn record(&self, request: Recorded) -> Response {
        let mut talk = self.talk();
        let position = talk
            .due
            .iter()
            .position(|due| due.method == request.method && due.target == request.target);
        let response = match position {
            Some(position) => talk.due.remove(position).response,
            None => {
                let fault = format!("unexpected: {} {}", request.method, request.target);
                talk.faults.push(fault.clone());
                Response::new(500).body(fault)
            }
        };
        talk.journal.push(request);
        response
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut connections = Vec::new();
    for connection in listener.incoming() {
        if shared.closing.load(Ordering::SeqCst) {
            break;
        }
        let opened = connection.and_then(|connection| Ok((connection.try_clone()?, connection)));
        match opened {
            Ok((handle, connection)) => {
                let shared = Arc::clone(shared);
                let serving = std::thread::spawn(move || serve(&connection, &shared));
                connections.push((handle, serving));
            }
            Err(error) => shared.talk().faults.push(format!("no connection: {error}")),
        }
    }
    for (handle, serving) in connections {
        // Ends the wait for a further request on a connection that the client kept open.
        drop(handle.shutdown(Shutdown::Both));
        drop(serving.join());
    }
}

/// Serves one connection and closes it, which the handle that the listener keeps would not let happen by itself.
fn serve(connection: &TcpStream, shared: &Shared) {
    if let Err(error) = converse(connection, shared)
        && !shared.closing.load(Ordering::SeqCst)
    {
        shared.talk().faults.push(format!("not a request: {error}"));
    }
    drop(connection.shutdown(Shutdown::Both));
}

fn converse(connection: &TcpStream, shared: &Shared) -> Result<()> {
    let mut reader = BufReader::new(connection);
    let mut writer = connection;
    while let Some(request) = Recorded::read(&mut reader)? {
        if shared.record(request).write(&mut writer).is_err() {
            // The client went away; what it sent is recorded.
            break;
        }
    }
    Ok(())
}
