//! The texts of the lock of a workspace.

crate::words::texts! {
    LOCK = "Lock";
    WHAT_IT_DOES = "seals what this browser keeps";
    ABOUT =
        "Everything that this browser keeps is sealed with your passphrase, which Mainstay asks for when it is opened. \
         Who has the disk, or this browser while Mainstay is closed, reads nothing.";
    IF_IT_IS_LOST =
        "Four words or more are hard to guess. A passphrase that is lost cannot be brought back, and neither can what \
         it seals: keep a backup elsewhere.";
    SET_A_LOCK = "Set a lock";
    PASSPHRASE = "Passphrase of the lock";
    SET_IT = "Seal everything";
    SEALING = "Sealing…";
    IS_SET = "Set. It is asked for whenever Mainstay is opened and no other tab of it is.";
    A_PASSKEY_TOO = "A passkey of this device opens it too.";
    LOCK_NOW = "Lock now";
    CHANGE = "Change the passphrase";
    CHANGE_IT = "Change it";
    ADD_A_PASSKEY = "Add a passkey";
    REMOVE_THE_PASSKEY = "Remove the passkey";
    TAKE_IT_OFF = "Take the lock off";
    NO_PASSKEY = "No passkey was added: it was not confirmed, or this device has none that can open a lock.";
    NOT_ALL_IS_SAVED = "Not everything is saved yet. Wait until it is, then try again.";
    IS_LOCKED = "Mainstay is locked";
    ITS_PASSPHRASE = "What this browser keeps is sealed. Your passphrase opens it.";
    ENTER = "Passphrase";
    OPEN = "Open";
    OPENING = "Opening…";
    USE_THE_PASSKEY = "Use the passkey";
    PASSKEY_FAILED = "The passkey did not open it. The passphrase does.";
    FORGOTTEN = "The passphrase is lost";
    ERASE_AND_BEGIN_ANEW =
        "Without it nobody can read what is here. You can erase it in every tab and begin anew, or restore a backup.";
    DAMAGED = "What the lock needs is damaged. A backup can be restored once this is erased.";
}
