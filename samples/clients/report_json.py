#!/usr/bin/env python3
"""Submits a report and follows it as JSON over HTTP, with nothing but Python's own library.

Usage: samples/clients/report_json.py "what happened" [GATEWAY]
"""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid


def call(gateway, path, body, key=None):
    """Posts JSON and reads the answer; a refusal ends the program with its sentence. What is away is tried again."""
    headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
    request = urllib.request.Request(gateway + path, json.dumps(body).encode(), headers, method="POST")
    for attempt in range(3):
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            problem = json.load(refusal)
            if refusal.code != 503 or attempt == 2:
                sys.exit(f"{problem['reason']}: {problem['detail']}")
            time.sleep(int(refusal.headers.get("Retry-After", "1")))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    gateway = (sys.argv[2] if len(sys.argv) > 2 else "http://localhost:5101").rstrip("/")
    # The key is made once: the same key again, for example after a time-out, gets the same number and code.
    receipt = call(gateway, "/v1/reports", {"narrative": sys.argv[1]}, key=str(uuid.uuid4()))
    # The access code goes into the body, never into an address: addresses are written down on the way.
    status = call(gateway, f"/v1/reports/{receipt['number']}:track", {"accessCode": receipt["accessCode"]})
    print(f"Nomor laporan : {receipt['number']}\nKode akses    : {receipt['accessCode']}")
    for remark in receipt["remarks"]:
        print(f"Catatan       : {remark}")
    print(f"Jenis         : {status['kindText']}")
    print(f"Status        : {status['statusText']}\nBerikutnya    : {status['nextStep']}")


if __name__ == "__main__":
    main()
