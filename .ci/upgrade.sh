# shellcheck shell=bash
# Part of .ci/deploy, in its network namespace: two hosts, each a Debian root of its own with the package installed, are
# upgraded one after the other while trackers report to the address they share. Each is drained, stopped, upgraded,
# started and undrained. What trackers were acknowledged must be in one of the two journals afterwards.
export shared_address=127.0.9.1 console=http://127.0.0.1:8090

# The configuration of a host, and what runs beside both: a ZooKeeper server (packages have its client only) and a
# coordinator.
host_configuration() {
  local host=$1 folder=$work/host$1/pair
  mkdir -p "$folder"
  local cluster="cluster: {connect: '127.0.0.1:2181', advertise: 127.0.1.$host, heartbeatHost: 127.0.1.$host"
  cat > "$folder/gateway.yaml" << TEXT
node: "$host"
datacenter: eu
listeners: [{protocol: teltonika, host: 127.0.1.$host, port: 5027}]
loopbackAddresses: [$shared_address]
api: {host: 127.0.1.$host, port: 8080}
journal: {folder: /var/lib/fivenines/pair}
$cluster, heartbeatPort: 7946}
TEXT
  cat > "$folder/agent.yaml" << TEXT
node: "$host"
datacenter: eu
director: loopback
processFile: /var/lib/fivenines/gateway.pid
gatewayPort: 5027
addresses: [$shared_address]
$cluster, heartbeatPort: 7947}
TEXT
}

beside_configuration() {
  cat > "$work/zookeeper.cfg" << TEXT
tickTime=200
dataDir=$work/zookeeper
clientPort=2181
clientPortAddress=127.0.0.1
admin.enableServer=false
TEXT
  cat > "$work/coordinator.yaml" << TEXT
id: c1
place: eu
observers: 1
places: 1
trackerPort: 5027
cluster: {connect: '127.0.0.1:2181'}
console: {host: 127.0.0.1, port: 8090}
datacenters: [{name: eu, addresses: [$shared_address]}]
endpoints: [{name: eu.gw.example.com, order: [eu]}]
TEXT
}

# Starts an installed program of a host; its number is in a file, for it may outlive the shell that started it.
host_starts() {
  local program=$1 host=$2
  local state=$work/host$host/var/lib/fivenines
  chroot "$work/host$host" setpriv --reuid=fivenines --regid=fivenines --clear-groups /usr/bin/fivenines "$program" \
    -c "/pair/$program.yaml" >> "$work/$program$host.log" 2>&1 &
  echo $! > "$state/$program.pid"
}

host_stops() {
  local program=$1 host=$2 child
  child=$(< "$work/host$host/var/lib/fivenines/$program.pid")
  kill "$child"
  timeout 60 tail --pid="$child" -f /dev/null || fail "$program of host $host did not end in 60 s"
}

host_is_ready() {
  answers "http://127.0.1.$1:8080/readyz"
}

answers() { python3 -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=5)' "$1"; }

# What docs/installation.md tells an operator to do, on both hosts.
upgrades_both() {
  set -euo pipefail
  local host
  for host in 1 2; do
    say "host $host: drained, upgraded, back" >&2
    "$tree/bin/fivenines" drain "eu/$host" --api "$console" --for 5m --reason upgrade >&2
    host_stops gateway "$host"
    host_stops agent "$host"
    chroot "$work/host$host" env DEBIAN_FRONTEND=noninteractive dpkg -i /newer.deb > /dev/null
    host_starts gateway "$host"
    host_starts agent "$host"
    "$tree/bin/fivenines" undrain "eu/$host" --api "$console" >&2
    await "the upgraded gateway of host $host is ready" "$work/gateway$host.log" host_is_ready "$host"
  done
}

# Needs: root with first.deb and newer.deb, and an unpacked archive in $tree for what runs beside.
upgrade_under_load() {
  say 'upgrade of two hosts under load: drain first'
  local host said
  for host in 1 2; do
    mkdir "$work/host$host"
    tar -C "$work/root" --one-file-system --exclude=./proc/\* -cf - . | tar -C "$work/host$host" -xf -
    mount -t proc proc "$work/host$host/proc"
    chroot "$work/host$host" env DEBIAN_FRONTEND=noninteractive dpkg -i /first.deb > /dev/null
    host_configuration "$host"
  done
  beside_configuration
  java -cp "benchmarks/target/lib/*" org.apache.zookeeper.server.ZooKeeperServerMain "$work/zookeeper.cfg" > "$work/zookeeper.log" 2>&1 &
  children+=($!)
  "$tree/bin/fivenines" coordinator -c "$work/coordinator.yaml" > "$work/coordinator.log" 2>&1 &
  children+=($!)
  for host in 1 2; do
    host_starts gateway "$host"
    host_starts agent "$host"
  done
  await 'the shared address is served' "$work/coordinator.log" bash -c "exec 3<> /dev/tcp/$shared_address/5027"
  # Not by export -f: the shell in between would drop them.
  { declare -f say fail await upgrades_both host_starts host_stops host_is_ready answers; echo upgrades_both; } \
    > "$work/upgrades.sh"
  deploy/bin/fivenines drill during --host "$shared_address" --port 5027 --api 127.0.1.1:8080 --api 127.0.1.2:8080 \
    -- bash "$work/upgrades.sh" > "$work/during.json" || fail "the upgrade under load: $(cat "$work/during.json")"
  said=$(tail -n 1 "$work/during.json")
  say "$said"
  for host in 1 2; do
    [[ $(chroot "$work/host$host" dpkg-query -f '${Version}' -W fivenines) == *+next ]] || fail "host $host was not upgraded"
    host_stops gateway "$host"
    host_stops agent "$host"
    umount "$work/host$host/proc"
  done
}
