//! The struct or enum. In: its tokens. Out: its name and what is to be known of its fields or variants, or what cannot be derived and
//! where.
//!
//! Of the type of a field only the last name of its path is looked at: an `Option` or a `Patch` says by itself that a member may be
//! missing. All else follows from attributes.

use std::iter::Peekable;

use proc_macro::{
    Delimiter, Group, Ident, LexError, Literal, Punct, Span, TokenStream, TokenTree, token_stream::IntoIter,
};

/// What `Debug` is derived for.
pub(crate) enum Item {
    Struct(Object),
    Enum(Choice),
}

/// An enum.
pub(crate) struct Choice {
    pub(crate) name: Ident,
    pub(crate) variants: Vec<Variant>,
}

/// A variant, which holds one value or none.
pub(crate) struct Variant {
    pub(crate) name: Ident,
    /// The type of its value.
    pub(crate) holds: Option<TokenStream>,
    pub(crate) attributes: Attributes,
}

/// A struct with named fields.
pub(crate) struct Object {
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
}

/// A field.
pub(crate) struct Field {
    pub(crate) name: Ident,
    /// The key on the wire, as a literal.
    pub(crate) key: Literal,
    /// The type, where that is one of those that may hold nothing.
    pub(crate) optional: Option<Optional>,
    pub(crate) attributes: Attributes,
}

/// A type that may hold nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Optional {
    Option,
    Patch,
}

impl Field {
    /// Whether it may be missing, and is left out where it holds nothing.
    pub(crate) fn may_be_missing(&self) -> bool {
        self.optional.is_some() && !self.attributes.required
    }

    /// What it holds where it is sent as `null`; `None` where it never is.
    pub(crate) fn null(&self) -> Option<&'static str> {
        match self.optional? {
            Optional::Option => self.attributes.required.then_some("::std::option::Option::None"),
            Optional::Patch => Some("::callspec_types::Patch::Null"),
        }
    }
}

/// What the attributes of an item, a field or a variant say.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) rename: Option<Literal>,
    /// The rule by which an enum's variants are spelled.
    pub(crate) rename_all: Option<Literal>,
    /// The literal that a variant is on the wire.
    pub(crate) value: Option<TokenStream>,
    /// Is always written.
    required: bool,
    /// The method that sets null, where it has a name of its own.
    pub(crate) clear: Option<Ident>,
    pub(crate) deprecated: bool,
    /// Its value may be null, which is not nothing.
    pub(crate) some_null: bool,
    /// May be missing or null when it is read, and is then its default.
    pub(crate) or_default: bool,
    /// Holds the members that no other field is for.
    pub(crate) rest: bool,
    /// Is not printed.
    pub(crate) redacted: bool,
    /// What of them stands in the way of `Deserialize` and `Serialize`.
    pub(crate) unknown: Option<Fault>,
}

/// What cannot be derived, and where.
pub(crate) struct Fault {
    span: Span,
    message: String,
}

impl Fault {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { span, message }
    }

    /// `compile_error!` at the place.
    pub(crate) fn compile_error(self) -> TokenStream {
        let message = TokenTree::from(Literal::string(&self.message));
        let at = |mut token: TokenTree| {
            token.set_span(self.span);
            token
        };
        let arguments = Group::new(Delimiter::Brace, TokenStream::from(at(message)));
        let name = Ident::new("compile_error", self.span);
        let bang = Punct::new('!', proc_macro::Spacing::Alone);
        [name.into(), at(bang.into()), at(arguments.into())]
            .into_iter()
            .collect()
    }
}

impl From<LexError> for Fault {
    fn from(error: LexError) -> Self {
        Self::new(Span::call_site(), error.to_string())
    }
}

type Tokens = Peekable<IntoIter>;

/// Reads a struct.
pub(crate) fn object(input: TokenStream) -> Result<Object, Fault> {
    let (attributes, keyword, name, body) = parts(input)?;
    if keyword.to_string() != "struct" {
        return Err(Fault::new(keyword.span(), "only a struct can be a JSON object"));
    }
    if let Some(rule) = attributes.rename_all {
        return Err(Fault::new(
            rule.span(),
            "only the variants of an enum are spelled by a rule",
        ));
    }
    let mut fields = fields(body)?;
    let of_fields = fields.iter_mut().find_map(|field| field.attributes.unknown.take());
    match attributes.unknown.or(of_fields) {
        Some(fault) => Err(fault),
        None => Ok(Object { name, fields }),
    }
}

/// Reads a struct or an enum.
pub(crate) fn item(input: TokenStream) -> Result<Item, Fault> {
    let (_, keyword, name, body) = parts(input)?;
    match keyword.to_string().as_str() {
        "struct" => fields(body).map(|fields| Item::Struct(Object { name, fields })),
        "enum" => variants(body).map(|variants| Item::Enum(Choice { name, variants })),
        _ => Err(Fault::new(keyword.span(), "only a struct or an enum can be printed")),
    }
}

/// The attributes of an item, its keyword, its name, and what stands between its braces.
pub(crate) fn parts(input: TokenStream) -> Result<(Attributes, Ident, Ident, TokenStream), Fault> {
    let mut tokens = input.into_iter().peekable();
    let attributes = attributes(&mut tokens);
    visibility(&mut tokens);
    let keyword = ident(&mut tokens)?;
    let name = ident(&mut tokens)?;
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Ok((attributes, keyword, name, group.stream()))
        }
        _ => Err(Fault::new(
            name.span(),
            "named fields or variants are needed, and no generics",
        )),
    }
}

pub(crate) fn variants(stream: TokenStream) -> Result<Vec<Variant>, Fault> {
    let mut tokens = stream.into_iter().peekable();
    let mut variants = Vec::new();
    while tokens.peek().is_some() {
        let attributes = attributes(&mut tokens);
        let name = ident(&mut tokens)?;
        let holds = match tokens.next_if(|token| matches!(token, TokenTree::Group(_))) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
            Some(_) => {
                return Err(Fault::new(
                    name.span(),
                    "a variant holds one value without a name, or none",
                ));
            }
            None => None,
        };
        tokens.next_if(|token| is_punct(Some(token), ','));
        variants.push(Variant {
            name,
            holds,
            attributes,
        });
    }
    Ok(variants)
}

fn fields(stream: TokenStream) -> Result<Vec<Field>, Fault> {
    let mut tokens = stream.into_iter().peekable();
    let mut fields = Vec::new();
    while tokens.peek().is_some() {
        let attributes = attributes(&mut tokens);
        visibility(&mut tokens);
        let name = ident(&mut tokens)?;
        let optional = optional(&mut tokens);
        let key = attributes.rename.clone().unwrap_or_else(|| key(&name));
        fields.push(Field {
            name,
            key,
            optional,
            attributes,
        });
    }
    Ok(fields)
}

fn key(name: &Ident) -> Literal {
    let name = name.to_string();
    Literal::string(name.strip_prefix("r#").unwrap_or(&name))
}

/// What the attributes that come next say; only those of the derives are looked at.
fn attributes(tokens: &mut Tokens) -> Attributes {
    let mut attributes = Attributes::default();
    while is_punct(tokens.peek(), '#') {
        tokens.next();
        let Some(TokenTree::Group(group)) = tokens.next() else {
            break;
        };
        let mut inside = group.stream().into_iter().peekable();
        match (
            ident(&mut inside).map(|name| name.to_string()).as_deref(),
            inside.next(),
        ) {
            (Ok("serde"), Some(TokenTree::Group(group))) => {
                if let Err(fault) = serde(group.stream(), &mut attributes) {
                    attributes.unknown.get_or_insert(fault);
                }
            }
            (Ok("redacted"), None) => attributes.redacted = true,
            (Ok("required"), None) => attributes.required = true,
            (Ok("value"), Some(TokenTree::Group(group))) => attributes.value = Some(group.stream()),
            (Ok("deprecated"), _) => attributes.deprecated = true,
            (Ok("clear"), Some(TokenTree::Group(group))) => {
                attributes.clear = ident(&mut group.stream().into_iter().peekable()).ok();
            }
            (Ok("some_null"), None) => attributes.some_null = true,
            (Ok("or_default"), None) => attributes.or_default = true,
            _ => {}
        }
    }
    attributes
}

/// Reads what stands between the parentheses of `#[serde(…)]`.
fn serde(stream: TokenStream, attributes: &mut Attributes) -> Result<(), Fault> {
    let mut tokens = stream.into_iter().peekable();
    while tokens.peek().is_some() {
        let key = ident(&mut tokens)?;
        let value = value(&mut tokens);
        match (key.to_string().as_str(), value) {
            ("rename", Some(name)) => attributes.rename = Some(name),
            ("rename_all", Some(rule)) => attributes.rename_all = Some(rule),
            ("flatten", None) => attributes.rest = true,
            _ => return Err(Fault::new(key.span(), "not an attribute that this derive knows")),
        }
        tokens.next_if(|token| is_punct(Some(token), ','));
    }
    Ok(())
}

/// What stands behind `=`, if that comes next.
fn value(tokens: &mut Tokens) -> Option<Literal> {
    tokens.next_if(|token| is_punct(Some(token), '='))?;
    match tokens.next() {
        Some(TokenTree::Literal(literal)) => Some(literal),
        _ => None,
    }
}

/// Reads `: Type,`. Out: which of the types it is that may hold nothing, if the last part of its path is `Option<…>` or `Patch<…>`;
/// one of these names without brackets is another type. What stands between the brackets is not looked at, and a comma there
/// belongs to the type.
fn optional(tokens: &mut Tokens) -> Option<Optional> {
    let (mut depth, mut last, mut optional) = (0_usize, String::new(), None);
    for token in tokens {
        if is_punct(Some(&token), '<') {
            if depth == 0 {
                optional = match last.as_str() {
                    "Option" => Some(Optional::Option),
                    "Patch" => Some(Optional::Patch),
                    _ => None,
                };
            }
            depth += 1;
        } else if is_punct(Some(&token), '>') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && is_punct(Some(&token), ',') {
            break;
        } else if let (TokenTree::Ident(name), 0) = (&token, depth) {
            (last, optional) = (name.to_string(), None);
        }
    }
    optional
}

/// Skips `pub` and what it is restricted to.
fn visibility(tokens: &mut Tokens) {
    let is_pub = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name.to_string() == "pub");
    if tokens.next_if(is_pub).is_some() {
        tokens.next_if(|token| matches!(token, TokenTree::Group(_)));
    }
}

fn ident(tokens: &mut Tokens) -> Result<Ident, Fault> {
    match tokens.next() {
        Some(TokenTree::Ident(ident)) => Ok(ident),
        Some(other) => Err(Fault::new(other.span(), "expected a name")),
        None => Err(Fault::new(Span::call_site(), "expected a name")),
    }
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
