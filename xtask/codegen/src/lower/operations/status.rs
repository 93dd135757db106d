//! Names of HTTP status codes (RFC 9110 §15 and the IANA registry), and what a description adds to them.

use crate::ir::Status;

/// Registered names, as variants.
const NAMES: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (507, "InsufficientStorage"),
];

/// The variant of a documented status: `NotFound`, `ClientError` for `4XX`, `Default`.
pub(crate) fn variant(status: Status) -> String {
    match status {
        Status::Code(code) => match NAMES.iter().find(|(known, _)| *known == code) {
            Some((_, name)) => (*name).to_owned(),
            None => format!("Status{code}"),
        },
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(digit) => format!("Status{digit}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// Words that any description of a response may have, and that say no more than its status.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "error",
    "errors",
    "has",
    "is",
    "ok",
    "operation",
    "request",
    "response",
    "succeeded",
    "success",
    "successful",
    "successfully",
    "the",
    "was",
];

/// Whether the description of a response says more than its status does, as `OK` and `Successful Response` do not.
pub(crate) fn says_more(status: Status, description: &str) -> bool {
    let (code, phrase) = (status.key(), variant(status).to_lowercase());
    let text = description.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_empty = |word: &&str| EMPTY_WORDS.contains(word) || *word == code;
    words.concat() != phrase && !words.iter().all(is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_that_repeats_the_status_says_nothing() {
        for (code, description) in [
            (200, "OK"),
            (404, "Errors."),
            (200, "200 OK."),
            (200, "Successful Response"),
            (200, "The request has succeeded."),
            (204, "No content"),
            (207, "Multi-Status"),
            (200, " "),
        ] {
            assert!(!says_more(Status::Code(code), description), "{description}");
        }
        assert!(!says_more(Status::Range(2), "Success"));
    }

    #[test]
    fn any_other_word_says_more() {
        for (code, description) in [
            (200, "The created call."),
            (200, "No content"),
            (204, "Successfully deleted"),
            (200, "成功"),
        ] {
            assert!(says_more(Status::Code(code), description), "{description}");
        }
    }
}
