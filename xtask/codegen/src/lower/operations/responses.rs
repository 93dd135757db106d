//! Answers: what each documented status gives, successes and failures apart.

use openapiv3::{MediaType, ReferenceOr, Response as Source, Schema, StatusCode};

use crate::ir::{Docs, ErrorResponses, Flow, Payload, Pointer, Response, Status, Success, Type, TypeName, VariantName};
use crate::lower::docs::described;
use crate::lower::models::{Lowering, Site};
use crate::lower::naming::{Claim, Kind, Namespace, names};
use crate::lower::operations::Entry;
use crate::lower::operations::bodies::{Form, form_of, media_name};
use crate::lower::operations::status;
use crate::lower::schemas::view::Node;

/// All answers of an operation.
pub(crate) struct Answers {
    pub success: Success,
    pub errors: Option<ErrorResponses>,
    pub accept: Vec<String>,
}

impl<'a> Lowering<'_, 'a> {
    /// The documented answers of an operation.
    pub(crate) fn answers(&mut self, entry: &Entry<'a>) -> Answers {
        let responses = &entry.source.responses;
        let at = entry.pointer.child("responses");
        let mut all: Vec<(Status, &'a ReferenceOr<Source>, Pointer)> = responses
            .responses
            .iter()
            .map(|(status, response)| (status_of(status), response, at.child(&status.to_string())))
            .collect();
        all.extend(
            responses
                .default
                .iter()
                .map(|response| (Status::Default, response, at.child("default"))),
        );
        let documented: Vec<Status> = all.iter().map(|(status, ..)| *status).collect();
        let (mut successes, mut failures) = (Vec::new(), Vec::new());
        for (status, response, pointer) in all {
            let succeeds = status.is_success_among(&documented);
            let answers = self.answer(entry, status, response, pointer, succeeds);
            if succeeds {
                successes.extend(answers)
            } else {
                failures.extend(answers)
            }
        }
        failures.sort_by_key(|answer| answer.status);
        successes.sort_by_key(|answer| answer.status);
        let accept = accepted(&successes, &failures);
        Answers {
            success: self.success(entry, successes),
            errors: self.refusals(entry, failures),
            accept,
        }
    }

    fn success(&mut self, entry: &Entry<'a>, mut answers: Vec<Response>) -> Success {
        if answers.is_empty() {
            answers.push(undescribed(entry));
        }
        let same = answers.iter().all(|answer| answer.payload == answers[0].payload);
        if !same {
            self.name_variants(&mut answers);
        }
        Success {
            enum_name: (!same).then(|| TypeName::new(format!("{}Response", entry.type_name))),
            responses: answers,
        }
    }

    fn refusals(&mut self, entry: &Entry<'a>, mut answers: Vec<Response>) -> Option<ErrorResponses> {
        if answers.is_empty() {
            return None;
        }
        self.name_variants(&mut answers);
        Some(ErrorResponses {
            name: TypeName::new(format!("{}Error", entry.type_name)),
            responses: answers,
        })
    }

    /// Names the variants of an enum over answers; who gives way to whom is reported.
    fn name_variants(&mut self, answers: &mut [Response]) {
        let claim = |answer: &Response| Claim {
            identity: format!("{:?} {:?}", answer.status, answer.media_type),
            ..Claim::new(
                answer.variant.as_str(),
                answer.media_type.clone().unwrap_or_default(),
                content_of(answer),
            )
        };
        let claims: Vec<Claim> = answers.iter().map(claim).collect();
        let names = Namespace::new(Kind::MediaTypes).name(&claims, self.report);
        for (answer, name) in answers.iter_mut().zip(names) {
            answer.variant = VariantName::new(name);
        }
    }

    fn answer(
        &mut self,
        entry: &Entry<'a>,
        status: Status,
        response: &'a ReferenceOr<Source>,
        pointer: Pointer,
        succeeds: bool,
    ) -> Vec<Response> {
        let Some(response) = self.document.resolve(response, || pointer) else {
            return Vec::new();
        };
        let (response, pointer, component) = (response.value, response.pointer, response.component);
        let site = self.answer_site(entry, status, component, succeeds);
        let headers = self.headers(response, &pointer);
        let docs = described(Some(&response.description), &response.extensions, false);
        let says_more = status::says_more(status, &response.description);
        let variant = status::variant(status);
        let mut answers: Vec<Response> = Vec::new();
        let mut payload = Payload::Empty;
        // JSON first: it is what the client asks for.
        let mut contents: Vec<(&String, &MediaType)> = response.content.iter().collect();
        contents.sort_by_key(|(media_type, _)| form_of(media_type) != Form::Json);
        for (index, (media_type, media)) in contents.iter().enumerate() {
            let earlier = contents[..index]
                .iter()
                .find(|other| self.is_same(**other, (media_type, media)));
            let known = match earlier {
                Some((other, _)) => answers
                    .iter()
                    .position(|known| media_types(known).any(|name| name == other.trim())),
                None => {
                    let at = pointer.child("content").child(media_type);
                    payload = self.payload(media_type, media, &at, &site, component.is_some());
                    answers.iter().position(|known| known.payload == payload)
                }
            };
            if let Some(known) = known {
                answers[known].others.push(media_type.trim().to_owned());
                continue;
            }
            answers.push(Response {
                status,
                media_type: Some(media_type.trim().to_owned()),
                others: Vec::new(),
                variant: VariantName::new(variant.clone()),
                payload: payload.clone(),
                boxed: false,
                headers: headers.clone(),
                docs: docs.clone(),
                says_more,
                pointer: pointer.clone(),
            });
        }
        // The first keeps the status's name, the others add their media type's.
        answers.sort_by_key(|answer| !matches!(answer.payload, Payload::Json(_)));
        for answer in answers.iter_mut().skip(1) {
            let media = media_name(answer.media_type.as_deref().unwrap_or_default());
            answer.variant = VariantName::new(format!("{variant}{media}"));
        }
        if answers.is_empty() {
            answers.push(Response {
                status,
                media_type: None,
                others: Vec::new(),
                variant: VariantName::new(variant),
                payload: Payload::Empty,
                boxed: false,
                headers,
                docs,
                says_more,
                pointer,
            });
        }
        answers
    }

    fn answer_site(&self, entry: &Entry<'a>, status: Status, component: Option<&str>, succeeds: bool) -> Site {
        let name = match component {
            Some(component) => format!("{}Response", names::type_name(component).trim_end_matches("Response")),
            None if succeeds && matches!(status, Status::Code(200 | 201) | Status::Range(2) | Status::Default) => {
                format!("{}Response", entry.type_name)
            }
            None => format!("{}{}", entry.type_name, status::variant(status)),
        };
        let home = if component.is_some() {
            name.clone()
        } else {
            entry.type_name.clone()
        };
        Site {
            name,
            told: None,
            home,
            flow: Flow::Received,
            form: false,
        }
    }

    fn payload(
        &mut self,
        media_type: &str,
        media: &'a MediaType,
        pointer: &Pointer,
        site: &Site,
        shared: bool,
    ) -> Payload {
        match form_of(media_type) {
            Form::Json => match &media.schema {
                Some(schema) => {
                    let node = Node::new(schema, pointer.child("schema"));
                    if self.is_binary(&node) {
                        return Payload::Bytes;
                    }
                    Payload::Json(self.body_type(&node, site, shared))
                }
                None => Payload::Json(Type::Json),
            },
            Form::Text => Payload::Text,
            Form::Urlencoded | Form::Multipart | Form::Bytes => Payload::Bytes,
        }
    }

    /// Whether a media type holds the same body as one before it: the same schema in JSON, or in text that can only be JSON.
    fn is_same(&self, (one, earlier): (&String, &'a MediaType), (other, later): (&String, &'a MediaType)) -> bool {
        let is_text = |schema: &'a ReferenceOr<Schema>| {
            let node = Node::new(schema, Pointer::default());
            self.schemas
                .resolve(&node)
                .is_none_or(|(view, _)| view.ty.is_none_or(|ty| ty == "string"))
        };
        let (Some(schema), true) = (&later.schema, earlier.schema == later.schema) else {
            return false;
        };
        match (form_of(one), form_of(other)) {
            (Form::Json, Form::Json) => true,
            (Form::Json, Form::Text) => !is_text(schema),
            _ => false,
        }
    }

    fn is_binary(&self, node: &Node<'a>) -> bool {
        self.schemas
            .resolve(node)
            .is_some_and(|(view, _)| view.ty == Some("string") && view.format.as_deref() == Some("binary"))
    }
}

/// What stands for the success of an operation that documents none.
fn undescribed(entry: &Entry<'_>) -> Response {
    Response {
        status: Status::Range(2),
        media_type: None,
        others: Vec::new(),
        variant: VariantName::new("Success"),
        payload: Payload::Empty,
        boxed: false,
        headers: Vec::new(),
        docs: Docs::default(),
        says_more: false,
        pointer: entry.pointer.child("responses"),
    }
}

/// Where the body of an answer is described.
fn content_of(answer: &Response) -> Pointer {
    match &answer.media_type {
        Some(media_type) => answer.pointer.child("content").child(media_type),
        None => answer.pointer.clone(),
    }
}

/// All media types of an answer.
fn media_types(answer: &Response) -> impl Iterator<Item = &String> {
    answer.media_type.iter().chain(&answer.others)
}

/// Media types for `Accept`: those of successes, or those of failures where no success has a body. Of several that are
/// JSON of the same type one is enough.
fn accepted(successes: &[Response], failures: &[Response]) -> Vec<String> {
    let mut accept: Vec<String> = Vec::new();
    let of_success = successes.iter().flat_map(asked_for);
    let of_failure = failures.iter().flat_map(asked_for);
    let without_body = successes.iter().all(|answer| answer.media_type.is_none());
    for media_type in of_success.chain(of_failure.filter(|_| without_body)) {
        if !accept.contains(media_type) {
            accept.push(media_type.clone());
        }
    }
    accept
}

fn asked_for(answer: &Response) -> impl Iterator<Item = &String> {
    let is_json = matches!(answer.payload, Payload::Json(_));
    media_types(answer).take(if is_json { 1 } else { usize::MAX })
}

fn status_of(status: &StatusCode) -> Status {
    match status {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(digit) => Status::Range(u8::try_from(*digit).unwrap_or_default()),
    }
}
