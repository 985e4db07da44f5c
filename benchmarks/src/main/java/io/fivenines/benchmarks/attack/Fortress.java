package io.fivenines.benchmarks.attack;

import io.fivenines.benchmarks.load.Pause;
import io.fivenines.benchmarks.process.Child;
import io.fivenines.benchmarks.process.GatewayApi;
import io.fivenines.benchmarks.process.GatewayHome;
import io.fivenines.benchmarks.process.Jvm;
import io.fivenines.coordinator.Coordinator;
import io.fivenines.coordinator.web.Scope;
import io.fivenines.coordinator.web.Token;
import io.fivenines.gateway.Gateway;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is attacked: a gateway with all that guards one, a second that anybody may talk to but for a bound on idents, a
 * coordinator, and their ZooKeeper, as processes. Where they are, commands find in variables.
 */
public final class Fortress implements AutoCloseable {
    private static final int READY_SECONDS = 90;
    private static final int COMMAND_SECONDS = 300;

    private final Jvm jvm;
    private final Path folder = Files.createTempDirectory("fivenines-attacks-");
    private final Deque<Child> children = new ArrayDeque<>();
    private final Map<String, String> variables = new TreeMap<>();

    /** Returns when all are ready. */
    public Fortress(Jvm jvm) throws IOException, InterruptedException {
        this.jvm = jvm.with(List.of("-Xmx256m"));
        try {
            port("API", "WIALON", "TLS", "PROXIED", "OPENAPI", "H02", "CONSOLE", "ZK", "PULSE");
            variables.put("LOG", folder.resolve("gateway.log").toString());
            variables.put("T", folder.toString());
            variables.put("JAVA", Jvm.tool("java"));
            variables.put("CLASSES", System.getProperty("java.class.path"));
            start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void port(String... names) throws IOException {
        for (String name : names) {
            variables.put(name, "" + GatewayHome.freePort());
        }
    }

    private void start() throws IOException, InterruptedException {
        paper();
        String reader = token("READER", Scope.READ);
        String ops = token("OPERATOR", Scope.OPERATE);
        write("zoo.cfg", """
            tickTime=200
            dataDir=%T/zookeeper
            clientPortAddress=127.0.0.1
            clientPort=%ZK
            admin.enableServer=false
            """);
        launch("zookeeper", "org.apache.zookeeper.server.ZooKeeperServerMain", file("zoo.cfg"));
        write("allow", "100000000000001\n100000000000002 10.0.0.0/8\n");
        write("gateway.yaml", """
            node: gw1
            listeners:
              - {protocol: wialon, host: 127.0.0.1, port: %WIALON}
              - {protocol: wialon, name: proxied, host: 127.0.0.1, port: %PROXIED, trustedProxies: [127.0.0.2]}
              - protocol: wialon
                name: tls
                host: 127.0.0.1
                port: %TLS
                tls: {certificate: %T/cert.pem, key: %T/key.pem}
            journal: {folder: %T/journal}
            admission: {allowFile: %T/allow}
            api: {port: %API, tokens: [R, O]}
            cluster:
              connect: 127.0.0.1:%ZK
              auth: fivenines:secret
              heartbeatHost: 127.0.0.1
              heartbeatPort: %PULSE
            """.replace("R, O", reader + ", " + ops));
        launch("gateway", Gateway.class.getName(), "gateway", "-c", file("gateway.yaml"));
        write("open.yaml", """
            listeners: [{protocol: h02, host: 127.0.0.1, port: %H02}]
            journal: {folder: %T/open}
            admission: {identsPerAddress: 1000}
            api: {port: %OPENAPI}
            """);
        launch("open", Gateway.class.getName(), "gateway", "-c", file("open.yaml"));
        write("coordinator.yaml", """
            id: c1
            cluster: {connect: '127.0.0.1:%ZK', auth: 'fivenines:secret'}
            console: {port: %CONSOLE, tokens: [R, O]}
            """.replace("R, O", reader + ", " + ops));
        launch("coordinator", Coordinator.class.getName(), "coordinator", "-c", file("coordinator.yaml"));
        for (String name : List.of("API", "OPENAPI", "CONSOLE")) {
            await(new GatewayApi(GatewayHome.HOST, Integer.parseInt(variables.get(name))));
        }
    }

    private String token(String variable, Scope scope) {
        String secret = Token.secret(new SecureRandom());
        variables.put(variable, secret);
        Token token = Token.of(variable.toLowerCase(Locale.ROOT), secret, Set.of(scope));
        variables.put(variable + "_HASH", token.hash());
        return "{name: " + token.name() + ", hash: '" + token.hash() + "', scopes: ["
                + scope.name().toLowerCase(Locale.ROOT) + "]}";
    }

    private void paper() throws IOException {
        try {
            X509Bundle own = new CertificateBuilder()
                    .subject("CN=gateway")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            write("cert.pem", own.getCertificatePathPEM());
            write("key.pem", own.getPrivateKeyPEM());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("no certificate can be made", e);
        }
    }

    /** With the variables for their names. */
    private void write(String name, String text) throws IOException {
        String filled = text;
        for (Map.Entry<String, String> variable :
                new TreeMap<>(variables).descendingMap().entrySet()) {
            filled = filled.replace("%" + variable.getKey(), variable.getValue());
        }
        Files.writeString(folder.resolve(name), filled);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void launch(String name, String main, String... arguments) throws IOException {
        children.push(Child.start(jvm.command(main, List.of(arguments)), folder.resolve(name + ".log")));
    }

    private void await(GatewayApi api) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!api.isReady()) {
            if (System.nanoTime() > deadline || children.stream().anyMatch(child -> !child.isAlive())) {
                throw new IOException("not all became ready; logs in " + folder);
            }
            Pause.ms(50);
        }
    }

    /** Runs a command in bash; what it printed, with a line feed at its end. */
    public String suffer(String prelude, String command) throws IOException, InterruptedException {
        Path said = folder.resolve("answer");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", prelude + "\n" + command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(new File("/dev/null"));
        bash.environment().putAll(variables);
        Process process = bash.start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return "no answer in " + COMMAND_SECONDS + " s\n";
        }
        String text = Files.readString(said, StandardCharsets.ISO_8859_1).stripTrailing();
        return text + "\n";
    }

    /** Ends all processes; their folder is removed. */
    @Override
    public void close() throws IOException {
        children.forEach(Child::close);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
