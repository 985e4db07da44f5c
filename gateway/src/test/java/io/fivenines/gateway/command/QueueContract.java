package io.fivenines.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every queue of commands keeps to, whatever it keeps them in. */
abstract class QueueContract {
    /** A process with the queue, until it ends. */
    interface Seat extends AutoCloseable {
        CommandQueue queue();

        /** All there is, once it is known. */
        Collection<Errand> kept();

        @Override
        void close() throws IOException;
    }

    /** Another process with the same queue; whoever had it before is gone. */
    abstract Seat sit() throws Exception;

    static Errand errand(String id, Command command) {
        return errand(id, command, "352093081234567");
    }

    static Errand errand(String id, Command command, String ident) {
        Order order = new Order(command, 7, "1234", "codec14");
        // Of both kinds some, so that no queue's usual one hides that it forgets the other.
        IfGatewayDies ifDies = id.hashCode() % 2 == 0 ? IfGatewayDies.FAIL : IfGatewayDies.REPEAT;
        return new Errand(id, Ident.of(ident), order, ifDies, 1000, 61_000, Progress.queued(1000));
    }

    static Errand sending(Errand queued) {
        return queued.with(queued.progress().sending(2000, "gt06"));
    }

    private static void record(CommandQueue queue, Errand... errands) throws Exception {
        for (Errand errand : errands) {
            queue.stage(errand);
            queue.commit();
            assertThat(queue.isRecorded(errand)).isTrue();
        }
    }

    @Test
    void shouldKeepEveryKindOfCommandInEveryState() throws Exception {
        List<Command> commands = List.of(
                new Command.Raw("00ff"),
                new Command.Text("say \"Привет\"\n"),
                new Command.Output(2, true),
                new Command.PositionRequest(),
                new Command.Interval(60),
                new Command.Reboot());
        Progress sending = Progress.queued(1000).sending(2000, "teltonika");
        List<Progress> states = List.of(
                Progress.queued(1000),
                sending,
                sending.again(3000),
                sending.answered(3000, true, "no\n"),
                sending.failed(3000, "why"),
                sending.answered(3000, false, "").told());
        try (Seat seat = sit()) {
            for (int i = 0; i < commands.size(); i++) {
                seat.queue().stage(errand("c" + i, commands.get(i)).with(states.get(i)));
            }
            seat.queue().commit();
        }
        try (Seat seat = sit()) {
            assertThat(seat.kept()).hasSize(6);
            for (Errand errand : seat.kept()) {
                int i = errand.id().charAt(1) - '0';
                assertThat(errand).isEqualTo(errand("c" + i, commands.get(i)).with(states.get(i)));
            }
        }
    }

    @Test
    void shouldKeepTheOrderOfQueueing() throws Exception {
        try (Seat seat = sit()) {
            for (int i = 0; i < 20; i++) {
                record(seat.queue(), errand("c" + (i * 7 % 20), new Command.Reboot()));
            }
        }
        try (Seat seat = sit()) {
            assertThat(seat.kept())
                    .extracting(Errand::id)
                    .startsWith("c0", "c7", "c14", "c1")
                    .hasSize(20);
        }
    }

    @Test
    void shouldCountWhatBecameOfACommandLast() throws Exception {
        Errand queued = errand("c1", new Command.Reboot());
        Errand sending = sending(queued);
        Errand again = sending.with(sending.progress().again(3000));
        Errand done = sending(again);
        Errand confirmed = done.with(done.progress().answered(4000, false, "ok"));
        try (Seat seat = sit()) {
            record(seat.queue(), queued, sending, again, done, confirmed);
        }
        try (Seat seat = sit()) {
            assertThat(seat.kept()).containsExactly(confirmed);
        }
    }

    @Test
    void shouldForgetWhatIsDroppedBeforeItIsCommitted() throws Exception {
        try (Seat seat = sit()) {
            record(seat.queue(), errand("c1", new Command.Reboot()));
            seat.queue().stage(errand("c2", new Command.Reboot()));
            seat.queue().drop("c2");
            seat.queue().commit();
        }
        try (Seat seat = sit()) {
            assertThat(seat.kept()).extracting(Errand::id).containsExactly("c1");
        }
    }

    @Test
    void shouldKeepApartWhateverTrackersCallThemselves() throws Exception {
        List<String> idents = List.of("a/b", "..", "%2E", "a+b", "a b".replace(' ', '~'), "zookeeper", "\\");
        try (Seat seat = sit()) {
            for (String ident : idents) {
                record(seat.queue(), errand("to-" + idents.indexOf(ident), new Command.Reboot(), ident));
            }
        }
        try (Seat seat = sit()) {
            assertThat(seat.kept())
                    .extracting(errand -> errand.ident().toString())
                    .containsExactlyElementsOf(idents);
        }
    }
}
