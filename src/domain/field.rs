//! How a record's fields are entered and who may read them: one table that serves forms, files, imports and schema.

use super::Kind;

/// The values of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The name of its type, under which `words` has its labels.
    pub name: &'static str,
    /// The keys of its values in files.
    pub keys: &'static [&'static str],
}

/// How a field is entered, and so what its value looks like in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A web or mail address, one line.
    Address,
    /// A calendar date, `2026-11-23`.
    Date,
    /// A time of day, `09:30`.
    Time,
    /// A quarter of a fiscal year, by its key.
    Quarter,
    /// An amount with its currency.
    Money,
    /// A currency code.
    Currency,
    /// A whole number from the first to the second, both included.
    Whole(i64, i64),
    /// Any number.
    Decimal,
    /// One of several named values.
    Choice(Choices),
    /// Any of several named values.
    Several(Choices),
    /// Yes or no.
    Flag,
    /// The id of a record of a kind.
    Link(Kind),
    /// Ids of records of a kind.
    Links(Kind),
    /// The id of a record of any kind.
    Anything,
    /// A list of parts that are edited one by one on a screen of their own, each known by its value under this key.
    Parts(&'static str),
    /// A set of named values that is ticked on a screen of its own.
    Members(Choices),
    /// A value with a screen of its own; not shown in forms.
    Structured,
}

/// Who may read a field in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody of ours: full and team files.
    Team,
    /// Only the person who wrote it: full files.
    Private,
    /// Nobody else, and no other device of theirs: backups, which nothing is merged from.
    Device,
}

/// What a client may read of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// Nothing.
    Nothing,
    /// The field as it is, once its record is shared: names, job titles, units, and what is written for documents.
    AsItIs,
    /// The client wording of the record: present means that the record is shared.
    Wording,
    /// The client wording of another text of the record: without it, that text stays internal.
    SecondWording,
}

/// One field of a kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The kind of record that has it.
    pub kind: Kind,
    /// The key in files, in camel case.
    pub key: &'static str,
    /// How it is entered.
    pub input: Input,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Who may read it in a file.
    pub audience: Audience,
    /// What a client reads of it.
    pub client: Client,
    /// The key of the first of several fields that mean something only together, and conflict as one.
    pub group: Option<&'static str>,
}

/// A field before it has its key, as the record table writes it.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    input: Input,
    required: bool,
    audience: Audience,
    client: Client,
    group: Option<&'static str>,
}

impl Input {
    /// Whether its value is edited on a screen of its own, and not in a form, a table or an import.
    pub fn has_its_own_screen(self) -> bool {
        matches!(self, Self::Parts(_) | Self::Members(_) | Self::Structured)
    }
}

impl Field {
    /// Whether figures are made of it: it is no text, no link and no set.
    pub fn counts(&self) -> bool {
        !matches!(
            self.input,
            Input::Text
                | Input::LongText
                | Input::Address
                | Input::Several(_)
                | Input::Link(_)
                | Input::Links(_)
                | Input::Anything
                | Input::Members(_)
        )
    }

    /// Whether it is written for the client: the wording of the record or of another of its texts.
    pub fn is_wording(&self) -> bool {
        matches!(self.client, Client::Wording | Client::SecondWording)
    }
}

impl Spec {
    /// A field with an input.
    pub const fn new(input: Input) -> Self {
        Self { input, required: false, audience: Audience::Team, client: Client::Nothing, group: None }
    }

    /// The same, without which the record is refused.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, kept out of team and client files.
    pub const fn private(self) -> Self {
        Self { audience: Audience::Private, ..self }
    }

    /// The same, of one device.
    pub const fn of_device(self) -> Self {
        Self { audience: Audience::Device, ..self }
    }

    /// The same, read by a client as it is.
    pub const fn client(self) -> Self {
        Self { client: Client::AsItIs, ..self }
    }

    /// The same, one of the fields that mean something only together with the field of this key.
    pub const fn with(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The field under its key.
    pub(super) const fn keyed(self, kind: Kind, key: &'static str) -> Field {
        let Self { input, required, audience, client, group } = self;
        Field { kind, key, input, required, audience, client, group }
    }
}

/// The client wording of a record: present means shared.
pub const fn wording() -> Spec {
    Spec { client: Client::Wording, ..Spec::new(Input::LongText) }
}

/// The client wording of a text beside the one that shares the record.
pub const fn second_wording() -> Spec {
    Spec { client: Client::SecondWording, ..Spec::new(Input::LongText) }
}

/// The key of a field whose name in the struct is `$name`, made while compiling.
macro_rules! key {
    ($name:expr) => {{
        const KEY: [u8; $crate::domain::field::key_length($name)] = $crate::domain::field::key_bytes($name);
        match std::str::from_utf8(&KEY) {
            Ok(key) => key,
            Err(_) => $name,
        }
    }};
}
pub(super) use key;

/// How long a name is in camel case.
pub(super) const fn key_length(name: &str) -> usize {
    let (bytes, mut at, mut length) = (name.as_bytes(), 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'_' {
            length += 1;
        }
        at += 1;
    }
    length
}

/// A name in camel case.
pub(super) const fn key_bytes<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let (bytes, mut at, mut length) = (name.as_bytes(), 0, 0);
    let mut key = [0; LENGTH];
    while at < bytes.len() {
        if bytes[at] != b'_' {
            let starts_word = at > 0 && bytes[at - 1] == b'_';
            key[length] = if starts_word { bytes[at].to_ascii_uppercase() } else { bytes[at] };
            length += 1;
        }
        at += 1;
    }
    key
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_key_is_the_name_in_camel_case() {
        assert_eq!(key!("notice_received_on"), "noticeReceivedOn");
        assert_eq!(key!("name"), "name");
    }
}
