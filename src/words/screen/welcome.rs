//! The texts of `welcome`.

use std::fmt::Display;

crate::words::texts! {
    START_WITH_ONE_ACCOUNT = "Start with one account";
    MAINSTAY_KEEPS_YOUR_KEY =
        "Mainstay keeps your key accounts: who decides, what you promised, what it was worth, and what needs you \
         on Monday. It runs in this browser. Nothing you enter leaves it.";
    THE_NEXT_STEP_OFFERS = "The next step offers a plan for your first 30 days with it.";
    A_CURRENCY_HAS_THREE = "A currency has three letters, such as EUR.";
    TYPE_THE_CLIENTS_NAME = "Type the client’s name first.";
    ACCOUNT_NAME = "Account name";
    A_CLIENT_YOU_WERE = "A client you were just handed";
    CURRENCY = "Currency";
    CREATE_ACCOUNT = "Create account";
    THE_SAMPLE_COULD_NOT = "The sample could not be loaded. Check the connection, then try again.";
    LOOK_AROUND_FIRST = "Look around first";
    A_SAMPLE_WORKSPACE_WITH =
        "A sample workspace with 12 accounts, a business review and a renewal under way. Remove it with one undo.";
    OPEN_THE_SAMPLE = "Open the sample";
    BRING_YOUR_ACCOUNTS = "Bring your accounts";
    CSV_FROM_A_CRM = "CSV from a CRM, or a Mainstay file from a colleague. You see every change before it is made.";
    IMPORT_A_FILE = "Import a file";
    EVERYTHING_AS_IT_WAS = "Everything as it was when you exported it.";
    CHOOSE_A_BACKUP = "Choose a backup";
    PRIVATE = "Private";
    NO_SIGN_UP_NO = "No sign-up, no server, nothing is sent anywhere";
    NOTHING_LOST = "Nothing lost";
    EVERY_CHANGE_IS_SAVED = "Every change is saved on this device and can be undone";
    TWO_FACES = "Two faces";
    WHAT_IS_CANDID_STAYS = "What is candid stays inside; what the client gets is made to be shown";
}

/// added the account “`name`”
#[must_use]
pub fn added_the_account(name: impl Display) -> String {
    format!("added the account “{name}”")
}
