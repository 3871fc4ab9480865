//! The texts of `related`.

crate::words::texts! {
    ADD_AN_ACTION = "Add an action";
}
