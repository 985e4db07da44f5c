package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.uptime.probe.wire.Fix;
import io.fivenines.coordinator.uptime.probe.wire.Line;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round's steps after the first, in their order: each needs what the ones before found. Each returns what is worth
 * a word although all is well, and throws what is not well.
 */
final class Visit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    private static final int POLL_MS = 100;
    /** What a round's command begins with. */
    private static final String TEXT = "fivenines-probe ";

    private static final double DEGREES_SAME = 1e-6;

    private final Target target;
    private final List<Target.Port> ports;
    private final Idents idents;
    private final Surroundings around;
    private final int limitMs;
    private final Api api;
    private final NameServers servers;
    private final NameMemory memory;
    private final Itinerary itinerary;
    private final List<Talk> talks = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private String address;
    private volatile boolean closed;

    /** A tracker of ours, connected. */
    private record Talk(Target.Port port, String ident, Line line, Tail tail, List<Fix> fixes) {}

    /**
     * What a round is made with.
     *
     * @param ports which of the target's protocols are tried this time
     * @param memory of where the target's name pointed
     * @param itinerary says which of these addresses is tried
     */
    record Means(
            List<Target.Port> ports, Idents idents, NameMemory memory, Itinerary itinerary, Api api, int limitMs) {}

    Visit(Target target, Means means, Surroundings around) {
        this.target = target;
        this.around = around;
        ports = means.ports();
        idents = means.idents();
        memory = means.memory();
        itinerary = means.itinerary();
        api = means.api();
        limitMs = means.limitMs();
        servers = new NameServers(target, limitMs, around);
        address = target.host();
    }

    /**
     * Each name server is asked; as with a resolver, one that answers is enough. Trackers then go where the last answer
     * sent them, as long as that may be kept.
     */
    String names() throws IOException {
        if (target.names().isEmpty()) {
            return "no name servers are configured";
        }
        NameServers.Found found = servers.addresses();
        if (address.isEmpty()) {
            List<String> held = memory.hear(found.addresses(), found.ttlMs(), around.nowMs());
            address = itinerary.next(held, around.clock().millis());
        }
        return String.join("; ", found.silent());
    }

    private String url(String path) {
        return target.api().at(address) + path;
    }

    String api() throws IOException, InterruptedException {
        api.get(url("/readyz"), target.api().token());
        return "";
    }

    /** Each tracker connects, says who it is, and has two records acknowledged that were never sent before. */
    String tracker() throws IOException, InterruptedException {
        long nowMs = around.clock().millis() / 1000 * 1000;
        for (Target.Port port : ports) {
            String protocol = port.wire().protocol();
            String ident = idents.of(target, port.wire());
            try {
                String host = address.replaceAll("[\\[\\]]", "");
                Line line = kept(Line.open(new InetSocketAddress(host, port.port()), limitMs));
                port.wire().login(line, ident);
                Tail tail = kept(Tail.follow(
                        api,
                        url("/v1/messages/tail?ident=" + ident),
                        target.api().token()));
                List<Fix> fixes =
                        List.of(Fix.somewhere(nowMs - 1000, around.random()), Fix.somewhere(nowMs, around.random()));
                Talk talk = new Talk(port, ident, line, tail, fixes);
                talks.add(talk);
                port.wire().report(line, talk.fixes());
            } catch (IOException e) {
                throw new IOException(protocol + " as " + ident + ": " + words(e), e);
            }
        }
        return "";
    }

    private synchronized <T extends Closeable> T kept(T part) throws IOException {
        open.add(part);
        if (closed) {
            part.close();
        }
        return part;
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? "the connection was closed" : e.getMessage();
    }

    /** Those very records, by time and place: what is kept of the tracker, and what came in its stream. */
    String readBack() throws IOException, InterruptedException {
        for (Talk talk : talks) {
            long fromS = talk.fixes().get(0).timeMs() / 1000;
            String url = url("/v1/devices/" + talk.ident() + "/messages?from=" + fromS + "&limit=1000");
            while (!closed && !holdsAll(api.json(url, target.api().token()).path("messages"), talk.fixes())) {
                around.pause().ms(POLL_MS);
            }
            Set<Fix> missing = new HashSet<>(talk.fixes());
            talk.tail().await(message -> missing.removeIf(fix -> isOf(message, fix)) && missing.isEmpty());
        }
        return "";
    }

    private static boolean holdsAll(JsonNode messages, List<Fix> fixes) {
        return fixes.stream().allMatch(fix -> holds(messages, fix));
    }

    private static boolean holds(JsonNode messages, Fix fix) {
        for (JsonNode message : messages) {
            if (isOf(message, fix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(JsonNode message, Fix fix) {
        return message.path("timestamp").asDouble(-1) * 1000 == fix.timeMs()
                && isSame(message.path("position.latitude"), fix.latitudeE4())
                && isSame(message.path("position.longitude"), fix.longitudeE4());
    }

    private static boolean isSame(JsonNode degrees, int e4) {
        return degrees.isNumber() && Math.abs(degrees.asDouble() - e4 / 1e4) < DEGREES_SAME;
    }

    /** A text arrives at each tracker, its reply becomes the result, and nothing of it stays in the queue. */
    String command() throws IOException, InterruptedException {
        for (Talk talk : talks) {
            String text = TEXT + Integer.toHexString(around.random().nextInt() | 1 << 31);
            String reply = "done " + text.substring(text.length() - 8);
            String url = url("/v1/devices/" + talk.ident() + "/commands");
            String body = "{\"type\":\"text\",\"text\":\"" + text + "\",\"wait\":\"5s\"}";
            CompletableFuture<HttpResponse<String>> posted =
                    api.post(url, target.api().token(), body);
            try {
                String told = obey(talk, reply, posted);
                // What a round before gave up waiting for is delivered first; it would fail all that follow.
                while (!told.equals(text) && told.startsWith(TEXT)) {
                    told = obey(talk, reply, posted);
                }
                if (!told.equals(text)) {
                    throw new IOException("was told '" + told + "', expected '" + text + "'");
                }
                JsonNode command = Api.json(posted.get(limitMs, TimeUnit.MILLISECONDS));
                expect(command, "state", "confirmed");
                expect(command, "reply", talk.port().wire().shown(reply));
                expectFinished(url, command.path("id").asText());
            } catch (IOException e) {
                throw new IOException(talk.port().wire().protocol() + ": " + words(e), e);
            } catch (ExecutionException e) {
                throw new IOException("the command: " + e.getCause().getMessage(), e);
            } catch (TimeoutException e) {
                throw new IOException("the command is not answered in " + limitMs + " ms", e);
            }
        }
        return "";
    }

    /** What the API refuses never arrives: then its words are worth more than those of the silent line. */
    private static String obey(Talk talk, String reply, CompletableFuture<HttpResponse<String>> posted)
            throws IOException {
        try {
            return talk.port().wire().obey(talk.line(), reply);
        } catch (IOException e) {
            HttpResponse<String> early = posted.getNow(null);
            if (early != null) {
                Api.json(early);
            }
            throw new IOException("no command arrived: " + words(e), e);
        }
    }

    private static void expect(JsonNode command, String field, String expected) throws IOException {
        String value = command.path(field).asText();
        if (!value.equals(expected)) {
            throw new IOException("the command's " + field + " is '" + value + "', expected '" + expected + "'");
        }
    }

    private void expectFinished(String url, String id) throws IOException, InterruptedException {
        for (JsonNode command : api.json(url, target.api().token()).path("commands")) {
            String state = command.path("state").asText();
            if (state.equals("queued") || state.equals("sending")) {
                throw new IOException("command " + command.path("id").asText() + " is still " + state);
            }
            if (command.path("id").asText().equals(id)) {
                return;
            }
        }
        throw new IOException("command " + id + " is not listed");
    }

    /** The name servers have the newest plan, and the page was written lately. */
    String fresh() throws IOException, InterruptedException {
        Target.Freshness wanted = target.freshness();
        if (!wanted.coordinator().isEmpty()) {
            long number = api.json(wanted.coordinator() + "/v1/plan", wanted.token())
                    .path("number")
                    .asLong(-1);
            if (number < 0) {
                throw new IOException(wanted.coordinator() + "/v1/plan has no number");
            }
            while (!closed && !servers.haveSerial(number)) {
                around.pause().ms(POLL_MS);
            }
        }
        if (!wanted.page().isEmpty()) {
            page(wanted);
        }
        return "";
    }

    private void page(Target.Freshness wanted) throws IOException, InterruptedException {
        HttpResponse<String> page = api.get(wanted.page(), "");
        String written = page.headers().firstValue("Last-Modified").orElse("");
        try {
            OffsetDateTime at = ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toOffsetDateTime();
            long ageMs = around.clock().millis() - at.toInstant().toEpochMilli();
            if (ageMs > wanted.pageAge().toMillis()) {
                throw new IOException(wanted.page() + " is " + ageMs / 1000 + " s old, expected at most "
                        + wanted.pageAge().toSeconds() + " s");
            }
        } catch (DateTimeParseException e) {
            throw new IOException(wanted.page() + " was written '" + written + "', expected Last-Modified", e);
        }
    }

    /** Ends whatever waits on a connection. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Closeable part : open) {
            try {
                part.close();
            } catch (IOException e) {
                LOG.debug("Gone already, which is what was wanted", e);
            }
        }
    }
}
