//! The host's promises, on scripts small enough to check by eye.

mod desk;

use desk::{Ran, run_with};
use moontest_lua::{Answer, FailureKind, Param, ParamValue};

fn run(script: &str) -> Ran {
    run_with(script, true, &[])
}

fn failure(script: &str) -> (FailureKind, Option<u32>, String) {
    let failure = run(script).failure.expect("the script should fail");
    (failure.kind, failure.line, String::from_utf8_lossy(&failure.message).into_owned())
}

fn text_of(lines: &[(Option<usize>, String)]) -> Vec<&str> {
    lines.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn answers_are_read_in_any_case_and_flip_means_revert() {
    let ran = run(
        "local a = {'BUY', 'sell', 'Flip', 'hold'} function on_bar(ctx) return a[ctx.step + 1] end",
    );
    assert_eq!(ran.answers, [Answer::Buy, Answer::Sell, Answer::Revert, Answer::Hold]);
}

#[test]
fn a_rule_that_only_reads_runs_on_reused_tables_and_answers_the_same_on_clones() {
    let script = "function on_bar(ctx, bar)
        if bar.close > 11 and bar.ema > 111 and ctx.position == 0 then return 'buy' end
        if bar[1] and bar[1].close == 10 then return 'sell' end
        return 'hold'
    end";
    let (fast, slow) = (run_with(script, true, &[]), run_with(script, false, &[]));
    assert!(fast.reused && !slow.reused);
    assert_eq!(fast.answers, [Answer::Hold, Answer::Sell, Answer::Buy, Answer::Buy]);
    assert_eq!(fast.answers, slow.answers);
}

#[test]
fn tables_that_could_be_kept_are_never_reused() {
    for body in [
        "kept = bar",
        "local b = bar",
        "print(bar)",
        "bar.x = 1",
        "local f = function() return bar end",
        "for k in pairs(ctx) do end",
        "local k = 'close'; local c = bar[k]",
        "local t = {bar}",
        "local t = {} t.x = ctx",
        "if bar == kept then end",
        "local n = #bar",
        "ctx = nil",
    ] {
        let ran = run(&format!("function on_bar(ctx, bar) {body} return 'hold' end"));
        assert!(!ran.reused, "{body}");
    }
    assert!(!run("function on_bar(...) return 'hold' end").reused);
}

#[test]
fn a_kept_bar_stays_as_it_was_and_what_a_script_changes_is_gone_at_the_next_bar() {
    let ran = run("local kept = {}
        function on_bar(ctx, bar)
            assert(rawget(bar, 'mark') == nil and ctx.mark == nil and ctx.params.mark == nil)
            bar.mark, ctx.mark, ctx.params.mark = 1, 1, 1
            bar.close = -1
            kept[#kept + 1] = bar
            if ctx.step == 3 then
                for i, b in ipairs(kept) do print(b.ts, b.open, b.close, b.mark) end
            end
            return 'hold'
        end");
    assert_eq!(ran.failure, None);
    assert_eq!(
        text_of(&ran.lines),
        ["0\t10.0\t-1\t1", "1\t11.0\t-1\t1", "2\t12.0\t-1\t1", "3\t13.0\t-1\t1"]
    );
}

#[test]
fn params_changed_by_a_reading_rule_come_back_at_the_next_bar() {
    let params = [Param { name: "n".to_owned(), value: ParamValue::Integer(7) }];
    let script = "function on_bar(ctx, bar) local p = ctx.params; assert(p.n == 7); p.n = 8 return 'hold' end";
    for may_reuse in [true, false] {
        let ran = run_with(script, may_reuse, &params);
        assert_eq!((ran.reused, ran.failure), (may_reuse, None));
    }
}

#[test]
fn a_collection_between_loading_and_the_first_bar_takes_nothing_from_ctx() {
    let params = [Param { name: "gap".to_owned(), value: ParamValue::Number(0.5) }];
    let script = "function on_init() for i = 1, 20000 do local t = {i} end end
        function on_bar(ctx, bar)
            for i = 1, 20000 do local t = {i} end
            assert(ctx.params.gap == 0.5 and (ctx.minutes_to_close == 5) == (ctx.step % 2 == 0))
            return 'hold'
        end";
    let ran = run_with(script, true, &params);
    assert_eq!((ran.reused, ran.failure), (true, None));
}

#[test]
fn earlier_bars_are_fresh_tables_and_nothing_gives_a_later_one() {
    let ran = run("function on_bar(ctx, bar)
            print(bar[1] and bar[1].close, bar[2] and bar[2].ema, bar[1] and bar[1][1] and bar[1][1].ts,
                bar[0], bar[-1], bar[1.5], bar[true], rawequal(bar[1], bar[1]))
            return 'hold'
        end");
    assert_eq!(
        text_of(&ran.lines),
        [
            "nil\tnil\tnil\tnil\tnil\tnil\tnil\ttrue",
            "10.0\tnil\tnil\tnil\tnil\tnil\tnil\tfalse",
            "11.0\t110.0\t0\tnil\tnil\tnil\tnil\tfalse",
            "12.0\t111.0\t1\tnil\tnil\tnil\tnil\tfalse",
        ]
    );
}

#[test]
fn a_column_named_by_a_computed_string_is_found_on_first_use_and_an_unknown_one_is_an_error() {
    let ran = run(
        "function on_bar(ctx, bar) print(bar['dou' .. 'ble'], bar[1] and bar[1]['dou' .. 'ble']) return 'hold' end",
    );
    assert_eq!(text_of(&ran.lines), ["20.0\tnil", "22.0\t20.0", "24.0\t22.0", "26.0\t24.0"]);
    let (kind, line, message) =
        failure("function on_bar(ctx, bar)\n  local x = bar.emaa\n  return 'hold'\nend");
    assert_eq!((kind, line), (FailureKind::Runtime, Some(2)));
    assert_eq!(message, "strategy.lua:2: no column 'emaa'");
    assert_eq!(
        failure("function on_bar(ctx, bar) return bar['cro' .. 'wd'] end").0,
        FailureKind::ColumnLimit
    );
}

#[test]
fn a_missing_volume_is_nil_and_a_price_the_script_took_away_stays_away() {
    let ran = run(
        "function on_bar(ctx, bar) bar.open = nil; print(bar.volume, bar.open, bar.close) return 'hold' end",
    );
    assert_eq!(text_of(&ran.lines)[0], "nil\tnil\t10.0");
}

#[test]
fn pairs_gives_time_prices_and_named_columns() {
    let ran = run("function on_bar(ctx, bar)
            local keys = {}
            for k in pairs(bar) do keys[#keys + 1] = k end
            table.sort(keys)
            local account = {}
            for k in pairs(ctx) do account[#account + 1] = k end
            table.sort(account)
            print(table.concat(keys, ' ') .. ' | ' .. table.concat(account, ' '))
            return 'hold'
        end");
    assert_eq!(
        text_of(&ran.lines)[..2],
        [
            "close ema high low open ts | cash equity minutes_to_close params position realized_pnl session_open step unrealized_pnl",
            "close ema high low open ts | cash equity params position realized_pnl session_open step unrealized_pnl",
        ]
    );
}

#[test]
fn an_endless_loop_ends_at_the_limit_even_behind_pcall_coroutines_and_handlers() {
    for body in [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "coroutine.wrap(function() while true do end end)()",
        "local t <close> = setmetatable({}, {__close = function() while true do end end}) while true do end",
        "table.concat(setmetatable({}, {__len = function() return 1 << 40 end, __index = function() return '' end}))",
        "local s = string.rep('a', 1 << 20) while true do s:rep(2) end",
    ] {
        let (kind, _, _) = failure(&format!("function on_bar()\n {body} end"));
        assert_eq!(kind, FailureKind::InstructionLimit, "{body}");
    }
    let (kind, line, _) = failure("x = 1\nwhile true do\nend");
    assert_eq!((kind, line), (FailureKind::InstructionLimit, Some(2)));
}

#[test]
fn a_flood_of_memory_ends_at_the_limit_even_behind_pcall() {
    for body in [
        "local t = {} while true do t[#t + 1] = {} end",
        "pcall(string.rep, 'x', 1 << 30) return 'hold'",
        "while true do pcall(function() local t = {} for i = 1, 1e9 do t[i] = i end end) end",
    ] {
        let ran = run(&format!("function on_bar() {body} end"));
        let kind = ran.failure.unwrap().kind;
        assert!(matches!(kind, FailureKind::MemoryLimit | FailureKind::InstructionLimit), "{body}");
    }
    assert_eq!(
        failure("local s = ('x'):rep(1 << 20) local t = {} for i = 1, 99 do t[i] = s .. i end").0,
        FailureKind::MemoryLimit
    );
}

#[test]
fn errors_name_their_line_and_the_calls_that_led_there() {
    let failure = run(
        "local function deep(x)\n  return x.y.z\nend\nfunction on_bar(ctx, bar)\n  deep({})\nend",
    )
    .failure
    .unwrap();
    assert_eq!(failure.line, Some(2));
    assert_eq!(
        String::from_utf8_lossy(&failure.message),
        "strategy.lua:2: attempt to index a nil value (field 'y')"
    );
    assert_eq!(
        String::from_utf8_lossy(&failure.traceback),
        "line 2: in function 'deep'\nline 5: in the function defined at line 4\n"
    );
}

#[test]
fn a_syntax_error_has_its_line_and_a_missing_rule_says_what_to_define() {
    assert_eq!(failure("local x = 1\nlocal y = = 2").0, FailureKind::Compile);
    assert_eq!(failure("local x = 1\nlocal y = = 2").1, Some(2));
    assert_eq!(failure("").2, "the script must define a function on_bar(ctx, bar)");
    assert_eq!(failure("on_bar = 5").0, FailureKind::Runtime);
    assert_eq!(failure("\u{1b}Lua").0, FailureKind::Compile);
}

#[test]
fn a_bad_answer_says_what_was_returned_and_where_on_bar_is() {
    for (value, said) in [
        (
            "nil",
            "on_bar returned nil (nothing) instead of \"buy\", \"sell\", \"revert\" or \"hold\".",
        ),
        (
            "42",
            "on_bar returned the number 42 instead of \"buy\", \"sell\", \"revert\" or \"hold\".",
        ),
        ("'bye'", "on_bar returned \"bye\" instead of \"buy\", \"sell\", \"revert\" or \"hold\"."),
        ("{}", "on_bar returned a table instead of \"buy\", \"sell\", \"revert\" or \"hold\"."),
    ] {
        let (kind, line, message) = failure(&format!("\nfunction on_bar() return {value} end"));
        assert_eq!((kind, line, message.as_str()), (FailureKind::Runtime, Some(2), said));
    }
}

#[test]
fn what_a_script_must_not_reach_is_not_there() {
    let ran = run("local names = {}
        for _, name in ipairs({'os', 'io', 'package', 'debug', 'require', 'load', 'loadfile', 'dofile',
            'collectgarbage', 'warn', 'loadstring'}) do
            if _G[name] ~= nil then names[#names + 1] = name end
        end
        print(#names, string.dump, getmetatable(''), tostring({}), tostring(print))
        function on_bar() return 'hold' end");
    assert_eq!(text_of(&ran.lines), ["0\tnil\tfalse\ttable\tfunction"]);
    assert_eq!(ran.lines[0].0, None);
}

#[test]
fn random_numbers_and_the_order_of_pairs_repeat() {
    let script = "local out = {}
        for i = 1, 5 do out[#out + 1] = math.random(1000) end
        local t = {}
        for i = 1, 40 do t[{}] = i; t[function() end] = i + 100; t['k' .. i] = i + 200 end
        for _, v in pairs(t) do out[#out + 1] = v end
        print(table.concat(out, ' '))
        function on_bar() return 'hold' end";
    let first = run(script).lines;
    run("local t = {} for i = 1, 1000 do t[i] = {} end function on_bar() return 'hold' end");
    assert_eq!(first, run(script).lines);
}
