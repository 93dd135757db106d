//! The attributes of a resource, which a server may leave out (JSON:API 1.0 §5.2).
//!
//! In: the drafts of all types. Out: the same; where nothing has to be among the attributes of a resource that is only read,
//! no attributes, or null, are read as the empty ones, so that nobody looks twice for each of them.

use crate::ir::{Flow, Presence};
use crate::lower::models::draft::{Draft, Shape};
use crate::lower::models::types::may_be_empty;

/// Lets the attributes of resources be read as empty where they may be that.
pub(super) fn settle(drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let Some(position) = read_as_empty(drafts, &drafts[index]) else {
            continue;
        };
        if let Shape::Struct { fields, .. } = &mut drafts[index].shape {
            fields[position].presence = Presence::Defaulted;
        }
    }
}

/// The position of attributes that may be read as empty.
fn read_as_empty(drafts: &[Draft], draft: &Draft) -> Option<usize> {
    let Shape::Struct {
        fields,
        resource: Some(_),
        ..
    } = &draft.shape
    else {
        return None;
    };
    let position = fields.iter().position(|field| field.wire == "attributes")?;
    let is_read = draft.flow == Flow::Received && may_be_empty(drafts, &fields[position].ty);
    is_read.then_some(position)
}
