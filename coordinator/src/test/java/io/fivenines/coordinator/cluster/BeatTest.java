package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeatTest {
    private static final NodeId NODE = new NodeId("eu", "1");
    private static final Plan PLAN = new Plan(7, 12, Map.of(), Map.of(), "first", 0);
    private static final Beat BEAT = new Beat("c1", "eu", 3, true, PLAN.epoch(), PLAN.number()).with(PLAN);

    private static Pulse agent(long epoch, long plan) {
        return new Pulse(NODE, 2, NodeState.SERVING, 0, new Pulse.Obeyed(epoch, plan));
    }

    @Test
    void shouldBringThePlanToAnAgentThatObeysAnOlderOne() {
        assertThat(BEAT.after(agent(7, 11)).news()).isEqualTo(PLAN);
        assertThat(BEAT.after(agent(6, 99)).news()).isEqualTo(PLAN);
        assertThat(BEAT.after(agent(0, 0)).news()).isEqualTo(PLAN);
    }

    @Test
    void shouldLeaveThePlanOutForOneThatObeysItAndForAGateway() {
        assertThat(BEAT.after(agent(7, 12)).news()).isNull();
        assertThat(BEAT.after(agent(8, 1)).news()).isNull();
        assertThat(BEAT.after(new Pulse(NODE, 2, NodeState.SERVING, 5)).news()).isNull();
        assertThat(BEAT.after(null).news()).as("before the first answer").isNull();
        assertThat(BEAT.after(agent(7, 12)).number()).isEqualTo(3);
    }

    @Test
    void shouldReadBackWhatItIsWrittenAsAndWhatAnOlderVersionWrites() throws Exception {
        assertThat(Records.read(Records.bytes(BEAT), Beat.class)).isEqualTo(BEAT);
        String older =
                "{\"coordinator\":\"c1\",\"place\":\"eu\",\"number\":3,\"contact\":true,\"epoch\":7,\"plan\":12}";
        assertThat(Records.read(older.getBytes(StandardCharsets.UTF_8), Beat.class))
                .isEqualTo(BEAT.with(null));
    }
}
