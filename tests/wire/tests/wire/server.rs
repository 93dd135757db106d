//! The recording server itself: what it keeps, and that it fails closed.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use serde_json::json;
use wire::multipart::parts;
use wire::{Part, Recorded, Response, Result, Server};

/// Sends bytes on a connection of its own and reads all that comes back.
fn talk(server: &Server, bytes: &[u8]) -> Result<String> {
    let mut connection = TcpStream::connect(server.host())?;
    connection.write_all(bytes)?;
    connection.shutdown(Shutdown::Write)?;
    let mut response = String::new();
    connection.read_to_string(&mut response)?;
    Ok(response)
}

#[test]
fn keeps_every_byte_of_a_request() -> Result {
    let server = Server::start()?;
    server.respond(
        "PATCH",
        "/calls/a%2Fb?x=%20&y",
        Response::json(207, "application/json", &json!({"a": 1})).header("X-Odd", "1"),
    );
    let sent = b"PATCH /calls/a%2Fb?x=%20&y HTTP/1.1\r\nhOsT: x\r\nX-B: 2 \r\nX-A:1\r\nx-b:  3\r\nContent-Length: 3\r\n\r\n\r\n\xff";
    let response = talk(&server, sent)?;
    assert_eq!(
        response,
        "HTTP/1.1 207 \r\nContent-Type: application/json\r\nX-Odd: 1\r\nContent-Length: 7\r\n\r\n{\"a\":1}"
    );
    let journal = server.finish()?;
    let [request] = &journal[..] else { panic!("{journal:?}") };
    assert_eq!(request.raw, sent);
    assert_eq!(request.method, "PATCH");
    assert_eq!(request.target, "/calls/a%2Fb?x=%20&y");
    assert_eq!(request.body, b"\r\n\xff");
    assert_eq!(request.header("X-B").collect::<Vec<_>>(), ["2", "3"]);
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["hOsT", "X-B", "X-A", "x-b", "Content-Length"]);
    Ok(())
}

#[test]
fn takes_chunks_apart_and_keeps_them() -> Result {
    let server = Server::start()?;
    server.respond("POST", "/", Response::new(204));
    let sent = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
    assert_eq!(talk(&server, sent)?, "HTTP/1.1 204 \r\n\r\n");
    let journal = server.finish()?;
    assert_eq!(journal[0].text(), "abc0123456789");
    assert_eq!(journal[0].raw, sent);
    Ok(())
}

#[test]
fn several_requests_share_a_connection() -> Result {
    let server = Server::start()?;
    server.respond("GET", "/1", Response::new(200).body("one"));
    server.respond("GET", "/2", Response::new(200).body("two"));
    let responses = talk(&server, b"GET /2 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\n")?;
    assert!(responses.contains("\r\n\r\ntwoHTTP/1.1 200 \r\n"), "{responses}");
    let targets: Vec<_> = server.finish()?.into_iter().map(|it| it.target).collect();
    assert_eq!(targets, ["/2", "/1"]);
    Ok(())
}

#[test]
fn fails_closed() -> Result {
    let server = Server::start()?;
    server.respond("GET", "/once", Response::new(200));
    server.respond("GET", "/never", Response::new(200));
    for request in ["GET /once", "GET /once", "POST /never", "GET /never?a"] {
        talk(&server, format!("{request} HTTP/1.1\r\n\r\n").as_bytes())?;
    }
    assert_eq!(server.journal().len(), 4);
    let faults = server.finish().unwrap_err().to_string();
    assert_eq!(
        faults,
        "unexpected: GET /once\nunexpected: POST /never\nunexpected: GET /never?a\nnever asked for: GET /never"
    );
    Ok(())
}

#[test]
fn an_unexpected_request_gets_500() -> Result {
    let server = Server::start()?;
    let response = talk(&server, b"GET /a HTTP/1.1\r\n\r\n")?;
    assert!(response.starts_with("HTTP/1.1 500 "), "{response}");
    assert!(server.finish().is_err());
    Ok(())
}

#[test]
fn what_is_not_http_is_a_fault() -> Result {
    for bytes in [
        &b"GET / HTTP/1.0\r\n\r\n"[..],
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\n\n",
        b"GET / HTTP/1.1\r\nA : 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 2\r\n\r\na",
        b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    ] {
        let server = Server::start()?;
        talk(&server, bytes)?;
        let faults = server.finish().unwrap_err().to_string();
        assert!(faults.starts_with("not a request: "), "{faults}");
    }
    Ok(())
}

#[test]
fn forms_are_taken_apart() -> Result {
    let form = |content_type: &str, body: &str| Recorded {
        raw: Vec::new(),
        method: "POST".to_owned(),
        target: "/".to_owned(),
        headers: vec![("Content-Type".to_owned(), content_type.to_owned())],
        body: body.into(),
    };
    let body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n--\r\n\r\n\
        --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.csv\"\r\nContent-Type: text/csv\r\n\r\n1\n\r\n--B--\r\n";
    let media_type = "multipart/form-data; boundary=B";
    let expected = [Part::field("a", "--\r\n"), Part::file("f", "x.csv", "text/csv", "1\n")];
    assert_eq!(parts(&form(media_type, body))?, expected);
    assert_eq!(parts(&form(media_type, "--B--\r\n"))?, []);
    for (content_type, body) in [
        ("multipart/mixed; boundary=B", body.to_owned()),
        ("multipart/form-data; boundary=B; charset=utf-8", body.to_owned()),
        (media_type, format!("{body}x")),
        (media_type, format!("x{body}")),
        (media_type, body.replace("--B--", "--B")),
    ] {
        assert!(parts(&form(content_type, &body)).is_err(), "{content_type} {body}");
    }
    Ok(())
}
