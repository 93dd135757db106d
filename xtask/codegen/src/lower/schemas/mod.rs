//! The schemas of the document, read only.

pub(crate) mod bases;
pub(crate) mod json_api;
pub(crate) mod json_types;
pub(crate) mod members;
pub(crate) mod reach;
pub(crate) mod view;
