package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.connection.Sender;
import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Lock;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Origin;
import io.fivenines.gateway.testing.LoginFrames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each protocol with a secret in its login does with it, and that no other says it has one. */
class LoginSecretTest {
    private static final String SECRET = "s3cret";
    /** The general answer to an authentication: refused. */
    private static final String JT808_REFUSED = "7e80010005013912345678000000070102" + "01b17e";
    /** Registered already, and no code. */
    private static final String JT808_REGISTERED = "7e81000003013912345678000000" + "0703b67e";

    /** A connection behind a lock; who is refused an ident is noted. */
    private static final class Guarded implements Sender, Lock {
        private final Codec codec;
        private final Protocol protocol;
        private final Claim claim = new Claim(ByteBuffer.allocateDirect(1 << 16), released -> {});
        private final List<String> shown = new ArrayList<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private boolean open;
        private Ident ident;
        private int refused;

        private Guarded(String protocol) {
            this.protocol = Protocols.named(protocol);
            codec = this.protocol.codec().apply(this);
        }

        /** What is answered, as hexadecimal digits. */
        private String hear(byte[] bytes) {
            MessageSink sink = new MessageSink();
            StringBuilder answers = new StringBuilder();
            new Cutter().cut(protocol.framing(), bytes, bytes.length, frame -> {
                claim.renew();
                sink.begin(claim, this);
                verdicts.add(sink.judge(codec.decode(frame, sink)));
                answers.append(HexFormat.of()
                        .formatHex(Arrays.copyOf(sink.replyBytes(), sink.reply().length())));
                return true;
            });
            return answers.toString();
        }

        private String hear(String text) {
            byte[] answer = HexFormat.of().parseHex(hear(text.getBytes(StandardCharsets.US_ASCII)));
            return new String(answer, StandardCharsets.US_ASCII);
        }

        @Override
        public Lock lock() {
            return this;
        }

        @Override
        public boolean opensTo(CharSequence secret) {
            shown.add(secret.toString());
            open = secret.toString().equals(SECRET);
            return open;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean identify(CharSequence text) {
            refused += open ? 0 : 1;
            ident = open ? Ident.of(text) : ident;
            return open;
        }

        @Override
        public boolean identified() {
            return ident != null;
        }

        @Override
        public CharSequence ident() {
            return ident == null ? "" : ident;
        }

        @Override
        public Ident sender() {
            return ident;
        }

        @Override
        public long nowMs() {
            return 1_795_000_000_000L;
        }

        @Override
        public Origin origin() {
            return Origin.listener(protocol.name(), "test");
        }
    }

    @Test
    void shouldHaveSecretsInThreeProtocolsOnly() {
        assertThat(Protocols.OFFERED.stream().filter(one -> !one.secretForm().isEmpty()))
                .extracting(Protocol::name)
                .containsExactlyInAnyOrder("egts", "jt808", "wialon");
    }

    @Test
    void shouldTakeThePasswordOfAWialonLogin() {
        Guarded tracker = new Guarded("wialon");
        assertThat(tracker.hear("#L#100000000000001;" + SECRET + "\r\n")).isEqualTo("#AL#1\r\n");
        assertThat(tracker.ident()).hasToString("100000000000001");
        Guarded second = new Guarded("wialon");
        assertThat(second.hear("#L#2.0;100000000000001;" + SECRET + ";CFE5\r\n"))
                .startsWith("#AL#1");
    }

    @Test
    void shouldRefuseAWialonLoginWithoutThePassword() {
        for (String password : List.of(";NA", ";s3cre", ";", "", ";s3cret2")) {
            Guarded tracker = new Guarded("wialon");
            assertThat(tracker.hear("#L#100000000000001" + password + "\r\n")).isEqualTo("#AL#01\r\n");
            assertThat(tracker.verdicts).containsExactly(Verdict.ACCEPTED);
            assertThat(tracker.identified()).isFalse();
        }
    }

    @Test
    void shouldNotTakeWialonRecordsThatNameTheirTrackerThemselves() {
        Guarded tracker = new Guarded("wialon");
        assertThat(tracker.hear("100000000000001#SD#221126;100000;5544.6025;N;03739.6834;E;40;90;150;7\r\n"))
                .isEmpty();
        assertThat(tracker.verdicts).containsExactly(Verdict.UNIDENTIFIED);
        assertThat(tracker.refused).isEqualTo(1);
    }

    @Test
    void shouldTakeTheCodeOfAJt808Authentication() {
        Guarded tracker = new Guarded("jt808");
        assertThat(tracker.hear(LoginFrames.jt808Authentication(SECRET))).startsWith("7e8001");
        assertThat(tracker.ident()).hasToString("13912345678");
        assertThat(tracker.shown).containsExactly(SECRET);
        assertThat(tracker.hear(LoginFrames.jt808Location())).startsWith("7e8001");
        assertThat(tracker.verdicts).containsOnly(Verdict.ACCEPTED);
    }

    @Test
    void shouldRefuseAJt808AuthenticationWithAnotherCode() {
        Guarded tracker = new Guarded("jt808");
        assertThat(tracker.hear(LoginFrames.jt808Authentication("013912345678")))
                .isEqualTo(JT808_REFUSED);
        assertThat(tracker.identified()).isFalse();
    }

    @Test
    void shouldNotTellTheCodeToWhoRegisters() {
        Guarded tracker = new Guarded("jt808");
        assertThat(tracker.hear(LoginFrames.jt808Registration())).isEqualTo(JT808_REGISTERED);
        assertThat(tracker.shown).isEmpty();
        assertThat(tracker.identified()).isFalse();
    }

    @Test
    void shouldTakeNothingOfAJt808TrackerBeforeItsCode() {
        Guarded tracker = new Guarded("jt808");
        assertThat(tracker.hear(LoginFrames.jt808Location())).isEmpty();
        assertThat(tracker.verdicts).containsExactly(Verdict.UNIDENTIFIED);
        assertThat(tracker.refused).isEqualTo(1);
    }

    @Test
    void shouldTakeThePasswordOfAnEgtsLoginAndThenWhoItHasSaidItIs() {
        Guarded tracker = new Guarded("egts");
        assertThat(tracker.hear(LoginFrames.egtsIdentity())).doesNotContain("070100");
        assertThat(tracker.identified()).isFalse();
        // Sub-record 7 of one byte: 0, let in.
        assertThat(tracker.hear(LoginFrames.egtsLogin(SECRET))).contains("07010000");
        assertThat(tracker.ident()).hasToString("12345");
    }

    @Test
    void shouldDenyAnEgtsLoginWithAnotherPassword() {
        Guarded tracker = new Guarded("egts");
        tracker.hear(LoginFrames.egtsIdentity());
        // 151: authentication denied.
        assertThat(tracker.hear(LoginFrames.egtsLogin("guess"))).contains("07010097");
        assertThat(tracker.shown).containsExactly("guess");
        assertThat(tracker.verdicts).containsOnly(Verdict.ACCEPTED);
        assertThat(tracker.identified()).isFalse();
    }
}
