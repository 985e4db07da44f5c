#!/usr/bin/env python3
"""Holds rules, alerts and dashboards against what running processes export.

Starts ZooKeeper, a gateway, a coordinator and a Prometheus, plays trackers, and asks that Prometheus every query there
is. Uses fixed ports: run it in a network namespace of its own.

usage: metrics.py PROJECT LAUNCHER FOLDER
"""
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import yaml

project, launcher, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
monitoring = project / "deploy" / "monitoring"
GATEWAY, COORDINATOR, PROMETHEUS = "127.0.0.1:8080", "127.0.0.1:8090", "127.0.0.1:9090"
SECONDS_MAX = 90
complaints, children = [], []


def expect(holds, complaint):
    if not holds:
        complaints.append(complaint)


def start(name, command, **environment):
    log = open(folder / f"{name}.log", "w")
    child = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log)
    children.append((name, child))


def fetch(address, path, body=None):
    """By TLS from all but Prometheus, and without asking who signed it."""
    scheme = "http" if address == PROMETHEUS else "https"
    context = ssl._create_unverified_context()  # certificates made below
    with urllib.request.urlopen(f"{scheme}://{address}{path}", body, timeout=5, context=context) as answer:
        return answer.read().decode()


def certificate():
    """What the API and the console show, so that they say when it ends."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "20", "-subj", "/CN=localhost",
                    "-keyout", "key.pem", "-out", "cert.pem"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return f"tls: {{certificate: {folder}/cert.pem, key: {folder}/key.pem}}"


def wait(what, attempt):
    """Until the attempt gives something; says why not if it never does."""
    deadline, last = time.monotonic() + SECONDS_MAX, ""
    while time.monotonic() < deadline:
        try:
            result = attempt()
            if result:
                return result
        except (OSError, ValueError) as failure:
            last = str(failure)
        for name, child in children:
            if child.poll() is not None:
                sys.exit(f"{name} ended with {child.returncode}: " + (folder / f"{name}.log").read_text()[-2000:])
        time.sleep(0.2)
    sys.exit("\n".join([f"{what}: not in {SECONDS_MAX} s. {last}", *complaints]))


def launch():
    (folder / "zoo.cfg").write_text(
        f"tickTime=200\ndataDir={folder}/zookeeper\nclientPort=2181\nclientPortAddress=127.0.0.1\n"
        "admin.enableServer=false\n"
    )
    jars = project / "benchmarks" / "target" / "lib" / "*"
    start("zookeeper", ["java", "-Xmx128m", "-cp", str(jars), "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                        str(folder / "zoo.cfg")])
    shown = certificate()
    gateway, coordinator = folder / "gateway.yaml", folder / "coordinator.yaml"
    example = (project / "deploy/config/gateway.yaml").read_text()
    gateway.write_text(example.replace("\napi:\n", f"\napi:\n  {shown}\n") + "streams:\n"
                       f"  - {{name: archive, kind: file, file: {{path: {folder}/archive.jsonl}}}}\n")
    coordinator.write_text((project / "deploy/config/coordinator.yaml").read_text()
                           + f"uptime: {{folder: {folder}/uptime, quorum: 1}}\nconsole: {{{shown}}}\n")
    start("gateway", [launcher, "gateway", "-c", str(gateway)],
          FIVENINES_NODE="gw1", FIVENINES_DATACENTER="eu", FIVENINES_JOURNAL_FOLDER=str(folder / "journal"),
          FIVENINES_CLUSTER_CONNECT="127.0.0.1:2181", FIVENINES_CLUSTER_ADVERTISE="127.0.0.1")
    start("coordinator", [launcher, "coordinator", "-c", str(coordinator)],
          FIVENINES_CLUSTER_CONNECT="127.0.0.1:2181", FIVENINES_OBSERVERS="1", FIVENINES_PLACES="1",
          FIVENINES_REDIRECT_DNS_PORT="5353", FIVENINES_REDIRECT_DNS_PLAN_FILE=str(folder / "dns-plan.json"))
    config = yaml.safe_load((monitoring / "prometheus.yml").read_text())
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    targets = {"fivenines-gateway": GATEWAY, "fivenines-coordinator": COORDINATOR}
    for job in config["scrape_configs"]:
        job |= {"scheme": "https", "tls_config": {"insecure_skip_verify": True}}
        first = job["static_configs"][0]
        job["static_configs"] = [{**first, "targets": [targets.pop(job["job_name"])]}]
    expect(not targets, f"prometheus.yml does not scrape {targets}")
    for name in ("recording.rules.yml", "alerts.rules.yml"):
        (folder / name).write_text((monitoring / name).read_text())
    for name in ("gateway.token", "coordinator.token"):
        (folder / name).write_text("none-is-needed-here\n")
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
    subprocess.run(["promtool", "check", "config", "prometheus.yml"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    start("prometheus", ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb",
                         f"--web.listen-address={PROMETHEUS}"])


def ask(line, text, answers):
    line.sendall(text)
    heard = b""
    while heard.count(b"\r\n") < answers:
        more = line.recv(4096)
        if not more:
            break
        heard += more
    return heard


def say(port, text, answers):
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        return ask(line, text, answers)


def stay(stopped):
    """A tracker that stays connected, as all do: who looks once a second does not see one that is gone at once."""
    while not stopped.wait(0.2):
        try:
            with socket.create_connection(("127.0.0.1", 5039), 5) as line:
                expect(b"#AL#1" in ask(line, b"#L#stays;NA\r\n", 1), "a tracker that wants to stay was not let in")
                while not stopped.wait(1) and ask(line, b"#P#\r\n", 1):
                    pass
        except OSError:
            continue  # as below


def probe(number):
    """Brings a clean round of a location, as a prober does."""
    now = int(time.time() * 1000)
    made = {"location": "fra", "sequence": number, "subject": {"datacenter": "eu", "endpoint": "eu.gw.example.com"},
            "beganMs": now - 50, "endedMs": now, "verdict": "CLEAN", "findings": []}
    body = json.dumps({"location": "fra", "after": 0, "rounds": [made]}).encode()
    answer = json.loads(fetch(COORDINATOR, "/v1/uptime/rounds", body))
    expect(answer["acknowledged"] == number, f"round {number} was not taken")


def trackers(stopped):
    """A record, one that nobody understands, bytes of no frame, a prober's round, and a question to the name server; again
    and again."""
    number = 0
    question = (b"\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
                b"\x02eu\x02gw\x07example\x03com\x00\x00\x01\x00\x01")
    while not stopped.wait(0.2):
        number += 1
        when = time.strftime("%d%m%y;%H%M%S", time.gmtime())
        try:
            heard = say(5039, f"#L#demo{number};NA\r\n#SD#{when};5544.6025;N;03739.6834;E;40;90;150;7\r\n".encode(), 2)
            expect(b"#ASD#1" in heard, f"a tracker was answered {heard}")
            say(5039, b"#NONSENSE#\r\n", 0)
            say(5023, b"no frame of anything" * 20, 0)
            probe(number)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as names:
                names.sendto(question, ("127.0.0.1", 5353))
        except OSError:
            continue  # a busy machine; what never works is seen by what waits for it


def exported(page, *more):
    """Each series' name with its labels, those that scraping adds included."""
    found = {}
    for name, labels in re.findall(r"^([a-zA-Z_:][\w:]*)(\{.*\})? \S+$", page, re.M):
        found.setdefault(name, set()).update(re.findall(r'([a-zA-Z_]\w*)="', labels), more)
    return found


WORDS = {"by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "offset", "bool"}
NAME = re.compile(r"[a-zA-Z_:][\w:]*")


def check_names(where, expression, known):
    """Unknown metrics and labels of one expression; gives all labels its metrics have."""
    bare = re.sub(r'"[^"]*"', '""', expression)
    clauses = re.findall(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)", bare)
    selectors = re.sub(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", bare)
    selectors = re.sub(r"\[[^\]]*\]", "", selectors)
    selectors = re.sub(r"\boffset\s+\w+", "", selectors)
    labels = set()
    matched = re.sub(r"\{[^}]*\}", lambda braces: " " * len(braces[0]), selectors)
    for found in NAME.finditer(matched):
        after = selectors[found.end():]
        if found[0] in WORDS or after.lstrip().startswith("(") or re.match(r"\d", matched[found.start() - 1:found.start()]):
            continue
        if found[0] not in known:
            expect(False, f"{where}: nobody exports {found[0]}")
            continue
        labels |= known[found[0]]
        if after.startswith("{"):
            for label in re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", after[1:after.index("}")]):
                expect(label in known[found[0]], f"{where}: {found[0]} has no label {label}")
    for clause in clauses:
        for label in re.findall(r"\w+", clause):
            expect(label in labels, f"{where}: no metric in it has the label {label}")
    return labels


def query(expression):
    answer = json.loads(fetch(PROMETHEUS, "/api/v1/query?" + urllib.parse.urlencode({"query": expression})))
    return answer["data"]["result"]


def check_rules(known):
    """Recording rules become known; alerts have tests and a page."""
    rules = [rule for name in ("recording.rules.yml", "alerts.rules.yml")
             for group in yaml.safe_load((monitoring / name).read_text())["groups"] for rule in group["rules"]]
    pages, tested = set(), yaml.safe_load((monitoring / "rules.test.yml").read_text())["tests"]
    tested = {case["alertname"] for test in tested for case in test["alert_rule_test"] if case.get("exp_alerts")}
    for rule in rules:
        name = rule.get("record") or rule["alert"]
        labels = check_names(name, rule["expr"], known)
        if "record" in rule:
            grouped = re.match(r"(?:histogram_quantile\([\d.]+, )?sum by \(([^)]*)\)", rule["expr"])
            known[name] = (set(re.findall(r"\w+", grouped[1])) if grouped else labels) - {"le"}
            continue
        expect(name in tested, f"alert {name}: rules.test.yml never has it fire")
        for text in rule["annotations"].values():
            for label in re.findall(r"\$labels\.(\w+)", text):
                expect(label in labels, f"alert {name}: its text names the label {label}, which nothing has")
        page = rule["annotations"].get("runbook", "")
        pages.add(page)
        expect((project / page).is_file() and page.startswith("docs/runbooks/"), f"alert {name}: no page {page}")
    written = {str(path.relative_to(project)) for path in (project / "docs" / "runbooks").glob("*.md")}
    expect(pages <= written, f"runbooks that are not there: {pages - written}")
    return len(rules)


def check_dashboards(known):
    """Gives every query as Prometheus is asked it."""
    queries, uids = [], set()
    for path in sorted((monitoring / "dashboards").glob("*.json")):
        board = json.loads(path.read_text())
        expect(board["uid"] not in uids, f"{path.name}: its uid is taken")
        uids.add(board["uid"])
        variables = {variable["name"] for variable in board["templating"]["list"]}
        for variable in board["templating"]["list"]:
            asked = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"])
            if asked:
                labels = check_names(f"{path.name} variable", asked[1], known)
                expect(asked[2] in labels, f"{path.name}: {asked[1]} has no label {asked[2]}")
        for panel in board["panels"]:
            for target in panel["targets"]:
                where, expression = f"{path.name}, {panel['title']}", target["expr"]
                for name in re.findall(r"\$(\w+)", expression):
                    expect(name in variables or name == "__rate_interval", f"{where}: there is no variable {name}")
                expression = re.sub(r"\$__rate_interval", "30s", expression)
                expression = re.sub(r"\$\w+", ".+", expression)
                labels = check_names(where, expression, known)
                for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
                    expect(label in labels, f"{where}: its legend names the label {label}, which nothing has")
                queries.append((where, expression))
    return queries


def main():
    launch()
    wait("gateway", lambda: "gw1" in fetch(GATEWAY, "/v1/status"))
    wait("coordinator", lambda: "fivenines_coordinator_leader 1.0" in fetch(COORDINATOR, "/metrics"))
    stopped = threading.Event()
    players = [threading.Thread(target=play, args=[stopped]) for play in (trackers, stay)]
    for player in players:
        player.start()
    try:
        wait("a recorded message", lambda: "demo" in fetch(GATEWAY, "/v1/devices"))
        wait("a round", lambda: "prober_age_seconds{" in fetch(COORDINATOR, "/metrics"))
        wait("lights", lambda: "node_light{" in fetch(COORDINATOR, "/metrics"))
        known = exported(fetch(GATEWAY, "/metrics"), "job", "instance", "datacenter")
        for name, labels in exported(fetch(COORDINATOR, "/metrics"), "job", "instance", "place").items():
            known.setdefault(name, set()).update(labels)
        known |= {"up": {"job", "instance", "datacenter", "place"}, "ALERTS": {"alertname", "alertstate", "severity"}}
        rules = check_rules(known)
        queries = check_dashboards(known)
        if complaints:
            return
        for where, expression in queries:
            wait(f"an answer to {where}: {expression}", lambda: query(expression))
        for group in json.loads(fetch(PROMETHEUS, "/api/v1/rules"))["data"]["groups"]:
            for rule in group["rules"]:
                expect(rule["health"] == "ok", f"rule {rule['name']}: {rule.get('lastError', rule['health'])}")
    finally:
        stopped.set()
        for player in players:
            player.join()
    print(f"{rules} rules and {len(queries)} queries of dashboards: all of metrics that are exported, all answered")


try:
    main()
finally:
    for _, child in reversed(children):
        child.terminate()
    for _, child in children:
        child.wait(30)
if complaints:
    sys.exit("\n".join(complaints))
