//! The server behind Prism. In: an answer. Out: that answer to whatever Prism forwards.
//!
//! Prism writes targets anew (a space becomes a plus), so nothing is matched here; `tests/wire` compares requests byte for
//! byte.

use std::io::{BufReader, Result};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use wire::{Answer, Recorded};

/// A server on the port that Prism forwards to; only one test at a time has it.
#[derive(Debug)]
pub struct Upstream {
    answer: Arc<Mutex<Answer>>,
    _turn: MutexGuard<'static, ()>,
}

impl Upstream {
    /// Waits for its turn, and answers whatever comes with this.
    ///
    /// # Errors
    ///
    /// A port that is taken.
    pub fn start(port: u16, answer: Answer) -> Result<Self> {
        static TURN: Mutex<()> = Mutex::new(());
        static LISTENING: OnceLock<Arc<Mutex<Answer>>> = OnceLock::new();

        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = match LISTENING.get() {
            Some(shared) => shared,
            None => {
                let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
                let shared = LISTENING.get_or_init(|| Arc::new(Mutex::new(answer.clone())));
                std::thread::spawn(move || listen(&listener, shared));
                shared
            }
        };
        let upstream = Self {
            answer: Arc::clone(shared),
            _turn: turn,
        };
        upstream.answer(answer);
        Ok(upstream)
    }

    /// Sets what is answered from here on.
    pub fn answer(&self, answer: Answer) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = answer.header("Connection", "close");
    }
}

fn listen(listener: &TcpListener, answer: &Mutex<Answer>) {
    for connection in listener.incoming().flatten() {
        if let Err(error) = serve(&connection, answer) {
            // The client then has no answer, and its test says so; this says why.
            eprintln!("upstream of Prism: {error}");
        }
    }
}

fn serve(connection: &TcpStream, answer: &Mutex<Answer>) -> Result<()> {
    if Recorded::read(&mut BufReader::new(connection))?.is_some() {
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut connection = connection;
        answer.write(&mut connection)?;
    }
    Ok(())
}
