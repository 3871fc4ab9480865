//! What a browser is called, for who has several.

/// Browsers by what their user agent names, the more special before those that it also names.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems in the same way.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// Names a browser by its user agent: “Firefox on Windows”.
pub fn runs_in(user_agent: &str) -> String {
    let named = |table: &[(&str, &'static str)]| {
        table.iter().find(|(part, _)| user_agent.contains(part)).map(|(_, name)| *name)
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (browser, system) => browser.or(system).unwrap_or("a browser").to_owned(),
    }
}

/// A person on a device: “Ines Okafor, Firefox on Windows”; the device alone where nobody has said who they are.
pub fn person_on(person: &str, runs_in: &str) -> String {
    match (person, runs_in) {
        ("", device) => device.to_owned(),
        (person, "") => person.to_owned(),
        (person, device) => format!("{person}, {device}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_what_people_call_it() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
        let edge = format!("{chrome} Edg/131.0");
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Safari/604.1";
        let fox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
        let named = [chrome, &edge, phone, fox, ""].map(runs_in);
        let names = ["Chrome on Windows", "Edge on Windows", "Safari on iPhone", "Firefox on Linux", "a browser"];
        assert_eq!(named, names);
    }
}
