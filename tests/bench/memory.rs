//! The memory that a process has in use, as Linux tells it.

/// Megabytes of memory that are in use.
#[derive(Clone, Copy)]
pub struct Memory {
    /// Now.
    pub now: f64,
    /// Most since the process began.
    pub most: f64,
}

impl Memory {
    /// That of a process, by its number or as `self`; `None` where the system does not tell.
    pub fn of(process: &str) -> Option<Self> {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let megabytes = |name: &str| {
            let kibibytes = status.lines().find_map(|line| line.strip_prefix(name)?.strip_suffix("kB"))?;
            kibibytes.trim().parse::<f64>().ok().map(|count| 1.024e-3 * count)
        };
        Some(Memory { now: megabytes("VmRSS:")?, most: megabytes("VmHWM:")? })
    }
}
