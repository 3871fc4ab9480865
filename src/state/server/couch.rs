//! Apache CouchDB's replication protocol, as far as Mainstay speaks it. Nothing that a server answers is taken for
//! granted.

use serde_json::{Value, json};

use super::revision::Revision;
use crate::storage::{Request, Server, ServerError};

/// How many changes are asked for at once.
const PAGE: usize = 1_000;
/// How many documents go over at once.
pub(super) const BATCH: usize = 200;
/// How much goes to the server at once, in bytes.
pub(super) const BATCH_SIZE: usize = 1_000_000;
/// How many documents a database may have.
const MOST: usize = 1_000_000;
/// How long a server is asked to hold an answer back until something changes, in milliseconds.
const PATIENCE: u32 = 25_000;

/// A document of which something has changed.
pub(super) struct Changed {
    pub id: String,
    /// The revisions at which its branches end.
    pub leaves: Vec<Revision>,
}

/// A page of what has changed.
pub(super) struct Changes {
    pub changed: Vec<Changed>,
    /// Up to where.
    pub since: Value,
    pub has_more: bool,
}

/// What came of a document that was asked for.
pub(super) enum Got {
    /// It, as it was put there.
    Document(Value),
    /// This branch was ended.
    Ended,
}

/// A database that speaks the protocol.
pub(super) struct Couch<'a>(pub &'a dyn Server);

fn garbage(what: &str) -> ServerError {
    ServerError::Garbage(what.to_owned())
}

/// What a refusal means.
fn refused(status: u16, value: &Value) -> ServerError {
    match status {
        401 | 403 => ServerError::NotAllowed,
        404 => ServerError::NoDatabase,
        413 | 507 => ServerError::Full,
        // What stands between the page and the server speaks like that.
        0 | 429 | 502..=504 => ServerError::Unreachable,
        _ => {
            let said = ["reason", "error"].iter().find_map(|key| value.get(key)?.as_str());
            ServerError::Refused(said.map_or_else(|| status.to_string(), |said| said.chars().take(200).collect()))
        }
    }
}

impl Couch<'_> {
    async fn ask(&self, method: &'static str, path: String, body: Option<Value>) -> Result<(u16, Value), ServerError> {
        let body = body.map(|body| body.to_string());
        let answer = self.0.ask(Request { method, path: path.clone(), body }).await?;
        match serde_json::from_str(&answer.body) {
            Ok(value) => Ok((answer.status, value)),
            // A refusal counts whatever it looks like.
            Err(_) if answer.status >= 400 => Ok((answer.status, Value::Null)),
            Err(_) => Err(garbage(path.split('?').next().unwrap_or_default())),
        }
    }

    async fn done(&self, method: &'static str, path: String, body: Option<Value>) -> Result<Value, ServerError> {
        let (status, value) = self.ask(method, path, body).await?;
        if (200..300).contains(&status) { Ok(value) } else { Err(refused(status, &value)) }
    }

    /// A document by its name; `None` where there is none.
    pub async fn document(&self, id: &str) -> Result<Option<Value>, ServerError> {
        let (status, value) = self.ask("GET", format!("/{id}"), None).await?;
        match status {
            200..300 => Ok(Some(value)),
            // A database that is not there has the same number; what is there no more or not yet has these two reasons.
            404 if ["missing", "deleted"].iter().any(|reason| value["reason"] == *reason) => Ok(None),
            _ => Err(refused(status, &value)),
        }
    }

    /// Puts a document where there was none or, with its revision, where it was. False where another was quicker.
    pub async fn put(&self, id: &str, document: Value) -> Result<bool, ServerError> {
        let (status, value) = self.ask("PUT", format!("/{id}"), Some(document)).await?;
        match status {
            200..300 => Ok(true),
            409 => Ok(false),
            _ => Err(refused(status, &value)),
        }
    }

    /// What has changed since. With patience, the answer comes when something has.
    pub async fn changes(&self, since: &Value, is_patient: bool) -> Result<Changes, ServerError> {
        let text = since.as_str().map_or_else(|| since.to_string(), str::to_owned);
        let waits = if is_patient { format!("&feed=longpoll&timeout={PATIENCE}") } else { String::new() };
        let path = format!("/_changes?style=all_docs&limit={PAGE}&since={}{waits}", encoded(&text));
        let answer = self.done("GET", path, None).await?;
        let changed = |row: &Value| {
            let leaf = |change: &Value| change["rev"].as_str()?.parse().ok();
            let leaves = row["changes"].as_array()?.iter().map(leaf).collect::<Option<Vec<Revision>>>()?;
            Some(Changed { id: row["id"].as_str()?.to_owned(), leaves })
        };
        let rows = answer["results"].as_array().ok_or_else(|| garbage("_changes"))?;
        let changed: Option<Vec<Changed>> = rows.iter().map(changed).collect();
        let last = answer.get("last_seq").filter(|last| last.is_string() || last.is_u64());
        let (changed, last) = changed.zip(last).ok_or_else(|| garbage("_changes"))?;
        let has_more = changed.len() >= PAGE;
        if has_more && last == since {
            return Err(garbage("_changes"));
        }
        Ok(Changes { changed, since: last.clone(), has_more })
    }

    /// Everything that has changed since, page by page.
    pub async fn all_changes(&self, since: &Value) -> Result<(Vec<Changed>, Value), ServerError> {
        let (mut changed, mut since) = (Vec::new(), since.clone());
        loop {
            let page = self.changes(&since, false).await?;
            changed.extend(page.changed);
            since = page.since;
            if !page.has_more {
                return Ok((changed, since));
            }
            if changed.len() > MOST {
                return Err(ServerError::TooLong);
            }
        }
    }

    /// Documents at revisions. What is not there any more is left out.
    pub async fn get(&self, wanted: &[(String, Revision)]) -> Result<Vec<(String, Revision, Got)>, ServerError> {
        let docs: Vec<Value> = wanted.iter().map(|(id, at)| json!({ "id": id, "rev": at.to_string() })).collect();
        let answer = self.done("POST", "/_bulk_get".into(), Some(json!({ "docs": docs }))).await?;
        let results = answer["results"].as_array().ok_or_else(|| garbage("_bulk_get"))?;
        let mut got = Vec::new();
        for document in results.iter().filter_map(|result| result["docs"].as_array()).flatten() {
            let Some(document) = document.get("ok") else { continue };
            let at = document["_rev"].as_str().and_then(|at| at.parse().ok());
            let (Some(id), Some(at)) = (document["_id"].as_str(), at) else { return Err(garbage("_bulk_get")) };
            let it = match document["_deleted"] == true {
                true => Got::Ended,
                false => Got::Document(document.clone()),
            };
            got.push((id.to_owned(), at, it));
        }
        // What was not asked for is not looked at.
        got.retain(|(id, at, _)| wanted.iter().any(|(wanted, revision)| wanted == id && revision == at));
        Ok(got)
    }

    /// Which of these revisions the server does not have.
    pub async fn missing(&self, known: &[(String, Revision)]) -> Result<Vec<(String, Revision)>, ServerError> {
        let mut asked = serde_json::Map::new();
        for (id, at) in known {
            let of = asked.entry(id.clone()).or_insert_with(|| json!([]));
            if let Value::Array(of) = of {
                of.push(at.to_string().into());
            }
        }
        let answer = self.done("POST", "/_revs_diff".into(), Some(Value::Object(asked))).await?;
        let answer = answer.as_object().ok_or_else(|| garbage("_revs_diff"))?;
        let is_missing = |id: &str, at: &Revision| {
            let missing = answer.get(id).and_then(|of| of["missing"].as_array());
            missing.is_some_and(|missing| missing.iter().any(|missing| *missing == at.to_string().as_str()))
        };
        Ok(known.iter().filter(|(id, at)| is_missing(id, at)).cloned().collect())
    }

    /// Puts documents with the revisions that they have, as replication does.
    pub async fn push(&self, documents: Vec<Value>) -> Result<(), ServerError> {
        let body = json!({ "new_edits": false, "docs": documents });
        let answer = self.done("POST", "/_bulk_docs".into(), Some(body)).await?;
        let failed = answer.as_array().ok_or_else(|| garbage("_bulk_docs"))?;
        match failed.iter().find(|row| row.get("error").is_some()) {
            Some(row) if row["error"] == "forbidden" || row["error"] == "unauthorized" => Err(ServerError::NotAllowed),
            Some(row) => Err(refused(500, row)),
            None => Ok(()),
        }
    }

    /// The checkpoint of this device.
    pub async fn checkpoint(&self, device: &str) -> Result<Option<Value>, ServerError> {
        self.document(&format!("_local/{device}")).await
    }
}

/// What an address cannot hold, in the way in which it holds it (RFC 3986).
fn encoded(text: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let one = |byte: u8| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}
