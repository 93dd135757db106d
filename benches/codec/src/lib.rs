//! The largest responses of the two providers, as texts, as the generated types and as types written by hand.
//!
//! The types written by hand are the floor: the same fields, serde's derived code, no enum that stays open, no date that
//! keeps its text, no link that may be an object.

mod bodies;
pub mod by_hand;

pub use bodies::{AUDIT_EVENT, KATHAN_CALL, SIPPET_CALL, kathan_calls, sippet_calls};

/// The generated types of the responses that are measured.
pub mod generated {
    pub use kathan_models::CallWithTranscript;
    pub use sippet_models::{CallAiAuditEventDocument, CallListDocument};

    /// What `GET /calls` of Kathan gives.
    pub type KathanCalls = Vec<CallWithTranscript>;
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use super::*;

    /// A field that one side lacks would make it look fast.
    fn keeps_everything<T: DeserializeOwned + Serialize>(body: &str) {
        let value: T = serde_json::from_str(body).unwrap();
        let (before, after): (Value, _) = (
            serde_json::from_str(body).unwrap(),
            serde_json::to_value(value).unwrap(),
        );
        assert_eq!(before, after);
    }

    #[test]
    fn both_sides_keep_everything() {
        keeps_everything::<generated::KathanCalls>(&kathan_calls());
        keeps_everything::<by_hand::KathanCalls>(&kathan_calls());
        keeps_everything::<generated::CallListDocument>(&sippet_calls());
        keeps_everything::<by_hand::SippetCalls>(&sippet_calls());
        keeps_everything::<generated::CallAiAuditEventDocument>(AUDIT_EVENT);
        keeps_everything::<by_hand::AuditEvent>(AUDIT_EVENT);
        keeps_everything::<by_hand::Call>(KATHAN_CALL);
        keeps_everything::<by_hand::SippetCall>(SIPPET_CALL);
    }
}
