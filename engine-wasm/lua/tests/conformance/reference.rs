//! The outputs of PUC Lua, kept in a fixture.

use std::env;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Stands between two outputs.
const SEPARATOR: char = '\u{1e}';
/// Gives the program on stdin the name that scripts have here.
const DRIVER: &str = "local f, e = load(io.read('a'), '=strategy.lua')
if not f then print('failed: ' .. e) os.exit() end
local ok, e = pcall(f) if not ok then print('failed: ' .. tostring(e)) end";

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/conformance/lua-5.4.txt.gz")
}

/// Returns the kept outputs, one a program.
pub(crate) fn read() -> Vec<String> {
    let mut text = String::new();
    let file = File::open(path()).expect("the fixture is there");
    GzDecoder::new(file).read_to_string(&mut text).expect("the fixture is gzipped text");
    text.split(SEPARATOR).map(str::to_owned).collect()
}

/// Returns an output without what legitimately differs: the sign of NaN, addresses.
pub(crate) fn normal(output: &str) -> String {
    let mut text = output.replace(SEPARATOR, "?").replace("-nan", "nan");
    for kind in ["table", "function", "thread", "function: builtin"] {
        let mark = format!("{kind}: 0x");
        while let Some(at) = text.find(&mark) {
            let digits = text[at + mark.len()..].bytes().take_while(u8::is_ascii_hexdigit).count();
            text.replace_range(at + kind.len()..at + mark.len() + digits, "");
        }
    }
    text.trim_end().to_owned()
}

/// Runs every program in the reference Lua and keeps what it prints.
pub(crate) fn write(programs: impl Iterator<Item = String>) {
    let lua = env::var("MOONTEST_LUA").unwrap_or_else(|_| "lua5.4".to_owned());
    let outputs: Vec<String> = programs.map(|program| normal(&run(&lua, &program))).collect();
    fs::create_dir_all(path().parent().expect("it has a folder")).expect("it can be made");
    let file = File::create(path()).expect("the fixture can be written");
    let mut encoder = GzEncoder::new(file, Compression::best());
    let text = outputs.join(&SEPARATOR.to_string());
    encoder.write_all(text.as_bytes()).expect("the fixture can be written");
    encoder.finish().expect("the fixture can be written");
}

fn run(lua: &str, program: &str) -> String {
    let mut child = Command::new(lua)
        .args(["-e", DRIVER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the reference Lua starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(program.as_bytes()).expect("it reads its program");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
