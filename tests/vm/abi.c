/* Makes the calls that differ between the ABIs of one machine: other numbers, 32-bit structures, split 64-bit
 * arguments. Built for i386, x32 and 32-bit ARM, to be traced by a 64-bit tracer. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void on_alarm(int signal) { (void)signal; }

int main(void)
{
    struct stat status;
    int file = open("data", O_RDWR | O_CREAT | O_TRUNC, 0640);
    struct iovec parts[2] = {{"one, ", 5}, {"two\n", 4}};
    writev(file, parts, 2);
    fstat(file, &status);
    stat("/nowhere", &status);
#if !(defined __x86_64__ && defined __ILP32__)
    /* strace 6.1, which shows what is right, reads x32's as if its fields had 32 bits: see statfs.c. */
    struct statfs filesystem;
    /* One of which nobody changes what is free. */
    int proc = open("/proc", O_RDONLY);
    fstatfs(proc, &filesystem);
    close(proc);
#endif
    lseek(file, 2, SEEK_SET);
    char text[16] = "";
    pread(file, text, 4, 1);
    pwrite(file, "six", 3, 0x100000002LL);
    ftruncate(file, 0x100000000LL);
    posix_fadvise(file, 4096, 8192, POSIX_FADV_RANDOM);
    void *mapped = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 4096);
    munmap(mapped, 4096);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 3, .l_len = 4};
    fcntl(file, F_SETLK, &lock);
    close(file);
    unlink("data");

    struct timespec moment = {0, 1000000};
    nanosleep(&moment, NULL);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);

    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    sendmsg(pair[0], &message, 0);
    struct iovec whole = {text, sizeof text};
    struct msghdr received = {.msg_iov = &whole, .msg_iovlen = 1};
    recvmsg(pair[1], &received, 0);
    struct pollfd polled = {.fd = pair[0], .events = POLLIN | POLLOUT};
    poll(&polled, 1, 1000);
    fd_set writable;
    FD_ZERO(&writable);
    FD_SET(pair[0], &writable);
    struct timeval wait = {1, 900000};
    select(pair[0] + 1, NULL, &writable, NULL, &wait);

    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigaddset(&action.sa_mask, SIGUSR1);
    sigaction(SIGALRM, &action, NULL);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    struct itimerval timer = {.it_value = {0, 1000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigsuspend(&none);

    pid_t child = fork();
    if (child == 0)
        _exit(7);
    int ended;
    waitpid(child, &ended, 0);
    siginfo_t pending;
    sigtimedwait(&blocked, &pending, &moment);
    kill(getpid(), SIGTERM);
}
