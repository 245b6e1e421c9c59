//! What the bytes of one column mean: the format strings of the Arrow C data interface.
//!
//! Source: <https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings>

/// How values lie in memory, little-endian; times carry their unit in ns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Null,
    Bool,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    Float32,
    Float64,
    /// Whole number of `bytes` bytes, to be divided by ten to the power `scale`.
    Decimal {
        bytes: usize,
        scale: i32,
    },
    /// Days since 1970.
    Date32,
    /// Milliseconds since 1970.
    Date64,
    /// `zoned` is false where the file names no zone.
    Timestamp {
        ns_per_unit: i64,
        zoned: bool,
    },
    /// Time of day.
    Time32 {
        ns_per_unit: i64,
    },
    Time64 {
        ns_per_unit: i64,
    },
    /// Text with 32-bit offsets.
    Utf8,
    /// Text with 64-bit offsets.
    LargeUtf8,
}

impl Layout {
    /// Reads a format string; `None` for what holds neither numbers, times nor text.
    pub(super) fn parse(format: &str) -> Option<Self> {
        Some(match format {
            "n" => Self::Null,
            "b" => Self::Bool,
            "c" => Self::Int8,
            "C" => Self::UInt8,
            "s" => Self::Int16,
            "S" => Self::UInt16,
            "i" => Self::Int32,
            "I" => Self::UInt32,
            "l" => Self::Int64,
            "L" => Self::UInt64,
            "e" => Self::Float16,
            "f" => Self::Float32,
            "g" => Self::Float64,
            "u" => Self::Utf8,
            "U" => Self::LargeUtf8,
            "tdD" => Self::Date32,
            "tdm" => Self::Date64,
            "tts" => Self::Time32 { ns_per_unit: 1_000_000_000 },
            "ttm" => Self::Time32 { ns_per_unit: 1_000_000 },
            "ttu" => Self::Time64 { ns_per_unit: 1_000 },
            "ttn" => Self::Time64 { ns_per_unit: 1 },
            other => {
                return other.strip_prefix("d:").map_or_else(|| timestamp(other), decimal);
            }
        })
    }

    /// Returns bytes a value; `None` for bits, text and nothing.
    pub(super) fn width(self) -> Option<usize> {
        match self {
            Self::Null | Self::Bool | Self::Utf8 | Self::LargeUtf8 => None,
            Self::Int8 | Self::UInt8 => Some(1),
            Self::Int16 | Self::UInt16 | Self::Float16 => Some(2),
            Self::Int32 | Self::UInt32 | Self::Float32 | Self::Date32 | Self::Time32 { .. } => {
                Some(4)
            }
            Self::Decimal { bytes, .. } => Some(bytes),
            _ => Some(8),
        }
    }

    /// Returns whether values are whole numbers without a unit.
    pub(super) fn is_integer(self) -> bool {
        matches!(
            self,
            Self::Int8
                | Self::UInt8
                | Self::Int16
                | Self::UInt16
                | Self::Int32
                | Self::UInt32
                | Self::Int64
                | Self::UInt64
        )
    }
}

/// `ts{s,m,u,n}:ZONE`
fn timestamp(format: &str) -> Option<Layout> {
    let (unit, zone) = format.strip_prefix("ts")?.split_once(':')?;
    let ns_per_unit = match unit {
        "s" => 1_000_000_000,
        "m" => 1_000_000,
        "u" => 1_000,
        "n" => 1,
        _ => return None,
    };
    Some(Layout::Timestamp { ns_per_unit, zoned: !zone.is_empty() })
}

/// `PRECISION,SCALE` or `PRECISION,SCALE,BITS`; 128 bits when not said.
fn decimal(numbers: &str) -> Option<Layout> {
    let mut parts = numbers.split(',');
    parts.next()?;
    let scale = parts.next()?.parse().ok()?;
    let bits: usize = parts.next().map_or(Some(128), |bits| bits.parse().ok())?;
    matches!(bits, 32 | 64 | 128 | 256).then_some(Layout::Decimal { bytes: bits / 8, scale })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_in_microseconds_of_new_york_is_zoned_and_has_1000_ns_a_unit() {
        assert_eq!(
            Layout::parse("tsu:America/New_York"),
            Some(Layout::Timestamp { ns_per_unit: 1_000, zoned: true })
        );
        assert_eq!(
            Layout::parse("tsm:"),
            Some(Layout::Timestamp { ns_per_unit: 1_000_000, zoned: false })
        );
    }

    #[test]
    fn a_decimal_without_bits_has_sixteen_bytes() {
        assert_eq!(Layout::parse("d:18,4"), Some(Layout::Decimal { bytes: 16, scale: 4 }));
        assert_eq!(Layout::parse("d:60,10,256"), Some(Layout::Decimal { bytes: 32, scale: 10 }));
    }

    #[test]
    fn structs_lists_and_binary_have_no_layout() {
        for format in ["+s", "+l", "z", "w:16", "tsx:UTC", "d:x"] {
            assert_eq!(Layout::parse(format), None, "{format}");
        }
    }
}
