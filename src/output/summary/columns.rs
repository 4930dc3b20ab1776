//! The columns of a summary, and what its rows are sorted by.

use super::Count;
use std::cmp::Reverse;
use std::time::Duration;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Column {
    TimePercent,
    TotalTime,
    MinTime,
    MaxTime,
    AvgTime,
    /// As the four before, of the time between entry and exit, whatever those are of.
    WallTotal,
    WallMin,
    WallMax,
    WallAvg,
    Calls,
    Errors,
    Name,
    /// The time that half of the calls took at most.
    P50,
    P95,
    P99,
    /// How often which errno.
    Errnos,
}

/// The columns that are shown where none are asked for.
pub const DEFAULT: [Column; 6] =
    [Column::TimePercent, Column::TotalTime, Column::AvgTime, Column::Calls, Column::Errors, Column::Name];

impl Column {
    /// The column that `-U` calls so.
    pub fn named(name: &str) -> Option<Column> {
        Some(match name {
            "time-percent" => Column::TimePercent,
            "total-time" => Column::TotalTime,
            "min-time" => Column::MinTime,
            "max-time" => Column::MaxTime,
            "avg-time" => Column::AvgTime,
            "wall-total" => Column::WallTotal,
            "wall-min" => Column::WallMin,
            "wall-max" => Column::WallMax,
            "wall-avg" => Column::WallAvg,
            "calls" => Column::Calls,
            "errors" => Column::Errors,
            "name" => Column::Name,
            "p50" => Column::P50,
            "p95" => Column::P95,
            "p99" => Column::P99,
            "errnos" => Column::Errnos,
            _ => return None,
        })
    }

    /// What stands above it.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Column::TimePercent => "% time",
            Column::TotalTime => "seconds",
            Column::MinTime => "shortest",
            Column::MaxTime => "longest",
            Column::AvgTime => "usecs/call",
            Column::WallTotal => "wall-total",
            Column::WallMin => "wall-min",
            Column::WallMax => "wall-max",
            Column::WallAvg => "wall-avg",
            Column::Calls => "calls",
            Column::Errors => "errors",
            Column::Name => "syscall",
            Column::P50 => "p50",
            Column::P95 => "p95",
            Column::P99 => "p99",
            Column::Errnos => "errnos",
        }
    }

    /// How wide it is at least.
    pub(super) const fn width(self) -> usize {
        match self {
            Column::TimePercent => 6,
            Column::TotalTime | Column::AvgTime | Column::WallTotal | Column::WallAvg => 11,
            Column::MinTime
            | Column::MaxTime
            | Column::WallMin
            | Column::WallMax
            | Column::P50
            | Column::P95
            | Column::P99 => 8,
            Column::Calls | Column::Errors => 9,
            Column::Name | Column::Errnos => 16,
        }
    }

    /// Whether it is text, which begins at its left end.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Column::Name | Column::Errnos)
    }
}

/// What the calls are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SortBy {
    Time,
    MinTime,
    MaxTime,
    AvgTime,
    Calls,
    Errors,
    Name,
    /// By number.
    Nothing,
}

impl SortBy {
    /// What `-S` calls so.
    pub fn named(name: &str) -> Option<SortBy> {
        Some(match name {
            "time" => SortBy::Time,
            "min-time" => SortBy::MinTime,
            "max-time" => SortBy::MaxTime,
            "avg-time" => SortBy::AvgTime,
            "calls" => SortBy::Calls,
            "errors" => SortBy::Errors,
            "name" => SortBy::Name,
            "nothing" => SortBy::Nothing,
            _ => return None,
        })
    }

    /// Sorts rows that are in the order of the calls' numbers; equal ones stay in it.
    pub(super) fn sort(self, rows: &mut [(String, &Count)], overhead: Duration) {
        match self {
            SortBy::Time => rows.sort_by_key(|(_, count)| Reverse(count.time(overhead))),
            SortBy::MinTime => rows.sort_by_key(|(_, count)| Reverse(count.shortest)),
            SortBy::MaxTime => rows.sort_by_key(|(_, count)| Reverse(count.longest)),
            SortBy::AvgTime => rows.sort_by_key(|(_, count)| Reverse(count.average(overhead))),
            SortBy::Calls => rows.sort_by_key(|(_, count)| Reverse(count.calls)),
            SortBy::Errors => rows.sort_by_key(|(_, count)| Reverse(count.failures())),
            SortBy::Name => rows.sort_by(|(a, _), (b, _)| a.cmp(b)),
            SortBy::Nothing => {}
        }
    }
}
