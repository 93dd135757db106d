//! A server on this machine that answers one request, so that the examples run without an account.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Answers the next request with a JSON body, prints the request, and gives the base URL to send it to.
pub(crate) fn answer_once(media_type: &'static str, body: &'static str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || -> std::io::Result<()> {
        let (stream, _) = listener.accept()?;
        serve(stream, media_type, body)
    });
    Ok(base_url)
}

fn serve(mut stream: TcpStream, media_type: &str, body: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap_or(0),
            Some((name, _)) if name.eq_ignore_ascii_case("authorization") => println!("> {name}: (not shown)"),
            _ => {}
        }
        if !line.to_ascii_lowercase().starts_with("authorization") {
            println!("> {line}");
        }
    }
    let mut sent = vec![0; length];
    reader.read_exact(&mut sent)?;
    println!("> {}", String::from_utf8_lossy(&sent));
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    stream.flush()
}
