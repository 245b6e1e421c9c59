//! The command `wasm-bindgen`, with its dependencies pinned by the lock file beside this file.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
