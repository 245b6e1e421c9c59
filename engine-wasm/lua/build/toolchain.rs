//! The C compiler for wasm32: clang with WebAssembly exceptions, wasi-libc's headers and `libc.a`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Newest first; the bare name last, as it may be a compiler without a wasm target.
const CLANGS: [&str; 6] = ["clang-22", "clang-21", "clang-20", "clang-19", "clang-18", "clang"];
/// (headers, libraries): Debian and Ubuntu, Homebrew on both Macs, a WASI SDK.
const LIBC: [(&str, &str); 4] = [
    ("/usr/include/wasm32-wasi", "/usr/lib/wasm32-wasi"),
    (
        "/opt/homebrew/opt/wasi-libc/share/wasi-sysroot/include/wasm32-wasi",
        "/opt/homebrew/opt/wasi-libc/share/wasi-sysroot/lib/wasm32-wasi",
    ),
    (
        "/usr/local/opt/wasi-libc/share/wasi-sysroot/include/wasm32-wasi",
        "/usr/local/opt/wasi-libc/share/wasi-sysroot/lib/wasm32-wasi",
    ),
    (
        "/opt/wasi-sdk/share/wasi-sysroot/include/wasm32-wasi",
        "/opt/wasi-sdk/share/wasi-sysroot/lib/wasm32-wasi",
    ),
];

/// Sets compiler, flags, runtime and libc for the wasm build.
pub(crate) fn for_wasm(build: &mut cc::Build, crate_dir: &Path) {
    for name in ["MOONTEST_CLANG", "MOONTEST_AR", "WASI_SYSROOT_INCLUDE", "WASI_SYSROOT_LIB"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    let clang = env::var("MOONTEST_CLANG").unwrap_or_else(|_| {
        let found = CLANGS.iter().find(|name| runs(name));
        found.expect("a clang for wasm32 is on PATH (install clang and lld)").to_string()
    });
    let archiver = env::var("MOONTEST_AR").unwrap_or_else(|_| archiver_beside(&clang));
    let (headers, libraries) = libc();
    build
        .compiler(&clang)
        .archiver(&archiver)
        .target("wasm32-wasi")
        .flag("-nostdlibinc")
        .flag("-isystem")
        .flag(headers.to_str().expect("the path of wasi-libc is UTF-8"))
        // Lua's setjmp and longjmp become WebAssembly exceptions in the form every current engine runs.
        .flag("-mllvm")
        .flag("-wasm-enable-sjlj")
        .flag("-mexception-handling")
        .flag("-mllvm")
        .flag("-wasm-use-legacy-eh=true")
        // A computed goto is a switch in wasm anyway, and an extra table.
        .define("LUA_USE_JUMPTABLE", "0")
        .include(crate_dir.join("c/wasm"))
        .file(crate_dir.join("c/wasm/setjmp.c"))
        .file(crate_dir.join("c/wasm/no_files.c"))
        .file(crate_dir.join("c/wasm/longjmp_tag.s"));
    println!("cargo::rustc-link-search=native={}", libraries.display());
    println!("cargo::rustc-link-lib=static:-bundle=c");
}

fn libc() -> (PathBuf, PathBuf) {
    if let (Some(headers), Some(libraries)) =
        (env::var_os("WASI_SYSROOT_INCLUDE"), env::var_os("WASI_SYSROOT_LIB"))
    {
        return (headers.into(), libraries.into());
    }
    let found = LIBC.iter().find(|(_, libraries)| Path::new(libraries).join("libc.a").is_file());
    let (headers, libraries) = found.expect(
        "wasi-libc is installed, or WASI_SYSROOT_INCLUDE and WASI_SYSROOT_LIB say where it is",
    );
    (PathBuf::from(headers), PathBuf::from(libraries))
}

fn archiver_beside(clang: &str) -> String {
    let beside = clang.replace("clang", "llvm-ar");
    if runs(&beside) { beside } else { "llvm-ar".to_owned() }
}

fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
