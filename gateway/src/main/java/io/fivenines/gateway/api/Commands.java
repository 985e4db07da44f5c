package io.fivenines.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fivenines.coordinator.web.ApiException;
import io.fivenines.coordinator.web.Audit;
import io.fivenines.coordinator.web.Json;
import io.fivenines.coordinator.web.Query;
import io.fivenines.gateway.command.CommandRefusal;
import io.fivenines.gateway.command.CommandRoom;
import io.fivenines.gateway.command.Errand;
import io.fivenines.gateway.command.Progress;
import io.fivenines.gateway.command.State;
import io.fivenines.gateway.command.Submission;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Commands to trackers. Who waits for one keeps no thread. */
final class Commands {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    /** Beyond the time a command may take: the room then cannot record, or the clock was set. */
    private static final long GRACE_MS = 5_000;
    /** For whom the prober's programs give commands, as its idents have it, and what they give. */
    private static final Pattern PROBED = Pattern.compile("fivenines-probe-[0-9]{1,4}-[0-9]{1,3}-program-[0-9]{1,2}");

    private static final Command PROBE = new Command.Text("fivenines-probe");

    private final CommandRoom room;
    private final ObjectMapper mapper = new ObjectMapper();

    Commands(CommandRoom room) {
        this.room = room;
    }

    void all(Context ctx) {
        Query.none(ctx);
        later(ctx, room.of(Idents.inPath(ctx)), GRACE_MS, errands -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("commands", errands.stream().map(Commands::of).toList());
            Json.answer(ctx, answer);
        });
    }

    void one(Context ctx) {
        Query.none(ctx);
        String id = ctx.pathParam("id");
        Ident ident = Idents.inPath(ctx);
        later(ctx, room.of(ident), GRACE_MS, errands -> Json.answer(ctx, of(find(errands, ident, id))));
    }

    private static Errand find(List<Errand> errands, Ident ident, String id) {
        return errands.stream()
                .filter(errand -> errand.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        404, "not_found", "there is no command '" + id + "' to " + ident, "one of its commands"));
    }

    private static boolean isProbed(Ident ident) {
        return PROBED.matcher(ident.toString()).matches();
    }

    void submit(Context ctx) {
        Query.none(ctx);
        Ident ident = Idents.inPath(ctx);
        Submission asked = read(ctx.body());
        if (isProbed(ident) && asked.command().equals(PROBE) && asked.lifeMs() <= Submission.TTL_MS_MIN) {
            Audit.noteProbe(ctx);
        }
        // Its fields may hold what only the tracker is to know.
        Audit.note(ctx, "command", asked.command().type());
        long patienceMs = (asked.awaited() ? asked.lifeMs() : Submission.WAIT_MS_MAX) + GRACE_MS;
        later(ctx, room.submit(ident, asked), patienceMs, errand -> taken(ctx, errand));
    }

    private Submission read(String body) {
        try {
            return Submissions.of(mapper.readValue(body.isEmpty() ? "{}" : body, FIELDS));
        } catch (JsonProcessingException e) {
            String detail = "the body is no JSON object: " + e.getOriginalMessage();
            throw new ApiException(400, "bad_json", detail, "{\"type\":\"reboot\"} and its like");
        } catch (IllegalArgumentException e) {
            throw wrong(400, "bad_command", e.getMessage());
        }
    }

    /** What its protocol has no word for is the asker's mistake and no result. */
    private static void taken(Context ctx, Errand errand) {
        Progress progress = errand.progress();
        if (progress.state() == State.FAILED && progress.attempts() == 0) {
            throw wrong(422, "unsupported", progress.reason());
        }
        ctx.status(progress.state().isFinished() ? 200 : 202);
        Json.answer(ctx, of(errand));
    }

    void cancel(Context ctx) {
        Query.none(ctx);
        Ident ident = Idents.inPath(ctx);
        if (isProbed(ident)) {
            Audit.noteProbe(ctx);
        }
        CompletableFuture<Errand> cancelled = room.cancel(ident, ctx.pathParam("id"));
        later(ctx, cancelled, GRACE_MS, errand -> Json.answer(ctx, of(errand)));
    }

    /** Answers once there is something to answer; not on the room's thread, which a slow client must not hold up. */
    private static <T> void later(Context ctx, CompletableFuture<T> answer, long patienceMs, Consumer<T> then) {
        ctx.future(() -> answer.orTimeout(patienceMs, TimeUnit.MILLISECONDS).handle((value, failure) -> {
            if (failure != null) {
                throw refusal(failure);
            }
            then.accept(value);
            return null;
        }));
    }

    private static RuntimeException refusal(Throwable failure) {
        if (failure instanceof CommandRefusal refusal) {
            String detail = refusal.getMessage();
            return switch (refusal.reason()) {
                case FULL -> new ApiException(429, "too_many_commands", detail, refusal.expected());
                case UNKNOWN -> new ApiException(404, "not_found", detail, refusal.expected());
                case TOO_LATE -> new ApiException(409, "too_late", detail, refusal.expected());
                case UNAVAILABLE -> new ApiException(503, "unavailable", detail, refusal.expected());
            };
        }
        if (failure instanceof TimeoutException) {
            return new ApiException(
                    503, "unavailable", "commands are not recorded in time", "to look for the command later");
        }
        return new IllegalStateException("a command failed", failure);
    }

    private static ApiException wrong(int status, String error, String sentence) {
        int cut = sentence.lastIndexOf(", expected ");
        return cut < 0
                ? new ApiException(status, error, sentence, "another command")
                : new ApiException(
                        status, error, sentence.substring(0, cut), sentence.substring(cut + ", expected ".length()));
    }

    /** Without the password. */
    private static Map<String, Object> of(Errand errand) {
        Progress progress = errand.progress();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", errand.id());
        item.put("ident", errand.ident().toString());
        item.put("command", errand.order().command().fields());
        item.put("state", progress.state().label());
        item.put("attempts", progress.attempts());
        item.put("unconfirmed", progress.unconfirmed());
        item.put("reply", progress.reply());
        item.put("reason", progress.reason());
        item.put("protocol", progress.protocol());
        item.put("ifGatewayDies", errand.ifGatewayDies().label());
        item.put("queuedAt", Json.seconds(errand.queuedAtMs()));
        item.put("expiresAt", Json.seconds(errand.expiresAtMs()));
        item.put("stateAt", Json.seconds(progress.atMs()));
        return item;
    }
}
