#!/usr/bin/env python3
"""Compiles what services are made of ahead of time, in the build's output: tests start hundreds of processes, and each would compile the same methods again.

Usage: eng/ahead.py CONFIGURATION. Images are kept in artifacts/ahead under the hash of what they were made of, so that only what changed is compiled again. Without the compiler
(another system than Linux on x64, or a restore without its package) nothing is done, and everything works, more slowly. The images are what `dotnet publish` makes with PublishReadyToRun."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

KEPT = pathlib.Path("artifacts/ahead")
OUTPUT = pathlib.Path("artifacts/bin")
SERVICES = ("Gateway", "Migrations", "Operations", "Services.Notifications", "Services.Pledges", "Services.Reports")
# Large, and of no part in a start.
LEFT_OUT = ("AWSSDK.", "UglyToad.", "PDFsharp", "PdfSharp", "Swashbuckle.", "System.Drawing.", "System.Security.", "Netralitas.Geography", "Netralitas.Documents", "Microsoft.CodeAnalysis", "Microsoft.EntityFrameworkCore.Design", "Humanizer", "Newtonsoft.", "Mono.", "QRCoder")


def main(configuration):
    compiler = next(iter(sorted(packages().glob("microsoft.netcore.app.crossgen2.linux-x64/*/tools/crossgen2"), reverse=True)), None)
    if compiler is None or os.uname().machine != "x86_64":
        print("Nothing is compiled ahead of time: no compiler for this machine.")
        return
    compiler.chmod(0o755)
    KEPT.mkdir(exist_ok=True)
    names = {file.name for service in SERVICES for file in (OUTPUT / service / configuration).glob("*.dll") if not file.name.startswith(LEFT_OUT)}
    images = {stamp(image) for image in KEPT.glob("*.dll")}
    copies = {}
    for file in sorted(OUTPUT.glob(f"*/{configuration}/*.dll")):
        if file.name in names and stamp(file) not in images:
            copies.setdefault((file.name, hash_of(file)), []).append(file)

    frameworks = [argument for framework in frameworks_of(configuration) for argument in ("-r", f"{framework}/*.dll")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for made in [pool.submit(replace, [str(compiler), *frameworks], content, files) for (_, content), files in copies.items()]:
            made.result()

    # What no output has any more was made of an earlier build.
    used = {stamp(file) for file in OUTPUT.glob("*/*/*.dll")}
    for image in KEPT.glob("*.dll"):
        if stamp(image) not in used:
            image.unlink()


def packages():
    return pathlib.Path(os.environ.get("NUGET_PACKAGES", pathlib.Path.home() / ".nuget/packages"))


def stamp(file):
    return file.name.split("_")[-1], file.stat().st_size, file.stat().st_mtime_ns


def hash_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()[:32]


def frameworks_of(configuration):
    """The newest of each framework that the services name."""
    listed = [line.split() for line in subprocess.run(["dotnet", "--list-runtimes"], check=True, capture_output=True, text=True).stdout.splitlines()]
    wanted = json.loads((OUTPUT / f"Gateway/{configuration}/Netralitas.Gateway.runtimeconfig.json").read_text())["runtimeOptions"]["frameworks"]
    for framework in wanted:
        band = framework["version"].rsplit(".", 1)[0] + "."
        *_, (_, version, folder) = [found for found in listed if found[0] == framework["name"] and found[1].startswith(band)]
        yield pathlib.Path(folder.strip("[]")) / version


def replace(compiler, content, files):
    image = KEPT / f"{content}_{files[0].name}"
    if not image.exists():
        making = image.with_suffix(".making")
        made = subprocess.run([*compiler, files[0], "-o", making, "-r", f"{files[0].parent}/*.dll", "--targetos", "linux", "--targetarch", "x64", "-O", "--parallelism", "1"], capture_output=True, text=True)
        if made.returncode != 0:
            sys.exit(f"{files[0]} cannot be compiled ahead of time:\n{made.stdout}{made.stderr}")
        making.replace(image)
    for file in files:
        # A new file: a process that has the old one open goes on with it.
        beside = file.with_suffix(".ahead")
        shutil.copy2(image, beside)
        beside.replace(file)


if __name__ == "__main__":
    main(sys.argv[1].lower())
