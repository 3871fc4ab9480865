//! The keys of a workspace on a server: those that a team shares, and those of one person. The head of the database
//! says which passphrase is the right one.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Value, json};

use super::couch::Couch;
use crate::{
    domain::Key,
    replica::Part,
    sealed::{RowKeys, SealError, Sealer},
    storage::{Server, ServerError},
};

/// The document that says what stands in the database.
const HEAD: &str = "mainstay";
const FORMAT: &str = "mainstay-server";
const VERSION: u64 = 1;
/// How often it is tried to be the first.
const TRIES: usize = 3;

/// The keys.
#[derive(Clone)]
pub struct Keys {
    workspace: [u8; 16],
    team: Sealer,
    own: Option<Sealer>,
    pub(super) shared: RowKeys,
    pub(super) private: Option<RowKeys>,
}

/// The passphrases that a person has entered.
pub struct Passphrases<'a> {
    /// The one that the team shares.
    pub team: &'a str,
    /// The one of the person alone, where what is private goes along.
    pub own: Option<&'a str>,
    /// The name at the server, which tells persons apart.
    pub user: &'a str,
}

fn sealed_in(document: &Value, key: &str) -> Result<Vec<u8>, ServerError> {
    let sealed = document[key].as_str().and_then(|text| BASE64.decode(text).ok());
    sealed.ok_or_else(|| ServerError::Garbage(HEAD.to_owned()))
}

fn failed(error: SealError) -> ServerError {
    match error {
        SealError::Passphrase => ServerError::Passphrase,
        SealError::Newer => ServerError::Newer,
        _ => ServerError::Garbage(HEAD.to_owned()),
    }
}

/// Opens the head of a database: the number of the workspace.
fn open_head(head: &Value, sealer: &Sealer) -> Result<[u8; 16], ServerError> {
    let content = sealer.open(&sealed_in(head, "sealed")?).map_err(failed)?;
    let content: Value = serde_json::from_slice(&content).unwrap_or_default();
    if content["format"] != FORMAT {
        return Err(ServerError::Garbage(HEAD.to_owned()));
    }
    if content["version"].as_u64().is_none_or(|version| version > VERSION) {
        return Err(ServerError::Newer);
    }
    let number = content["workspace"].as_str().and_then(|hex| u128::from_str_radix(hex, 16).ok());
    number.map(u128::to_be_bytes).ok_or_else(|| ServerError::Garbage(HEAD.to_owned()))
}

impl Keys {
    fn of(workspace: [u8; 16], team: Sealer, own: Option<Sealer>) -> Self {
        let shared = RowKeys::new(&team, workspace);
        let private = own.as_ref().map(|own| RowKeys::new(own, workspace));
        Self { workspace, team, own, shared, private }
    }

    /// The keys of what stands in a database; in an empty one they are founded. `random` gives numbers that were never
    /// used before.
    ///
    /// # Errors
    /// A passphrase is not that of what stands there, or the server cannot be used.
    pub async fn join(
        server: &dyn Server,
        passphrases: Passphrases<'_>,
        random: impl Fn() -> [u8; 16],
    ) -> Result<Self, ServerError> {
        let couch = Couch(server);
        for _ in 0..TRIES {
            let (workspace, team) = match couch.document(HEAD).await? {
                Some(head) => {
                    let team = Sealer::of(&sealed_in(&head, "sealed")?, passphrases.team).map_err(failed)?;
                    (open_head(&head, &team)?, team)
                }
                None => {
                    let team = Sealer::new(passphrases.team, random()).map_err(failed)?;
                    let workspace = random();
                    let number = format!("{:032x}", u128::from_be_bytes(workspace));
                    let content = json!({ "format": FORMAT, "version": VERSION, "workspace": number }).to_string();
                    let sealed = team.seal(content.as_bytes(), random()).map_err(failed)?;
                    if !couch.put(HEAD, json!({ "sealed": BASE64.encode(sealed) })).await? {
                        // Somebody else was quicker: theirs counts.
                        continue;
                    }
                    (workspace, team)
                }
            };
            let keys = Self::of(workspace, team, None);
            return match passphrases.own {
                Some(own) => keys.with_own(&couch, own, passphrases.user, random).await,
                None => Ok(keys),
            };
        }
        Err(ServerError::Unreachable)
    }

    /// With the keys of one person, whose salt follows from those of the team and the person's name.
    async fn with_own(
        self,
        couch: &Couch<'_>,
        passphrase: &str,
        user: &str,
        random: impl Fn() -> [u8; 16],
    ) -> Result<Self, ServerError> {
        let own = Sealer::new(passphrase, self.shared.salt(user)).map_err(failed)?;
        let keys = Self::of(self.workspace, self.team, Some(own));
        let Some(private) = &keys.private else { return Ok(keys) };
        let address = keys.shared.address(&["own", user]);
        for _ in 0..TRIES {
            if let Some(check) = couch.document(&address).await? {
                let opened = private.open(&address, &sealed_in(&check, "check")?);
                return opened.map(|_| keys).map_err(|_| ServerError::OwnPassphrase);
            }
            let check = private.seal(&address, FORMAT.as_bytes(), random()).map_err(failed)?;
            if couch.put(&address, json!({ "check": BASE64.encode(check) })).await? {
                return Ok(keys);
            }
        }
        Err(ServerError::Unreachable)
    }

    /// Whether what stands in the database is still the workspace that these are the keys of.
    pub(super) async fn prove(&self, couch: &Couch<'_>) -> Result<(), ServerError> {
        match couch.document(HEAD).await? {
            Some(head) if open_head(&head, &self.team).is_ok_and(|workspace| workspace == self.workspace) => Ok(()),
            _ => Err(ServerError::AnotherWorkspace),
        }
    }

    /// The keys as text, for the device that has the passphrases.
    pub fn to_text(&self) -> Vec<String> {
        let number = format!("{:032x}", u128::from_be_bytes(self.workspace));
        [number, self.team.to_text()].into_iter().chain(self.own.as_ref().map(Sealer::to_text)).collect()
    }

    /// Reads what [`Keys::to_text`] has written.
    pub fn read(texts: &[String]) -> Option<Self> {
        let workspace = u128::from_str_radix(texts.first()?, 16).ok()?.to_be_bytes();
        let own = texts.get(2).map(|text| Sealer::read(text).ok_or(())).transpose().ok()?;
        Some(Self::of(workspace, Sealer::read(texts.get(1)?)?, own))
    }

    /// Whether what is private goes along.
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// The keys under which a part travels; `None` where it does not.
    pub(super) fn for_part(&self, key: Key, part: Part) -> Option<&RowKeys> {
        if part.is_private(key.kind) { self.private.as_ref() } else { Some(&self.shared) }
    }
}

/// The address of a part of a record.
pub(super) fn address(keys: &RowKeys, key: Key, part: Part) -> String {
    keys.address(&[part.key(), key.kind.plural(), &key.id.to_string()])
}
