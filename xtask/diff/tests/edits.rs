//! Edits of `specs/kathan.yaml`, each with code that a caller wrote before it.
//!
//! In: nothing. Out: the document before and after an edit, or after the ten that a review is made of.

use std::fs;
use std::path::Path;

/// One edit.
pub(crate) struct Edit {
    /// A short name, fit for a crate.
    pub(crate) name: &'static str,
    /// Texts and what replaces them, once each.
    changes: &'static [(&'static str, &'static str)],
    /// A module that compiled against the old crates; the client is `kathan`.
    pub(crate) caller: &'static str,
}

/// The edits; the review is made of the first ten.
pub(crate) const EDITS: &[Edit] = &[
    Edit {
        name: "field-optional",
        changes: &[(
            "description: A campaign of calls.\n      required: [id]\n",
            "description: A campaign of calls.\n",
        )],
        caller: "pub fn id(campaign: kathan::models::Campaign) -> String { campaign.id }",
    },
    Edit {
        name: "field-required",
        changes: &[(
            "required: [phone_number_id, to_number]",
            "required: [phone_number_id, to_number, label]",
        )],
        caller: "pub fn body() -> kathan::models::CreateCallRequest { kathan::models::CreateCallRequest::new(\"a\", \"b\") }",
    },
    Edit {
        name: "enum-value",
        changes: &[("[draft, running, paused, completed]", "[draft, running, paused, completed, archived]")],
        caller: "pub fn over(status: &kathan::models::CampaignStatus) -> bool {
            match status { kathan::models::CampaignStatus::Completed => true, _ => false }
        }",
    },
    Edit {
        name: "property-added",
        changes: &[(
            "description: Changes to a call.\n      properties:\n",
            "description: Changes to a call.\n      properties:\n        notes:\n          type: string\n          description: Notes on the call.\n",
        )],
        caller: "pub fn body() -> kathan::models::UpdateCallRequest { kathan::models::UpdateCallRequest::new().label(\"a\") }",
    },
    Edit {
        name: "operation-renamed",
        changes: &[("operationId: get_call\n", "operationId: fetch_call\n")],
        caller: "pub fn get(client: &kathan::Client) { let _ = client.get_call(\"a\"); }",
    },
    Edit {
        name: "schema-renamed",
        changes: &[
            ("schemas/PromoCodeRedemption'", "schemas/PromoCodeResult'"),
            ("    PromoCodeRedemption:\n", "    PromoCodeResult:\n"),
        ],
        caller: "pub fn granted(result: kathan::models::PromoCodeRedemption) -> Option<i64> { result.credits_granted }",
    },
    Edit {
        name: "parameter-added",
        changes: &[(
            "          schema:\n            type: integer\n            default: 0\n",
            "          schema:\n            type: integer\n            default: 0\n        - name: label\n          in: query\n          description: Label of the calls.\n          schema:\n            type: string\n",
        )],
        caller: "pub fn list(client: &kathan::Client) { let _ = client.list_calls().limit(1); }",
    },
    Edit {
        name: "refusal-added",
        changes: &[(
            "                credit_floor: -10\n        '401':\n",
            "                credit_floor: -10\n        '404':\n          $ref: '#/components/responses/Unauthorized'\n        '401':\n",
        )],
        caller: "pub fn unauthorized(error: kathan::credits::GetCreditBalanceError) -> bool {
            match error { kathan::credits::GetCreditBalanceError::Unauthorized(_) => true, _ => false }
        }",
    },
    Edit {
        name: "limit-set",
        changes: &[(
            "        code:\n          type: string\n",
            "        code:\n          type: string\n          maxLength: 20\n",
        )],
        caller: "pub fn body() -> kathan::models::RedeemPromoCodeRequest { kathan::models::RedeemPromoCodeRequest::new(\"a\") }",
    },
    Edit {
        name: "default-changed",
        changes: &[("            default: 50\n", "            default: 20\n")],
        caller: "pub fn list(client: &kathan::Client) { let _ = client.list_calls().offset(1); }",
    },
    Edit {
        name: "tag-changed",
        changes: &[
            ("operationId: get_credit_balance\n      tags: [credits]", "operationId: get_credit_balance\n      tags: [balance]"),
            ("operationId: redeem_promo_code\n      tags: [credits]", "operationId: redeem_promo_code\n      tags: [balance]"),
        ],
        caller: "pub fn keep(request: kathan::credits::GetCreditBalance) -> kathan::credits::GetCreditBalance { request }",
    },
    Edit {
        name: "answer-grows",
        changes: &[(
            "description: A registered phone number.\n      required: [id]\n      properties:\n",
            "description: A registered phone number.\n      required: [id, country]\n      properties:\n        country:\n          type: string\n          description: Country of the number.\n",
        )],
        caller: "pub fn label(number: &kathan::models::PhoneNumber) -> Option<&str> { number.label.as_deref() }",
    },
    Edit {
        name: "no-longer-null",
        changes: &[(
            "        recording_enabled:\n          type: boolean\n          nullable: true\n",
            "        recording_enabled:\n          type: boolean\n",
        )],
        caller: "pub fn body() -> kathan::models::UpdateCallRequest { kathan::models::UpdateCallRequest::new().clear_recording_enabled() }",
    },
    Edit {
        name: "credential-added",
        changes: &[(
            "    userId:\n      type: apiKey\n",
            "    project:\n      type: apiKey\n      in: header\n      name: X-Project\n    userId:\n      type: apiKey\n",
        )],
        caller: "pub fn client() -> Result<kathan::Client, impl std::error::Error> {
            kathan::Client::builder().bearer_auth(\"a\").user_id(\"b\").transport(kathan_core::testing::InMemory::new()).build()
        }",
    },
    Edit {
        name: "media-type-added",
        changes: &[(
            "              label: Appointment reminder\n      responses:\n",
            "              label: Appointment reminder\n          text/csv:\n            schema:\n              type: string\n      responses:\n",
        )],
        caller: "pub fn create(client: &kathan::Client, body: kathan::models::CreateCallRequest) { let _ = client.create_call(body); }",
    },
];

/// The document as it is.
pub(crate) fn base() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/kathan.yaml");
    fs::read_to_string(file).unwrap()
}

/// How many of the edits the review is made of.
pub(crate) const REVIEWED: usize = 10;

/// The document after the edits of the review.
pub(crate) fn reviewed() -> String {
    let edits = EDITS[..REVIEWED].iter();
    edits.fold(base(), |document, edit| after(&document, edit))
}

/// A document after an edit.
pub(crate) fn after(document: &str, edit: &Edit) -> String {
    edit.changes.iter().fold(document.to_owned(), |document, (old, new)| {
        assert!(
            document.contains(old),
            "{}: the document does not say {old:?}",
            edit.name
        );
        document.replacen(old, new, 1)
    })
}
