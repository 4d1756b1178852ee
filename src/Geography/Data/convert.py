#!/usr/bin/env python3
"""Makes provinces.csv, regencies.csv, districts.csv and villages/*.csv from the npm package idn-area-data 4.0.1.

    npm pack idn-area-data@4.0.1 && tar xzf idn-area-data-4.0.1.tgz
    python3 src/Geography/Data/convert.py package/data

Python 3 alone is enough. The same input gives the same bytes. It stops, and writes nothing, when the input is another
version, or when a count, a parent, the order or a code is not as the decree has it.
"""
import csv
import hashlib
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LEVELS = {  # file: (SHA-256 of the package's file, rows by the decree, form of a code)
    "provinces": ("ee9e5b5aaca298c41aef1aa0888285e103856f1414134bbb7afc68b294c9a89d", 38, r"[1-9]\d"),
    "regencies": ("d5fbd54bb1500bbf5e194ddc94a3806df6e6837a310146dfa646b085bd99c0ae", 514, r"[1-9]\d\.(?!00|70)\d\d"),
    "districts": ("982f843613cf36bf474cab7ec46b5ecafc46dfeaad26e4bbadf170a6dae8ebe7", 7_285, r".{5}\.(?!00)\d\d"),
    "villages": ("6a8e53fce14d21b514f1f7d1602ceeab4ffbec6df98903e2cad949d8fee94690", 83_762, r".{8}\.[123](?!000)\d{3}"),
}
VILLAGE_KINDS = {"1": 8_496, "2": 75_252, "3": 14}  # kelurahan, desa, desa adat
REGENCY_KINDS = {"Kabupaten": 416, "Kota": 98}


def require(true, what):
    if not true:
        sys.exit(f"convert: {what}")


def clean(name):
    """One space between words; the typewriter quotation mark and the curly one inside a name are an apostrophe."""
    return " ".join(name.replace('"', "'").replace("\u2019", "'").split())


def read(folder, level, parents):
    digest, count, form = LEVELS[level]
    content = (folder / f"{level}.csv").read_bytes()
    require(hashlib.sha256(content).hexdigest() == digest, f"{level}.csv is not that of idn-area-data 4.0.1")
    table = list(csv.reader(content.decode("utf-8").splitlines()))[1:]
    rows = [(row[0], clean(row[-1])) for row in table]
    codes = [code for code, _ in rows]
    require(len(rows) == count, f"{level}: {len(rows)} rows, the decree has {count}")
    require(codes == sorted(set(codes)), f"{level}: codes are not in order, or repeat")
    for code, name in rows:
        require(re.fullmatch(form, code), f"{level}: {code} is no code of this level")
        require(level == "provinces" or code.rpartition(".")[0] in parents, f"{code} has no parent")
        require(name and name.isprintable() and name.isascii(), f"{code}: unexpected character in {name!r}")
    return rows


def check_kinds(regencies, villages):
    for word, count in REGENCY_KINDS.items():
        found = [code for code, name in regencies if name.startswith(word + " ")]
        require(len(found) == count, f"{len(found)} x {word}, the decree has {count}")
        require(all((int(code[3:]) > 70) == (word == "Kota") for code in found), f"a {word} whose code says otherwise")
    for digit, count in VILLAGE_KINDS.items():
        found = sum(1 for code, _ in villages if code[9] == digit)
        require(found == count, f"{found} villages of kind {digit}, the decree has {count}")
    for code, name in villages:
        require((code[9] == "3") == name.startswith("Desa Adat "), f"{code}: {name} by its code is another kind of village")


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name"))
        writer.writerows(rows)


def main():
    require(len(sys.argv) == 2, "give the package's data folder")
    folder, parents, levels = pathlib.Path(sys.argv[1]), set(), {}
    for level in LEVELS:
        levels[level] = read(folder, level, parents)
        parents = {code for code, _ in levels[level]}
    villages = levels.pop("villages")
    check_kinds(levels["regencies"], villages)

    for level, rows in levels.items():
        write(HERE / f"{level}.csv", rows)
    (HERE / "villages").mkdir(exist_ok=True)
    for province, _ in levels["provinces"]:
        write(HERE / "villages" / f"{province}.csv", [row for row in villages if row[0].startswith(province + ".")])


main()
