//! What is done to rows that can't be right, where the person asked for it.

/// What becomes of a bar with a missing, bad or contradicting price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBars {
    /// Stays as it is: no order fills there.
    Keep,
    /// Is left out.
    Drop,
    /// Gets the last good close before it as all its prices; it is left out where there is none.
    Fill,
}

/// The fixes of one load, from the setting `data_fixes`. None by default: nothing is changed unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFixes {
    /// Of rows with the same time only the last one stays.
    pub drop_duplicates: bool,
    /// What becomes of bad bars.
    pub bad_bars: BadBars,
}

/// The words of the setting; `drop_bad` and `fill_bad` exclude each other.
const WORDS: &str = "drop_duplicates, drop_bad or fill_bad";

impl DataFixes {
    /// Nothing is fixed.
    pub const NONE: Self = Self { drop_duplicates: false, bad_bars: BadBars::Keep };

    /// Reads words parted by commas, in any order.
    ///
    /// # Errors
    /// The rest of a sentence that says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut fixes = Self::NONE;
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let bad_bars = match word {
                "drop_duplicates" => {
                    fixes.drop_duplicates = true;
                    continue;
                }
                "drop_bad" => BadBars::Drop,
                "fill_bad" => BadBars::Fill,
                _ => {
                    let shown: String = word.chars().take(80).collect();
                    return Err(format!("knows {WORDS}, but got {shown:?}"));
                }
            };
            if fixes.bad_bars != BadBars::Keep && fixes.bad_bars != bad_bars {
                return Err("takes drop_bad or fill_bad, not both".to_owned());
            }
            fixes.bad_bars = bad_bars;
        }
        Ok(fixes)
    }

    /// Returns the text that stands for these fixes, always the same for the same ones.
    pub fn name(self) -> &'static str {
        match (self.drop_duplicates, self.bad_bars) {
            (false, BadBars::Keep) => "",
            (false, BadBars::Drop) => "drop_bad",
            (false, BadBars::Fill) => "fill_bad",
            (true, BadBars::Keep) => "drop_duplicates",
            (true, BadBars::Drop) => "drop_duplicates,drop_bad",
            (true, BadBars::Fill) => "drop_duplicates,fill_bad",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back_and_the_order_of_words_is_free() {
        for text in ["", "drop_bad", "fill_bad", "drop_duplicates", "drop_duplicates,fill_bad"] {
            assert_eq!(DataFixes::parse(text).map(DataFixes::name), Ok(text));
        }
        let turned = DataFixes::parse(" drop_bad , drop_duplicates ").unwrap();
        assert_eq!(turned.name(), "drop_duplicates,drop_bad");
    }

    #[test]
    fn bars_are_not_both_dropped_and_filled_and_other_words_are_named() {
        assert!(DataFixes::parse("drop_bad,fill_bad").unwrap_err().contains("not both"));
        assert!(DataFixes::parse("repair").unwrap_err().contains("\"repair\""));
    }
}
