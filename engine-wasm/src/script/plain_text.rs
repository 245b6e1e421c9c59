//! Text of a stranger's script made safe to show: bounded, control and bidi characters marked.

use std::fmt::Write as _;

/// Returns at most `limit` bytes of `bytes` as text. What is not UTF-8 becomes U+FFFD; control characters
/// but tab and newline become their symbols (U+2400…); characters that turn the direction of text, or are
/// not seen at all, are named.
pub(super) fn plain_text(bytes: &[u8], limit: usize) -> String {
    let cut = &bytes[..bytes.len().min(limit)];
    let mut text = String::with_capacity(cut.len());
    for character in String::from_utf8_lossy(cut).chars() {
        match character {
            '\t' | '\n' => text.push(character),
            '\u{0}'..='\u{1f}' => {
                text.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'));
            }
            '\u{7f}' => text.push('\u{2421}'),
            '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {
                let _ = write!(text, "<U+{:04X}>", character as u32);
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn control_and_direction_characters_are_marked() {
        assert_eq!(plain_text(b"a\x1b[31m\tb\0", 99), "a␛[31m\tb␀");
        assert_eq!(plain_text("x\u{202e}y".as_bytes(), 99), "x<U+202E>y");
        assert_eq!(plain_text("bu\u{ad}y\u{e0041}".as_bytes(), 99), "bu<U+00AD>y<U+E0041>");
        assert_eq!(plain_text(b"\xff!", 99), "\u{fffd}!");
    }

    #[test]
    fn text_is_cut_at_the_limit() {
        assert_eq!(plain_text(b"abcdef", 3), "abc");
    }
}
