#!/usr/bin/env python3
"""Checks an exported audit chain; docs/audit.md says how it is made. Usage: verify.py FILE [PUBLIC_KEY_HEX]"""
import hashlib, json, sys

FIELDS = ["office", "sequence", "at", "act", "rpc", "actor", "actor_office", "case", "version", "previous"]
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(a, b):  # RFC 8032, section 5.1.4
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, d - c, d + c, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, point):
    result = (0, 1, 1, 0)
    for bit in bin(n)[2:]:
        result = add(result, result)
        result = add(result, point) if bit == "1" else result
    return result

def point(data):
    sign, y = data[31] >> 7, int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        raise ValueError("not a point of the curve")
    x = x if x % 2 == sign else P - x
    return x, y, 1, x * y % P

def signed(key, text, signature):
    r, s = point(signature[:32]), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = times(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(r, times(h, point(key)))
    return s < L and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

def check(path, trusted_key=None):
    hashes, lists, office = ["00" * 32], [], None
    for number, line in enumerate(open(path, "rb"), 1):
        entry = json.loads(line)
        if "heads" in entry:
            lists.append(entry)
            continue
        text = "".join(f"{len(entry[name].encode())}:{entry[name]}" for name in FIELDS)
        digest = hashlib.sha256(b"netralitas/audit/v1\n" + text.encode()).hexdigest()
        office = office or entry["office"]
        if (entry["office"], entry["sequence"], entry["previous"], entry["hash"]) != (office, str(len(hashes)), hashes[-1], digest):
            return f"line {number}: missing, added, changed or moved"
        hashes.append(digest)
    for entry in lists:
        key = bytes.fromhex(trusted_key or entry["public_key"])
        if not signed(key, entry["heads"].encode(), bytes.fromhex(entry["signature"])):
            return "a list of heads is not signed with this key"
        for name, sequence, digest in (line.split(" ") for line in entry["heads"].splitlines()[2:]):
            if name == office and (int(sequence) >= len(hashes) or hashes[int(sequence)] != digest):
                return f"cut off or changed before entry {sequence}, which a signed list tells of"
    print(f"intact: {len(hashes) - 1} entries of {office}, {len(lists)} signed lists")

if __name__ == "__main__":
    sys.exit(check(*sys.argv[1:]))
