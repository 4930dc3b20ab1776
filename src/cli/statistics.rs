//! The options of `-c` and `-C`. What columns and orders are called is the summary's business: here they are words.

use super::{Args, Failure};
use crate::filter::outcome::time;
use std::time::Duration;

/// What a summary is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// The calls themselves aren't shown.
    pub only: bool,
    /// Columns by name, as `-U` has them; None: the default.
    pub columns: Option<Vec<String>>,
    /// The order by name, as `-S` has it.
    pub sort: String,
    /// What tracing adds to each call.
    pub overhead: Duration,
    /// The time between entry and exit, in the place of system time.
    pub wall: bool,
    /// A table for each process.
    pub per_process: bool,
}

/// Columns and what else names them.
const COLUMNS: [&[&str]; 16] = [
    &["time-percent", "time"],
    &["total-time", "time-total"],
    &["min-time", "shortest", "time-min"],
    &["max-time", "longest", "time-max"],
    &["avg-time", "time-avg"],
    &["wall-total", "total-wall"],
    &["wall-min", "min-wall"],
    &["wall-max", "max-wall"],
    &["wall-avg", "avg-wall"],
    &["calls", "count"],
    &["errors", "error"],
    &["name", "syscall", "syscall-name"],
    &["p50"],
    &["p95"],
    &["p99"],
    &["errnos"],
];

const ORDERS: [&[&str]; 8] = [
    &["time", "time-percent", "time-total", "total-time"],
    &["min-time", "shortest", "time-min"],
    &["max-time", "longest", "time-max"],
    &["avg-time", "time-avg"],
    &["calls", "count"],
    &["errors", "error"],
    &["name", "syscall", "syscall-name"],
    &["nothing", "none"],
];

/// The first of the names that something has; with underscores they are as good.
fn known(table: &[&[&str]], name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    table.iter().find(|names| names.contains(&name.as_str())).map(|names| names[0].to_string())
}

/// What the arguments say of it; None where no summary is asked for.
pub fn statistics(args: &Args) -> Result<Option<Statistics>, Failure> {
    let mut sort = "time".to_string();
    for name in &args.summary_sort_by {
        sort = known(&ORDERS, name).ok_or_else(|| Failure::Misused(format!("invalid sortby: '{name}'")))?;
    }
    let mut columns = None;
    for list in &args.summary_columns {
        columns = Some(self::columns(list)?);
    }
    let mut overhead = Duration::ZERO;
    for value in &args.summary_syscall_overhead {
        overhead = time(value).ok_or_else(|| args.invalid("summary_syscall_overhead", value))?;
    }
    let asked = args.summary_only || args.summary;
    Ok(asked.then_some(Statistics {
        only: args.summary_only,
        columns,
        sort,
        overhead,
        wall: args.summary_wall_clock,
        per_process: args.per_process,
    }))
}

fn columns(list: &str) -> Result<Vec<String>, Failure> {
    let mut columns = Vec::new();
    for name in list.split(',') {
        let column = known(&COLUMNS, name)
            .ok_or_else(|| Failure::Misused(format!("unknown column name: '{name}'")))?;
        if columns.contains(&column) {
            let at = list.rfind(name).map_or(name, |at| &list[at..]);
            return Err(Failure::Misused(format!(
                "call summary column has been provided more than once: '{name}' (-U option residual: '{at}')"
            )));
        }
        columns.push(column);
    }
    Ok(columns)
}
