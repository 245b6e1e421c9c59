//! Named edits to Lua's sources. Each must match exactly once, else the build fails:
//! a new Lua release can never be half patched.

mod collector;
mod determinism;
mod library;
mod limits;
mod ticks_core;
mod ticks_libraries;

use std::fs;
use std::path::Path;

struct Edit {
    /// What the edit is for.
    name: &'static str,
    file: &'static str,
    find: &'static str,
    replace: &'static str,
}

const GROUPS: [&[Edit]; 3] = [limits::EDITS, determinism::EDITS, library::EDITS];
/// What a build leaves out that measures what fuel costs.
const METERING: [&[Edit]; 3] = [ticks_core::EDITS, ticks_libraries::EDITS, collector::EDITS];

/// Copies Lua's files to `to` with every edit made; with those that meter only if `is_metered`.
///
/// # Panics
/// When an edit does not match exactly once.
pub(crate) fn copy_and_edit(from: &Path, to: &Path, is_metered: bool) {
    fs::create_dir_all(to).expect("the build folder can be written");
    let metering = METERING.into_iter().filter(|_| is_metered);
    let groups: Vec<_> = GROUPS.into_iter().chain(metering).collect();
    let edits = || groups.iter().copied().flatten();
    for entry in fs::read_dir(from).expect("Lua's sources can be listed") {
        let path = entry.expect("Lua's sources can be listed").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("plain file names");
        let mut text = fs::read_to_string(&path).expect("Lua's sources are text");
        for edit in edits().filter(|edit| edit.file == name) {
            let found = text.matches(edit.find).count();
            assert!(found == 1, "edit {:?} matches {found} times in {name}", edit.name);
            text = text.replacen(edit.find, edit.replace, 1);
        }
        fs::write(to.join(name), text).expect("the build folder can be written");
    }
    for edit in edits() {
        assert!(from.join(edit.file).is_file(), "edit {:?}: no {}", edit.name, edit.file);
    }
}
