"""Kernels and initramfs images: what a guest boots."""

import lzma
import os
import struct
import subprocess

# What the guests' init can't do without, and what programs expect a machine to load when they ask for it.
MODULES = ["virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay"]
ON_DEMAND = ["unix_diag", "tcp_diag", "udp_diag", "raw_diag", "af_packet_diag", "netlink_diag", "nfnetlink",
             "xfrm_user", "crypto_user", "loop", "tun", "fuse"]


def kernel(image, cached):
    """The kernel to boot: on x86_64 the one inside the bzImage, because unpacking itself takes it seconds."""
    packed = image.read_bytes()
    if packed[0x202:0x206] != b"HdrS":
        return image
    if not cached.exists():
        offset, length = struct.unpack_from("<II", packed, 0x248)
        start = (packed[0x1F1] + 1) * 512 + offset
        payload = packed[start:start + length]
        if payload.startswith(b"\xfd7zXZ"):
            # What follows the stream is the unpacked size.
            unpacked = lzma.LZMADecompressor().decompress(payload)
        else:
            unpacked = subprocess.run(["zstd", "-dcq"], input=payload, stdout=subprocess.PIPE, check=False).stdout
        # Another lab sees all of it or nothing.
        mine = cached.with_name(f"{cached.name}.{os.getpid()}")
        mine.write_bytes(unpacked)
        mine.rename(cached)
    return cached


def modules(folder):
    """The modules' files in an order in which they can be loaded. What is built in has no file."""
    files = {path.name.split(".")[0].replace("-", "_"): path for path in folder.rglob("*.ko*")}
    order = []

    def add(name):
        path = files.get(name)
        if path is None or path in order:
            return
        text = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        at = text.find(b"\0depends=")
        needs = text[at + 9:text.index(b"\0", at + 9)].decode() if at >= 0 else ""
        for need in filter(None, needs.split(",")):
            add(need.replace("-", "_"))
        order.append(path)

    for name in MODULES + ON_DEMAND:
        add(name)
    return order


class Archive:
    """A cpio archive as the kernel unpacks it, see initramfs-buffer-format in the kernel's documentation."""

    def __init__(self):
        self.parts = []
        self.folders = set()

    def add(self, name, content, mode=0o100755):
        """A file, and the folders on its way."""
        folder = os.path.dirname(name)
        if folder and folder not in self.folders:
            self.folders.add(folder)
            self.add(folder, b"", 0o40755)
        fields = [len(self.parts) + 1, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name) + 1, 0]
        header = b"070701" + b"".join(b"%08X" % field for field in fields) + name.encode() + b"\0"
        self.parts += [header, b"\0" * (-len(header) % 4), content, b"\0" * (-len(content) % 4)]

    def finish(self):
        """The archive's bytes."""
        self.add("TRAILER!!!", b"", 0)
        return b"".join(self.parts)
