"""Verifies a message as the Standard Webhooks specification says, with nothing of the suite: whsec_ by hmac, whpk_ by the package cryptography. Prints the kinds of signature that hold."""
import base64
import hashlib
import hmac
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

message = json.load(sys.stdin)
body = base64.b64decode(message["body"])
signed = f'{message["id"]}.{message["timestamp"]}.'.encode() + body
held = set()
for key in message["keys"]:
    for part in message["signature"].split(" "):
        version, signature = part.split(",", 1)
        if key.startswith("whsec_") and version == "v1":
            expected = hmac.new(base64.b64decode(key[6:]), signed, hashlib.sha256).digest()
            if hmac.compare_digest(expected, base64.b64decode(signature)):
                held.add("v1")
        if key.startswith("whpk_") and version == "v1a":
            try:
                Ed25519PublicKey.from_public_bytes(base64.b64decode(key[5:])).verify(base64.b64decode(signature), signed)
                held.add("v1a")
            except InvalidSignature:
                pass
print(" ".join(sorted(held)))
