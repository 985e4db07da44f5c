package io.fivenines.benchmarks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.load.Recruit;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.GatewayProcess;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.benchmarks.process.ZooKeepers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two datacenters of two gateways on one ZooKeeper, and trackers that are told things. */
final class CommandStage implements AutoCloseable {
    static final int EU_1 = 0;
    static final int EU_2 = 1;
    static final int RU_1 = 2;
    static final int RU_2 = 3;

    private static final String[] DATACENTERS = {"eu", "eu", "ru", "ru"};
    private static final int SERVERS = 3;
    private static final int UP_SECONDS_MAX = 120;
    private static final int KNOWN_SECONDS_MAX = 30;
    private static final int TTL_SECONDS = 3_600;
    private static final int STACK_BYTES = 256 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final int size;
    private final String ifGatewayDies;
    private final Jvm jvm = new Jvm(SMALL);
    private final List<GatewayHome> homes = new ArrayList<>();
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Recruit> recruits = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(null, task, "recruit", STACK_BYTES));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private ZooKeepers zooKeepers;

    /** With a tracker for each command, which all say what is to become of them if their gateway dies. */
    CommandStage(int size, String ifGatewayDies) throws IOException {
        this.size = size;
        this.ifGatewayDies = ifGatewayDies;
        for (int i = 0; i < DATACENTERS.length; i++) {
            homes.add(GatewayHome.create("gt06"));
        }
    }

    /** Returns when every gateway can record commands. */
    void raise() throws IOException, InterruptedException {
        Path folder = homes.get(0).folder();
        zooKeepers = ZooKeepers.start(folder, SERVERS, jvm);
        for (int i = 0; i < DATACENTERS.length; i++) {
            gateways.add(GatewayProcess.start(
                    homes.get(i),
                    jvm,
                    List.of(
                            "node: gw-" + (i + 1),
                            "datacenter: " + DATACENTERS[i],
                            "threads: 1",
                            "cluster: {connect: '" + zooKeepers.addresses()
                                    + "', advertise: 127.0.0.1, heartbeatPort: 0," + " heartbeatHost: 127.0.0.1}")));
        }
        for (int i = 0; i < DATACENTERS.length; i++) {
            GatewayApi api = api(i);
            String nobody = "nobody-" + i;
            if (!Pause.until(() -> api.takesCommands(nobody), UP_SECONDS_MAX)) {
                throw new IOException("a gateway cannot record commands after " + UP_SECONDS_MAX + " s: " + folder);
            }
        }
    }

    private static String id(GatewayApi.Answer answer) throws IOException {
        return JSON.readTree(answer.text()).required("id").asText();
    }

    GatewayApi api(int gateway) {
        return gateways.get(gateway).api();
    }

    private static String imei(int tracker) {
        return String.format("35%013d", tracker);
    }

    private static String path(int tracker) {
        return "/v1/devices/" + imei(tracker) + "/commands";
    }

    private static String text(int tracker) {
        return "ORDER," + tracker + "#";
    }

    /** In turns through both gateways of the one datacenter; returns when those of the other know all. */
    void queueAll() throws IOException, InterruptedException {
        for (int i = 0; i < size; i++) {
            String body = "{\"type\":\"text\",\"text\":\"" + text(i) + "\",\"ttl\":" + TTL_SECONDS
                    + ",\"ifGatewayDies\":\"" + ifGatewayDies + "\"}";
            GatewayApi.Answer answer = api(i % 2 == 0 ? EU_1 : EU_2).post(path(i), body);
            if (answer.status() != 202) {
                throw new IOException(
                        "a command was answered with " + answer.status() + ", expected 202: " + answer.text());
            }
            ids.add(id(answer));
        }
        boolean known = Pause.until(() -> waiting(RU_1) >= size && waiting(RU_2) >= size, KNOWN_SECONDS_MAX);
        if (!known) {
            throw new IOException(waiting(RU_1) + " commands are known in the other datacenter, expected " + size);
        }
        Stage.say("%,d commands are queued", size);
    }

    private int waiting(int gateway) {
        try {
            return (int) api(gateway).metric("fivenines_command_unfinished");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** The trackers come, evenly over so many seconds, in turns to both gateways of the other datacenter. */
    void appear(int seconds) {
        List<Integer> ports = List.of(homes.get(RU_1).port(), homes.get(RU_2).port());
        for (int i = 0; i < size; i++) {
            List<Integer> mine = i % 2 == 0 ? ports : List.of(ports.get(1), ports.get(0));
            Recruit recruit = new Recruit(imei(i), mine, text -> told.merge(text, 1, Integer::sum));
            recruits.add(recruit);
            clock.schedule(() -> threads.execute(recruit), 1_000L * seconds * i / size, TimeUnit.MILLISECONDS);
        }
    }

    /** How many trackers have been told. */
    int told() {
        return told.size();
    }

    void kill(int gateway) throws InterruptedException {
        gateways.get(gateway).kill();
    }

    /** Whether none is unfinished at the gateways that are left. */
    boolean isOver() {
        return waiting(EU_2) == 0 && waiting(RU_2) == 0;
    }

    Ends ends() throws IOException, InterruptedException {
        int confirmed = 0;
        int unconfirmed = 0;
        int different = 0;
        int neverShown = 0;
        for (int i = 0; i < size; i++) {
            JsonNode there =
                    JSON.readTree(api(EU_2).get(path(i) + "/" + ids.get(i)).text());
            JsonNode here =
                    JSON.readTree(api(RU_2).get(path(i) + "/" + ids.get(i)).text());
            String state = here.path("state").asText();
            confirmed += state.equals("confirmed") ? 1 : 0;
            boolean failed = state.equals("failed") && here.path("unconfirmed").asBoolean();
            unconfirmed += failed ? 1 : 0;
            neverShown += failed && here.equals(there) && !told.containsKey(text(i)) ? 1 : 0;
            different += here.equals(there) && (state.equals("confirmed") || state.equals("failed")) ? 0 : 1;
        }
        int once = (int) told.values().stream().filter(times -> times == 1).count();
        int never = size - told.size();
        return new Ends(once, told.size() - once, never, neverShown, confirmed, unconfirmed, different);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        for (Recruit recruit : recruits) {
            try {
                recruit.dismiss();
            } catch (IOException e) {
                Stage.say("a tracker did not go: %s", e);
            }
        }
        threads.shutdownNow();
        gateways.forEach(GatewayProcess::close);
        if (zooKeepers != null) {
            zooKeepers.close();
        }
        homes.forEach(GatewayHome::close);
    }
}
