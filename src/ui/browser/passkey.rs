//! Passkeys that answer with a secret (Web Authentication, extension `prf`).

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{
    random_bytes,
    script::{call, call_now, get, object},
};

/// ES256 and RS256, which every authenticator has one of.
const ALGORITHMS: [i32; 2] = [-7, -257];

/// Whether this browser knows passkeys. Whether one can answer with a secret shows when it is asked.
pub fn has_passkeys() -> bool {
    !get(&window(), "PublicKeyCredential").is_undefined()
}

fn bytes(of: &[u8]) -> JsValue {
    Uint8Array::from(of).into()
}

fn answer_to(salt: &[u8; 32]) -> JsValue {
    object(&[("prf", object(&[("eval", object(&[("first", bytes(salt))]))]))])
}

/// What a passkey has answered with.
fn secret(credential: &JsValue) -> Option<[u8; 32]> {
    let results = call_now(credential, "getClientExtensionResults", &[]).ok()?;
    let first: ArrayBuffer = get(&get(&get(&results, "prf"), "results"), "first").dyn_into().ok()?;
    Uint8Array::new(&first).to_vec().try_into().ok()
}

/// Makes a passkey, and asks it for its answer to `salt`. `None` where the person gave up, or it answers with none.
pub async fn make_passkey(salt: &[u8; 32]) -> Option<(Vec<u8>, [u8; 32])> {
    let named = |name: &str| ("name", JsValue::from_str(name));
    let algorithm = |number: i32| object(&[("type", "public-key".into()), ("alg", number.into())]);
    let algorithms: Array = ALGORITHMS.into_iter().map(algorithm).collect();
    let user = [("id", bytes(&random_bytes::<16>())), named("Mainstay"), ("displayName", "Mainstay".into())];
    let selection = [("residentKey", "preferred".into()), ("userVerification", "required".into())];
    let options = object(&[
        ("rp", object(&[named("Mainstay")])),
        ("user", object(&user)),
        ("challenge", bytes(&random_bytes::<32>())),
        ("pubKeyCredParams", algorithms.into()),
        ("authenticatorSelection", object(&selection)),
        ("extensions", answer_to(salt)),
    ]);
    let credentials = get(&window().navigator(), "credentials");
    let made = call(&credentials, "create", &[object(&[("publicKey", options)])]).await.ok()?;
    let id = Uint8Array::new(&get(&made, "rawId")).to_vec();
    let secret = match secret(&made) {
        Some(secret) => secret,
        // Most answer only once they are asked for.
        None => ask_passkey(&id, salt).await?,
    };
    Some((id, secret))
}

/// Asks a passkey for its answer to `salt`.
pub async fn ask_passkey(credential: &[u8], salt: &[u8; 32]) -> Option<[u8; 32]> {
    let allowed: Array = [object(&[("type", "public-key".into()), ("id", bytes(credential))])].into_iter().collect();
    let options = object(&[
        ("challenge", bytes(&random_bytes::<32>())),
        ("allowCredentials", allowed.into()),
        ("userVerification", "required".into()),
        ("extensions", answer_to(salt)),
    ]);
    let credentials = get(&window().navigator(), "credentials");
    secret(&call(&credentials, "get", &[object(&[("publicKey", options)])]).await.ok()?)
}
