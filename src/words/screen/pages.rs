//! The texts of `pages`.

crate::words::texts! {
    THERE_IS_NOTHING_AT = "There is nothing at this address";
    IT_MAY_HAVE_BEEN = "It may have been deleted, or the link is not complete. ";
    GO_TO_TODAY = "Go to Today";
}
