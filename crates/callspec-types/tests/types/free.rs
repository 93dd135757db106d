//! Numbers in JSON that no type describes: with the feature `arbitrary-precision`, the bytes that came are those that go out.

use std::collections::BTreeMap;

use callspec_types::jsonapi::{Document, ToMany, ToOne};
use callspec_types::private::{decode, whole};
use callspec_types::{Deserialize, OpenEnum, Other, Serialize, UnrecognizedValue, union};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Of 40 digits, beyond the range of a float, more exact than one, and in spellings that nobody writes.
const NUMBERS: [&str; 6] = [
    "1234567890123456789012345678901234567890",
    "-98765432109876543210",
    "3.14159265358979323846264338327950288419716939937510",
    "1e+400",
    "-1.50E+07",
    "18446744073709551616.000",
];

#[derive(Deserialize, Serialize)]
struct Call {
    free: Value,
    kind: Option<Kind>,
    meta: Option<Map<String, Value>>,
    next: Option<Box<Union>>,
    #[serde(flatten)]
    other: Other,
}

#[derive(Deserialize, Serialize)]
struct Open {
    #[serde(flatten)]
    extra: BTreeMap<String, Vec<Value>>,
}

#[derive(OpenEnum)]
enum Kind {
    #[value(1)]
    One,
    Unrecognized(UnrecognizedValue),
}

enum Union {
    Call(Call),
    Unrecognized(Value),
}

union! { Union by tag "type" { "call" => Call } }

enum Fit {
    Number(u8),
    Open(Open),
    Call(Call),
    Unrecognized(Value),
}

union! { Fit by fit { Number, Open, Call } }

/// Numbers of a [`Value`] are texts here, and equal where their bytes are.
fn comes_back<T: DeserializeOwned + serde::Serialize>(json: &str) {
    let name = std::any::type_name::<T>();
    let value: Value = serde_json::from_str(json).unwrap();
    assert_eq!(value.to_string().len(), json.len(), "{json}");
    let of_text: T = decode(json.as_bytes()).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    let of_value: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    for read in [of_text, of_value] {
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value, "{name}");
        assert_eq!(serde_json::to_value(&read).unwrap(), value, "{name}");
    }
}

#[test]
fn numbers_of_any_length_come_back_to_the_byte() {
    for number in NUMBERS {
        let call = |next: &str| {
            format!(
                r#"{{"free":[{number},{{"a":{number}}}],"kind":{number},"meta":{{"b":{number}}},"next":{next},"other":{number}}}"#
            )
        };
        comes_back::<Value>(number);
        comes_back::<Kind>(number);
        comes_back::<Fit>(number);
        comes_back::<Call>(&call(number));
        comes_back::<Fit>(&call(number));
        comes_back::<Open>(&format!(r#"{{"a":[{number}],"b":[{number},null]}}"#));
        comes_back::<Union>(&format!(r#"{{"n":{number},"type":"ox"}}"#));
        let identifier = format!(r#"{{"id":"1","meta":{{"n":{number}}},"other":{number},"type":"t"}}"#);
        comes_back::<ToOne>(&format!(r#"{{"data":{identifier},"links":{number},"meta":{number}}}"#));
        comes_back::<ToMany>(&format!(
            r#"{{"data":[{identifier},{number}],"meta":{{"n":{number}}}}}"#
        ));
        comes_back::<Document<Vec<Call>>>(&format!(
            r#"{{"data":[{}],"included":[{identifier},{number}],"links":{{"next":{number}}},"meta":{number},"jsonapi":{{"version":{number}}}}}"#,
            call("null").replace(r#""next":null,"#, "")
        ));
    }
}

#[test]
fn a_type_takes_of_them_what_it_can_hold() {
    let float = |json: &str| {
        let text = decode::<Vec<f64>>(json.as_bytes()).ok();
        let value = whole::<Vec<f64>, _>(serde_json::from_str::<Value>(json).unwrap()).ok();
        assert_eq!(text, value, "{json}");
        text
    };
    assert_eq!(
        float("[1234567890123456789012345678901234567890]"),
        Some(vec![1.234_567_890_123_456_8e39])
    );
    assert_eq!(float("[0.1000000000000000055511151231257827]"), Some(vec![0.1]));
    assert!(float("[-0.0]").unwrap()[0].is_sign_negative());
    assert_eq!((float("[1e400]"), float(r#"["1"]"#)), (None, None));
    for number in NUMBERS {
        let integer = decode::<Vec<Option<i64>>>(format!("[{number}]").as_bytes()).ok();
        assert_eq!(
            integer,
            (number == "-1.50E+07").then(|| vec![Some(-15_000_000)]),
            "{number}"
        );
    }
}
