package io.fivenines.coordinator.uptime.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fivenines.coordinator.uptime.probe.wire.Fix;
import io.fivenines.coordinator.uptime.probe.wire.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
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
    private static final double DEGREES_SAME = 1e-6;
    private static final int LATITUDES_E4 = 800_000;
    private static final int LONGITUDES_E4 = 1_700_000;

    private final Target target;
    private final List<Target.Port> ports;
    private final Idents idents;
    private final Surroundings around;
    private final int limitMs;
    private final Api api;
    private final List<Talk> talks = new ArrayList<>();
    private String address;
    private volatile boolean closed;

    /** A tracker of ours, connected. */
    private record Talk(Target.Port port, String ident, Line line, List<Fix> fixes) {}

    /** @param ports which of the target's protocols are tried this time */
    Visit(Target target, List<Target.Port> ports, Idents idents, Surroundings around, Api api, int limitMs) {
        this.target = target;
        this.ports = ports;
        this.idents = idents;
        this.around = around;
        this.api = api;
        this.limitMs = limitMs;
        address = target.host();
    }

    /** Each name server is asked; as with a resolver, one that answers is enough. */
    String names() throws IOException {
        if (target.names().isEmpty()) {
            return "no name servers are configured";
        }
        List<InetAddress> found = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (InetSocketAddress server : target.names()) {
            try {
                found.addAll(new NameQuery(server, share())
                        .addresses(target.subject().endpoint(), id()));
            } catch (IOException e) {
                silent.add(e.getMessage());
            }
        }
        if (found.isEmpty()) {
            throw new IOException(String.join("; ", silent));
        }
        if (address.isEmpty()) {
            address = literal(found.get(around.random().nextInt(found.size())));
        }
        return String.join("; ", silent);
    }

    /** So that all name servers together are given no longer than a step. */
    private int share() {
        return Math.max(1, limitMs / (target.names().size() + 1));
    }

    private int id() {
        return around.random().nextInt(1 << 16);
    }

    private static String literal(InetAddress found) {
        String text = found.getHostAddress();
        return text.indexOf(':') < 0 ? text : '[' + text + ']';
    }

    private String url(String path) {
        return target.api().url().replace(Target.ADDRESS, address) + path;
    }

    String api() throws IOException, InterruptedException {
        api.get(url("/readyz"), target.api().token());
        return "";
    }

    /** Each tracker connects, says who it is, and has two records acknowledged that were never sent before. */
    String tracker() throws IOException {
        long nowMs = around.clock().millis() / 1000 * 1000;
        for (Target.Port port : ports) {
            String protocol = port.wire().protocol();
            String ident = idents.of(target, port.wire());
            try {
                String host = address.replaceAll("[\\[\\]]", "");
                Line line = Line.open(new InetSocketAddress(host, port.port()), limitMs);
                Talk talk = new Talk(port, ident, line, List.of(fix(nowMs - 1000), fix(nowMs)));
                keep(talk);
                port.wire().login(line, ident);
                port.wire().report(line, talk.fixes());
            } catch (IOException e) {
                throw new IOException(protocol + " as " + ident + ": " + words(e), e);
            }
        }
        return "";
    }

    private synchronized void keep(Talk talk) throws IOException {
        talks.add(talk);
        if (closed) {
            talk.line().close();
        }
    }

    private Fix fix(long timeMs) {
        return new Fix(
                timeMs, around.random().nextInt(LATITUDES_E4), around.random().nextInt(LONGITUDES_E4));
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? "the connection was closed" : e.getMessage();
    }

    /** Those very records, by time and place. */
    String readBack() throws IOException, InterruptedException {
        for (Talk talk : talks) {
            long fromS = talk.fixes().get(0).timeMs() / 1000;
            String url = url("/v1/devices/" + talk.ident() + "/messages?from=" + fromS + "&limit=1000");
            while (!closed && !holdsAll(api.json(url, target.api().token()).path("messages"), talk.fixes())) {
                around.pause().ms(POLL_MS);
            }
        }
        return "";
    }

    private static boolean holdsAll(JsonNode messages, List<Fix> fixes) {
        return fixes.stream().allMatch(fix -> holds(messages, fix));
    }

    private static boolean holds(JsonNode messages, Fix fix) {
        for (JsonNode message : messages) {
            if (message.path("timestamp").asDouble(-1) * 1000 == fix.timeMs()
                    && isSame(message.path("position.latitude"), fix.latitudeE4())
                    && isSame(message.path("position.longitude"), fix.longitudeE4())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(JsonNode degrees, int e4) {
        return degrees.isNumber() && Math.abs(degrees.asDouble() - e4 / 1e4) < DEGREES_SAME;
    }

    /** A text arrives at each tracker, its reply becomes the result, and nothing of it stays in the queue. */
    String command() throws IOException, InterruptedException {
        for (Talk talk : talks) {
            String text =
                    "fivenines-probe " + Integer.toHexString(around.random().nextInt() | 1 << 31);
            String reply = "done " + text.substring(text.length() - 8);
            String url = url("/v1/devices/" + talk.ident() + "/commands");
            String body = "{\"type\":\"text\",\"text\":\"" + text + "\",\"wait\":\"5s\"}";
            CompletableFuture<HttpResponse<String>> posted =
                    api.post(url, target.api().token(), body);
            try {
                String told = obey(talk, reply, posted);
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
            while (!closed && !haveSerial(number)) {
                around.pause().ms(POLL_MS);
            }
        }
        if (!wanted.page().isEmpty()) {
            page(wanted);
        }
        return "";
    }

    /** Whether those name servers that answer all do from this plan or a later one. */
    private boolean haveSerial(long number) {
        for (InetSocketAddress server : target.names()) {
            try {
                if (new NameQuery(server, share()).serial(target.subject().endpoint(), id()) < number) {
                    return false;
                }
            } catch (IOException e) {
                LOG.debug("Silent, which is the business of the names' step", e);
            }
        }
        return true;
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
        for (Talk talk : talks) {
            try {
                talk.line().close();
            } catch (IOException e) {
                LOG.debug("Gone already, which is what was wanted", e);
            }
        }
    }
}
