//! The one JSON writer: the same bytes on every machine.
//!
//! Doubles are written shortest-round-trip, −0 as 0, what is not finite as null.

use std::fmt::Write as _;

/// JSON text under construction. Commas are put where they belong.
#[derive(Debug, Default)]
pub struct Json {
    text: String,
    needs_comma: bool,
}

impl Json {
    /// Starts with room for about `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), needs_comma: false }
    }

    /// Writes `{…}` around what `fill` writes.
    pub fn object(&mut self, fill: impl FnOnce(&mut Self)) {
        self.around('{', '}', fill);
    }

    /// Writes `[…]` around what `fill` writes.
    pub fn array(&mut self, fill: impl FnOnce(&mut Self)) {
        self.around('[', ']', fill);
    }

    /// Writes an object's key; its value follows.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.text.push(':');
        self.needs_comma = false;
        self
    }

    /// Writes a double; null if it is not finite.
    pub fn number(&mut self, number: f64) {
        self.comma();
        push_number(&mut self.text, number);
    }

    /// Writes a double, or null.
    pub fn optional_number(&mut self, number: Option<f64>) {
        self.number(number.unwrap_or(f64::NAN));
    }

    /// Writes an integer.
    pub fn integer(&mut self, integer: impl Into<i128>) {
        self.comma();
        let _ = write!(self.text, "{}", integer.into());
    }

    /// Writes a count, or null.
    pub fn optional_count(&mut self, count: Option<usize>) {
        match count {
            Some(count) => self.count(count),
            None => self.null(),
        }
    }

    /// Writes a count.
    pub fn count(&mut self, count: usize) {
        self.comma();
        let _ = write!(self.text, "{count}");
    }

    /// Writes a time in ns as decimal text (JSON readers would round the integer), or null.
    pub fn time(&mut self, ts: Option<i64>) {
        match ts {
            Some(ts) => self.text(&ts.to_string()),
            None => self.null(),
        }
    }

    /// Writes true or false.
    pub fn boolean(&mut self, boolean: bool) {
        self.comma();
        self.text.push_str(if boolean { "true" } else { "false" });
    }

    /// Writes null.
    pub fn null(&mut self) {
        self.comma();
        self.text.push_str("null");
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) {
        self.comma();
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                control if control < ' ' => {
                    let _ = write!(self.text, "\\u{:04x}", control as u32);
                }
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }

    /// Writes a string, or null.
    pub fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    /// Hands over what is written so far and starts empty where it was, for texts too long to hold.
    pub fn hand_over(&mut self, take: impl FnOnce(&str)) {
        take(&self.text);
        self.text.clear();
    }

    /// Returns the text.
    pub fn finish(self) -> String {
        self.text
    }

    fn around(&mut self, open: char, close: char, fill: impl FnOnce(&mut Self)) {
        self.comma();
        self.text.push(open);
        self.needs_comma = false;
        fill(self);
        self.text.push(close);
        self.needs_comma = true;
    }

    fn comma(&mut self) {
        if self.needs_comma {
            self.text.push(',');
        }
        self.needs_comma = true;
    }
}

/// Digits in full from here…
const SMALLEST_IN_FULL: f64 = 1e-6;
/// … to here, as JavaScript does; an exponent beyond.
const LARGEST_IN_FULL: f64 = 1e21;

fn push_number(text: &mut String, number: f64) {
    let size = number.abs();
    let _ = if !number.is_finite() {
        write!(text, "null")
    } else if size == 0.0 {
        write!(text, "0")
    } else if (SMALLEST_IN_FULL..LARGEST_IN_FULL).contains(&size) {
        write!(text, "{number}")
    } else {
        write!(text, "{number:e}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: f64) -> String {
        let mut json = Json::default();
        json.number(number);
        json.finish()
    }

    #[test]
    fn doubles_are_shortest_and_plain() {
        for (number, text) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (10_000.0, "10000"),
            (-0.0, "0"),
            (1e-7, "1e-7"),
            (1.5e22, "1.5e22"),
            (f64::NAN, "null"),
            (f64::NEG_INFINITY, "null"),
        ] {
            assert_eq!(written(number), text);
        }
    }

    #[test]
    fn every_double_reads_back_to_the_same_bits() {
        let mut bits: u64 = 1;
        for _ in 0..20_000 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = f64::from_bits(bits);
            if number.is_finite() {
                let read: f64 = written(number).parse().unwrap();
                assert!(read == number, "{bits:x}");
            }
        }
    }

    #[test]
    fn commas_stand_between_members_only() {
        let mut json = Json::default();
        json.object(|json| {
            json.key("a").array(|json| {
                json.count(1);
                json.object(|_| {});
                json.null();
            });
            json.key("b").text("x\"\u{1}\n");
        });
        assert_eq!(json.finish(), r#"{"a":[1,{},null],"b":"x\"\u0001\n"}"#);
    }
}
