//! The operations of the IR. In: drafts of all operations, and what follows from all types together. Out: each operation.

use crate::ir::{
    Body, ConstName, Content, ErrorResponses, FnName, Group, Header, Operation, Payload, Response, Streaming, Success,
    Type, TypeName,
};
use crate::lower::models::draft::Draft;
use crate::lower::models::types::unaliased;
use crate::lower::operations::{decoding, docs_of, draft, media_types, paging, path, responses};
use crate::lower::settle::boxes::Boxes;
use crate::report::Report;

/// Completes all operations.
pub(super) fn complete(
    groups: Vec<draft::Group<'_>>,
    types: &[Draft],
    boxes: &Boxes,
    report: &mut Report,
) -> Vec<Group> {
    let of = |group: draft::Group<'_>| Group {
        module: group.module,
        tag: group.tag,
        docs: group.docs,
        operations: group
            .operations
            .into_iter()
            .map(|draft| operation(draft, types, boxes, report))
            .collect(),
    };
    groups.into_iter().map(of).collect()
}

fn operation(draft: draft::Operation<'_>, types: &[Draft], boxes: &Boxes, report: &mut Report) -> Operation {
    let draft::Operation { entry, .. } = draft;
    let accept = responses::accepted(&draft.success, draft.errors.as_ref());
    let is_enum = draft.success.enum_name.is_some();
    let complete = |all: Vec<draft::Response>, is_enum: bool| -> Vec<Response> {
        all.into_iter().map(|draft| response(draft, is_enum, boxes)).collect()
    };
    let success = Success {
        responses: complete(draft.success.responses, is_enum),
        enum_name: draft.success.enum_name,
    };
    let streaming = draft.streaming.map(|streaming| Streaming {
        payload: streaming.payload,
        media_types: streaming.media_types,
        apart: complete(streaming.apart, false),
    });
    let errors = draft.errors.map(|errors| ErrorResponses {
        name: errors.name,
        responses: complete(errors.responses, true),
    });
    let pagination = paging::pagination(draft.paging, &entry, &draft.params, &success, types, report);
    Operation {
        docs: docs_of(&entry),
        is_named: entry.source.operation_id.is_some(),
        method_name: FnName::new(entry.method_name),
        type_name: TypeName::new(entry.type_name),
        output_alias: draft.output_alias,
        method: entry.method.clone(),
        path: path::template(entry.path),
        server: draft.server,
        params: draft.params,
        body: draft.body.map(|draft| body(draft, types, boxes)),
        cases: decoding::cases(&success, errors.as_ref()),
        idempotency_key: draft.idempotency_key,
        pagination,
        success,
        streaming,
        errors,
        accept,
        security: draft.security,
        sparse: draft.sparse,
        deprecated: entry.source.deprecated,
        id: entry.id,
        pointer: entry.pointer,
    }
}

fn response(draft: draft::Response, is_in_enum: bool, boxes: &Boxes) -> Response {
    let header = |draft: draft::Header| Header {
        name: ConstName::new(draft.name),
        wire: draft.wire,
        ty: draft.ty,
        form: draft.form,
        required: draft.required,
        example: draft.example,
        docs: draft.docs,
        deprecated: draft.deprecated,
        pointer: draft.pointer,
    };
    Response {
        status: draft.status,
        sent: draft.media_type.as_deref().map(media_types::sent),
        media_type: draft.media_type,
        others: draft.others,
        variant: draft.variant,
        boxed: is_in_enum && boxes.is_large_payload(&draft.payload),
        payload: draft.payload,
        example: draft.example,
        headers: draft.headers.into_iter().map(header).collect(),
        docs: draft.docs,
        says_more: draft.says_more,
        pointer: draft.pointer,
    }
}

fn body(draft: draft::Body, types: &[Draft], boxes: &Boxes) -> Body {
    let is_enum = draft.enum_name.is_some();
    let conversions = match is_enum {
        true => first_of_each(&draft.contents, types),
        false => Vec::new(),
    };
    let content = |draft: draft::Content| Content {
        sent: match draft.payload {
            // Of a range, the file says which media type it is.
            Payload::Bytes => draft.media_type.clone(),
            Payload::Text if media_types::is_any(&draft.media_type) => media_types::sent("text/*"),
            _ => media_types::sent(&draft.media_type),
        },
        boxed: is_enum && boxes.is_large_payload(&draft.payload),
        media_type: draft.media_type,
        aliases: draft.aliases,
        variant: draft.variant,
        payload: draft.payload,
        wrap: draft.wrap,
        encodings: draft.encodings,
        example: draft.example,
    };
    Body {
        name: draft.name,
        required: draft.required,
        contents: draft.contents.into_iter().map(content).collect(),
        enum_name: draft.enum_name,
        conversions,
        docs: draft.docs,
        pointer: draft.pointer,
    }
}

/// The contents that a value of their type alone becomes: of each type plain JSON, else that which the document names first.
fn first_of_each(contents: &[draft::Content], types: &[Draft]) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..contents.len()).collect();
    indices.sort_by_key(|index| contents[*index].media_type != "application/json");
    let (mut seen, mut first) = (Vec::new(), Vec::new());
    for index in indices {
        let payload = &contents[index].payload;
        let ty = plain(types, &payload.ty());
        if *payload != Payload::Empty && !seen.contains(&ty) {
            seen.push(ty);
            first.push(index);
        }
    }
    first
}

/// A type as rustc sees it: two aliases of one type are the same.
fn plain(types: &[Draft], ty: &Type) -> Type {
    let inner = |ty: &Type| Box::new(plain(types, ty));
    match unaliased(types, ty) {
        Type::List(item) => Type::List(inner(item)),
        Type::Map(value) => Type::Map(inner(value)),
        Type::Nullable(value) => Type::Nullable(inner(value)),
        Type::Document(data) => Type::Document(inner(data)),
        other => other.clone(),
    }
}
