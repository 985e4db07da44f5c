package io.fivenines.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final String SECRET = "sixteen or more letters";
    private static final Pulse PULSE = new Pulse(new NodeId("eu", "gw-1"), 1, NodeState.SERVING, 7);

    private final Seal seal = seal(SECRET, true);

    private static Seal seal(String secret, boolean check) {
        return new Seal(new SealConfig(secret, check), new Random(secret.length()));
    }

    private static Beat beat(long number) {
        return new Beat("c1", "eu", number, true, 3, 4);
    }

    private static Beat read(SealedLines lines, byte[] line) throws Exception {
        return lines.read(chopped(line), Beat.class);
    }

    /** Without its end, as a reader of lines gives it. */
    private static byte[] chopped(byte[] line) {
        assertThat(line).endsWith('\n');
        return Arrays.copyOf(line, line.length - 1);
    }

    @Test
    void shouldBelieveAClientOnceItHasTheServersNonce() throws Exception {
        SealedLines client = seal.client();
        SealedLines server = seal.server();
        assertThat(read(server, client.write(beat(1)))).isEqualTo(beat(1));
        assertThat(server.proven()).isFalse();
        assertThat(read(server, client.write(beat(2)))).isEqualTo(beat(2));
        assertThat(server.proven()).isFalse();
        assertThat(client.read(chopped(server.write(PULSE)), Pulse.class)).isEqualTo(PULSE);
        assertThat(client.proven()).isTrue();
        assertThat(read(server, client.write(beat(3)))).isEqualTo(beat(3));
        assertThat(server.proven()).isTrue();
    }

    @Test
    void shouldNotBelieveWhatWasOverheardOnAnotherConnection() throws Exception {
        SealedLines client = seal.client();
        SealedLines server = seal.server();
        byte[] first = client.write(beat(1));
        read(server, first);
        client.read(chopped(server.write(PULSE)), Pulse.class);
        byte[] second = client.write(beat(2));
        read(server, second);

        SealedLines fooled = seal.server();
        read(fooled, first);
        assertThat(fooled.proven()).isFalse();
        assertThatThrownBy(() -> read(fooled, second)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void shouldNotTakeALineTwiceNorOutOfItsPlace() throws Exception {
        SealedLines client = seal.client();
        SealedLines server = seal.server();
        read(server, client.write(beat(1)));
        byte[] one = server.write(PULSE);
        byte[] two = server.write(PULSE);
        client.read(chopped(one), Pulse.class);
        assertThatThrownBy(() -> client.read(chopped(one), Pulse.class)).isInstanceOf(ProtocolException.class);
        assertThat(client.read(chopped(two), Pulse.class)).isEqualTo(PULSE);
        byte[] third = client.write(beat(2));
        read(server, third);
        assertThatThrownBy(() -> read(server, third)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void shouldNotTakeALineThatWasAltered() {
        byte[] line = seal.client().write(beat(1));
        for (int at = 0; at < line.length - 1; at++) {
            byte[] altered = line.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> read(seal.server(), altered))
                    .as("byte %d", at)
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void shouldNotTakeWhatTheServerSaidForWhatAClientSays() {
        SealedLines server = seal.server();
        assertThatThrownBy(() -> read(seal.server(), server.write(beat(1)))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void shouldNotTakeAnotherSecretsSealNorNone() {
        assertThatThrownBy(() -> read(
                        seal.server(),
                        seal("another secret or so", true).client().write(beat(1))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a wrong seal");
        assertThatThrownBy(() -> read(seal.server(), Seal.NONE.client().write(beat(1))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("without a seal");
    }

    @Test
    void shouldTakeAnythingWhileNotAllHaveTheSecret() throws Exception {
        Seal lax = seal(SECRET, false);
        SealedLines server = lax.server();
        assertThat(read(server, Seal.NONE.client().write(beat(1)))).isEqualTo(beat(1));
        assertThat(server.proven()).isTrue();
        assertThat(read(
                        lax.server(),
                        seal("another secret or so", true).client().write(beat(1))))
                .isEqualTo(beat(1));
        assertThat(read(Seal.NONE.server(), lax.client().write(beat(1)))).isEqualTo(beat(1));
    }

    @Test
    void shouldSatisfyWhoChecksAlsoWhileItDoesNotCheckItself() throws Exception {
        SealedLines client = seal(SECRET, false).client();
        SealedLines server = seal.server();
        read(server, client.write(beat(1)));
        client.read(chopped(server.write(PULSE)), Pulse.class);
        read(server, client.write(beat(2)));
        assertThat(server.proven()).isTrue();
    }

    @Test
    void shouldWriteJsonAloneWithoutASecret() {
        assertThat(new String(Seal.NONE.client().write(beat(1)), StandardCharsets.UTF_8))
                .startsWith("{")
                .endsWith("}\n");
    }

    @Test
    void shouldRefuseASecretThatCanBeGuessedAndNeverShowOne() {
        assertThatThrownBy(() -> new SealConfig("short", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("short");
        assertThat(new SealConfig(SECRET, true).toString()).doesNotContain(SECRET);
    }
}
