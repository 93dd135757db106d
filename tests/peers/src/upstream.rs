//! The server behind Prism. In: a response. Out: that response to whatever Prism forwards.
//!
//! Prism writes targets anew (a space becomes a plus), so nothing is matched here; `tests/wire` compares requests byte for
//! byte.

use std::collections::BTreeMap;
use std::io::{BufReader, Result};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};

use wire::{Recorded, Response};

/// A server on a port that Prism forwards to; only one test at a time has it.
#[derive(Debug)]
pub struct Upstream {
    port: &'static Port,
    _turn: MutexGuard<'static, ()>,
}

/// A port that is listened to until the process ends.
#[derive(Debug, Default)]
struct Port {
    turn: Mutex<()>,
    response: Mutex<Option<Response>>,
}

impl Port {
    /// Listens to a port if nobody does yet.
    fn listened(number: u16) -> Result<&'static Self> {
        static PORTS: Mutex<BTreeMap<u16, &'static Port>> = Mutex::new(BTreeMap::new());

        let mut ports = lock(&PORTS);
        if let Some(port) = ports.get(&number) {
            return Ok(port);
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, number))?;
        let port: &'static Self = Box::leak(Box::default());
        std::thread::spawn(move || listen(&listener, port));
        ports.insert(number, port);
        Ok(port)
    }
}

impl Upstream {
    /// Waits for its turn, and answers whatever comes with this.
    ///
    /// # Errors
    ///
    /// A port that is taken.
    pub fn start(port: u16, response: Response) -> Result<Self> {
        let port = Port::listened(port)?;
        let upstream = Self {
            port,
            _turn: lock(&port.turn),
        };
        upstream.respond(response);
        Ok(upstream)
    }

    /// Sets what is answered from here on.
    pub fn respond(&self, response: Response) {
        *lock(&self.port.response) = Some(response.header("Connection", "close"));
    }
}

/// A test that failed while it held the lock changes nothing for the others.
fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, port: &'static Port) {
    for connection in listener.incoming().flatten() {
        if let Err(error) = serve(&connection, port) {
            // The client then has no response, and its test says so; this says why.
            eprintln!("upstream of Prism: {error}");
        }
    }
}

fn serve(mut connection: &TcpStream, port: &'static Port) -> Result<()> {
    if Recorded::read(&mut BufReader::new(connection))?.is_some() {
        let response = lock(&port.response).clone();
        if let Some(response) = response {
            response.write(&mut connection)?;
        }
    }
    Ok(())
}
