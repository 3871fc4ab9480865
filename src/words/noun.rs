//! What is counted, in the singular: [`Locale::count`](super::Locale::count) and [`counted`](super::format::counted)
//! form the plural.

crate::words::texts! {
    ACCOUNT = "account";
    ANSWER = "answer";
    CHANGE = "change";
    COMMITMENT = "commitment";
    DAY = "day";
    DEVICE = "device";
    MILESTONE = "milestone";
    MONTH = "month";
    OPPORTUNITY = "opportunity";
    OUTCOME = "outcome";
    PART = "part";
    PERSON = "person";
    POINT = "point";
    RECORD = "record";
    ROW = "row";
    TEXT = "text";
    TRADE = "trade";
    VALUE = "value";
}
