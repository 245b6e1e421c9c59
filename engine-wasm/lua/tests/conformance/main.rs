//! Thousands of small programs print what PUC Lua prints; `README.md` beside the fixture lists where they
//! may differ, and how it is made again.

#![expect(clippy::print_stdout, reason = "it says how many programs it ran")]

mod expressions;
mod random;
mod reference;
mod statements;

#[path = "../desk/mod.rs"]
mod desk;

use desk::{Limits, run_under};

/// Programs whose output is kept.
const PROGRAMS: u64 = 3_000;

/// What the kept outputs, of Lua 5.4.4, have otherwise than 5.4.9: program (none: any), theirs, ours.
const OF_ANOTHER_VERSION: [(Option<u64>, &str, &str); 3] = [
    // The position is the second argument.
    (
        None,
        "bad argument #1 to 'remove' (position out of bounds)",
        "bad argument #2 to 'remove' (position out of bounds)",
    ),
    // An operator's error has the operator's line, in an expression of several lines.
    (Some(162), "lua:19: attempt to divide by zero", "lua:20: attempt to divide by zero"),
    (Some(1416), "lua:23: attempt to divide by zero", "lua:24: attempt to divide by zero"),
];

fn of_our_version(number: u64, output: &str) -> String {
    let mut output = output.to_owned();
    for (program, theirs, ours) in OF_ANOTHER_VERSION {
        if program.is_none_or(|program| program == number) {
            output = output.replace(theirs, ours);
        }
    }
    output
}

/// Returns what our Lua prints, with a last line when the program itself fails.
fn ours(program: &str) -> String {
    let script = format!("{program}\nfunction on_bar() return 'hold' end");
    let ran = run_under(script.as_bytes(), Limits::default(), &[]);
    let mut lines: Vec<String> = ran.lines.into_iter().map(|(_, text)| text).collect();
    if let Some(failure) = ran.failure {
        lines.push(format!("failed: {}", String::from_utf8_lossy(&failure.message)));
    }
    reference::normal(&lines.join("\n"))
}

#[test]
fn generated_programs_print_what_lua_5_4_prints() {
    let expected = reference::read();
    assert_eq!(expected.len() as u64, PROGRAMS);
    let mut wrong = Vec::new();
    for (number, output) in (0..).zip(&expected) {
        let expected = of_our_version(number, output);
        let program = statements::program(number);
        let found = ours(&program);
        if found != expected {
            wrong.push(format!(
                "program {number}:\n{program}\nLua 5.4:\n{expected}\nours:\n{found}\n"
            ));
        }
    }
    println!("{} programs, {} differ", expected.len(), wrong.len());
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[ignore = "writes the fixture; needs the program lua5.4"]
fn regenerate() {
    reference::write((0..PROGRAMS).map(statements::program));
}
