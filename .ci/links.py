#!/usr/bin/env python3
"""Fails if a relative link or anchor in a page of this repository leads nowhere, or if no page leads to a runbook.

usage: links.py [FOLDER]     every Markdown file that git knows below it, or every one if it is no repository
"""
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
HEAD = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
CODE = re.compile(r"(`+)(.+?)\1", re.S)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$", re.M)
NAMED = re.compile(r"<a\s+(?:name|id)=\"([^\"]+)\"")


def pages(root):
    said = subprocess.run(["git", "-C", root, "ls-files", "-z", "*.md"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if said.returncode == 0 and said.stdout:
        return [root / name for name in said.stdout.decode().split("\0") if name]
    return [page for page in root.rglob("*.md") if "target" not in page.parts]


def prose(text):
    """The lines outside code blocks; the others are empty, so that lines keep their numbers."""
    lines, fence = [], ""
    for line in text.splitlines():
        mark = FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
                fence = ""
            lines.append("")
        elif mark:
            fence = mark.group(1)
            lines.append("")
        else:
            lines.append(line)
    return lines


def anchors(page, known={}):
    """What can be linked to in a page, as GitHub names its heads."""
    if page not in known:
        found, seen = set(), {}
        for line in prose(page.read_text(encoding="utf-8")):
            found.update(NAMED.findall(line))
            head = HEAD.match(line)
            if head:
                words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head.group(1)).replace("`", "").lower()
                slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
                count = seen.get(slug, 0)
                seen[slug] = count + 1
                found.add(f"{slug}-{count}" if count else slug)
        known[page] = found
    return known[page]


def targets(page):
    """Each link with its line."""
    text = "\n".join(prose(page.read_text(encoding="utf-8")))
    # Code keeps its length, so that lines and columns stay, but nothing in it is a link.
    text = CODE.sub(lambda code: re.sub(r"[^\n]", "x", code.group()), text)
    for pattern in LINK, REFERENCE:
        for found in pattern.finditer(text):
            yield text.count("\n", 0, found.start()) + 1, found.group(1)


def complaint(root, page, target):
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.I):
        return None
    name, _, anchor = unquote(target).partition("#")
    file = (page.parent / name).resolve() if name else page
    if not file.exists():
        return f"there is no {name}"
    if root not in file.parents and file != root:
        return f"{name} is outside of the repository"
    if anchor and file.suffix == ".md" and anchor not in anchors(file):
        return f"{file.name} has no head '#{anchor}'"
    return None


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    all_pages = pages(root)
    if not all_pages:
        sys.exit(f"no Markdown file in {root}")
    bad, count, reached = [], 0, set()
    for page in all_pages:
        for line, target in targets(page):
            count += 1
            why = complaint(root, page, target)
            if why:
                bad.append(f"{page.relative_to(root)}:{line}: [{target}]: {why}")
            elif ":" not in target.partition("#")[0]:
                reached.add((page.parent / unquote(target).partition("#")[0]).resolve())
    for page in all_pages:
        if page.parent.name == "runbooks" and page.resolve() not in reached:
            bad.append(f"{page.relative_to(root)}: no page leads there")
    print("\n".join(bad) or f"{count} links in {len(all_pages)} pages lead somewhere")
    sys.exit(1 if bad else 0)


main()
