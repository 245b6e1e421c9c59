//! Fuel that ends at every count and memory that fails at every allocation: each run ends cleanly, says
//! why, and leaves nothing behind.

#![expect(clippy::print_stdout, reason = "it says how much it tried")]

mod desk;

use desk::{Limits, Ran, run_under};
use moontest_lua::FailureKind;
use moontest_lua::exhaustion::{Failing, fail, held_bytes, is_waiting};

/// Small scripts, each with another way through the C code.
const SCRIPTS: [(&str, &str); 12] = [
    ("reads", "function on_bar(ctx, bar) return bar.close > bar.ema and 'buy' or 'sell' end"),
    ("keeps bars", "local kept = {} function on_bar(ctx, bar) kept[#kept + 1] = bar bar.x = {} return 'hold' end"),
    (
        "coroutines",
        "local f = coroutine.wrap(function(a) while true do a = coroutine.yield(a) end end)
        function on_bar(ctx, bar) pcall(coroutine.wrap(error), {}) f(bar) return 'hold' end",
    ),
    (
        "closes",
        "local m = {__close = function(x, e) if e then error('closing', 0) end end}
        function on_bar()
            pcall(function() local a <close> = setmetatable({}, m) local b <close> = setmetatable({}, m) error('x') end)
            for _ in pairs({1}), setmetatable({}, m) do end
            return 'hold'
        end",
    ),
    (
        "patterns",
        "function on_bar(ctx, bar)
            local s = ('ab c'):rep(20):gsub('(%a)(%a*)', function(a, b) return b .. a end)
            for w in s:gmatch('%f[%w]%w+') do s = w .. s end
            print(s:find('b', 1, true), ('%5.1f|%q|%-9s'):format(bar.close, s, w), s:upper():reverse())
            return 'hold'
        end",
    ),
    (
        "packs",
        "function on_bar() local s = string.pack('>i4s2z!8d', 7, 'xy', 'z', 1.5) print(string.unpack('>i4s2z!8d', s))
            print(utf8.char(228, 8364, 0x10FFFF), utf8.len('äö'), tostring(1 / 3), 2^53 | 0) return 'hold' end",
    ),
    (
        "tables",
        "function on_bar()
            local t = {} for i = 1, 40 do t[i] = (i * 7) % 40 t['k' .. i] = i t[i + 0.5] = i end
            table.sort(t, function(a, b) return a > b end) table.insert(t, 1, 5) table.remove(t)
            print(table.concat(t, ',', 1, 30), select('#', table.unpack(t)), #table.move(t, 1, 9, 3, {})) return 'hold'
        end",
    ),
    (
        "deep",
        "local function deep(n) if n == 0 then error({}) end return 1 + deep(n - 1) end
        function on_bar() print(pcall(deep, 150)) print(xpcall(deep, function(e) return type(e) end, 60)) return 'hold' end",
    ),
    (
        "metatables",
        "local m = {} m.__index = function(t, k) return k end m.__lt = function() return true end
        m.__concat = function(a, b) return 'c' end m.__tostring = function() return 'T' end m.__call = function(_, x) return x end
        function on_bar() local t = setmetatable({}, m) print(t.x, t < t, t .. 1, tostring(t), t(5)) return 'hold' end",
    ),
    (
        "params, columns and on_init",
        "params = {fast = 3, mode = 'x', on = true}
        function on_init(ctx) print(ctx.symbol, ctx.bars) end
        function on_bar(ctx, bar) print(bar['dou' .. 'ble'], pcall(function() return bar['un' .. 'known'] end), bar[1] and bar[1].ema) return 'hold' end",
    ),
    ("fails", "function on_bar(ctx, bar) local t = setmetatable({}, {__tostring = function() return ('x'):rep(300) end}) error(t) end"),
    ("does not compile", "local function f(a, b) local x = {1, 2, a = 'x' .. 5} goto out ::in_:: return x end function on_bar( end"),
];

fn run(script: &str, limits: Limits) -> Ran {
    run_under(script.as_bytes(), limits, &[])
}

fn kind(ran: &Ran) -> Option<FailureKind> {
    ran.failure.as_ref().map(|failure| failure.kind)
}

/// What was done before a run was cut short is the beginning of what it does undisturbed.
fn is_beginning(short: &Ran, whole: &Ran) -> bool {
    whole.answers.starts_with(&short.answers) && whole.lines.starts_with(&short.lines)
}

#[test]
fn out_of_fuel_at_every_count_ends_as_that_and_nothing_else() {
    let mut runs = 0;
    for (name, script) in SCRIPTS {
        for may_reuse in [true, false] {
            let before = held_bytes().0;
            let whole = run(script, Limits { may_reuse, ..Limits::default() });
            let mut fuel = 0;
            loop {
                let ran = run(script, Limits { fuel, may_reuse, ..Limits::default() });
                assert!(is_beginning(&ran, &whole), "{name} with {fuel}: {ran:?}");
                if ran == whole {
                    break;
                }
                assert_eq!(kind(&ran), Some(FailureKind::InstructionLimit), "{name} with {fuel}");
                fuel += if fuel < 3_000 { 1 } else { 7 };
                runs += 1;
            }
            assert!(fuel > 100, "{name} runs with {fuel}");
            assert_eq!(held_bytes().0, before, "{name} leaves memory behind");
        }
    }
    println!("{runs} runs out of fuel");
}

#[test]
fn an_allocation_that_fails_once_is_tried_again_after_a_collection() {
    let mut runs = 0;
    for (name, script) in SCRIPTS {
        let whole = run(script, Limits::default());
        for number in 1.. {
            let before = held_bytes().0;
            fail(Failing::One(number));
            let ran = run(script, Limits::default());
            let waiting = is_waiting();
            fail(Failing::None);
            assert_eq!(held_bytes().0, before, "{name}: allocation {number} leaves memory behind");
            if waiting {
                assert_eq!(ran, whole);
                break;
            }
            // While the state itself is built there is nothing to collect.
            let ended = !ran.opened || kind(&ran) == Some(FailureKind::MemoryLimit);
            assert!(ended || ran == whole, "{name}: allocation {number}: {ran:?}");
            assert!(is_beginning(&ran, &whole));
            runs += 1;
        }
    }
    println!("{runs} allocations failed once");
}

#[test]
fn memory_that_ends_at_any_allocation_ends_the_run_as_a_memory_limit() {
    let mut runs = 0;
    for (name, script) in SCRIPTS {
        let whole = run(script, Limits::default());
        for number in 1.. {
            let before = held_bytes().0;
            fail(Failing::From(number));
            let ran = run(script, Limits::default());
            let waiting = is_waiting();
            fail(Failing::None);
            assert_eq!(held_bytes().0, before, "{name}: from allocation {number} on");
            if waiting {
                break;
            }
            // A failure's own text may be what no longer fits: then a sentence of ours stands there.
            let same_kind = kind(&ran).is_some() && kind(&ran) == kind(&whole);
            let ended = !ran.opened || kind(&ran) == Some(FailureKind::MemoryLimit);
            assert!(
                ended || same_kind || ran == whole,
                "{name}: from allocation {number}: {ran:?}"
            );
            assert!(is_beginning(&ran, &whole));
            runs += 1;
        }
    }
    println!("{runs} ends of memory");
}

#[test]
fn every_memory_limit_from_nothing_on_ends_cleanly() {
    for (name, script) in SCRIPTS {
        let whole = run(script, Limits::default());
        for memory in (0..40_000).step_by(104) {
            let ran = run(script, Limits { memory, ..Limits::default() });
            assert!(is_beginning(&ran, &whole), "{name} in {memory} bytes");
        }
        assert_eq!(held_bytes().0, 0, "{name}");
    }
}

#[test]
fn blocks_of_all_sizes_by_turns_take_no_more_than_twice_the_limit_from_the_system() {
    held_bytes();
    let script = "function on_bar()
        for size = 16, 480, 8 do
            local kept = {}
            for i = 1, 4000000 // size do kept[i] = ('x'):rep(size - 12) .. i end
        end
        return 'hold'
    end";
    let limit = 8 << 20;
    let ran = run(script, Limits { memory: limit, fuel: 1 << 40, ..Limits::default() });
    let (left, most) = held_bytes();
    assert!(most > limit && most <= 2 * limit + (256 << 10), "{most}");
    assert_eq!(left, 0);
    assert!(matches!(kind(&ran), None | Some(FailureKind::MemoryLimit)));
}
