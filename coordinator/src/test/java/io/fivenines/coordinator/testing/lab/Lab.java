package io.fivenines.coordinator.testing.lab;

import java.io.IOException;

/**
 * Three network namespaces of its own, wired so and gone when it is closed:
 *
 * <pre>
 *   A  eth0 10.99.0.1, fd99::1  ---- portA \
 *                                           br0  10.99.0.9, fd99::9  T: ZooKeeper and the coordinators
 *   B  eth0 10.99.0.2, fd99::2  ---- portB /     10.99.0.8, fd99::8     the tracker
 * </pre>
 */
public final class Lab implements AutoCloseable {
    private final String name;

    /** @param name tells it from others on this machine */
    public Lab(String name) throws IOException, InterruptedException {
        this.name = name;
        try {
            build();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void build() throws IOException, InterruptedException {
        for (String one : new String[] {"T", "A", "B"}) {
            Shell.run("ip netns add " + name + one);
            Shell.run("ip -n " + name + one + " link set lo up");
        }
        Shell.run("ip -n " + name + "T link add br0 type bridge");
        quiet("T", "br0");
        Shell.run("ip -n " + name + "T link set br0 up");
        host("A", 1);
        host("B", 2);
        for (int end : new int[] {8, 9}) {
            Shell.run("ip -n " + name + "T addr add 10.99.0." + end + "/24 dev br0");
            Shell.run("ip -n " + name + "T addr add fd99::" + end + "/64 dev br0 nodad");
        }
    }

    private void host(String host, int number) throws IOException, InterruptedException {
        String inside = "ip -n " + name + host;
        Shell.run(inside + " link add eth0 type veth peer name port" + host + " netns " + name + "T");
        quiet(host, "eth0");
        Shell.run(inside + " link set eth0 up");
        Shell.run(inside + " addr add 10.99.0." + number + "/24 dev eth0");
        Shell.run(inside + " addr add fd99::" + number + "/64 dev eth0 nodad");
        Shell.run("ip -n " + name + "T link set port" + host + " master br0 up");
    }

    /** Its own address of IPv6 at once, not after the second of duplicate detection. */
    private void quiet(String host, String link) throws IOException, InterruptedException {
        Shell.run("ip netns exec " + name + host + " sysctl -q -w net.ipv6.conf." + link + ".accept_dad=0");
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        for (String one : new String[] {"A", "B", "T"}) {
            Shell.works("ip netns del " + name + one);
        }
    }
}
