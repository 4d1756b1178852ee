#!/usr/bin/python3
"""Checks the published files of a log of Netralitas, every byte of them, and receipts. Written from the formats of C2SP and docs/transparency.md alone; shares no code with the suite.
Needs Debian's python3-cryptography.

Usage: samples/clients/verify_log.py FOLDER LOG-KEY [--witness KEY]... [--old CHECKPOINT-FILE]... [--receipt FILE]...

FOLDER is a copy of the log's files, LOG-KEY and KEY are public keys (name+id+key). Each --old is a checkpoint that was kept: the log of now must continue it. Gives back 0 when all holds.
"""

import argparse
import base64
import hashlib
import hmac
import os
import re
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256
ED25519, COSIGNATURE = 1, 4
KINDS = {1: "pledge", 2: "report", 3: "roll", 0x7F: "erasure"}


class Wrong(Exception):
    """Something is not as it must be."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


def unbase64(text):
    """Base64 in its one form: what has a second form could be changed without being seen."""
    try:
        read = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong(f"no base64: {text[:20]}") from None
    require(base64.b64encode(read).decode() == text, f"another form of base64: {text[:20]}")
    return read


def number(text):
    require(re.fullmatch("0|[1-9][0-9]{0,18}", text), f"no number: {text[:20]}")
    return int(text)


class Key:
    """A verifier key of signed-note."""

    def __init__(self, text):
        self.name, ident, blob = text.split("+", 2)
        self.blob = unbase64(blob)
        self.kind, self.ident = self.blob[0], hashlib.sha256(f"{self.name}\n".encode() + self.blob).digest()[:4]
        require(len(self.blob) == 33 and self.ident.hex() == ident, f"the id of {self.name} is not its key's")
        require(self.kind in (ED25519, COSIGNATURE), f"a type of key that is not known: {self.kind}")
        self.public = Ed25519PublicKey.from_public_bytes(self.blob[1:])

    def check(self, text, signature):
        head = b""
        if self.kind == COSIGNATURE:
            require(len(signature) == 72, f"a cosignature of {self.name} has another length")
            head = f"cosignature/v1\ntime {struct.unpack('>Q', signature[:8])[0]}\n".encode()
            signature = signature[8:]
        try:
            self.public.verify(signature, head + text)
        except InvalidSignature:
            raise Wrong(f"the signature of {self.name} does not hold") from None


class Checkpoint:
    """A checkpoint's note, verified: the log has signed it, and no known key's signature is wrong."""

    def __init__(self, note, log, witnesses=()):
        require(note.endswith(b"\n") and b"\n\n" in note, "no note")
        split = note.rindex(b"\n\n")
        text, lines = note[: split + 1], note[split + 2 :].decode().split("\n")[:-1]
        require(lines and all(ord(c) >= 32 or c == "\n" for c in text.decode()), "no signature, or a control character")
        signed = set()
        for line in lines:
            match = re.fullmatch("— ([^ +]+) ([A-Za-z0-9+/=]+)", line)
            require(match, "a line that is no signature")
            signature = unbase64(match[2])
            for key in (log, *witnesses):
                if (key.name, key.ident) == (match[1], signature[:4]):
                    key.check(text, signature[4:])
                    signed.add(key.name)
        require(log.name in signed, "the log has not signed")
        self.signers = len(signed)
        origin, size, root, *rest = text.decode().split("\n")
        require(origin == log.name and rest == [""], "a checkpoint of another log")
        self.size, self.root = number(size), unbase64(root)
        require(len(self.root) == 32, "a root of another length")


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The tree over some entries, level by level: levels[k][n] is the hash of the whole subtree of 2^k entries from n * 2^k on."""

    def __init__(self, entries):
        self.levels = [[leaf_hash(entry) for entry in entries]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node_hash(below[n], below[n + 1]) for n in range(0, len(below) - 1, 2)])

    def root(self, size):
        """Of the first entries."""
        if size == 0:
            return hashlib.sha256().digest()
        done, root = size, None
        for level in range(size.bit_length()):
            if size >> level & 1:
                done -= 1 << level
                part = self.levels[level][done >> level]
                root = part if root is None else node_hash(part, root)
        return root

    def tile(self, level, index, width):
        row = self.levels[8 * level] if 8 * level < len(self.levels) else []
        found = row[index * WIDTH : index * WIDTH + width]
        return b"".join(found) if len(found) == width else None


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < WIDTH else "")


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def read_tile(folder, level, index, width):
    """A tile that a tree has; once the full one is there a log may take the partial one away."""
    for wide in (width, WIDTH):
        try:
            return read(folder, tile_path(level, index, wide)), wide
        except FileNotFoundError:
            continue
    raise Wrong(f"{tile_path(level, index, width)} is not there")


def split_bundle(bundle, width, path):
    entries, at = [], 0
    for _ in range(width):
        require(at + 2 <= len(bundle), f"{path} is cut off")
        length = struct.unpack_from(">H", bundle, at)[0]
        require(at + 2 + length <= len(bundle), f"{path} is cut off")
        entries.append(bundle[at + 2 : at + 2 + length])
        at += 2 + length
    require(at == len(bundle), f"{path} is too long")
    return entries


def tiles_of(size):
    """Level, index and width of every tile that a tree has; the entries are those of level 0."""
    level = 0
    while size > 0:
        yield from ((level, n, min(WIDTH, size - n * WIDTH)) for n in range(-(-size // WIDTH)))
        size //= WIDTH
        level += 1


def read_entries(folder, size):
    entries = []
    for _, index, width in (tile for tile in tiles_of(size) if tile[0] == 0):
        bundle, wide = read_tile(folder, "entries", index, width)
        entries += split_bundle(bundle, wide, tile_path("entries", index, wide))[:width]
    for n, entry in enumerate(entries):
        require(len(entry) == 48 and entry[:5] == b"NTRL\1" and entry[5] in KINDS and entry[6:8] == b"\0\0" and entry[12:16] == b"\0\0\0\0", f"entry {n} is no entry")
    return entries


def check_files(folder, tree, entries):
    """Every file that is there, whether the checkpoint needs it or not; what lies beyond the checkpoint is not signed yet."""
    checked = 0
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(root, name), folder)
            match = re.fullmatch(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", path)
            if not match:
                require(path == "checkpoint" or path.endswith(".tmp"), f"{path} is no file of a log")
                continue
            index, width = int(match[2].replace("x", "").replace("/", "")), int(match[3] or WIDTH)
            try:
                content = read(folder, path)
            except FileNotFoundError:
                continue
            if match[1] == "entries":
                wanted = entries[index * WIDTH : index * WIDTH + width]
                wanted = b"".join(struct.pack(">H", len(entry)) + entry for entry in wanted) if len(wanted) == width else None
            else:
                wanted = tree.tile(int(match[1]), index, width)
            if wanted is not None:
                require(content == wanted, f"{path} is not what the signed entries give")
                checked += 1
    return checked


def inclusion(index, size, leaf, proof, root):
    """RFC 9162, 2.1.3.2."""
    require(index < size, "the entry is outside of the tree")
    first, last, found = index, size - 1, leaf
    for part in proof:
        require(last > 0, "the proof is too long")
        if first & 1 or first == last:
            found = node_hash(part, found)
            while first & 1 == 0 and first != 0:
                first, last = first >> 1, last >> 1
        else:
            found = node_hash(found, part)
        first, last = first >> 1, last >> 1
    require(last == 0 and found == root, "the hashes do not lead to the signed root")


def check_receipt(path, log, witnesses, tree):
    with open(path, "rb") as file:
        head, _, note = file.read().partition(b"\n\n")
    first, extra, index, *hashes = head.decode().split("\n") + [""] * 2
    require(first == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index "), "no receipt")
    extra, index, proof = unbase64(extra[6:]), number(index[6:]), [unbase64(line) for line in hashes[:-2]]
    require(all(len(part) == 32 for part in proof) and len(extra) > 80, "a hash or an entry of another length")
    entry, nonce, record = extra[:48], extra[48:80], extra[80:]
    require(hmac.new(nonce, record, hashlib.sha256).digest() == entry[16:], "nonce and record do not open the entry")
    checkpoint = Checkpoint(note, log, witnesses)
    inclusion(index, checkpoint.size, leaf_hash(entry), proof, checkpoint.root)
    continues(checkpoint, tree)
    return index


def continues(old, tree):
    require(old.size <= len(tree.levels[0]), f"a checkpoint of {old.size} entries was signed, and the log has {len(tree.levels[0])}")
    require(tree.root(old.size) == old.root, f"the log does not continue the checkpoint of {old.size} entries")


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("folder")
    arguments.add_argument("key")
    for name in ("--witness", "--old", "--receipt"):
        arguments.add_argument(name, action="append", default=[])
    given = arguments.parse_args()
    log, witnesses = Key(given.key), [Key(text) for text in given.witness]
    checkpoint = Checkpoint(read(given.folder, "checkpoint"), log, witnesses)
    print(f"OK   checkpoint of {checkpoint.size} entries is signed by {checkpoint.signers} of {1 + len(witnesses)} known keys")
    entries = read_entries(given.folder, checkpoint.size)
    tree = Tree(entries)
    require(tree.root(checkpoint.size) == checkpoint.root, "the entries do not give the signed root")
    print("OK   the root of all entries is the signed one")
    for level, index, width in tiles_of(checkpoint.size):
        content, wide = read_tile(given.folder, level, index, width)
        require(content[: 32 * width] == tree.tile(level, index, width), f"{tile_path(level, index, wide)} is not what the entries give")
    print(f"OK   {check_files(given.folder, tree, entries)} files are what the entries give, to the byte")
    for path in given.old:
        with open(path, "rb") as file:
            old = Checkpoint(file.read(), log, witnesses)
        continues(old, tree)
        print(f"OK   the log continues the checkpoint of {old.size} entries")
    for path in given.receipt:
        print(f"OK   receipt: entry {check_receipt(path, log, witnesses, tree)}")


if __name__ == "__main__":
    try:
        main()
    except (Wrong, UnicodeDecodeError, ValueError, OSError) as wrong:
        print("FAIL", wrong)
        sys.exit(1)
