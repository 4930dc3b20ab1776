"""What ordinary Python programs do: imports, children, threads, sockets, signals, temporary files."""

import json
import os
import select
import signal
import socket
import subprocess
import tempfile
import threading

print(json.dumps({"child": subprocess.run(["echo", "a"], stdout=subprocess.PIPE, text=True).stdout}))
print(subprocess.call("exit 3", shell=True))

server = socket.create_server(("127.0.0.1", 0))


def serve():
    connection, _ = server.accept()
    with connection:
        connection.sendall(connection.recv(100).upper())


thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection(server.getsockname()) as client:
    client.sendall(b"hello")
    print(client.recv(100))
thread.join()

one, other = socket.socketpair()
one.sendmsg([b"x", b"yz"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, server.fileno().to_bytes(4, "little"))])
server.close()
poll = select.poll()
poll.register(other, select.POLLIN | select.POLLPRI)
print(poll.poll(1000))
print(other.recvmsg(10, 100)[0])

signal.signal(signal.SIGALRM, lambda *_: print("alarm"))
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()

with tempfile.TemporaryDirectory() as scratch:
    path = os.path.join(scratch, "file")
    with open(path, "w") as file:
        file.write("text\n")
    os.rename(path, path + "2")
    print(sorted(os.listdir(scratch)))
