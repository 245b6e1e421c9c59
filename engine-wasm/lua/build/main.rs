//! Compiles Lua: sources from the registry, checked edits, our host, one translation unit.

#![expect(clippy::print_stdout, reason = "a build script talks to cargo on stdout")]

mod edits;
mod sources;
mod toolchain;

use std::env;
use std::path::{Path, PathBuf};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let edited = out.join("lua");
    println!("cargo::rerun-if-env-changed=MOONTEST_UNMETERED");
    let is_metered = env::var_os("MOONTEST_UNMETERED").is_none();
    edits::copy_and_edit(&sources::locate(&crate_dir), &edited, is_metered);

    let mut build = cc::Build::new();
    build
        .file(crate_dir.join("c/host.c"))
        .include(&edited)
        .include(crate_dir.join("c"))
        .std("gnu11")
        .opt_level(3)
        // As the standard interpreter is built.
        .define("LUA_COMPAT_5_3", None)
        .warnings(false);
    if env::var_os("CARGO_FEATURE_FAIL_ALLOCATION").is_some() {
        build.define("MT_FAIL_ALLOCATION", None);
    }
    if !is_metered {
        // What metering costs is measured against this; nothing that ships is built so.
        build.define("MT_UNMETERED", None);
    }
    if env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        toolchain::for_wasm(&mut build, &crate_dir);
    } else {
        // Fuel is thread-local natively; without this each access would call __tls_get_addr.
        build.flag_if_supported("-ftls-model=initial-exec");
        if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
            println!("cargo::rustc-link-lib=m");
        }
    }
    build.compile("moontest_lua");
    watch(&crate_dir.join("c"));
    watch(&crate_dir.join("build"));
}

fn watch(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
