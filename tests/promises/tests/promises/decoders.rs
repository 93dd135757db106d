//! Every operation's decoder, against any status, any content type and any bytes: an outcome, never a panic.

use callspec_core::{Bytes, Error, HeaderMap, Operation, OperationInfo, Reply, StatusCode};
use kathan_client as k;
use proptest::prelude::*;
use sippet_client as s;
use std::fmt::Debug;
use wire::Spec;

/// One operation: what it is, and what it makes of a reply, as all that can be printed of it and the status of an error.
struct Decoder {
    info: &'static OperationInfo,
    decode: fn(Reply) -> (String, Option<u16>),
}

fn decode<O: Operation>(reply: Reply) -> (String, Option<u16>)
where
    O::Output: Debug,
    O::Error: Debug,
{
    match O::decode(reply) {
        Ok(output) => (format!("{output:?}"), None),
        Err(error) => (printed(&error), error.status().map(|status| status.as_u16())),
    }
}

fn printed<E: Debug>(error: &Error<E>) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        text += &format!(" {inner} {inner:?}");
        source = inner.source();
    }
    text
}

macro_rules! decoders {
    ($($operation:ty),+ $(,)?) => {
        &[$(Decoder { info: <$operation as Operation>::INFO, decode: decode::<$operation> }),+]
    };
}

const KATHAN: &[Decoder] = decoders![
    k::calls::ListCalls,
    k::calls::CreateCall,
    k::calls::GetCall,
    k::calls::UpdateCall,
    k::assistants::GetAssistant,
    k::assistants::UpdateAssistant,
    k::phone_numbers::CreatePhoneNumber,
    k::phone_numbers::UpdatePhoneNumber,
    k::chat::SendChatMessage,
    k::chat::GetChat,
    k::credits::GetCreditBalance,
    k::credits::RedeemPromoCode,
    k::campaigns::CreateCampaign,
    k::campaigns::UpdateCampaign,
    k::campaigns::StartCampaign,
    k::recipient_lists::CreateRecipientList,
    k::recipient_lists::UploadRecipients,
    k::authentication::GetProtected,
];

const SIPPET: &[Decoder] = decoders![
    s::calls::ListCalls,
    s::calls::UpdateCall,
    s::api_keys::CreateApiKey,
    s::api_keys::GetApiKey,
    s::conversations::CreateConversation,
    s::conversations::GetConversation,
    s::conversation_items::CreateConversationItem,
    s::call_participants::CreateCallParticipant,
    s::call_ai_audit_events::GetCallAiAuditEvent,
    s::operator_statuses::CreateOperatorStatus,
    s::contacts::GetContact,
    s::contacts::UpdateContact,
    s::gateways::UpdateGateway,
    s::queues::UpdateQueue,
    s::ai_agents::UpdateAiAgent,
    s::sip_users::CreateSipUser,
    s::organisations::CreateOrganisation,
    s::users::GetCurrentUser,
    s::users::Login,
    s::realtime_sessions::CreateRealtimeSession,
    s::rpc_actions::RunRpcAction,
    s::rpc_actions::ValidateRpcAction,
];

#[test]
fn each_operation_of_both_documents_has_a_decoder() {
    for (name, decoders) in [("kathan", KATHAN), ("sippet", SIPPET)] {
        let of_spec: Vec<_> = Spec::read(name)
            .unwrap()
            .operations()
            .into_iter()
            .map(|it| it.id)
            .collect();
        let mut found: Vec<_> = decoders.iter().map(|decoder| decoder.info.id.to_owned()).collect();
        let mut expected = of_spec;
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
    assert_eq!(KATHAN.len() + SIPPET.len(), 40);
}

fn reply(operation: &'static OperationInfo, status: u16, content_type: &[u8], body: &Bytes) -> Option<Reply> {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", http::HeaderValue::from_bytes(content_type).ok()?);
    Some(Reply::new(
        operation,
        StatusCode::from_u16(status).ok()?,
        headers,
        body.clone(),
    ))
}

/// Gives one answer to all decoders. An error has the status of the answer, and a status below 200 or above 299 is one.
fn give_to_all(status: u16, content_type: &[u8], body: impl Into<Bytes>) {
    let body = body.into();
    for decoder in KATHAN.iter().chain(SIPPET) {
        let Some(reply) = reply(decoder.info, status, content_type, &body) else {
            return;
        };
        let (text, of_error) = (decoder.decode)(reply);
        match of_error {
            Some(found) => {
                assert_eq!(found, status, "{}", decoder.info);
                assert!(text.starts_with(&decoder.info.to_string()), "{text}");
            }
            None => assert!((200..300).contains(&status), "{}: {status} is no success", decoder.info),
        }
    }
}

/// Texts that are nearly answers: the examples of the documents with something replaced or cut off.
fn nearly_answers() -> impl Strategy<Value = Vec<u8>> {
    let mut examples = Vec::new();
    for name in ["kathan", "sippet"] {
        let spec = Spec::read(name).unwrap();
        for operation in spec.operations() {
            for status in spec.statuses(&operation) {
                let found = spec.responses(&operation, &status);
                examples.extend(found.iter().map(|example| example.value.to_string().into_bytes()));
            }
        }
    }
    let pieces = [
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e999",
        "\"\\ud800\"",
        "\u{0}",
        "[[",
        "}",
        ",",
        "\"type\":1,",
    ];
    let piece = proptest::sample::select(pieces.map(str::as_bytes).to_vec());
    let place = any::<prop::sample::Index>();
    (
        proptest::sample::select(examples),
        piece,
        place,
        0_usize..40,
        any::<bool>(),
    )
        .prop_map(|(mut body, piece, place, length, cut)| {
            let start = place.index(body.len());
            let end = (start + length).min(body.len());
            body.splice(start..end, piece.iter().copied());
            if cut {
                body.truncate(end);
            }
            body
        })
}

fn media_types() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "application/json",
        "application/vnd.api+json",
        "application/json; charset=utf-8",
        "text/html",
        "application/octet-stream",
        "",
        ";",
    ];
    prop_oneof![
        proptest::sample::select(known.map(|it| it.as_bytes().to_vec()).to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_decoded_or_an_error(status in 100_u16..1000, media_type in media_types(), body: Vec<u8>) {
        give_to_all(status, &media_type, body);
    }

    #[test]
    fn any_text_is_decoded_or_an_error(
        status in proptest::sample::select(vec![200_u16, 201, 204, 400, 401, 404, 422, 429, 500]),
        body in "[\\[\\]{}:,\"\\\\a-e0-9.+-]{0,60}",
    ) {
        give_to_all(status, b"application/json", body);
    }

    #[test]
    fn nearly_right_answers_are_decoded_or_an_error(
        status in proptest::sample::select(vec![200_u16, 201, 401, 404, 422, 429]),
        body in nearly_answers(),
    ) {
        give_to_all(status, b"application/json", body);
    }
}

#[test]
fn depth_is_no_danger() {
    for open in ["[", "{\"data\":", "{\"detail\":[", "{\"errors\":[{\"meta\":"] {
        for status in [200, 422] {
            give_to_all(status, b"application/json", open.repeat(3_000));
        }
    }
}
