//! The rules of what is deprecated, by what may be so: an operation, a webhook, a parameter, a header,
//! a schema, a property of either direction.

use super::{Family, objects, operations, parameters, provider, responses, webhooks};

/// The rules of one kind of thing.
#[derive(Debug)]
pub(crate) struct Lifecycle {
    pub(crate) deprecated: &'static Family,
    /// With the day from which on it may be gone.
    pub(crate) with_sunset: &'static Family,
    pub(crate) reactivated: &'static Family,
    pub(crate) sunset_deleted: &'static Family,
    pub(crate) sunset_added: &'static Family,
    pub(crate) sunset_earlier: &'static Family,
    pub(crate) sunset_later: &'static Family,
}

pub(crate) static OPERATION: Lifecycle = Lifecycle {
    deprecated: &operations::ENDPOINT_DEPRECATED,
    with_sunset: &operations::ENDPOINT_DEPRECATED_WITH_SUNSET,
    reactivated: &operations::ENDPOINT_REACTIVATED,
    sunset_deleted: &operations::SUNSET_DELETED,
    sunset_added: &operations::SUNSET_ADDED,
    sunset_earlier: &operations::SUNSET_EARLIER,
    sunset_later: &operations::SUNSET_LATER,
};

pub(crate) static WEBHOOK: Lifecycle = Lifecycle {
    deprecated: &webhooks::WEBHOOK_DEPRECATED,
    with_sunset: &webhooks::WEBHOOK_DEPRECATED_WITH_SUNSET,
    reactivated: &webhooks::WEBHOOK_REACTIVATED,
    sunset_deleted: &webhooks::WEBHOOK_SUNSET_DELETED,
    sunset_added: &webhooks::WEBHOOK_SUNSET_ADDED,
    sunset_earlier: &webhooks::WEBHOOK_SUNSET_EARLIER,
    sunset_later: &webhooks::WEBHOOK_SUNSET_LATER,
};

pub(crate) static PARAMETER: Lifecycle = Lifecycle {
    deprecated: &parameters::PARAMETER_DEPRECATED,
    with_sunset: &parameters::PARAMETER_DEPRECATED_WITH_SUNSET,
    reactivated: &parameters::PARAMETER_REACTIVATED,
    sunset_deleted: &parameters::PARAMETER_SUNSET_DELETED,
    sunset_added: &parameters::PARAMETER_SUNSET_ADDED,
    sunset_earlier: &parameters::PARAMETER_SUNSET_EARLIER,
    sunset_later: &parameters::PARAMETER_SUNSET_LATER,
};

pub(crate) static REQUEST_PROPERTY: Lifecycle = Lifecycle {
    deprecated: &objects::REQUEST_PROPERTY_DEPRECATED,
    with_sunset: &objects::REQUEST_PROPERTY_DEPRECATED_WITH_SUNSET,
    reactivated: &objects::REQUEST_PROPERTY_REACTIVATED,
    sunset_deleted: &objects::REQUEST_PROPERTY_SUNSET_DELETED,
    sunset_added: &objects::REQUEST_PROPERTY_SUNSET_ADDED,
    sunset_earlier: &objects::REQUEST_PROPERTY_SUNSET_EARLIER,
    sunset_later: &objects::REQUEST_PROPERTY_SUNSET_LATER,
};

pub(crate) static RESPONSE_PROPERTY: Lifecycle = Lifecycle {
    deprecated: &objects::RESPONSE_PROPERTY_DEPRECATED,
    with_sunset: &objects::RESPONSE_PROPERTY_DEPRECATED_WITH_SUNSET,
    reactivated: &objects::RESPONSE_PROPERTY_REACTIVATED,
    sunset_deleted: &objects::RESPONSE_PROPERTY_SUNSET_DELETED,
    sunset_added: &objects::RESPONSE_PROPERTY_SUNSET_ADDED,
    sunset_earlier: &objects::RESPONSE_PROPERTY_SUNSET_EARLIER,
    sunset_later: &objects::RESPONSE_PROPERTY_SUNSET_LATER,
};

pub(crate) static HEADER: Lifecycle = Lifecycle {
    deprecated: &responses::HEADER_DEPRECATED,
    with_sunset: &responses::HEADER_DEPRECATED_WITH_SUNSET,
    reactivated: &responses::HEADER_REACTIVATED,
    sunset_deleted: &responses::HEADER_SUNSET_DELETED,
    sunset_added: &responses::HEADER_SUNSET_ADDED,
    sunset_earlier: &responses::HEADER_SUNSET_EARLIER,
    sunset_later: &responses::HEADER_SUNSET_LATER,
};

pub(crate) static SCHEMA: Lifecycle = Lifecycle {
    deprecated: &provider::SCHEMA_DEPRECATED,
    with_sunset: &provider::SCHEMA_DEPRECATED_WITH_SUNSET,
    reactivated: &provider::SCHEMA_REACTIVATED,
    sunset_deleted: &provider::SCHEMA_SUNSET_DELETED,
    sunset_added: &provider::SCHEMA_SUNSET_ADDED,
    sunset_earlier: &provider::SCHEMA_SUNSET_EARLIER,
    sunset_later: &provider::SCHEMA_SUNSET_LATER,
};
