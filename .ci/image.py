#!/usr/bin/env python3
"""Unpacks an image in OCI layout and prints user, entry point and arguments, one a line.

usage: image.py TAR FOLDER
"""
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

source, target = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    with tarfile.open(source) as image:
        image.extractall(folder)
    blobs = Path(folder) / "blobs" / "sha256"

    def blob(descriptor):
        return blobs / descriptor["digest"].removeprefix("sha256:")

    def load(descriptor):
        return json.loads(blob(descriptor).read_text())

    manifest = load(json.loads((Path(folder) / "index.json").read_text())["manifests"][0])
    config = load(manifest["config"])["config"]
    for layer in manifest["layers"]:
        subprocess.run(["tar", "--warning=no-unknown-keyword", "-C", target, "-xpf", str(blob(layer))], check=True)
print(config["User"], " ".join(config["Entrypoint"]), " ".join(config["Cmd"]), sep="\n")
