//! Finds the registry's Lua sources: the folder cargo unpacked `lua-src` to.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "lua-5.4.9";

/// Returns the folder with Lua's C files.
pub(crate) fn locate(crate_dir: &Path) -> PathBuf {
    let cargo = env::var_os("CARGO").expect("cargo sets CARGO");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(crate_dir.join("Cargo.toml"))
        .output()
        .expect("cargo metadata can be started");
    assert!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("cargo metadata prints UTF-8");
    // The only manifest path that ends so; a JSON parser would be a dependency for one string.
    let end = manifest_end(&text).expect("lua-src stands in cargo metadata");
    let start = text[..end].rfind('"').expect("a JSON string has an opening quote") + 1;
    let manifest = text[start..end].replace("\\\\", "\\");
    let folder = Path::new(&manifest).parent().expect("a manifest has a folder").join(FOLDER);
    assert!(folder.is_dir(), "lua-src has no {FOLDER}: {}", folder.display());
    folder
}

fn manifest_end(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("\"manifest_path\":\"") {
        let start = from + at + "\"manifest_path\":\"".len();
        let end = start + text[start..].find('"')?;
        if text[start..end].contains("lua-src-") {
            return Some(end);
        }
        from = end;
    }
    None
}
