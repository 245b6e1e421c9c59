//! What a script printed: at most 1,000 lines of 1 KiB, then how many more there were.

use super::plain_text::plain_text;

const MAX_LINES: usize = 1_000;
const MAX_LINE_BYTES: usize = 1_024;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Bar at which it was printed; `None` before the first.
    pub bar: Option<usize>,
    /// Text without control characters.
    pub text: String,
}

/// The lines a script printed, bounded.
#[derive(Debug, Default)]
pub struct Log {
    lines: Vec<LogLine>,
    more: usize,
}

impl Log {
    /// Takes the text of one `print`; each of its lines counts.
    pub fn print(&mut self, bar: Option<usize>, text: &[u8]) {
        let room = MAX_LINES - self.lines.len();
        let mut rest = Some(text);
        for _ in 0..room {
            let Some(text) = rest else { return };
            let mut parts = text.splitn(2, |byte| *byte == b'\n');
            let line = parts.next().unwrap_or_default();
            self.lines.push(LogLine { bar, text: plain_text(line, MAX_LINE_BYTES) });
            rest = parts.next();
        }
        if let Some(text) = rest {
            // Counting bytes is quick where splitting a long text of short lines is not.
            self.more += 1 + text.iter().map(|byte| usize::from(*byte == b'\n')).sum::<usize>();
        }
    }

    /// Returns the lines kept, with a last one that counts the others.
    pub fn lines(&self) -> Vec<LogLine> {
        let mut lines = self.lines.clone();
        if self.more > 0 {
            lines.push(LogLine { bar: None, text: format!("{} more", self.more) });
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thousand_and_first_line_is_only_counted() {
        let mut log = Log::default();
        for bar in 0..1_002 {
            log.print(Some(bar), b"x");
        }
        let lines = log.lines();
        assert_eq!(lines.len(), 1_001);
        assert_eq!(lines[999], LogLine { bar: Some(999), text: "x".to_owned() });
        assert_eq!(lines[1_000], LogLine { bar: None, text: "2 more".to_owned() });
    }

    #[test]
    fn a_line_is_cut_at_a_kibibyte_and_a_newline_starts_another() {
        let mut log = Log::default();
        log.print(None, &[b"a".repeat(2_000), b"b".to_vec()].join(&b'\n'));
        let lengths: Vec<usize> = log.lines().iter().map(|line| line.text.len()).collect();
        assert_eq!(lengths, [1_024, 1]);
    }
}
