#!/usr/bin/python3
"""Receives webhooks of notices and verifies them as Standard Webhooks says, with Python's own library: v1, HMAC-SHA256.

Usage: WEBHOOK_SECRET=whsec_... samples/clients/receive_notices.py [PORT]
Several secrets, divided by spaces, while one is replaced by the next. In front of it stands whatever ends TLS: only https is posted to.
One line for each notice that is new: its id, kind, region and cursor. What it says is read with ListNotices.
"""

import base64
import collections
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FRESH_FOR = 300
REMEMBERED = 100_000
LARGEST = 64 * 1024

SECRETS = [base64.b64decode(secret.removeprefix("whsec_")) for secret in os.environ["WEBHOOK_SECRET"].split()]
seen = collections.OrderedDict()


def holds(headers, body):
    """Whether one of the signatures holds under one of the secrets, and the message is not old."""
    identity, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isascii() or not at.isdigit() or abs(time.time() - int(at)) > FRESH_FOR:
        return False
    signed = f"{identity}.{at}.".encode() + body
    wanted = [base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode() for secret in SECRETS]
    told = [part[3:] for part in headers.get("webhook-signature", "").split(" ") if part.startswith("v1,")]
    return any(hmac.compare_digest(one.encode(), other.encode()) for one in wanted for other in told)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length) if length <= LARGEST else b""
        if not holds(self.headers, body):
            return self.answer(401)
        identity = self.headers["webhook-id"]
        if identity not in seen:
            data = json.loads(body)
            print(identity, data["type"], data["data"]["region_code"], data["data"]["cursor"], flush=True)
            seen[identity] = None
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
        # 410 instead would say that nobody listens here any more, and switch the subscription off.
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8090), Receiver)
    print("ready", flush=True)
    server.serve_forever()
