#!/usr/bin/python3
"""Signs a declaration without a network: the reference for devices (docs/offline.md). Needs Debian's python3-cryptography.

  offline_sign.py new DIR                     makes the device's key; prints its public half, base64, for ExportOfflineSession
  offline_sign.py open DIR PACKAGE VERIFIER   checks the package and keeps it; VERIFIER is verifier_key of the export
  offline_sign.py read DIR [LANGUAGE]         shows what is signed
  offline_sign.py sign DIR NAME NUMBER POSITION UNIT [REPRESENTED BASIS]
  offline_sign.py file DIR FILE               writes everything that was signed so far, for MergeOfflineSession; more may be signed after it

Nothing of it asks anything of a server. Keep DIR where nobody else reads it: it holds names.
"""

import base64
import datetime
import hashlib
import json
import os
import sys
import uuid

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PACKAGE = "netralitas/offline-session/v1"
FILE = "netralitas/offline-signatures/v1"


def b64(data):
    return base64.b64encode(data).decode()


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def write(path, data):
    """Whole or not at all, also when the battery ends."""
    with open(path + ".new", "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


class Device:
    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def new(self):
        os.makedirs(self.folder, mode=0o700)
        key = Ed25519PrivateKey.generate()
        write(self.path("key"), key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
        return b64(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def key(self):
        return Ed25519PrivateKey.from_private_bytes(self.read("key"))

    def open(self, package, verifier):
        session = opened(package, verifier)
        public = b64(self.key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
        if session["device_key"] != public:
            sys.exit("Paket ini diekspor untuk perangkat lain.")
        if os.path.exists(self.path("lines")):
            sys.exit("Perangkat ini sudah memuat satu sesi; gunakan folder lain.")
        if now() < instant(session["issued_at"]) - datetime.timedelta(minutes=5):
            sys.exit("Jam perangkat ini lebih lambat dari waktu ekspor. Betulkan jamnya dahulu.")
        write(self.path("package"), package)
        self.add({"format": FILE, "export_id": session["export_id"], "package_sha256": b64(hashlib.sha256(package).digest()), "opened_at": now().isoformat()})

    def session(self):
        return json.loads(self.read("package").decode().split("\n")[1])

    def lines(self):
        path = self.path("lines")
        return self.read("lines").decode().split("\n")[:-1] if os.path.exists(path) else []

    def line(self, payload, lines):
        if lines:
            payload["previous"] = b64(hashlib.sha256(lines[-1].encode()).digest())
        text = json.dumps(payload, ensure_ascii=False)
        return text + "\t" + b64(self.key().sign((FILE + "\n" + text).encode()))

    def add(self, payload):
        lines = self.lines()
        lines.append(self.line(payload, lines))
        write(self.path("lines"), "".join(line + "\n" for line in lines).encode())

    def sign(self, name, number, position, agency, represented="", basis=""):
        at = now()
        if at > instant(self.session()["valid_until"]):
            sys.exit("Masa berlaku sesi ini sudah berakhir. Gunakan kertas, lalu daftar yang disahkan.")
        row = str(uuid.uuid4())
        self.add({"row_id": row, "signed_at": at.isoformat(), "confirms": True, "signer_name": name, "signer_number": number, "position": position, "agency": agency,
                  "represented": represented, "mandate_basis": basis})
        return row

    def file(self, path):
        lines = self.lines()
        lines.append(self.line({"end": True, "rows": len(lines) - 1, "closed_at": now().isoformat()}, lines))
        write(path, "".join(line + "\n" for line in lines).encode())


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def opened(package, verifier):
    """What a package says, when the service signed it (C2SP signed-note)."""
    name, _, key = verifier.split("+", 2)
    text, _, signatures = package.decode().rpartition("\n\n")
    text += "\n"
    for line in signatures.split("\n"):
        if line.startswith("\u2014 " + name + " "):
            try:
                Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(base64.b64decode(line.split(" ")[2])[4:], text.encode())
            except InvalidSignature:
                break
            first, session = text.split("\n")[:2]
            if first == PACKAGE:
                return json.loads(session)
    sys.exit("Paket ini tidak ditandatangani oleh layanan, atau sudah diubah.")


def main(words):
    if len(words) < 2 or words[0] not in ("new", "open", "read", "sign", "file"):
        sys.exit(__doc__)
    device = Device(words[1])
    if words[0] == "new":
        print(device.new())
    elif words[0] == "open":
        with open(words[2], "rb") as file:
            device.open(file.read(), words[3])
    elif words[0] == "read":
        session = device.session()
        print(f"{session['title']}\n{'; '.join(session['contests'])}\nBerlaku sampai {session['valid_until']}\n")
        texts = {text["language"]: text for text in reversed(session["texts"])}
        text = texts.get(words[2] if len(words) > 2 else "", session["texts"][0])
        print(text["title"], *(f"{point['number']}. {point['wording']}" for point in text["points"]), sep="\n")
    elif words[0] == "sign":
        print(device.sign(*words[2:]))
    else:
        device.file(words[2])


if __name__ == "__main__":
    main(sys.argv[1:])
