"""Waits until it was continued as often as its argument says, then reads a line and ends with status 3.

It doesn't read while it waits: a program that is about to be stopped in a read may still take what is typed for the
shell, traced or not.
"""

import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCONT])
print("started", flush=True)
for time in range(int(sys.argv[1])):
    signal.sigwait([signal.SIGCONT])
    print("woken", time + 1, flush=True)
line = sys.stdin.readline().strip()
print("got:", line, *signal.sigpending(), flush=True)
sys.exit(3)
