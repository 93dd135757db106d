//! Parameters, headers, bodies, responses and their media types.

use indexmap::IndexMap;
use openapiv3::{
    Content, Encoding, Example, Header, MediaType, Parameter, ParameterData, ParameterSchemaOrContent, ReferenceOr,
    RequestBody, Response,
};
use serde_json::{Map, Value};

use super::reader::Reader;

/// A map of components, or of references to them.
type Named<T> = IndexMap<String, ReferenceOr<T>>;

impl Reader<'_> {
    /// A parameter; one without a name or place is left out.
    pub(super) fn parameter(&mut self, value: &Value) -> Option<Parameter> {
        let map = self.object(value)?;
        let Some(Value::String(name)) = map.get("name") else {
            self.unreadable("the parameter has no name");
            return None;
        };
        let Some(format) = self.schema_or_content(map) else {
            self.unreadable("the parameter has neither a schema nor content");
            return None;
        };
        let mut data = ParameterData {
            name: name.clone(),
            description: None,
            required: false,
            deprecated: None,
            format,
            example: None,
            examples: IndexMap::new(),
            explode: None,
            extensions: IndexMap::new(),
        };
        for (key, value) in map {
            match key.as_str() {
                "description" => data.description = self.detail(key, value),
                "required" => data.required = self.detail(key, value).unwrap_or_default(),
                "deprecated" => data.deprecated = self.detail(key, value),
                "example" => data.example = self.detail(key, value).flatten(),
                "examples" => data.examples = self.examples(key, value),
                "explode" => data.explode = self.detail(key, value),
                _ => self.extension(key, value, &mut data.extensions),
            }
        }
        self.placed(map, data)
    }

    fn placed(&mut self, map: &Map<String, Value>, parameter_data: ParameterData) -> Option<Parameter> {
        let place = map.get("in").and_then(Value::as_str).unwrap_or_default();
        Some(match place {
            "path" => Parameter::Path {
                parameter_data,
                style: self.style(map),
            },
            "query" => Parameter::Query {
                parameter_data,
                allow_reserved: self.flag(map, "allowReserved").unwrap_or_default(),
                style: self.style(map),
                allow_empty_value: self.flag(map, "allowEmptyValue"),
            },
            "header" => Parameter::Header {
                parameter_data,
                style: self.style(map),
            },
            "cookie" => Parameter::Cookie {
                parameter_data,
                style: self.style(map),
            },
            _ => {
                self.unreadable("the place of the parameter is none of path, query, header and cookie");
                return None;
            }
        })
    }

    fn style<T: Default + for<'v> serde::Deserialize<'v>>(&mut self, map: &Map<String, Value>) -> T {
        map.get("style")
            .and_then(|style| self.detail("style", style))
            .unwrap_or_default()
    }

    fn flag(&mut self, map: &Map<String, Value>, key: &str) -> Option<bool> {
        map.get(key).and_then(|value| self.detail(key, value))
    }

    fn schema_or_content(&mut self, map: &Map<String, Value>) -> Option<ParameterSchemaOrContent> {
        if let Some(value) = map.get("schema") {
            let schema = self.within("schema", |reader| reader.schema_or_ref(value))?;
            Some(ParameterSchemaOrContent::Schema(schema))
        } else {
            map.get("content")
                .map(|value| ParameterSchemaOrContent::Content(self.content("content", value)))
        }
    }

    /// A header of a response or of a part of a form.
    pub(super) fn header(&mut self, value: &Value) -> Option<Header> {
        let map = self.object(value)?;
        let Some(format) = self.schema_or_content(map) else {
            self.unreadable("the header has neither a schema nor content");
            return None;
        };
        let mut header = Header {
            description: None,
            style: self.style(map),
            required: false,
            deprecated: None,
            format,
            example: None,
            examples: IndexMap::new(),
            extensions: IndexMap::new(),
        };
        for (key, value) in map {
            match key.as_str() {
                "description" => header.description = self.detail(key, value),
                "required" => header.required = self.detail(key, value).unwrap_or_default(),
                "deprecated" => header.deprecated = self.detail(key, value),
                "example" => header.example = self.detail(key, value).flatten(),
                "examples" => header.examples = self.examples(key, value),
                _ => self.extension(key, value, &mut header.extensions),
            }
        }
        Some(header)
    }

    fn headers(&mut self, key: &str, value: &Value) -> Named<Header> {
        self.map(key, value, |reader, value| reader.reference_or(value, Self::header))
    }

    /// Examples by name.
    pub(super) fn examples(&mut self, key: &str, value: &Value) -> Named<Example> {
        self.map(key, value, |reader, value| reader.reference_or(value, Self::leaf))
    }

    /// A request body.
    pub(super) fn request_body(&mut self, value: &Value) -> Option<RequestBody> {
        let mut body = RequestBody::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "description" => body.description = self.detail(key, value),
                "content" => body.content = self.content(key, value),
                "required" => body.required = self.detail(key, value).unwrap_or_default(),
                _ => self.extension(key, value, &mut body.extensions),
            }
        }
        Some(body)
    }

    /// A response.
    pub(super) fn response(&mut self, value: &Value) -> Option<Response> {
        let mut response = Response::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "description" => response.description = self.detail(key, value).unwrap_or_default(),
                "headers" => response.headers = self.headers(key, value),
                "content" => response.content = self.content(key, value),
                "links" => {
                    response.links = self.map(key, value, |reader, value| reader.reference_or(value, Self::aside));
                }
                _ => self.extension(key, value, &mut response.extensions),
            }
        }
        Some(response)
    }

    fn content(&mut self, key: &str, value: &Value) -> Content {
        self.map(key, value, Self::media_type)
    }

    fn media_type(&mut self, value: &Value) -> Option<MediaType> {
        let mut media = MediaType::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "schema" => media.schema = self.within(key, |reader| reader.schema_or_ref(value)),
                "example" => media.example = self.detail(key, value).flatten(),
                "examples" => media.examples = self.examples(key, value),
                "encoding" => media.encoding = self.map(key, value, Self::encoding),
                _ => self.extension(key, value, &mut media.extensions),
            }
        }
        Some(media)
    }

    fn encoding(&mut self, value: &Value) -> Option<Encoding> {
        let mut encoding = Encoding::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "contentType" => encoding.content_type = self.detail(key, value),
                "headers" => encoding.headers = self.headers(key, value),
                "style" => encoding.style = self.detail(key, value),
                "explode" => encoding.explode = self.detail(key, value).unwrap_or_default(),
                "allowReserved" => encoding.allow_reserved = self.detail(key, value).unwrap_or_default(),
                _ => self.extension(key, value, &mut encoding.extensions),
            }
        }
        Some(encoding)
    }
}
