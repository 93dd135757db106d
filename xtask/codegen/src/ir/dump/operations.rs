//! Operations as text: what is sent, what comes back.

use std::fmt::{self, Write as _};

use super::{header_form, type_name};
use crate::ir::{
    Api, Body, EventData, Header, Operation, Param, ParamLocation, Payload, Response, Spelling, Status, Style, Wrap,
};

pub(super) fn write_operation(out: &mut String, api: &Api, operation: &Operation) -> fmt::Result {
    let Operation {
        id,
        is_named,
        method,
        path,
        method_name,
        type_name,
        ..
    } = operation;
    writeln!(
        out,
        "  {} {path} {method_name} -> {type_name}, {} {id:?}",
        method.as_str(),
        if *is_named { "operation" } else { "called" }
    )?;
    if let Some(server) = &operation.server {
        writeln!(out, "    server {server}")?;
    }
    for alternative in &operation.security {
        let keys: Vec<&str> = alternative.iter().map(|id| api.scheme(*id).key.as_str()).collect();
        writeln!(
            out,
            "    security {}",
            if keys.is_empty() {
                "none".to_owned()
            } else {
                keys.join(" and ")
            }
        )?;
    }
    operation
        .params
        .iter()
        .try_for_each(|param| write_param(out, api, param))?;
    if let Some(sparse) = &operation.sparse {
        writeln!(
            out,
            "    fields {}: [{}] -> {}",
            sparse.param,
            self::type_name(api, &sparse.field),
            self::type_name(api, &sparse.output)
        )?;
    }
    write_abilities(out, api, operation)?;
    if let Some(body) = &operation.body {
        write_body(out, api, body)?;
    }
    writeln!(out, "    accept {}", operation.accept.join(", "))?;
    operation
        .responses()
        .try_for_each(|response| write_response(out, api, response))
}

/// What a call can do beside being sent.
fn write_abilities(out: &mut String, api: &Api, operation: &Operation) -> fmt::Result {
    if let Some(header) = &operation.idempotency_key {
        writeln!(out, "    idempotency key {header}")?;
    }
    if let Some(pagination) = &operation.pagination {
        writeln!(out, "    paged {pagination:?}")?;
    }
    if let Some(streaming) = &operation.streaming {
        let (payload, media_types) = (payload(api, &streaming.payload), streaming.media_types.join(", "));
        writeln!(out, "    streamed {payload} as {media_types}")?;
    }
    Ok(())
}

fn write_param(out: &mut String, api: &Api, param: &Param) -> fmt::Result {
    let location = match param.location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Querystring => "querystring",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    };
    let spelling = spelling(param.spelling);
    let marks = [(param.required, " required"), (param.deprecated, " deprecated")];
    let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
    writeln!(
        out,
        "    {location} {:?} as {}: {} {spelling}{marks}",
        param.wire,
        param.name,
        type_name(api, &param.ty)
    )
}

fn spelling(
    Spelling {
        style,
        explode,
        allow_reserved,
    }: Spelling,
) -> String {
    let style = match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "space",
        Style::PipeDelimited => "pipe",
        Style::DeepObject => "deepObject",
        Style::Cookie => "cookie",
        Style::Urlencoded => "urlencoded",
        Style::Json => "json",
    };
    let marks = [(explode, " explode"), (allow_reserved, " reserved")];
    let marks = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark);
    std::iter::once(style).chain(marks).collect()
}

fn write_body(out: &mut String, api: &Api, body: &Body) -> fmt::Result {
    for content in &body.contents {
        let wrap = match &content.wrap {
            Wrap::Plain => String::new(),
            Wrap::Create { type_name } => format!(" wrapped as a new {type_name:?}"),
            Wrap::Update { type_name, id } => format!(" wrapped as the {type_name:?} of {id}"),
        };
        let required = if body.required { " required" } else { "" };
        writeln!(
            out,
            "    {}: {} as {}{wrap}{required}",
            body.name,
            payload(api, &content.payload),
            content.media_type
        )?;
    }
    Ok(())
}

fn write_response(out: &mut String, api: &Api, response: &Response) -> fmt::Result {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    };
    let media_type = response.media_type.as_deref().unwrap_or("-");
    writeln!(
        out,
        "    {status} {} {} as {media_type}",
        response.variant,
        payload(api, &response.payload)
    )?;
    for Header {
        name,
        wire,
        ty,
        form,
        required,
        ..
    } in &response.headers
    {
        let required = if *required { " required" } else { "" };
        writeln!(
            out,
            "      header {wire:?} as {name}: {}{}{required}",
            type_name(api, ty),
            header_form(*form)
        )?;
    }
    Ok(())
}

fn payload(api: &Api, payload: &Payload) -> String {
    match payload {
        Payload::Empty => "nothing".to_owned(),
        Payload::Json(ty) => format!("json {}", type_name(api, ty)),
        Payload::Form(ty) => format!("form {}", type_name(api, ty)),
        Payload::Multipart(ty) => format!("multipart {}", type_name(api, ty)),
        Payload::Text => "text".to_owned(),
        Payload::Scalar(ty) => format!("text of {}", type_name(api, ty)),
        Payload::JsonOrText(ty) => format!("json or text of {}", type_name(api, ty)),
        Payload::Bytes => "bytes".to_owned(),
        Payload::Events(ty, data, end) => {
            let kind = match data {
                EventData::Json => "events",
                EventData::Text => "text events",
                EventData::Member => "whole events",
            };
            let end = end.as_ref().map(|end| format!(" until {end:?}")).unwrap_or_default();
            format!("{kind} {}{end}", type_name(api, ty))
        }
        Payload::Values(ty) => format!("values {}", type_name(api, ty)),
    }
}
