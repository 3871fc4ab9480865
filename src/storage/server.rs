//! A database server at an address that the host of the page has named. What is asked of it is Apache CouchDB's
//! protocol; how it is reached is in `ui/browser/server.rs`.

use std::fmt;

use futures::future::LocalBoxFuture;

use crate::words::failure;

/// What is asked of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// GET, PUT or POST.
    pub method: &'static str,
    /// Where, from the address of the database on: `/_changes?since=7`.
    pub path: String,
    /// The JSON that goes with it.
    pub body: Option<String>,
}

/// What a server has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The body, which should be JSON.
    pub body: String,
}

/// The longest answer that is read, in bytes.
pub const LONGEST_ANSWER: usize = 64 * 1024 * 1024;

/// Why a server could not be used. The message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerError {
    /// No answer came, or it broke off.
    Unreachable,
    /// It does not let this name in, or not any more.
    NotAllowed,
    /// It has no such database.
    NoDatabase,
    /// What stands there is sealed under another passphrase.
    Passphrase,
    /// What is private there is under another passphrase of this person.
    OwnPassphrase,
    /// What stands there is another workspace than before.
    AnotherWorkspace,
    /// A newer Mainstay has set it up.
    Newer,
    /// It has no room for more.
    Full,
    /// It answered what no server of this kind answers.
    Garbage(String),
    /// An answer is longer than is read.
    TooLong,
    /// It refused, in its own words.
    Refused(String),
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unreachable => failure::SERVER_UNREACHABLE.to_owned(),
            Self::NotAllowed => failure::SERVER_NOT_ALLOWED.to_owned(),
            Self::NoDatabase => failure::SERVER_NO_DATABASE.to_owned(),
            Self::Passphrase => failure::SERVER_PASSPHRASE.to_owned(),
            Self::OwnPassphrase => failure::SERVER_OWN_PASSPHRASE.to_owned(),
            Self::AnotherWorkspace => failure::SERVER_ANOTHER_WORKSPACE.to_owned(),
            Self::Newer => failure::SERVER_NEWER.to_owned(),
            Self::Full => failure::SERVER_FULL.to_owned(),
            Self::Garbage(what) => failure::server_garbage(what),
            Self::TooLong => failure::SERVER_TOO_LONG.to_owned(),
            Self::Refused(reason) => failure::server_refused(reason),
        })
    }
}

/// A database on a server.
pub trait Server {
    /// Asks, and waits for the answer.
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>>;
}
