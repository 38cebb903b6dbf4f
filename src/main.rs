//! Reads the arguments, then opens the window or runs one command.

fn main() {
    let file = std::env::args_os().nth(1).map(Into::into);
    if let Err(error) = tearline::app::run(file) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
