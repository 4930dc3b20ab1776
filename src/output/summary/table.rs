//! A summary as strace's table.

use super::{Column, Count, Manner, errno_name};
use std::io::Write;
use std::time::Duration;

/// Appends a table: a head, a row for each call, and one for all of them.
pub fn write(rows: &[(String, &Count)], manner: &Manner, out: &mut Vec<u8>) {
    let mut columns = manner.columns.clone();
    if !columns.contains(&Column::Name) {
        columns.push(Column::Name);
    }
    let mut total = Count::default();
    rows.iter().for_each(|(_, count)| total.merge(count));
    let sum: Duration = rows.iter().map(|(_, count)| count.time(manner.overhead)).sum();
    let cells = |name: &str, count: &Count, time: Duration| -> Vec<String> {
        columns.iter().map(|column| cell(*column, name, count, time, sum)).collect()
    };
    let body: Vec<Vec<String>> =
        rows.iter().map(|(name, count)| cells(name, count, count.time(manner.overhead))).collect();
    let mut foot = cells("total", &total, sum);
    if let Some(share) = columns.iter().position(|column| *column == Column::TimePercent) {
        foot[share] = "100.00".to_string();
    }
    let widths: Vec<usize> = (0..columns.len())
        .map(|i| {
            let longest = body.iter().chain([&foot]).map(|row| row[i].len()).max().unwrap_or(0);
            // A space stands behind the longest name, as in strace.
            columns[i].width().max(longest + usize::from(columns[i] == Column::Name))
        })
        .collect();
    let head: Vec<String> = columns.iter().map(|column| column.head().to_string()).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&head, &columns, &widths, out);
    line(&rule, &columns, &widths, out);
    body.iter().for_each(|row| line(row, &columns, &widths, out));
    line(&rule, &columns, &widths, out);
    line(&foot, &columns, &widths, out);
}

fn line(cells: &[String], columns: &[Column], widths: &[usize], out: &mut Vec<u8>) {
    for (i, ((cell, column), width)) in cells.iter().zip(columns).zip(widths).enumerate() {
        let last = i + 1 == cells.len();
        if i > 0 {
            out.push(b' ');
        }
        // Writing to a Vec can't fail.
        _ = match column.is_text() {
            true if last => write!(out, "{cell}"),
            true => write!(out, "{cell:<width$}"),
            false => write!(out, "{cell:>width$}"),
        };
    }
    out.push(b'\n');
}

fn cell(column: Column, name: &str, count: &Count, time: Duration, sum: Duration) -> String {
    let seconds = |time: Duration| format!("{}.{:06}", time.as_secs(), time.subsec_micros());
    let share = |part| count.percentile(part).map_or_else(|| "?".to_string(), seconds);
    match column {
        Column::TimePercent if sum.is_zero() => "0.00".to_string(),
        Column::TimePercent => format!("{:.2}", 100.0 * time.as_secs_f64() / sum.as_secs_f64()),
        Column::TotalTime => seconds(time),
        Column::MinTime => seconds(count.shortest),
        Column::MaxTime => seconds(count.longest),
        Column::AvgTime => (time.as_nanos() / 1000 / u128::from(count.calls.max(1))).to_string(),
        Column::WallTotal => seconds(count.wall.total),
        Column::WallMin => seconds(count.wall.shortest),
        Column::WallMax => seconds(count.wall.longest),
        Column::WallAvg => (count.wall.total.as_nanos() / 1000 / u128::from(count.calls.max(1))).to_string(),
        Column::Calls => count.calls.to_string(),
        Column::Errors if count.errors.is_empty() => String::new(),
        Column::Errors => count.failures().to_string(),
        Column::Name => name.to_string(),
        Column::P50 => share(50.0),
        Column::P95 => share(95.0),
        Column::P99 => share(99.0),
        Column::Errnos => {
            let each = count.errors.iter().map(|(code, n)| format!("{}:{n}", errno_name(*code)));
            each.collect::<Vec<_>>().join(" ")
        }
    }
}
