//! A database server over HTTP, at an address that the host of the page has named.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures::future::LocalBoxFuture;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::script::{call, call_now, get, object};
use crate::state::{Answer, LONGEST_ANSWER, Request, Server, ServerError};

/// How long an answer may take, in milliseconds. It is longer than a server may wait until something changes.
const PATIENCE: u32 = 60_000;

/// The addresses of servers that the host of this page allows, each with a slash at its end.
pub fn allowed_servers() -> Vec<String> {
    let named = document().query_selector("meta[name=sync]").ok().flatten();
    let named = named.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    named.split_whitespace().map(str::to_owned).collect()
}

/// A database on a server.
pub struct HttpServer {
    database: String,
    /// `None` where nobody logs in.
    authorization: Option<String>,
}

impl HttpServer {
    /// The database of this name under an address, for who logs in so.
    pub fn new(address: &str, database: &str, user: &str, password: &str) -> Self {
        let database = format!("{address}{}", super::encode_component(database));
        let basic = || ["Basic", &BASE64.encode([user, password].join(":"))].join(" ");
        Self { database, authorization: (!user.is_empty()).then(basic) }
    }

    async fn fetch(&self, request: Request) -> Result<Answer, ServerError> {
        // Without a body a browser asks the server less beforehand.
        let mut headers = vec![("accept", "application/json".into())];
        headers.extend(self.authorization.as_deref().map(|authorization| ("authorization", authorization.into())));
        if request.body.is_some() {
            headers.push(("content-type", "application/json".into()));
        }
        let signal = get(&window(), "AbortSignal");
        let signal = call_now(&signal, "timeout", &[PATIENCE.into()]).unwrap_or_default();
        let options = object(&[
            ("method", request.method.into()),
            ("headers", object(&headers)),
            ("body", request.body.map_or(JsValue::UNDEFINED, |body| body.as_str().into())),
            ("credentials", "omit".into()),
            ("cache", "no-store".into()),
            ("redirect", "error".into()),
            ("referrerPolicy", "no-referrer".into()),
            ("signal", signal),
        ]);
        let url = format!("{}{}", self.database, request.path);
        let failed = |_| ServerError::Unreachable;
        let response = call(&window(), "fetch", &[url.as_str().into(), options]).await.map_err(failed)?;
        let status = get(&response, "status").as_f64().unwrap_or_default() as u16;
        let reader = call_now(&get(&response, "body"), "getReader", &[]).map_err(failed)?;
        let mut bytes = Vec::new();
        loop {
            let part = call(&reader, "read", &[]).await.map_err(failed)?;
            if get(&part, "done").is_truthy() {
                break;
            }
            bytes.extend(Uint8Array::new(&get(&part, "value")).to_vec());
            if bytes.len() > LONGEST_ANSWER {
                drop(call(&reader, "cancel", &[]).await);
                return Err(ServerError::TooLong);
            }
        }
        Ok(Answer { status, body: String::from_utf8_lossy(&bytes).into_owned() })
    }
}

impl Server for HttpServer {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>> {
        Box::pin(self.fetch(request))
    }
}
