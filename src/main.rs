//! Reads the arguments, then opens the window or runs one command.

fn main() {}
