//! What the browser offers and the bindings do not know yet, called by name.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property; undefined where there is none.
pub fn get(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or_default()
}

/// A plain object.
pub fn object(values: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in values {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// Calls a method.
pub fn call_now(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    method.apply(of, &arguments.iter().collect())
}

/// Calls a method, and waits for what it promised.
pub async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let asked: Promise = call_now(of, method, arguments)?.dyn_into()?;
    JsFuture::from(asked).await
}
