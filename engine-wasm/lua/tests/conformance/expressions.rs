//! Expressions of a wished kind, now and then of another, so that errors are compared too.

use crate::random::Random;

const INTEGERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "10",
    "-5",
    "31",
    "64",
    "255",
    "1 << 31",
    "0xFFFFFFFF",
    "math.maxinteger",
    "math.mininteger",
    "9007199254740993",
    "-9007199254740993",
    "0x7fffffffffffffff",
];
const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "0.5",
    "1.5",
    "-2.75",
    "3.0",
    "1e15",
    "1e16",
    "1e100",
    "-1e308",
    "5e-324",
    "0.1",
    "123456.789",
    "2^53",
    "math.huge",
    "-math.huge",
    "0x1.8p3",
    "0x.1p-4",
    "1/3",
    "2^63",
    "-2^63",
    "math.pi",
    "3.14159265358979",
    "1e-7",
    "100000000000000",
    "1e14 + 0.5",
];
const TEXTS: &[&str] = &[
    "''",
    "'a'",
    "'abc'",
    "'hello world'",
    "'10'",
    "'0x10'",
    "'1e2'",
    "' 7 '",
    "'-0'",
    "'\\0x\\0'",
    "'äöü€'",
    "'a,b,,c'",
    "'x=1, y = 22'",
    "'%d%%'",
    "'THE (quick) fox'",
    "'  trim  '",
    "'1e'",
    "'0x'",
    "'\\xff\\xfe'",
    "'[]^-'",
    "'aaa'",
    "'abcabcabc'",
    "'\\n\\t\\r'",
    "'.5'",
    "'5.'",
    "'inf'",
    "'nan'",
    "'9223372036854775808'",
    "'-9223372036854775808'",
    "'0x1p4'",
    "'1_000'",
    "('xyz'):rep(20)",
];
const PATTERNS: &[&str] = &[
    "'a'",
    "'.'",
    "'%a+'",
    "'%d+'",
    "'(%w+)'",
    "'^%s*(.-)%s*$'",
    "'[abc]+'",
    "'[^,]*'",
    "'%s'",
    "'x*'",
    "'(a)(b)(c)'",
    "'()'",
    "'%b()'",
    "'%f[%w]%w+'",
    "'[%a_][%w_]*'",
    "'(%w+)%s*=%s*(%w+)'",
    "'.-b'",
    "'a?b?c?'",
    "'[a-y]'",
    "'[]]'",
    "'[^]]'",
    "'%'",
    "'[a'",
    "'(a'",
    "'a)'",
    "'%1'",
    "'(.)%1'",
    "'\\0'",
    "'[%z]'",
    "'%u%l*'",
    "'^abc'",
    "'c$'",
    "'.*'",
    "'.+'",
    "'%x%x'",
    "'[-a]'",
    "'[a-]'",
    "'%p'",
    "'%c'",
    "'%g+'",
    "'%f'",
    "'%b'",
];
const FORMATS: &[&str] = &[
    "'%d'", "'%5d'", "'%-5d|'", "'%05d'", "'%+d'", "'%x'", "'%X'", "'%#x'", "'%o'", "'%c'", "'%i'",
    "'%u'", "'%f'", "'%.3f'", "'%10.2f'", "'%e'", "'%.0e'", "'%g'", "'%.10g'", "'%G'", "'%q'",
    "'%s'", "'%5s'", "'%-5s|'", "'%.2s'", "'%%'", "'%5%'", "'% d'", "'%.20f'", "'%99d'", "'%100d'",
    "'%.3q'", "'%y'", "'%'", "'%.14g'", "'%.17g'", "'%#.3g'", "'%a'", "'%.3a'",
];
const VARIABLES: &[&str] = &["a", "b", "c"];

/// Returns an expression that is a number, or hardly ever something else.
pub(crate) fn number(r: &mut Random, depth: usize) -> String {
    if r.once_in(25) {
        return text(r, depth);
    }
    if depth == 0 || r.once_in(4) {
        return match r.below(5) {
            0 | 1 => format!("({})", r.pick(INTEGERS)),
            2 | 3 => format!("({})", r.pick(FLOATS)),
            _ => r.pick(VARIABLES).to_owned(),
        };
    }
    let d = depth - 1;
    match r.below(14) {
        0..=5 => {
            let operator = r.pick(&["+", "-", "*", "/", "//", "%", "^"]);
            format!("({} {operator} {})", number(r, d), number(r, d))
        }
        6 | 7 => {
            let operator = r.pick(&["&", "|", "~", "<<", ">>"]);
            format!("({} {operator} {})", number(r, d), number(r, d))
        }
        8 => format!("({}{})", r.pick(&["-", "~", "- -"]), number(r, d)),
        9 => format!("#{}", text(r, d)),
        10 => {
            let function = r.pick(&[
                "floor",
                "ceil",
                "abs",
                "sqrt",
                "tointeger",
                "type",
                "exp",
                "log",
                "sin",
                "cos",
                "atan",
            ]);
            // The last digits of these may differ between C libraries.
            let shown = if matches!(function, "exp" | "log" | "sin" | "cos" | "atan") {
                "%.9g"
            } else {
                ""
            };
            let value = format!("math.{function}({})", number(r, d));
            if shown.is_empty() { value } else { format!("('{shown}'):format({value})") }
        }
        11 => {
            let function = r.pick(&["max", "min", "fmod", "ult"]);
            format!("math.{function}({}, {})", number(r, d), number(r, d))
        }
        12 => format!("tonumber({}, {})", text(r, d), r.pick(&["2", "10", "16", "36", "1", "37"])),
        _ => format!(
            "select({}, {}, {})",
            r.pick(&["1", "2", "-1", "'#'", "0"]),
            number(r, d),
            number(r, d)
        ),
    }
}

/// Returns an expression that is a string, or hardly ever something else.
pub(crate) fn text(r: &mut Random, depth: usize) -> String {
    if r.once_in(25) {
        return number(r, depth);
    }
    if depth == 0 || r.once_in(4) {
        return format!("({})", r.pick(TEXTS));
    }
    let d = depth - 1;
    let small = ["0", "1", "2", "3", "-1", "-2", "5", "100", "-100"];
    match r.below(15) {
        0 | 1 => format!("({} .. {})", text(r, d), text(r, d)),
        2 => format!("({} .. {})", number(r, d), text(r, d)),
        3 => format!("{}:sub({}, {})", text(r, d), r.pick(&small), r.pick(&small)),
        4 => format!("{}:{}()", text(r, d), r.pick(&["upper", "lower", "reverse", "len"])),
        5 => format!("{}:rep({}, {})", text(r, d), r.pick(&["0", "1", "3", "-1"]), text(r, 0)),
        6 | 7 => format!("({}):format({})", r.pick(FORMATS), any(r, d)),
        8 => format!("{}:gsub({}, {})", text(r, d), r.pick(PATTERNS), replacement(r)),
        9 => format!(
            "{}:gsub({}, {}, {})",
            text(r, d),
            r.pick(PATTERNS),
            replacement(r),
            r.pick(&small)
        ),
        10 => format!("({}:match({}, {}))", text(r, d), r.pick(PATTERNS), r.pick(&small)),
        11 => format!(
            "string.char({}, {})",
            r.pick(&["65", "0", "255", "256"]),
            r.pick(&["97", "-1"])
        ),
        12 => format!(
            "utf8.char({}, {})",
            r.pick(&["228", "8364", "0x10FFFF", "0x7FFFFFFF"]),
            r.pick(&["65", "-1"])
        ),
        13 => format!("tostring({})", number(r, d)),
        _ => format!(
            "({}:find({}, {}, {}))",
            text(r, d),
            r.pick(PATTERNS),
            r.pick(&small),
            r.pick(&["true", "false"])
        ),
    }
}

fn replacement(r: &mut Random) -> &'static str {
    r.pick(&[
        "''",
        "'<%0>'",
        "'%1'",
        "'%2'",
        "'%%'",
        "'%'",
        "'%x'",
        "{a = 'A', b = false, c = 5}",
        "{}",
        "string.upper",
        "function(...) return select('#', ...) end",
        "function() end",
        "function(x) return {} end",
        "5",
        "true",
    ])
}

/// Returns a comparison or another expression that is true or false.
pub(crate) fn truth(r: &mut Random, depth: usize) -> String {
    let d = depth.saturating_sub(1);
    match r.below(6) {
        0 => format!("({} {} {})", text(r, d), r.pick(&["<", "<=", ">", ">="]), text(r, d)),
        1 | 2 => format!("({} {} {})", number(r, d), r.pick(&["<", "<=", ">", ">="]), number(r, d)),
        3 => format!("({} {} {})", any(r, d), r.pick(&["==", "~="]), any(r, d)),
        4 => format!("(not {})", any(r, d)),
        _ => r.pick(&["true", "false", "nil"]).to_owned(),
    }
}

/// Returns any expression but one whose text would show an address.
pub(crate) fn any(r: &mut Random, depth: usize) -> String {
    let d = depth.saturating_sub(1);
    match r.below(8) {
        0..=2 => number(r, depth),
        3..=5 => text(r, depth),
        6 => truth(r, depth),
        _ => format!("({} {} {})", truth(r, d), r.pick(&["and", "or"]), any(r, d)),
    }
}

/// Returns a pattern and a text, for statements that go through matches.
pub(crate) fn search(r: &mut Random) -> (&'static str, &'static str) {
    (r.pick(TEXTS), r.pick(PATTERNS))
}
