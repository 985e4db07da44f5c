package io.fivenines.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Command;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.vitals.Vitals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final Ident IDENT = Ident.of("123");

    private final FakeJournal journal = new FakeJournal(4);
    private final Registry registry = new Registry();
    private final List<String> events = new ArrayList<>();
    private final LineTracker tracker =
            new LineTracker("123", journal, registry, new Vitals(Verdict.values()), () -> Instant.EPOCH);

    private final Receipt receipt = new Receipt() {
        @Override
        public void sent(Confirmation confirmation) {
            events.add("sent " + confirmation);
        }

        @Override
        public void impossible(String why) {
            events.add(why);
        }

        @Override
        public void lost(boolean touched) {
            events.add("lost " + touched);
        }
    };

    private final class Listener implements CommandListener {
        @Override
        public boolean concerns(Ident ident) {
            return ident.equals(IDENT);
        }

        @Override
        public void present(Ident ident) {
            events.add("present");
        }

        @Override
        public void gone(Ident ident, Courier courier) {
            events.add("gone");
        }

        @Override
        public void answered(Ident ident, Answer answer) {
            events.add(answer.toString());
        }
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    private void deliver(Command command) {
        registry.courier(IDENT).deliver(IDENT, new Order(command, 7), receipt);
    }

    @Test
    void shouldSendAnOrderInTheWordsOfTheProtocol() {
        deliver(new Command.Text("status"));
        assertThat(tracker.received()).isEqualTo("C,7,status\n");
        assertThat(events).containsExactly("sent IN_TURN");
    }

    @Test
    void shouldSendBytesAsTheyAre() {
        deliver(new Command.Raw("480A"));
        assertThat(tracker.received()).isEqualTo("H\n");
        assertThat(events).containsExactly("sent UNKNOWN");
    }

    @Test
    void shouldSayWhatIsNeverAnswered() {
        deliver(new Command.Reboot());
        assertThat(tracker.received()).isEqualTo("B\n");
        assertThat(events).containsExactly("sent NEVER");
    }

    @Test
    void shouldSayWhatTheProtocolCanBeTold() {
        deliver(new Command.Output(1, true));
        deliver(new Command.Text("a\nb"));
        assertThat(tracker.received()).isEmpty();
        assertThat(events)
                .containsExactly(
                        "type is 'output', for which line has no word, expected one of raw, text, reboot",
                        "text has a line feed, expected none");
    }

    @Test
    void shouldTakeNoOrderMeantForAnother() {
        Courier courier = registry.courier(IDENT);
        courier.deliver(Ident.of("124"), new Order(new Command.Reboot(), 7), receipt);
        assertThat(tracker.received()).isEmpty();
        tracker.close();
        courier.deliver(IDENT, new Order(new Command.Reboot(), 7), receipt);
        tracker.received();
        assertThat(events).containsExactly("lost false", "lost false");
    }

    @Test
    void shouldTellOfTrackersThatCommandsWaitFor() {
        registry.commands(new Listener());
        tracker.send("A,7,all well\nN,0,never\n");
        tracker.send("I,124\nA,7,nobody asked\n");
        tracker.send("I,123\n");
        assertThat(events)
                .containsExactly(
                        "Answer[number=7, text=all well, refused=false]",
                        "Answer[number=0, text=never, refused=true]",
                        "gone",
                        "present");
    }
}
