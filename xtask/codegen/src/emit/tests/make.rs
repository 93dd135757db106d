//! Short ways to make the parts of an [`Api`].

use std::ops::RangeInclusive;

use serde_json::Value as Json;

use crate::ir::*;

pub(in crate::emit) fn docs(line: &str) -> Docs {
    Docs {
        description: Some(Markdown(line.to_owned())),
        ..Docs::default()
    }
}

fn pointer(path: &str) -> Pointer {
    Pointer(path.to_owned())
}

/// An API of these types and operations, with two schemes.
pub(in crate::emit) fn api(types: Vec<TypeDef>, operations: Vec<Operation>) -> Api {
    Api {
        name: "voice".to_owned(),
        path: "voice_client".to_owned(),
        title: "Voice".to_owned(),
        docs: docs("Phone calls."),
        version: "1.2.0".to_owned(),
        base_url: Some("https://api.voice.example".to_owned()),
        base_path: None,
        base_url_env: None,
        servers: Vec::new(),
        variables: Vec::new(),
        constant: ConstName::new("API"),
        types,
        headers: Vec::new(),
        schemes: vec![scheme(
            "bearerAuth",
            "bearer_auth",
            SchemeKind::Bearer,
            Some("VOICE_KEY"),
        )],
        groups: vec![Group {
            module: ModuleName::new("calls"),
            tag: Some("calls".to_owned()),
            docs: docs("Phone calls."),
            operations,
        }],
        webhooks: Vec::new(),
        signature: None,
    }
}

pub(in crate::emit) fn scheme(key: &str, name: &str, kind: SchemeKind, env: Option<&str>) -> Scheme {
    Scheme {
        key: key.to_owned(),
        name: FieldName::new(name),
        hint: None,
        constant: ConstName::new(name.to_uppercase()),
        oauth2: None,
        provider: (kind == SchemeKind::Bearer).then(|| FieldName::new(format!("{name}_provider"))),
        kind,
        tokens: Tokens::default(),
        env: env.map(str::to_owned),
        docs: Docs::default(),
        pointer: pointer("/components/securitySchemes"),
    }
}

/// A type in the module of its name.
pub(in crate::emit) fn def(name: &str, home: &str, flow: Flow, shape: Shape) -> TypeDef {
    TypeDef {
        name: TypeName::new(name),
        home: ModuleName::new(home),
        docs: docs(&format!("The type {name}.")),
        deprecated: false,
        sensitive: false,
        told: false,
        shape,
        flow,
        has_file: false,
        hidden: false,
        pointer: pointer(&format!("/components/schemas/{name}")),
    }
}

pub(in crate::emit) fn object(fields: Vec<Field>) -> Shape {
    let has = |is: &dyn Fn(&Initial) -> bool| fields.iter().any(|field| is(&field.initial));
    let default = match (
        has(&|initial| *initial == Initial::Argument),
        has(&Initial::is_constant),
    ) {
        (true, _) => DefaultImpl::None,
        (false, true) => DefaultImpl::Written,
        (false, false) => DefaultImpl::Derived,
    };
    Shape::Struct {
        fields,
        extra: Extra::Ignored,
        resource: None,
        default,
    }
}

pub(in crate::emit) fn field(name: &str, ty: Type, presence: Presence) -> Field {
    let wire = name.trim_start_matches("r#");
    let is_cleared = matches!(presence, Presence::Nullable | Presence::Patch);
    Field {
        name: FieldName::new(name),
        wire: wire.to_owned(),
        ty,
        presence,
        clearer: is_cleared.then(|| FnName::new(format!("clear_{wire}"))),
        boxed: false,
        initial: match presence {
            Presence::Required | Presence::Nullable => Initial::Argument,
            Presence::Optional | Presence::Patch | Presence::Defaulted => Initial::Absent,
        },
        docs: docs(&format!("Its {wire}.")),
        deprecated: false,
        sensitive: false,
        pointer: pointer(wire),
    }
}

pub(in crate::emit) fn named(index: usize) -> Type {
    Type::Named(TypeId::new(index))
}

pub(in crate::emit) fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

pub(in crate::emit) fn literals(values: Vec<(&str, Literal)>) -> Shape {
    let value = |(name, wire): (&str, Literal)| Value {
        name: VariantName::new(name),
        wire,
        docs: Docs::default(),
        deprecated: false,
        pointer: pointer(name),
    };
    Shape::Enum {
        values: values.into_iter().map(value).collect(),
    }
}

pub(in crate::emit) fn strings(values: &[(&str, &str)]) -> Shape {
    let literal = |(name, wire): &(&'static str, &str)| (*name, Literal::String((*wire).to_owned()));
    let values: Vec<(&'static str, &str)> = values.iter().map(|(name, wire)| (leak(name), *wire)).collect();
    literals(values.iter().map(literal).collect())
}

/// Names live as long as the test.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

pub(in crate::emit) fn variant(name: &str, ty: Type) -> Variant {
    Variant {
        name: VariantName::new(name),
        ty,
        boxed: false,
        docs: docs(&format!("The arm {name}.")),
        pointer: pointer(name),
    }
}

/// A GET of `/calls`, without a body.
pub(in crate::emit) fn operation(id: &str, type_name: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        is_named: true,
        method_name: FnName::new(id),
        type_name: TypeName::new(type_name),
        output_alias: TypeName::new(format!("{type_name}Output")),
        method: Method::Get,
        path: "/calls".to_owned(),
        server: None,
        params: Vec::new(),
        body: None,
        success: Success {
            responses: vec![response(Status::Code(204), "NoContent", Payload::Empty)],
            enum_name: None,
        },
        errors: None,
        cases: vec![
            case(Some(200..=299), &[], Reading::Success(0)),
            case(None, &[], Reading::Unexpected),
        ],
        accept: Vec::new(),
        security: vec![vec![SchemeId::new(0)]],
        streaming: None,
        idempotency_key: None,
        pagination: None,
        sparse: None,
        docs: docs("Does something."),
        deprecated: false,
        pointer: pointer("/paths"),
    }
}

pub(in crate::emit) fn param(name: &str, location: ParamLocation, ty: Type) -> Param {
    let (style, explode) = match location {
        ParamLocation::Path | ParamLocation::Header => (Style::Simple, false),
        _ => (Style::Form, true),
    };
    Param {
        name: FieldName::new(name),
        wire: name.trim_start_matches("r#").to_owned(),
        location,
        spelling: Spelling {
            style,
            explode,
            allow_reserved: false,
        },
        encodings: Vec::new(),
        ty,
        required: location == ParamLocation::Path,
        docs: docs(&format!("The parameter {name}.")),
        deprecated: false,
        sensitive: false,
        example: None,
        pointer: pointer(name),
    }
}

pub(in crate::emit) fn body(contents: Vec<Content>) -> Body {
    Body {
        name: FieldName::new("body"),
        required: true,
        contents,
        enum_name: None,
        conversions: Vec::new(),
        docs: docs("What to do."),
        pointer: pointer("/requestBody"),
    }
}

pub(in crate::emit) fn content(media_type: &str, variant: &str, payload: Payload, example: Option<Json>) -> Content {
    Content {
        media_type: media_type.to_owned(),
        sent: media_type.to_owned(),
        aliases: Vec::new(),
        boxed: false,
        variant: VariantName::new(variant),
        payload,
        wrap: Wrap::Plain,
        encodings: Vec::new(),
        example,
    }
}

pub(in crate::emit) fn response(status: Status, variant: &str, payload: Payload) -> Response {
    let media_type = match &payload {
        Payload::Empty => None,
        Payload::Json(_) => Some("application/json"),
        Payload::Form(_) => Some("application/x-www-form-urlencoded"),
        Payload::Multipart(_) => Some("multipart/form-data"),
        Payload::Text | Payload::Scalar(_) | Payload::JsonOrText(_) => Some("text/plain"),
        Payload::Bytes | Payload::Events(..) | Payload::Values(_) => Some("application/octet-stream"),
    };
    Response {
        status,
        media_type: media_type.map(str::to_owned),
        sent: media_type.map(str::to_owned),
        others: Vec::new(),
        variant: VariantName::new(variant),
        payload,
        boxed: false,
        example: None,
        headers: Vec::new(),
        docs: docs(&format!("It is {variant}.")),
        says_more: true,
        pointer: pointer("/responses"),
    }
}

pub(in crate::emit) fn case(statuses: Option<RangeInclusive<u16>>, media_types: &[&str], reading: Reading) -> Case {
    Case {
        statuses: statuses.into_iter().collect(),
        media_types: media_types.iter().map(|media_type| (*media_type).to_owned()).collect(),
        reading,
    }
}

pub(in crate::emit) fn error_responses(name: &str, responses: Vec<Response>) -> Option<ErrorResponses> {
    Some(ErrorResponses {
        name: TypeName::new(name),
        responses,
    })
}
