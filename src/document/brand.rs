//! The look of documents, as plain values that every writer of a format is given.

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::domain::{Workspace, brand};

/// The look of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Brand {
    /// Our company's name.
    pub company: String,
    /// Six hexadecimal digits: figures, charts and marks.
    pub primary: String,
    /// Six hexadecimal digits: what stands beside it.
    pub second: String,
    /// The logo.
    pub logo: Option<Logo>,
}

/// A logo.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// A PNG.
    pub png: Vec<u8>,
    /// The same in base 64.
    pub base64: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

impl Logo {
    /// The largest width and height that keep its shape inside these.
    pub fn fit(&self, width: i64, height: i64) -> (i64, i64) {
        let (w, h) = (i64::from(self.size.0.max(1)), i64::from(self.size.1.max(1)));
        if w * height > width * h { (width, width * h / w) } else { (height * w / h, height) }
    }
}

impl Brand {
    /// The look that a workspace's settings ask for.
    pub fn of(settings: &Workspace) -> Self {
        let brand::Brand { primary, second, logo } = settings.brand.clone().readable();
        let logo = logo.and_then(|logo| {
            let png = BASE64_STANDARD.decode(&logo.png).ok()?;
            Some(Logo { png, base64: logo.png, size: (logo.width, logo.height) })
        });
        Self { company: settings.company.clone(), primary, second, logo }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_keeps_its_shape_however_wide_it_is() {
        let logo = |width, height| Logo { png: Vec::new(), base64: String::new(), size: (width, height) };
        assert_eq!(logo(2000, 100).fit(400, 100), (400, 20));
        assert_eq!(logo(100, 400).fit(400, 100), (25, 100));
    }
}
