//! Whether a call may have had its effect. In: the method, and the status if there is one. Out: false only where one of
//! these proves that nothing was done.

use http::StatusCode;

use crate::method::Method;

/// Whether a request that left may have been carried out, although no success came of it.
///
/// A safe method asks for no effect (RFC 9110 §9.2.1). Without a status nobody knows.
pub(crate) fn may_be_carried_out(method: Method, status: Option<StatusCode>) -> bool {
    !method.is_safe() && status.is_none_or(|status| !says_nothing_was_done(status))
}

/// Whether a status proves that the request was not carried out. All that are not listed do not: a 2xx says that it was,
/// a 3xx such as 303 follows what was done, a 5xx may come from a proxy while the server behind it goes on, and a number
/// of no class is a 5xx (RFC 9110 §15).
fn says_nothing_was_done(status: StatusCode) -> bool {
    match status.as_u16() {
        // A condition of the request was false, and so the method must not be performed: RFC 9110 §13.1.2, §15.4.5.
        304 => true,
        // This same request is to be sent to another address: RFC 9110 §15.4.8, §15.4.9.
        307 | 308 => true,
        // Time ran out for the request; a proxy says this of a server behind it too: RFC 9110 §15.5.9.
        408 => false,
        // The request itself is at fault: RFC 9110 §15.5. 429 is one of these: RFC 6585 §4.
        400..=499 => true,
        // The server does not know the method, or not the version of HTTP: RFC 9110 §15.6.2, §15.6.6.
        501 | 505 => true,
        // What stands before the network wants a login; the server was never reached: RFC 6585 §6.
        511 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every status that proves it, written out.
    fn proofs() -> Vec<u16> {
        let refused = (400..500).filter(|status| *status != 408);
        [304, 307, 308, 501, 505, 511].into_iter().chain(refused).collect()
    }

    #[test]
    fn only_a_safe_method_or_a_listed_status_proves_that_nothing_was_done() {
        let proofs = proofs();
        for (method, safe) in [
            (Method::GET, true),
            (Method::HEAD, true),
            (Method::OPTIONS, true),
            (Method::TRACE, true),
            (Method::POST, false),
            (Method::PATCH, false),
            (Method::PUT, false),
            (Method::DELETE, false),
            (Method::new("CONNECT"), false),
            (Method::new("PURGE"), false),
        ] {
            assert_eq!(may_be_carried_out(method, None), !safe, "{method}");
            for status in 100..1000 {
                let expected = !safe && !proofs.contains(&status);
                let status = StatusCode::from_u16(status).unwrap();
                assert_eq!(may_be_carried_out(method, Some(status)), expected, "{method} {status}");
            }
        }
    }
}
