//! File systems in user space: for their user alone, and what their server refuses.

use crate::table::{Table, scene};

#[test]
fn a_file_system_in_user_space_refuses_others_and_its_server_refuses_anybody() {
    let Some(scene) = scene() else { return };
    if crate::absent("unshare") {
        return;
    }
    let inside = "unshare -m {denied} fuse /mnt --";
    if !scene.run(&format!("{inside} true")).status.success() {
        return crate::common::missing("a file system in user space");
    }
    let mut table = Table::new(&scene);
    let other = format!("{inside} {{denied}} user 65501 65501 --");
    for (inside, calls, word) in [
        (other.as_str(), "openat -100 /mnt/file 0", "allow_other"),
        (other.as_str(), "stat /mnt/file @00", "allow_other"),
    ] {
        let said = table.refused(inside, calls, "mount, proved", None);
        table.check(calls, said.contains(word), || said.clone());
    }
    // rtrace itself may look at all of it.
    let command = "{denied} user 65501 65501 -- {refused} openat -100 /mnt/file 0";
    table.explained(inside, command, "openat", "mount, proved");
    for calls in ["openat -100 /mnt/file 0", "unlink /mnt/file"] {
        let said = table.refused(inside, calls, "mount, likely", None);
        table
            .check(calls, said.contains("the server of the file system at /mnt refused it"), || said.clone());
    }
    table.end();
}
