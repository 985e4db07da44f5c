#!/usr/bin/env python3
"""Parses deploy/compose and deploy/kubernetes and resolves what they refer to.

usage: manifests.py DEPLOY-FOLDER
"""
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

deploy = Path(sys.argv[1])
complaints = []


def expect(holds, complaint):
    if not holds:
        complaints.append(complaint)


def load(path):
    return yaml.safe_load(path.read_text())


# ---- compose
home = deploy / "compose"
compose = load(home / "compose.yaml")
used_files, used_volumes, host_ports = set(), set(), set()
for name, service in compose["services"].items():
    what = f"compose service {name}"
    expect(":" in service.get("image", ""), f"{what}: an image with a version is expected")
    for network in service["networks"]:
        expect(network in compose["networks"], f"{what}: there is no network {network}")
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            used_files.add((home / source).resolve())
            expect((home / source).is_file(), f"{what}: there is no file {source}")
        else:
            used_volumes.add(source)
    for port in service.get("ports", []):
        expect(port.startswith("127.0.0.1:"), f"{what}: port {port} is published to others than this machine")
        host = port.split(":")[1] + ("/udp" if port.endswith("/udp") else "")
        expect(host not in host_ports, f"{what}: port {host} is published twice")
        host_ports.add(host)
expect(used_volumes == set(compose["volumes"]), f"compose volumes {used_volumes ^ set(compose['volumes'])}")
files = {path.resolve() for path in (home / "config").iterdir()}
expect(used_files == files, f"compose mounts not, or has not: {used_files ^ files}")

services = set(compose["services"])
hosts = re.compile(r"\b(?:eu|ru|wit)-(?:zk|c|front|[0-9])\b")
for path in sorted(files):
    for host in set(hosts.findall(path.read_text())):
        expect(host in services, f"{path.name}: there is no service {host}")
for host in hosts.findall(compose["x-zookeeper-environment"]["ZOO_SERVERS"]):
    expect(host in services, f"compose ZOO_SERVERS: there is no service {host}")

# All that may lead must have been told the same.
own = {"id", "place", "console", "redirect", "log"}
coordinators = {path.name: load(path) for path in files if path.name.startswith("coordinator-")}
shared = [{key: value for key, value in said.items() if key not in own} for said in coordinators.values()]
expect(all(said == shared[0] for said in shared), "compose coordinators differ in more than they may")
expect(shared[0]["observers"] == len(coordinators), "compose: observers is not the number of coordinators")
nodes = {
    f"{service['environment']['FIVENINES_DATACENTER']}/{service['environment']['FIVENINES_NODE']}"
    for service in compose["services"].values()
    if "FIVENINES_NODE" in service.get("environment", {})
}
for name, said in coordinators.items():
    for proxy in said["redirect"].get("haproxy", []):
        config = (home / "config" / f"haproxy-{said['place']}.cfg").read_text()
        for backend in proxy["backends"]:
            expect(f"backend {backend['name']}\n" in config, f"{name}: HAProxy has no backend {backend['name']}")
            for server in backend["servers"]:
                expect(server["node"] in nodes, f"{name}: there is no gateway {server['node']}")
                expect(f"server {server['name']} " in config, f"{name}: HAProxy has no server {server['name']}")
addresses = {
    options["ipv4_address"]
    for service in compose["services"].values()
    if isinstance(service["networks"], dict)
    for options in service["networks"].values()
}
planned = {address for datacenter in shared[0]["datacenters"] for address in datacenter["addresses"]}
expect(addresses == planned, f"compose: planned addresses {planned}, those of fronts {addresses}")

# ---- kubernetes
home = deploy / "kubernetes"
top = load(home / "kustomization.yaml")
listed = set(top["resources"]) | {file for secret in top["secretGenerator"] for file in secret.get("files", [])}
there = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()} - {"kustomization.yaml"}
expect(listed == there, f"kustomization lists not, or has not: {listed ^ there}")
things = [thing for file in top["resources"] for thing in yaml.safe_load_all((home / file).read_text())]
secrets = {
    secret["name"]: {Path(file).name for file in secret.get("files", [])}
    | {literal.split("=")[0] for literal in secret.get("literals", [])}
    for secret in top["secretGenerator"]
}
images = {image["name"] for image in top["images"]}
sets = {thing["metadata"]["name"]: thing for thing in things if thing["kind"] == "StatefulSet"}
pods = {name: thing["spec"]["template"] for name, thing in sets.items()}


def ports_of(template):
    return {port["name"] for container in template["spec"]["containers"] for port in container["ports"]}


def chosen(selector, what):
    found = [pod for pod in pods.values() if selector.items() <= pod["metadata"]["labels"].items()]
    expect(found, f"{what}: {selector} selects no pod")
    return found


for thing in things:
    kind, name, spec = thing["kind"], thing["metadata"]["name"], thing.get("spec", {})
    what = f"{kind} {name}"
    if kind == "Service":
        for pod in chosen(spec["selector"], what):
            for port in spec["ports"]:
                expect(port["targetPort"] in ports_of(pod), f"{what}: the pod has no port {port['targetPort']}")
        if spec.get("type") in ("LoadBalancer", "NodePort"):
            expect(spec.get("externalTrafficPolicy") == "Local", f"{what}: source addresses are lost")
    elif kind == "PodDisruptionBudget":
        chosen(spec["selector"]["matchLabels"], what)
        expect(spec.get("maxUnavailable") == 1, f"{what}: one at a time is expected")
    elif kind == "NetworkPolicy":
        for pod in chosen(spec["podSelector"]["matchLabels"], what):
            for rule in spec["ingress"]:
                for port in rule["ports"]:
                    expect(port["port"] in ports_of(pod), f"{what}: the pod has no port {port['port']}")
        expect({"Ingress", "Egress"} == set(spec["policyTypes"]), f"{what}: both directions are expected")

for name, pod in pods.items():
    what, spec = f"StatefulSet {name}", pod["spec"]
    expect(sets[name]["spec"]["serviceName"] in {t["metadata"]["name"] for t in things if t["kind"] == "Service"},
           f"{what}: there is no service {sets[name]['spec']['serviceName']}")
    rule = spec["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"][0]
    expect(rule["labelSelector"]["matchLabels"] == sets[name]["spec"]["selector"]["matchLabels"], f"{what}: anti-affinity")
    expect(spec["securityContext"]["runAsNonRoot"] is True, f"{what}: runs as root")
    volumes = {volume["name"] for volume in spec["volumes"]}
    volumes |= {claim["metadata"]["name"] for claim in sets[name]["spec"]["volumeClaimTemplates"]}
    for volume in spec["volumes"]:
        if "secret" in volume:
            expect(volume["secret"]["secretName"] in secrets, f"{what}: there is no secret {volume['secret']}")
    for container in spec["containers"] + spec.get("initContainers", []):
        expect(container["image"] in images, f"{what}: the image {container['image']} has no version")
        expect(container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, f"{what}: capabilities")
        for mount in container["volumeMounts"]:
            expect(mount["name"] in volumes, f"{what}: there is no volume {mount['name']}")
        for variable in container["env"]:
            key = variable.get("valueFrom", {}).get("secretKeyRef")
            expect(not key or key["key"] in secrets.get(key["name"], ()), f"{what}: there is no secret {key}")
    main = spec["containers"][0]
    mounts = {mount["mountPath"]: mount["name"] for mount in main["volumeMounts"]}
    folder, file = main["args"][2].rsplit("/", 1)
    secret = next(v["secret"]["secretName"] for v in spec["volumes"] if v["name"] == mounts[folder])
    expect(file in secrets[secret], f"{what}: the secret {secret} has no {file}")
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        expect(main[probe]["httpGet"]["port"] in ports_of(pod), f"{what}: {probe} asks a port that is not there")
        expect(main[probe]["httpGet"]["path"] in ("/healthz", "/readyz"), f"{what}: {probe} asks something else")
    # The program needs 15 s for last replies and 5 s for its loops after preStop has had its time.
    stop = re.search(r"timeout ([0-9]+) ", str(main.get("lifecycle", "")))
    needed = (int(stop[1]) + 25) if stop else 10
    expect(spec["terminationGracePeriodSeconds"] >= needed,
           f"{what}: {spec['terminationGracePeriodSeconds']} s of grace, expected {needed} at least")

# Drains with the example's token would be refused behind a `|| true`.
undrain = sets["gateway"]["spec"]["template"]["spec"]["initContainers"][0]
for token, code in {"CHANGE-ME": 1, "another": 0}.items():
    ran = subprocess.run([*undrain["command"], *undrain["args"]], capture_output=True, text=True,
                         env={"PATH": os.environ["PATH"], "FIVENINES_TOKEN": token, "FIVENINES_NODE": "gateway-0"})
    expect(ran.returncode == code, f"init container undrain with the token {token}: left with {ran.returncode}, expected {code}")
    expect(("CHANGE-ME" in ran.stderr) == (code == 1), f"init container undrain with the token {token} says {ran.stderr}")

if complaints:
    sys.exit("\n".join(complaints))
print(f"{len(services)} compose services and {len(things)} manifests: what they refer to is there")
