//! The server. In: content, and a fault per request. Out: the journals of its two listeners.
//!
//! Each connection has a thread of its own, so that the server keeps its own time whatever the client's runtime does.

use std::collections::{HashMap, VecDeque};
use std::io::{BufReader, Result};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::response::Stage;
use crate::{Content, Fault, Request};

/// A server on two ports of its own, until it is dropped.
#[derive(Debug)]
pub struct Server {
    first: Arc<Listener>,
    second: Arc<Listener>,
}

/// One of the two.
#[derive(Debug)]
struct Listener {
    address: SocketAddr,
    other: SocketAddr,
    content: Content,
    started: Instant,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The last one stays.
    script: VecDeque<Fault>,
    journal: Vec<Request>,
    /// By number, to be shut when the server is dropped.
    open: HashMap<usize, TcpStream>,
    accepted: usize,
    closing: bool,
}

impl Server {
    /// Starts on loopback, at two free ports. Each fault is for one request, the last one for all after it. The second
    /// listener has nothing wrong.
    ///
    /// # Errors
    ///
    /// A machine without a loopback interface or without free ports.
    pub fn start(content: Content, script: impl IntoIterator<Item = Fault>) -> Result<Self> {
        let sockets = [(); 2].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
        let [first, second] = sockets;
        let (first, second) = (first?, second?);
        let addresses = (first.local_addr()?, second.local_addr()?);
        let mut script: VecDeque<Fault> = script.into_iter().collect();
        if script.is_empty() {
            script.push_back(Fault::Sound);
        }
        Ok(Self {
            first: Listener::start(first, addresses, content.clone(), script),
            second: Listener::start(second, (addresses.1, addresses.0), content, [Fault::Sound].into()),
        })
    }

    /// Where clients find it.
    pub fn url(&self) -> String {
        format!("http://{}", self.first.address)
    }

    /// Host and port.
    pub fn address(&self) -> SocketAddr {
        self.first.address
    }

    /// Where clients find the second listener, and should not.
    pub fn other_url(&self) -> String {
        format!("http://{}", self.second.address)
    }

    /// The requests so far, in the order in which they came.
    pub fn journal(&self) -> Vec<Request> {
        self.first.state().journal.clone()
    }

    /// The requests that the second listener saw.
    pub fn other_journal(&self) -> Vec<Request> {
        self.second.state().journal.clone()
    }

    /// How many requests there were so far.
    pub fn count(&self) -> usize {
        self.first.state().journal.len()
    }

    /// How many connections are open, and how many there were in all.
    pub fn connections(&self) -> (usize, usize) {
        let state = self.first.state();
        (state.open.len(), state.accepted)
    }

    /// Changes what is answered from now on.
    pub fn script(&self, script: impl IntoIterator<Item = Fault>) {
        self.first.state().script = script.into_iter().collect();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.first.close();
        self.second.close();
    }
}

impl Listener {
    fn start(
        socket: TcpListener,
        (address, other): (SocketAddr, SocketAddr),
        content: Content,
        script: VecDeque<Fault>,
    ) -> Arc<Self> {
        let listener = Arc::new(Self {
            address,
            other,
            content,
            started: Instant::now(),
            state: Mutex::new(State {
                script,
                journal: Vec::new(),
                open: HashMap::new(),
                accepted: 0,
                closing: false,
            }),
        });
        let shared = Arc::clone(&listener);
        std::thread::spawn(move || shared.listen(&socket));
        listener
    }

    /// A test that failed while it held the lock changes nothing about what was recorded.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listen(self: &Arc<Self>, socket: &TcpListener) {
        for connection in socket.incoming() {
            let opened = connection.and_then(|connection| Ok((connection.try_clone()?, connection)));
            let mut state = self.state();
            if state.closing {
                return;
            }
            let Ok((handle, connection)) = opened else {
                continue;
            };
            let number = state.accepted;
            state.accepted += 1;
            state.open.insert(number, handle);
            let listener = Arc::clone(self);
            std::thread::spawn(move || {
                // A client that went away is no fault: what it sent is recorded.
                drop(listener.serve(number, &connection));
                // The handle kept here would hold the connection open.
                drop(connection);
                listener.state().open.remove(&number);
            });
        }
    }

    fn serve(&self, number: usize, connection: &TcpStream) -> Result<()> {
        connection.set_nodelay(true)?;
        let mut reader = BufReader::new(connection);
        while let Some(mut request) = Request::head(&mut reader)? {
            request.connection = number;
            request.at = self.started.elapsed();
            let fault = self.next_fault();
            if fault != Fault::CloseEarly {
                request.read_body(&mut reader);
            }
            let stage = Stage {
                connection,
                content: &self.content,
                target: request.target.clone(),
                here: self.address,
                other: self.other,
            };
            // Recorded before it is answered, so that a client with a response finds its request in the journal.
            self.state().journal.push(request);
            if !stage.play(&fault)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn next_fault(&self) -> Fault {
        let mut state = self.state();
        if state.script.len() > 1 {
            state.script.pop_front().unwrap_or(Fault::Sound)
        } else {
            state.script.front().cloned().unwrap_or(Fault::Sound)
        }
    }

    /// Shuts all connections and wakes the listening thread, which then sees that it is over.
    fn close(&self) {
        let mut state = self.state();
        state.closing = true;
        for connection in state.open.values() {
            drop(connection.shutdown(Shutdown::Both));
        }
        drop(state);
        drop(TcpStream::connect(self.address));
    }
}
