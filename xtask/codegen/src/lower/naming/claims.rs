//! Claims: items that want names, and the namespaces that they are in.

use crate::ir::Pointer;

/// The items that share a namespace of generated code: no two of their names are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Items {
    /// The types of the models crate.
    Models,
    /// The requests of the client crate, the enums of their responses and bodies.
    Requests,
    /// The methods of the client.
    Operations,
    /// The modules of the client crate.
    Modules,
    /// The fields of an object, which are those of its setters, and its other methods.
    Fields,
    /// The parameters of an operation, which are arguments or setters of its request.
    Parameters,
    /// The setters of the client's builder.
    Setters,
    /// The statics of the client crate.
    Statics,
    /// The variants of an enum of literals.
    Values,
    /// The variants of a union.
    Alternatives,
    /// The variants of an enum over responses or bodies, which are told by their media types.
    MediaTypes,
    /// The keys of headers, in lower case.
    HeaderKeys,
}

/// An item that wants a name.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// The name that it has alone.
    pub name: String,
    /// The text that the name was made of.
    pub wire: String,
    /// A text that no other claim of the namespace has.
    pub identity: String,
    /// Where it stands, for diagnostics.
    pub pointer: Pointer,
    /// How diagnostics spell it, where not by its wire name.
    pub spoken: Option<String>,
    /// Whether a person chose the name (a component, an `x-rust-name`); it then goes before a made one.
    pub chosen: bool,
    /// What it is called where another item keeps its name, in order of preference, if its wire name is not to tell.
    pub disambiguators: Vec<String>,
    /// What it is called where an item of a lower rank has its name.
    pub second: Option<Second>,
    /// Which clashes of the item are reported.
    pub reported: Reported,
}

/// Which clashes of an item are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reported {
    /// All.
    Always,
    /// Those with other than such items: their clashes are reported in another namespace.
    BesideOthers,
    /// None: the name follows from another one, by a rule that its documentation says.
    Never,
}

/// The name of an item that gives way to others of its name from the start.
#[derive(Clone, Debug)]
pub(crate) struct Second {
    /// The items of the lowest rank keep the name.
    pub rank: u8,
    /// The name of an item of another rank.
    pub name: String,
}

impl Claim {
    /// A claim on the name that a wire name makes.
    pub(crate) fn new(name: impl Into<String>, wire: impl Into<String>, pointer: Pointer) -> Self {
        let wire = wire.into();
        Self {
            name: name.into(),
            identity: wire.clone(),
            wire,
            pointer,
            spoken: None,
            chosen: true,
            disambiguators: Vec::new(),
            second: None,
            reported: Reported::Always,
        }
    }

    /// A claim on a name that follows from another and that nobody chose, or else on one of the others.
    pub(crate) fn following<const N: usize>(name: String, others: [String; N]) -> Self {
        Self {
            chosen: false,
            disambiguators: others.into(),
            reported: Reported::Never,
            ..Self::new(name.clone(), name, Pointer::default())
        }
    }
}

/// How a namespace joins a name and the word that sets it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `CallStatus` + `Upper`.
    Camel,
    /// `call_status` + `_upper`.
    Snake,
    /// `CALL_STATUS` + `_UPPER`.
    Constant,
}

impl Items {
    /// How their namespace joins names.
    pub(super) fn case(self) -> Case {
        match self {
            Self::Models | Self::Requests | Self::Values | Self::Alternatives | Self::MediaTypes => Case::Camel,
            Self::Operations | Self::Modules | Self::Fields | Self::Parameters | Self::Setters | Self::HeaderKeys => {
                Case::Snake
            }
            Self::Statics => Case::Constant,
        }
    }
}
