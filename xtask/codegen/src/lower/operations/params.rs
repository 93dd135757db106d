//! Parameters: those of the path item and of the operation, named and typed.

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::Value as Json;

use crate::ir::{Docs, FieldName, Flow, Param, Place, Pointer, Style, Type};
use crate::lower::docs::{described, text_of};
use crate::lower::models::{Lowering, Site};
use crate::lower::naming::{Claim, Kind, Namespace, Second, names};
use crate::lower::operations::Entry;
use crate::lower::schemas::view::Node;

/// A parameter of the document, with its place and the component it is, if any.
struct Declared<'a> {
    parameter: &'a Parameter,
    pointer: Pointer,
    component: Option<&'a str>,
}

impl<'a> Declared<'a> {
    fn data(&self) -> &'a ParameterData {
        self.parameter.parameter_data_ref()
    }
}

impl<'a> Lowering<'_, 'a> {
    /// The parameters of an operation: those of the path in the order of the template, then the others.
    pub(crate) fn params(&mut self, entry: &Entry<'a>) -> Vec<Param> {
        let mut declared = self.declared(entry);
        declared.sort_by_key(|declared| match declared.parameter {
            Parameter::Path { parameter_data, .. } => entry
                .path
                .find(&format!("{{{}}}", parameter_data.name))
                .unwrap_or(usize::MAX - 1),
            _ => usize::MAX,
        });
        let names = self.param_names(&declared);
        declared
            .iter()
            .zip(names)
            .map(|(declared, name)| self.param(entry, declared, name))
            .collect()
    }

    /// The operation's own parameters and those of its path item that it does not replace (OpenAPI 3.0 §4.7.10).
    fn declared(&self, entry: &Entry<'a>) -> Vec<Declared<'a>> {
        let own = entry
            .source
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| (parameter, entry.pointer.child("parameters").child(&index.to_string())));
        let shared = entry.item.parameters.iter().enumerate().map(|(index, parameter)| {
            (
                parameter,
                entry.item_pointer.child("parameters").child(&index.to_string()),
            )
        });
        let mut out: Vec<Declared<'a>> = Vec::new();
        for (parameter, pointer) in own.chain(shared) {
            let Some(declared) = self.document.resolve(parameter, || pointer) else {
                continue;
            };
            let declared = Declared {
                parameter: declared.value,
                pointer: declared.pointer,
                component: declared.component,
            };
            let key = |declared: &Declared<'a>| (declared.data().name.clone(), place(declared.parameter));
            if !out.iter().any(|known| key(known) == key(&declared)) && !is_ignored(declared.parameter) {
                out.push(declared);
            }
        }
        out
    }

    /// Names of an operation's parameters; of those in different places, the later is told apart by its place.
    fn param_names(&mut self, declared: &[Declared<'a>]) -> Vec<String> {
        let claim = |declared: &Declared<'a>| {
            let (data, place) = (declared.data(), place(declared.parameter));
            let name = names::param_name(text_of(&data.extensions, "x-rust-name").unwrap_or(&data.name));
            let stem = name.trim_start_matches("r#").trim_end_matches('_');
            let second = Second {
                rank: place as u8,
                name: format!("{stem}_{}", place_name(place)),
            };
            Claim {
                identity: format!("{} {}", place_name(place), data.name),
                second: Some(second),
                ..Claim::new(name, &data.name, declared.pointer.clone())
            }
        };
        let claims: Vec<Claim> = declared.iter().map(claim).collect();
        Namespace::new(Kind::Parameters).name(&claims, self.report)
    }

    fn param(&mut self, entry: &Entry<'a>, declared: &Declared<'a>, name: String) -> Param {
        let data = declared.data();
        let (style, explode) = style(declared.parameter);
        let place = place(declared.parameter);
        let required = data.required || place == Place::Path;
        let (ty, style, docs) = match self.param_schema(declared) {
            Some((node, is_json)) => {
                let ty = self.param_type(entry, declared, &node);
                let docs = self.param_docs(declared, Some(&node));
                (ty, if is_json { Style::Json } else { style }, docs)
            }
            None => (Type::String, style, self.param_docs(declared, None)),
        };
        Param {
            name: FieldName::new(name),
            wire: data.name.clone(),
            place,
            style,
            explode: data.explode.unwrap_or(explode),
            allow_reserved: matches!(
                declared.parameter,
                Parameter::Query {
                    allow_reserved: true,
                    ..
                }
            ),
            ty,
            required,
            docs,
            deprecated: data.deprecated.unwrap_or_default(),
            example: self.param_example(declared),
            pointer: declared.pointer.clone(),
        }
    }

    /// The schema of a parameter, and whether its value travels as JSON text.
    fn param_schema(&self, declared: &Declared<'a>) -> Option<(Node<'a>, bool)> {
        match &declared.data().format {
            ParameterSchemaOrContent::Schema(schema) => {
                Some((Node::new(schema, declared.pointer.child("schema")), false))
            }
            ParameterSchemaOrContent::Content(content) => {
                let (media_type, media) = content.first()?;
                let pointer = declared.pointer.child("content").child(media_type).child("schema");
                Some((
                    Node::new(media.schema.as_ref()?, pointer),
                    crate::lower::operations::bodies::is_json(media_type),
                ))
            }
        }
    }

    fn param_type(&mut self, entry: &Entry<'a>, declared: &Declared<'a>, node: &Node<'a>) -> Type {
        let wire = &declared.data().name;
        let place = names::type_name(place_name(place(declared.parameter)));
        let told = format!("{}{}{place}", entry.type_name, names::type_name(wire));
        let site = match declared.component {
            Some(component) => {
                let name = names::type_name(component);
                Site {
                    home: name.clone(),
                    name,
                    told: None,
                    flow: Flow::Sent,
                    form: false,
                }
            }
            None => Site {
                name: format!("{}{}", entry.type_name, names::type_name(wire)),
                told: Some(told),
                home: entry.type_name.clone(),
                flow: Flow::Sent,
                form: false,
            },
        };
        match self.lower_shared(node, &site, declared.component.is_some()).ty {
            Type::Null => Type::Json,
            ty => ty,
        }
    }

    fn param_docs(&self, declared: &Declared<'a>, node: Option<&Node<'a>>) -> Docs {
        let data = declared.data();
        Docs {
            facts: node.map(|node| self.schemas.facts(node)),
            ..described(
                data.description.as_deref(),
                &data.extensions,
                data.deprecated.unwrap_or_default(),
            )
        }
    }

    fn param_example(&self, declared: &Declared<'a>) -> Option<Json> {
        let data = declared.data();
        let named = data
            .examples
            .values()
            .filter_map(ReferenceOr::as_item)
            .find_map(|example| example.value.clone());
        data.example.clone().or(named).or_else(|| {
            let (node, _) = self.param_schema(declared)?;
            self.example_of(&node)
        })
    }

    /// The example that a schema gives of itself.
    pub(crate) fn example_of(&self, node: &Node<'a>) -> Option<Json> {
        let (view, _) = self.schemas.resolve(node)?;
        view.data.example.clone()
    }
}

fn place(parameter: &Parameter) -> Place {
    match parameter {
        Parameter::Path { .. } => Place::Path,
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

/// `Accept` and `Content-Type` follow from the media types of the operation (OpenAPI 3.0 §4.7.12.1).
fn is_ignored(parameter: &Parameter) -> bool {
    matches!(parameter, Parameter::Header { parameter_data, .. }
        if ["accept", "content-type"].contains(&parameter_data.name.to_ascii_lowercase().as_str()))
}

/// The style of a parameter, and whether that style explodes unless told otherwise (OpenAPI 3.0 §4.7.12.2).
fn style(parameter: &Parameter) -> (Style, bool) {
    match parameter {
        Parameter::Path {
            style: PathStyle::Simple,
            ..
        }
        | Parameter::Header {
            style: HeaderStyle::Simple,
            ..
        } => (Style::Simple, false),
        Parameter::Path {
            style: PathStyle::Label,
            ..
        } => (Style::Label, false),
        Parameter::Path {
            style: PathStyle::Matrix,
            ..
        } => (Style::Matrix, false),
        Parameter::Query {
            style: QueryStyle::Form,
            ..
        }
        | Parameter::Cookie {
            style: CookieStyle::Form,
            ..
        } => (Style::Form, true),
        Parameter::Query {
            style: QueryStyle::SpaceDelimited,
            ..
        } => (Style::SpaceDelimited, false),
        Parameter::Query {
            style: QueryStyle::PipeDelimited,
            ..
        } => (Style::PipeDelimited, false),
        Parameter::Query {
            style: QueryStyle::DeepObject,
            ..
        } => (Style::DeepObject, true),
    }
}
