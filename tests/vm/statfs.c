/* Asks for a file system, and prints what the tracer must have said of it. Built for x32, whose structure has fields of
 * 64 bits though its words have 32. */
#include <stdio.h>
#include <sys/statfs.h>
#include <unistd.h>

#define N(field) (unsigned long long)filesystem.field

int main(void)
{
    struct statfs filesystem;
    if (statfs("/dev/shm", &filesystem) != 0)
        return 1;
    printf("statfs(\"/dev/shm\", {f_type=TMPFS_MAGIC, f_bsize=%llu, f_blocks=%llu, f_bfree=%llu, f_bavail=%llu, "
           "f_files=%llu, f_ffree=%llu, f_fsid={val=[%#x, %#x]}, f_namelen=%llu, f_frsize=%llu, f_flags=",
           N(f_bsize), N(f_blocks), N(f_bfree), N(f_bavail), N(f_files), N(f_ffree), filesystem.f_fsid.__val[0],
           filesystem.f_fsid.__val[1], N(f_namelen), N(f_frsize));
    return 0;
}
