//! Open enums, unions and patches of the generated models: what holds of each, for any text.

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use callspec_core::types::Patch;
use kathan_client::models as k;
use kathan_client::models::{HttpValidationError, UpdateCallRequest};
use proptest::prelude::*;
use serde_json::{Value, json};
use sippet_client::models as s;
use wire::Spec;

/// The laws that every open enum obeys; the text that it held is returned.
fn laws<E>(text: &str) -> String
where
    E: Clone + Debug + Display + Hash + Eq + AsRef<str> + FromStr + for<'a> From<&'a str> + From<String>,
    E: serde::Serialize + serde::de::DeserializeOwned,
    E::Err: Debug,
{
    let value = E::from(text);
    assert_eq!(value.as_ref(), text);
    assert_eq!(value.to_string(), text);
    assert_eq!(text.parse::<E>().unwrap(), value);
    assert_eq!(E::from(text.to_owned()), value);
    let wire = serde_json::to_string(&value).unwrap();
    assert_eq!(wire, serde_json::to_string(text).unwrap());
    assert_eq!(serde_json::from_str::<E>(&wire).unwrap(), value);
    assert_eq!(serde_json::from_value::<E>(json!(text)).unwrap(), value);
    for other in [json!(1), json!(null), json!([text]), json!({text: text})] {
        assert!(serde_json::from_value::<E>(other).is_err());
    }
    format!("{value:?}")
}

/// An open enum: where its values stand in a document, if they do, and its laws.
struct Enum {
    name: &'static str,
    laws: fn(&str) -> String,
}

macro_rules! enums {
    ($models:ident: $($name:ident),+ $(,)?) => {
        &[$(Enum { name: stringify!($name), laws: laws::<$models::$name> }),+]
    };
}

const KATHAN: &[Enum] = enums![k:
    CallAction, CampaignChannel, CampaignStatus, PhoneNumberProvider, SpeechEmotions, SpeechInterruptions,
    SpeechResponsiveness, SpeechStyle, TransferMode,
];

const SIPPET: &[Enum] = enums![s:
    ApiKeyType, CallAiAuditEventType, CallDirection, CallParticipantRole, CallSort, CallStatus, ConversationChannel,
    ConversationItemModality, ConversationItemRole, ConversationMode, ConversationStatus, GatewayProvider,
    OperatorAvailability, OperatorStatusSource,
];

const FIELDS: &[Enum] = enums![s:
    AiAgentField, ApiKeyField, CallField, CallAiAuditEventField, CallParticipantField, ContactField, ConversationField,
    ConversationItemField, GatewayField, OperatorStatusField, OrganisationField, QueueField, SipUserField, UserField,
];

fn is_unknown(printed: &str) -> bool {
    printed.starts_with("Unrecognized(")
}

#[test]
fn a_known_spelling_is_never_held_as_unknown_and_another_always() {
    for (document, enums) in [("kathan", KATHAN), ("sippet", SIPPET)] {
        let spec = Spec::read(document).unwrap();
        for it in enums {
            let place = format!("/components/schemas/{}/enum", it.name);
            let known = spec.at(&place).and_then(Value::as_array).unwrap();
            assert!(!known.is_empty());
            for text in known.iter().filter_map(Value::as_str) {
                assert!(!is_unknown(&(it.laws)(text)), "{}: {text}", it.name);
                for other in [
                    text.to_uppercase(),
                    format!("{text} "),
                    format!(" {text}"),
                    format!("{text}\0"),
                ] {
                    let is_known = known.iter().any(|known| known == &other);
                    assert_eq!(is_unknown(&(it.laws)(&other)), !is_known, "{}: {other}", it.name);
                }
            }
        }
    }
}

#[test]
fn naughty_texts_are_kept_by_every_enum() {
    for it in KATHAN.iter().chain(SIPPET).chain(FIELDS) {
        for text in crate::naughty::texts().filter(|text| *text != "id") {
            assert!(is_unknown(&(it.laws)(text)), "{}: {text:?}", it.name);
        }
    }
}

#[test]
fn an_open_enum_is_given_by_its_text_as_by_its_variant() {
    let typed = UpdateCallRequest::new()
        .action(k::CallAction::Transfer)
        .mode(k::TransferMode::Warm);
    assert_eq!(
        UpdateCallRequest::new().action("transfer").mode("warm".to_owned()),
        typed
    );
    let unknown = UpdateCallRequest::new().action("park");
    assert_eq!(serde_json::to_value(unknown).unwrap(), json!({"action": "park"}));

    let typed = s::CallStatusFilter::new()
        .eq(s::CallStatus::Completed)
        .r#in([s::CallStatus::Completed]);
    let text = s::CallStatusFilter::new().eq("completed").r#in(["completed"]);
    assert_eq!(text, typed);
    // As what a program has at hand: a list, an iterator, a text that came from elsewhere.
    let texts = vec!["completed".to_owned()];
    assert_eq!(s::CallStatusFilter::new().eq("completed").r#in(texts), typed);
    let chosen = Some(s::CallStatus::Completed);
    assert_eq!(s::CallStatusFilter::new().eq("completed").r#in(chosen), typed);
}

/// JSON of any shape, not deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9_f64..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

/// A value that a type decodes goes back out unchanged; what the type leaves out of objects it knows does not count.
fn comes_back<T: serde::Serialize + serde::de::DeserializeOwned>(value: &Value) -> bool {
    match serde_json::from_value::<T>(value.clone()) {
        Ok(read) => serde_json::to_value(read).unwrap() == *value,
        Err(_) => true,
    }
}

fn patch<T>(value: Option<Option<T>>) -> Patch<T> {
    value.map_or(Patch::Absent, Patch::from)
}

proptest! {
    #[test]
    fn any_text_is_kept_by_every_enum(text: String) {
        for it in KATHAN.iter().chain(SIPPET).chain(FIELDS) {
            (it.laws)(&text);
        }
    }

    #[test]
    fn unions_give_any_json_back_or_refuse_it(value in any_json()) {
        prop_assert!(comes_back::<k::LocationSegment>(&value));
        prop_assert!(comes_back::<s::RpcField>(&value));
        prop_assert!(comes_back::<s::RpcIdentity>(&value));
        // Faults that the document does not have are left out of a list of faults; everything else comes back.
        if !value.is_array() {
            prop_assert!(comes_back::<k::ValidationErrorDetail>(&value));
            let whole = comes_back::<HttpValidationError>(&json!({"detail": value}));
            prop_assert!(whole);
        }
    }

    #[test]
    fn patches_leave_out_clear_and_set(
        label in any::<Option<Option<String>>>(),
        to in any::<Option<Option<String>>>(),
        recording in any::<Option<Option<bool>>>(),
        action in any::<Option<Option<String>>>(),
    ) {
        let mut body = UpdateCallRequest::new();
        body.label = patch(label.clone());
        body.to = patch(to.clone());
        body.recording_enabled = patch(recording);
        body.action = patch(action.clone()).map(|text| k::CallAction::from(text.as_str()));
        let members = [
            ("label", label.map(|it| json!(it))),
            ("to", to.map(|it| json!(it))),
            ("recording_enabled", recording.map(|it| json!(it))),
            ("action", action.map(|it| json!(it))),
        ];
        let set = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let expected = Value::Object(set.collect());
        let wire = serde_json::to_value(&body).unwrap();
        prop_assert_eq!(&wire, &expected);
        prop_assert_eq!(serde_json::from_value::<UpdateCallRequest>(wire).unwrap(), body);
    }
}
