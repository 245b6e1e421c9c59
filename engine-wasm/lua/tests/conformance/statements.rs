//! Programs of some statements each; what they print is compared.

use crate::expressions::{any, number, search, text, truth};
use crate::random::Random;

/// `show` prints values without addresses; `try` also the errors.
const PRELUDE: &str = "local a, b, c = 3, 2.5, '4'
local function plain(v)
  local kind = type(v)
  if kind == 'table' or kind == 'function' or kind == 'thread' then return kind end
  if v ~= v then return 'nan' end
  return tostring(v)
end
local function show(...)
  local out = table.pack(...)
  for i = 1, out.n do out[i] = plain(out[i]) end
  print(table.concat(out, ' | '))
end
local function try(f, ...) show(pcall(f, ...)) end
";

/// Returns the program of a number.
pub(crate) fn program(number: u64) -> String {
    let mut random = Random::new(number);
    let r = &mut random;
    let mut lines = PRELUDE.to_owned();
    for _ in 0..4 + r.below(4) {
        lines.push_str(&statement(r));
        lines.push('\n');
    }
    lines
}

fn statement(r: &mut Random) -> String {
    match r.below(15) {
        0..=4 => format!("try(function() return {} end)", any(r, 3)),
        5 => assignment(r),
        6 => matches(r),
        7 => tables(r),
        8 => loops(r),
        9 => closures(r),
        10 => metatables(r),
        11 => coroutines(r),
        12 => packing(r),
        13 => errors(r),
        _ => jumps(r),
    }
}

fn assignment(r: &mut Random) -> String {
    let target = r.pick(&["a", "b", "c", "a, b", "b, a", "a, b, c"]);
    format!("try(function() {target} = {}, {} show(a, b, c) end)", number(r, 2), any(r, 2))
}

fn matches(r: &mut Random) -> String {
    let (subject, pattern) = search(r);
    match r.below(4) {
        0 => format!(
            "try(function() for x, y in ({subject}):gmatch({pattern}) do show(x, y) end end)"
        ),
        1 => format!("try(string.find, {subject}, {pattern})"),
        2 => format!("try(function() return ({subject}):gsub({pattern}, '[%0]') end)"),
        _ => format!(
            "try(function() return utf8.len({subject}), utf8.codepoint({subject}, 1, -1) end)"
        ),
    }
}

fn tables(r: &mut Random) -> String {
    let fill = format!(
        "local t = {{{}, {}, [3] = {}, x = {}, [2.0] = 'two'}}",
        any(r, 1),
        any(r, 1),
        any(r, 1),
        any(r, 1)
    );
    let small = ["0", "1", "2", "3", "4", "-1", "'2'", "2.0", "1.5"];
    let (i, j) = (r.pick(&small), r.pick(&small));
    let act = match r.below(9) {
        0 => format!("table.insert(t, {i}, {})", any(r, 1)),
        1 => format!("show(table.remove(t, {i}))"),
        2 => format!("show(table.concat(t, ', ', {i}, {j}))"),
        3 => format!("show(table.unpack(t, {i}, {j}))"),
        4 => format!("t = table.move(t, {i}, {j}, 2)"),
        5 => format!(
            "table.sort(t, function(x, y) return plain(x) {} plain(y) end)",
            r.pick(&["<", ">"])
        ),
        6 => "table.sort(t)".to_owned(),
        7 => format!("t[{}] = {}", any(r, 1), any(r, 1)),
        _ => format!("show(#t, next({{}}), rawlen(t), rawequal(t, t), rawget(t, {i}), t[{j}])"),
    };
    format!(
        "try(function() {fill} {act}
  local keys = {{}} for k, v in pairs(t) do keys[#keys + 1] = plain(k) .. '=' .. plain(v) end
  table.sort(keys) show(#t, table.unpack(keys)) for i, v in ipairs(t) do show(i, v) end end)"
    )
}

fn loops(r: &mut Random) -> String {
    let edge =
        ["1", "3", "-2", "0", "1.0", "0.5", "math.maxinteger", "math.mininteger", "'2'", "10"];
    let step = ["1", "-1", "2", "0.25", "0", "-0.5", "math.maxinteger", "'1'"];
    format!(
        "try(function() local n = 0 for i = {}, {}, {} do n = n + 1 show(i) if n == 4 or {} then break end end
  while n < 6 do n = n + 1 if {} then n = n + 1 end end
  repeat local done = n > 7 n = n + 1 until done show(n) end)",
        r.pick(&edge),
        r.pick(&edge),
        r.pick(&step),
        truth(r, 1),
        truth(r, 1),
    )
}

fn closures(r: &mut Random) -> String {
    format!(
        "try(function(...)
  local made = {{}} for i = 1, 3 do local n = i made[i] = function(x) n = n + x return n, {} end end
  show(made[1]({})) show(made[1](1), (made[2](2))) show(select('#', ...), ...)
  local function sum(first, ...) if first == nil then return 0 end return first + sum(...) end
  return sum({}, 2, ...) end, {}, nil, {})",
        any(r, 1),
        number(r, 1),
        number(r, 1),
        any(r, 1),
        any(r, 1),
    )
}

fn metatables(r: &mut Random) -> String {
    let event = r.pick(&[
        "add", "sub", "mul", "concat", "div", "mod", "pow", "unm", "idiv", "band", "shl", "bnot",
    ]);
    let compare = r.pick(&["lt", "le", "eq"]);
    let operator = match event {
        "sub" => "-",
        "mul" => "*",
        "concat" => "..",
        "div" => "/",
        "mod" => "%",
        "pow" => "^",
        "idiv" => "//",
        "band" => "&",
        "shl" => "<<",
        _ => "+",
    };
    format!(
        "try(function()
  local m = {{__{event} = function(x, y) return {} end, __{compare} = function(x, y) return {} end,
    __index = {}, __len = function() return {} end, __call = function(self, ...) return select('#', ...), ... end}}
  local t, u = setmetatable({{x = 1}}, m), setmetatable({{}}, m)
  show(pcall(function() return t {operator} {} end)) show(pcall(function() return {} {operator} u end))
  show(pcall(function() return -t end)) show(pcall(function() return ~t end)) show(t == u, t ~= t)
  show(pcall(function() return t < u, u <= t end)) show(pcall(function() return t > 1 end))
  show(t.x, u.x, pcall(function() return u.y.z end)) show(pcall(function() return #t end)) show(t(1, nil)) end)",
        any(r, 1),
        truth(r, 1),
        r.pick(&["{x = 5}", "function(_, k) return k .. '!' end", "5", "nil", "'text'"]),
        any(r, 1),
        any(r, 1),
        any(r, 1),
    )
}

fn coroutines(r: &mut Random) -> String {
    format!(
        "try(function()
  local co = coroutine.create(function(x, y) local z = coroutine.yield(x, {}) show(z, coroutine.isyieldable())
    local ok, e = pcall(function() coroutine.yield({}) {} end) show(ok, e) {} return 'end', z end)
  for i = 1, 5 do show(coroutine.status(co), coroutine.resume(co, i, {})) end
  show(coroutine.close(co)) local f = coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i) end {} end)
  show(f()) show(f()) show(pcall(f)) show(pcall(f)) end)",
        any(r, 1),
        any(r, 1),
        r.pick(&["error('inner')", "error({})", "local n = nil + 1", "return", "error()"]),
        r.pick(&["", "error('outer', 0)", "local x <close> = setmetatable({}, {__close = function() show('closed') end})"]),
        any(r, 1),
        r.pick(&["", "error('last', 2)"]),
    )
}

fn packing(r: &mut Random) -> String {
    let format = r.pick(&[
        "b",
        "B",
        "h",
        "i3",
        "i4",
        "i8",
        "I2",
        "j",
        "n",
        "d",
        "f",
        "s1",
        "z",
        "s",
        "c3",
        "!4 i1 i4",
        "> i2",
        "< I5",
        "=j",
        "i16",
        "i17",
        "x",
        "Xi4",
        "!8 b Xd d",
        "c",
        " ",
        "i0",
        "T",
        "c1000",
    ]);
    format!(
        "try(function() local s = string.pack('{format}', {}, {}) show(#s, (s:gsub('.', function(x) return ('%02x'):format(x:byte()) end)))
  show(string.unpack('{format}', s)) show(pcall(string.packsize, '{format}')) show(pcall(string.unpack, '{format}', s, {})) end)",
        any(r, 1),
        any(r, 0),
        r.pick(&["1", "2", "-1", "100", "0"]),
    )
}

fn errors(r: &mut Random) -> String {
    match r.below(5) {
        0 => format!("try(function() local x = {} return x.y.z end)", any(r, 1)),
        1 => format!("try(function() local x = {} x() end)", any(r, 1)),
        2 => format!("try(error, {}, {})", any(r, 1), r.pick(&["0", "1", "2", "nil"])),
        3 => format!(
            "show(xpcall(function() return {} end, function(e) return 'handled ' .. plain(e) end))",
            any(r, 2)
        ),
        _ => format!("try(assert, {}, {})", truth(r, 1), any(r, 1)),
    }
}

fn jumps(r: &mut Random) -> String {
    format!(
        "try(function() local i, log = 0, {{}} ::top:: i = i + 1
  for k = 1, 3 do if (k + i) % {} == 0 then goto continue end log[#log + 1] = k if #log > 9 then goto out end ::continue:: end
  if i < {} and {} then goto top end ::out::
  do local x <const> = {} local y <close> = setmetatable({{}}, {{__close = function(_, e) show('close', e) end}}) log[#log + 1] = plain(x) end
  show(i, table.concat(log, ' ')) show({}) end)",
        r.pick(&["2", "3", "5"]),
        r.pick(&["2", "4"]),
        truth(r, 1),
        text(r, 1),
        any(r, 2),
    )
}
