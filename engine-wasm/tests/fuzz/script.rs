//! Any bytes as a script.

use crate::runs;

pub(crate) fn check(data: &[u8]) {
    runs::check(&String::from_utf8_lossy(data));
}
