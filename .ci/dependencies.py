#!/usr/bin/env python3
"""Compares what a package brings with the pinned list, without the network.

usage: dependencies.py TREE PINS [--write]

TREE is an unpacked archive: its bom.json (CycloneDX) says which libraries it was made of, its lib/ has them. PINS has a
line for each, `pkg:maven/GROUP/ARTIFACT@VERSION... SHA-256`, in order. A library that is new, gone, of another version or of other
bytes is an error; --write takes them as they are, for whoever has looked at them.
"""
import hashlib
import json
import pathlib
import sys


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main():
    tree, pins = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    bill = {
        part["purl"]: {one["content"] for one in part.get("hashes", []) if one["alg"] == "SHA-256"}
        for part in json.loads((tree / "bom.json").read_text())["components"]
        if part["group"] != "io.fivenines"
    }
    jars = {digest(jar): jar.name for jar in (tree / "lib").glob("*.jar")}
    ours = {sha for sha, name in jars.items() if name.startswith(("coordinator-", "gateway-"))}
    if sys.argv[3:] == ["--write"]:
        lines = [f"{name} {sha}" for name, shas in bill.items() for sha in shas]
        pins.write_text("".join(line + "\n" for line in sorted(lines)))
    pinned = dict(reversed(line.split()) for line in pins.read_text().splitlines())
    wrong = [f"{name} is in the bill of materials, and not pinned with these bytes"
             for name, shas in bill.items() if not any(pinned.get(sha) == name for sha in shas)]
    wrong += [f"{name} is pinned, and not in the bill of materials" for name in pinned.values() if name not in bill]
    wrong += [f"{name} is packed, and not pinned" for sha, name in jars.items() if sha not in ours and sha not in pinned]
    if len(ours) != 2:
        wrong.append(f"{len(ours)} jars of ours in {tree}/lib, expected coordinator and gateway")
    if not pinned:
        wrong.append(f"{pins} pins nothing")
    sys.exit("\n".join(sorted(wrong)) or None)


main()
