//! An [`Api`] as text, for people and for snapshots: one line per item, parts indented under their whole.

mod operations;

use std::fmt::{self, Write as _};

use super::{
    Api, Choice, DefaultImpl, EventName, EventPlace, Extra, Field, Flow, HeaderForm, HeaderKey, Initial, Literal,
    Presence, SchemeKind, Shape, Step, Type, TypeDef,
};

/// Renders an API, one line per item.
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_api(&mut out, api);
    out
}

fn write_api(out: &mut String, api: &Api) -> fmt::Result {
    let base_url = api.base_url.as_deref().unwrap_or("(no server)");
    let env = api
        .base_url_env
        .as_ref()
        .map(|env| format!(" ${env}"))
        .unwrap_or_default();
    writeln!(out, "api {} {} {base_url}{env}", api.name, api.version)?;
    for server in &api.servers {
        writeln!(out, "server {} as {}", server.url, server.name)?;
    }
    for scheme in &api.schemes {
        let env = scheme.env.as_ref().map(|env| format!(" ${env}")).unwrap_or_default();
        writeln!(
            out,
            "scheme {} {} as {}{env}",
            scheme.key,
            scheme_kind(&scheme.kind),
            scheme.name
        )?;
    }
    for HeaderKey {
        name, wire, ty, form, ..
    } in &api.headers
    {
        let form = header_form(*form);
        writeln!(out, "header {wire:?} as {name}: {}{form}", type_name(api, ty))?;
    }
    for def in api.types.iter().filter(|def| !def.hidden) {
        write_type(out, api, def)?;
    }
    for group in &api.groups {
        writeln!(out, "group {}", group.module)?;
        for operation in &group.operations {
            operations::write_operation(out, api, operation)?;
        }
    }
    for webhook in &api.webhooks {
        let payload = webhook.payload.as_ref();
        writeln!(
            out,
            "webhook {:?} {} {}{}",
            webhook.name,
            webhook.method.as_str(),
            payload.map_or_else(|| "nothing".to_owned(), |ty| type_name(api, ty)),
            if webhook.event.is_some() { ", an event" } else { "" }
        )?;
    }
    if let Some(signature) = &api.signature {
        writeln!(out, "webhooks signed by {signature:?}")?;
    }
    Ok(())
}

fn scheme_kind(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Http(name) => format!("http {name}"),
        SchemeKind::Header(name) => format!("header {name}"),
        SchemeKind::Query(name) => format!("query {name}"),
        SchemeKind::Cookie(name) => format!("cookie {name}"),
        SchemeKind::MutualTls => "mutual TLS".to_owned(),
    }
}

fn header_form(form: HeaderForm) -> &'static str {
    match form {
        HeaderForm::Simple => "",
        HeaderForm::Exploded => " explode",
        HeaderForm::Json => " json",
    }
}

fn write_type(out: &mut String, api: &Api, def: &TypeDef) -> fmt::Result {
    let flow = match def.flow {
        Flow::Received => "received",
        Flow::Sent => "sent",
        Flow::Both => "sent and received",
    };
    let has_default = matches!(&def.shape, Shape::Struct { default, .. } if *default != DefaultImpl::None);
    let marks = [
        (def.deprecated, " deprecated"),
        (def.has_file, " file"),
        (has_default, " default"),
    ];
    let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
    let kind = match &def.shape {
        Shape::Struct {
            resource: Some(resource),
            ..
        } => format!("resource {:?}", resource.type_name),
        Shape::Struct { .. } => "struct".to_owned(),
        Shape::Enum { .. } => "enum".to_owned(),
        Shape::Union { choice, .. } => format!("union by {}", choice_name(choice)),
        Shape::Alias(ty) => format!("alias {}", type_name(api, ty)),
    };
    writeln!(
        out,
        "type {}::{} {kind}, {flow}{marks}  # {}",
        def.home, def.name, def.pointer.0
    )?;
    match &def.shape {
        Shape::Struct { fields, extra, .. } => {
            fields.iter().try_for_each(|field| write_field(out, api, field))?;
            match extra {
                Extra::Ignored => {}
                Extra::Kept { name, ty } => writeln!(out, "  {name}: every other property, {}", type_name(api, ty))?,
                Extra::Unknown { name } => writeln!(out, "  {name}: every unknown member")?,
            }
        }
        Shape::Enum { values } => {
            for value in values {
                let deprecated = if value.deprecated { " deprecated" } else { "" };
                writeln!(out, "  {} = {}{deprecated}", value.name, literal(&value.wire))?;
            }
        }
        Shape::Union { variants, choice } => {
            for (index, variant) in variants.iter().enumerate() {
                let boxed = if variant.boxed { " boxed" } else { "" };
                writeln!(
                    out,
                    "  {}({}){boxed}{}",
                    variant.name,
                    type_name(api, &variant.ty),
                    variant_choice(choice, index)
                )?;
            }
        }
        Shape::Alias(_) => {}
    }
    Ok(())
}

fn write_field(out: &mut String, api: &Api, field: &Field) -> fmt::Result {
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Defaulted => "defaulted",
        Presence::Patch => "patch",
    };
    let wire = if field.name.as_str().trim_start_matches("r#") == field.wire {
        String::new()
    } else {
        format!(" as {:?}", field.wire)
    };
    let boxed = if field.boxed { " boxed" } else { "" };
    let constant = match &field.initial {
        Initial::Variant(name) => format!(" always {name}"),
        Initial::Value(value) => format!(" always {value}"),
        Initial::Argument | Initial::Absent => String::new(),
    };
    let deprecated = if field.deprecated { " deprecated" } else { "" };
    writeln!(
        out,
        "  {}: {} {presence}{boxed}{constant}{wire}{deprecated}",
        field.name,
        type_name(api, &field.ty)
    )
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(value) => value.to_string(),
        Literal::Json(value) => value.to_string(),
    }
}

fn choice_name(choice: &Choice) -> String {
    match choice {
        Choice::Steps(steps) => steps.iter().map(step_name).collect::<Vec<_>>().join(", "),
        Choice::Event { place, .. } => match place {
            EventPlace::Body(pointer) => format!("event name at {pointer:?}"),
            EventPlace::Header(name) => format!("event name in header {name:?}"),
        },
    }
}

fn step_name(step: &Step) -> String {
    match step {
        Step::Tag(tag) => {
            let optional = if tag.is_optional() { "?" } else { "" };
            format!("tag {:?}{optional}", tag.path.join("/"))
        }
        Step::JsonType(_) => "kind".to_owned(),
        Step::Keys(_) => "keys".to_owned(),
        Step::Fit { several: false, .. } => "fit".to_owned(),
        Step::Fit { several: true, .. } => "fit or several".to_owned(),
    }
}

/// What chooses a variant in each step.
fn variant_choice(choice: &Choice, variant: usize) -> String {
    let mut chosen: Vec<String> = choice
        .steps()
        .iter()
        .flat_map(|step| chosen_by(step, variant))
        .collect();
    if let Choice::Event { names, .. } = choice {
        let own = names.iter().filter(|(_, index)| *index == variant);
        chosen.extend(own.map(|(name, _)| match name {
            EventName::Whole(name) => format!("{name:?}"),
            EventName::Prefix(name) => format!("{name:?}…"),
        }));
    }
    match chosen.as_slice() {
        [] => String::new(),
        chosen => format!(" on {}", chosen.join(", ")),
    }
}

fn chosen_by(step: &Step, variant: usize) -> Vec<String> {
    let of = |known: usize| known == variant;
    match step {
        Step::Tag(tag) => {
            let default = (tag.default == Some(variant)).then(|| "else".to_owned());
            tag.of(variant).map(literal).chain(default).collect()
        }
        Step::JsonType(kinds) => {
            let kinds = kinds.iter().filter(|(_, index)| of(*index));
            kinds.map(|(kind, _)| kind.as_str().to_owned()).collect()
        }
        Step::Keys(keys) => {
            let keys = keys.iter().filter(|(_, index)| of(*index));
            keys.map(|(keys, _)| keys.join(" + ")).collect()
        }
        Step::Fit { .. } => Vec::new(),
    }
}

/// A type in one word, as close to Rust as the IR is.
fn type_name(api: &Api, ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("[{}]", type_name(api, inner)),
        Type::Map(inner) => format!("{{{}}}", type_name(api, inner)),
        Type::Tuple { items, more, rest } => {
            let of = |item: &Type| type_name(api, item);
            let items = items.iter().map(of).chain(more.iter().map(|item| of(item) + "?"));
            let rest = rest.iter().map(|rest| of(rest) + "…");
            format!("({})", items.chain(rest).collect::<Vec<_>>().join(", "))
        }
        Type::Nullable(inner) => format!("{}?", type_name(api, inner)),
        Type::Document(inner) => format!("Document<{}>", type_name(api, inner)),
        Type::Named(id) => api.type_def(*id).name.to_string(),
        scalar => format!("{scalar:?}"),
    }
}
