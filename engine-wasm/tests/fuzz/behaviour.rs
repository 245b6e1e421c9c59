//! Scripts of a grammar: correct Lua that does odd things with what `on_bar` is given. Each byte is a choice.

use crate::bytes::Bytes;
use crate::runs;

const NAMES: [&str; 6] = ["a", "b", "t", "m", "s", "f"];
const FIELDS: [&str; 20] = [
    "close",
    "open",
    "ts",
    "volume",
    "ema_3",
    "sma_2",
    "rsi_2",
    "atr_3",
    "macd_2_3_2",
    "bb_upper_3_2",
    "psar_0.02_0.2",
    "vwap",
    "nothing_5",
    "step",
    "position",
    "equity",
    "params",
    "minutes_to_close",
    "session_open",
    "x",
];
const METHODS: [&str; 15] = [
    "__index",
    "__newindex",
    "__call",
    "__tostring",
    "__name",
    "__eq",
    "__lt",
    "__le",
    "__concat",
    "__len",
    "__close",
    "__unm",
    "__gc",
    "__mode",
    "__metatable",
];
const TEXTS: [&str; 14] = [
    "''",
    "'abc'",
    "'%d+'",
    "'(a)(b)'",
    "'%b()'",
    "'[^%a]*'",
    "'%f[%w]'",
    "'.-b'",
    "'\\0\\xff'",
    "'10'",
    "'0x1p4'",
    "'<i4z'",
    "'%5.2f|%s|%q'",
    "'äß\u{202e}'",
];
const NUMBERS: [&str; 16] = [
    "0",
    "1",
    "2",
    "-1",
    "3.5",
    "-0.0",
    "1e308",
    "2^53",
    "1/0",
    "0/0",
    "math.maxinteger",
    "math.mininteger",
    "7",
    "100",
    "1e-320",
    "255",
];
const OPERATORS: [&str; 21] = [
    "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&",
    "|", "~", "<<", ">>",
];
const FUNCTIONS: [&str; 54] = [
    "assert",
    "error",
    "getmetatable",
    "ipairs",
    "next",
    "pairs",
    "pcall",
    "print",
    "rawequal",
    "rawget",
    "rawlen",
    "rawset",
    "select",
    "setmetatable",
    "tonumber",
    "tostring",
    "type",
    "xpcall",
    "string.byte",
    "string.char",
    "string.find",
    "string.format",
    "string.gmatch",
    "string.gsub",
    "string.len",
    "string.lower",
    "string.match",
    "string.pack",
    "string.packsize",
    "string.rep",
    "string.reverse",
    "string.sub",
    "string.unpack",
    "string.upper",
    "table.concat",
    "table.insert",
    "table.move",
    "table.pack",
    "table.remove",
    "table.sort",
    "table.unpack",
    "math.random",
    "math.floor",
    "math.fmod",
    "math.tointeger",
    "math.randomseed",
    "utf8.char",
    "utf8.codepoint",
    "utf8.len",
    "utf8.offset",
    "coroutine.wrap",
    "coroutine.create",
    "coroutine.resume",
    "coroutine.close",
];
/// Deeper than this, an expression is a name.
const DEPTH: usize = 4;

pub(crate) fn check(data: &[u8]) {
    runs::check(&program(&mut Bytes::new(data)));
}

fn program(bytes: &mut Bytes) -> String {
    let begins = match bytes.below(4) {
        0 => format!("params = {{p = {}, q = {}}}", bytes.pick(&NUMBERS), bytes.pick(&TEXTS)),
        1 => format!("function on_init(ctx) local bar = {{}} {} end", statements(bytes, 2)),
        _ => String::new(),
    };
    let body = statements(bytes, DEPTH);
    let answer = match bytes.below(4) {
        0 => "'buy'".to_owned(),
        1 => "bar.close > bar.sma_2 and 'sell' or 'hold'".to_owned(),
        2 => expression(bytes, 2),
        _ => "'flip'".to_owned(),
    };
    format!(
        "local a, b, s, f = 1, 2.5, 'abc', function(...) return ... end
local t, m = {{1, 2, 3, x = 'y'}}, {{}}
{begins}
function on_bar(ctx, bar)
{body}
return {answer}
end
"
    )
}

fn statements(bytes: &mut Bytes, depth: usize) -> String {
    let count = if depth == 0 { 1 } else { 1 + bytes.below(4) };
    let mut lines = Vec::new();
    for _ in 0..count {
        if bytes.is_empty() {
            break;
        }
        lines.push(statement(bytes, depth.saturating_sub(1)));
    }
    lines.join("\n")
}

fn statement(b: &mut Bytes, depth: usize) -> String {
    if depth == 0 {
        return format!("{} = {}", b.pick(&NAMES), expression(b, 1));
    }
    match b.below(18) {
        0 => format!("{} = {}", b.pick(&NAMES), expression(b, depth)),
        1 => format!("{}[{}] = {}", place(b), expression(b, 1), expression(b, depth)),
        2 => format!("{}.{} = {}", place(b), b.pick(&FIELDS), expression(b, depth)),
        3 => format!("print({}, {})", expression(b, depth), expression(b, depth)),
        4 => format!(
            "if {} then {} else {} end",
            expression(b, depth),
            statements(b, depth),
            statements(b, depth)
        ),
        5 => format!(
            "for i = {}, {}, {} do {} break end",
            b.pick(&NUMBERS),
            b.pick(&NUMBERS),
            b.pick(&NUMBERS),
            statements(b, depth)
        ),
        6 => format!("for i = 1, {} do {} end", 1 + b.below(40), statements(b, depth)),
        7 => format!("for k, v in pairs({}) do {} end", place(b), statements(b, depth)),
        8 => format!("m.{} = {}", b.pick(&METHODS), function(b, depth)),
        9 => format!("m.{} = {}", b.pick(&METHODS), expression(b, depth)),
        10 => format!("setmetatable({}, m)", place(b)),
        11 => format!("pcall(function() {} end)", statements(b, depth)),
        12 => format!("do local c <close> = setmetatable({{}}, m) {} end", statements(b, depth)),
        13 => format!(
            "f = coroutine.wrap(function(...) {} coroutine.yield({}) {} end)",
            statements(b, depth),
            expression(b, 1),
            statements(b, depth)
        ),
        14 => format!("pcall(f, {}, {})", expression(b, depth), expression(b, depth)),
        15 => format!(
            "print(pcall({}, {}, {}, {}))",
            b.pick(&FUNCTIONS),
            expression(b, depth),
            expression(b, depth),
            expression(b, 1)
        ),
        16 => format!(
            "do local n = 0 ::again:: n = n + 1 {} if n < {} then goto again end end",
            statements(b, depth),
            b.below(9)
        ),
        _ => format!("f = {}", function(b, depth)),
    }
}

fn place(b: &mut Bytes) -> &'static str {
    b.pick(&["t", "m", "bar", "ctx", "_G", "ctx.params", "bar[1]", "string", "a", "s"])
}

fn function(b: &mut Bytes, depth: usize) -> String {
    let parameters = b.pick(&["...", "x, y", "x", "x, y, ...", ""]);
    format!("function({parameters}) {} return {} end", statements(b, depth), expression(b, depth))
}

fn expression(b: &mut Bytes, depth: usize) -> String {
    if depth == 0 || b.is_empty() {
        return match b.below(3) {
            0 => b.pick(&NAMES).to_owned(),
            1 => b.pick(&NUMBERS).to_owned(),
            _ => b.pick(&TEXTS).to_owned(),
        };
    }
    let d = depth - 1;
    match b.below(16) {
        0 => b.pick(&NUMBERS).to_owned(),
        1 => b.pick(&TEXTS).to_owned(),
        2 => b.pick(&NAMES).to_owned(),
        3 => format!("bar.{}", b.pick(&FIELDS)),
        4 => format!("ctx.{}", b.pick(&FIELDS)),
        5 => format!("bar[{}]", expression(b, d)),
        6 => format!("{}[{}]", place(b), expression(b, d)),
        7 | 8 => format!("({} {} {})", expression(b, d), b.pick(&OPERATORS), expression(b, d)),
        9 => format!("{}{}", b.pick(&["-", "not ", "#", "~"]), expression(b, d)),
        10 => format!("{}({}, {})", b.pick(&FUNCTIONS), expression(b, d), expression(b, d)),
        11 => format!(
            "select(2, pcall({}, {}, {}, {}))",
            b.pick(&FUNCTIONS),
            expression(b, d),
            expression(b, d),
            expression(b, 0)
        ),
        12 => format!(
            "{{{}, [{}] = {}, x = {}}}",
            expression(b, d),
            expression(b, 0),
            expression(b, d),
            expression(b, 0)
        ),
        13 => format!(
            "bar['{}' .. {}]",
            b.pick(&["ema_", "rsi_", "sma_", "clo"]),
            b.pick(&["3", "'5'", "'se'", "2.0", "'x'"])
        ),
        14 => format!("setmetatable({{{}}}, m)", expression(b, d)),
        _ => format!("({})(bar, {})", function(b, d), expression(b, d)),
    }
}
