//! What `x-webhook-signature` says. In: its value. Out: how a server signs its webhooks, or what is wrong with it.
//!
//! `lower` and `lint` ask here; specs/README.md has the keys.

use serde_json::{Map, Value};

use crate::ir::{Algorithm, Encoding, InputPart, OwnSignature, Signature};

/// The key.
pub const KEY: &str = "x-webhook-signature";

const KEYS: [&str; 9] = [
    "algorithm",
    "header",
    "prefix",
    "members",
    "timestamp",
    "unit",
    "encoding",
    "key",
    "input",
];

/// Reads a signature.
///
/// # Errors
///
/// What is wrong, as the end of a sentence about the key.
pub fn read(value: &Value) -> Result<Signature, String> {
    match value {
        Value::String(name) if name == "standard-webhooks" => Ok(Signature::StandardWebhooks),
        Value::Object(map) => own(map).map(Signature::Own),
        _ => Err("is neither `standard-webhooks` nor an object".to_owned()),
    }
}

fn own(map: &Map<String, Value>) -> Result<OwnSignature, String> {
    if let Some(key) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("has no key `{key}`"));
    }
    let text = |key: &str| text(map, key);
    let header = text("header")?.ok_or("does not say which `header` holds the signature")?;
    let members = match map.get("members") {
        Some(members) => Some(two_members(members)?),
        None => None,
    };
    let (prefix, timestamp) = (text("prefix")?, text("timestamp")?);
    if members.is_some() && (prefix.is_some() || timestamp.is_some()) {
        return Err("has `members` beside `prefix` or `timestamp`, which say the same in another way".to_owned());
    }
    for header in [Some(&header), timestamp.as_ref()].into_iter().flatten() {
        is_header(header)?;
    }
    let input = match text("input")? {
        Some(template) => parts(&template)?,
        None => vec![InputPart::Body],
    };
    let is_stamped = members.is_some() || timestamp.is_some();
    match (is_stamped, input.contains(&InputPart::Timestamp)) {
        (true, false) => {
            return Err("has a timestamp that its `input` does not hold, so that it proves nothing".to_owned());
        }
        (false, true) => return Err("does not say where the `{timestamp}` of its `input` stands".to_owned()),
        _ => {}
    }
    let counts_milliseconds = match text("unit")?.as_deref() {
        None | Some("seconds") => false,
        Some("milliseconds") => true,
        Some(_) => return Err("has a `unit` that is neither `seconds` nor `milliseconds`".to_owned()),
    };
    Ok(OwnSignature {
        algorithm: algorithm(text("algorithm")?.as_deref())?,
        header,
        prefix: prefix.unwrap_or_default(),
        members,
        timestamp,
        counts_milliseconds,
        encoding: encoding("encoding", text("encoding")?, false)?,
        key: encoding("key", text("key")?, true)?,
        input,
    })
}

fn text(map: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match map.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(format!("has a `{key}` that is no text")),
    }
}

fn algorithm(name: Option<&str>) -> Result<Algorithm, String> {
    match name {
        Some("hmac-sha256") => Ok(Algorithm::HmacSha256),
        Some("hmac-sha1") => Ok(Algorithm::HmacSha1),
        Some("ed25519") => Ok(Algorithm::Ed25519),
        _ => Err("has none of the algorithms `hmac-sha256`, `hmac-sha1` and `ed25519`".to_owned()),
    }
}

fn encoding(key: &str, name: Option<String>, may_be_text: bool) -> Result<Option<Encoding>, String> {
    match name.as_deref() {
        None => Ok(None),
        Some("hex") => Ok(Some(Encoding::Hex)),
        Some("base64") => Ok(Some(Encoding::Base64)),
        Some("text") if may_be_text => Ok(Some(Encoding::Text)),
        Some(_) => Err(format!("has an unknown `{key}`")),
    }
}

fn two_members(members: &Value) -> Result<(String, String), String> {
    let name = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
    let names = name("signature").zip(name("timestamp"));
    names.ok_or_else(|| "has `members` that do not name `signature` and `timestamp`".to_owned())
}

fn is_header(name: &str) -> Result<(), String> {
    // RFC 9110 §5.6.2, `tchar`.
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    match !name.is_empty() && name.chars().all(is_token) {
        true => Ok(()),
        false => Err("names a header that none can have".to_owned()),
    }
}

/// The parts of a template such as `{header:X-Id}.{timestamp}.{body}`.
fn parts(template: &str) -> Result<Vec<InputPart>, String> {
    let mut parts = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
        if !text.is_empty() {
            parts.push(InputPart::Text(text.to_owned()));
        }
        if text.len() == rest.len() {
            break;
        }
        let (name, after) = after.split_once('}').ok_or("has an `input` with an open brace")?;
        parts.push(match (name, name.strip_prefix("header:")) {
            ("body", _) => InputPart::Body,
            ("form", _) => InputPart::Form,
            ("url", _) => InputPart::Url,
            ("timestamp", _) => InputPart::Timestamp,
            (_, Some(header)) => {
                is_header(header)?;
                InputPart::Header(header.to_owned())
            }
            _ => {
                return Err(format!(
                    "has `{{{name}}}` in its `input`, which is none of body, form, url, timestamp and header:NAME"
                ));
            }
        });
        rest = after;
    }
    let is_sent = |part: &&InputPart| matches!(part, InputPart::Body | InputPart::Form);
    match parts.iter().filter(is_sent).count() {
        1 => Ok(parts),
        _ => Err("has an `input` that does not hold `{body}` or `{form}` once".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fault(value: &Value) -> String {
        read(value).unwrap_err()
    }

    #[test]
    fn signatures_are_read() {
        assert_eq!(read(&json!("standard-webhooks")), Ok(Signature::StandardWebhooks));
        let slack = json!({
            "algorithm": "hmac-sha256", "header": "X-Slack-Signature", "prefix": "v0=", "timestamp": "X-Slack-Request-Timestamp",
            "input": "v0:{timestamp}:{body}",
        });
        let Ok(Signature::Own(slack)) = read(&slack) else {
            panic!("it is read")
        };
        let text = |text: &str| InputPart::Text(text.to_owned());
        assert_eq!(
            slack.input,
            [text("v0:"), InputPart::Timestamp, text(":"), InputPart::Body]
        );
        let twilio = json!({"algorithm": "hmac-sha1", "header": "S", "encoding": "base64", "input": "{url}{form}"});
        let Ok(Signature::Own(twilio)) = read(&twilio) else {
            panic!("it is read")
        };
        assert_eq!(twilio.input, [InputPart::Url, InputPart::Form]);
        let header = json!({"algorithm": "ed25519", "header": "S", "key": "base64", "input": "{header:X-Id}{body}"});
        let Ok(Signature::Own(own)) = read(&header) else {
            panic!("it is read")
        };
        assert_eq!(own.input, [InputPart::Header("X-Id".to_owned()), InputPart::Body]);
    }

    #[test]
    fn faults_are_told() {
        let with = |key: &str, value: Value| {
            let mut all = json!({"algorithm": "hmac-sha256", "header": "X-Signature"});
            all[key] = value;
            all
        };
        for (value, said) in [
            (json!(true), "neither"),
            (json!("standard"), "neither"),
            (json!({"algorithm": "hmac-sha256"}), "`header`"),
            (with("algorithm", json!("md5")), "algorithms"),
            (with("header", json!("X Signature")), "header that none"),
            (with("prefix", json!(1)), "`prefix` that is no text"),
            (with("salt", json!("x")), "no key `salt`"),
            (with("encoding", json!("text")), "unknown `encoding`"),
            (with("key", json!("rot13")), "unknown `key`"),
            (with("members", json!({"signature": "v1"})), "`members`"),
            (with("timestamp", json!("X-At")), "proves nothing"),
            (with("input", json!("{timestamp}{body}")), "`{timestamp}`"),
            (with("input", json!("{body}{body}")), "once"),
            (with("input", json!("x")), "once"),
            (with("input", json!("{body")), "open brace"),
            (with("input", json!("{uri}{body}")), "`{uri}`"),
            (with("input", json!("{form}{body}")), "once"),
            (with("input", json!("{url}")), "once"),
            (with("unit", json!("minutes")), "`unit`"),
            (with("input", json!("{header:a b}{body}")), "header that none"),
        ] {
            assert!(fault(&value).contains(said), "{value}: {}", fault(&value));
        }
        let mut both = with("members", json!({"signature": "v1", "timestamp": "t"}));
        both["prefix"] = json!("x");
        assert!(fault(&both).contains("say the same"));
    }
}
