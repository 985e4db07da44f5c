package io.fivenines.coordinator.redirect.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.coordinator.redirect.Plans;
import io.netty.buffer.ByteBuf;
import io.prometheus.client.CollectorRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponderTest {
    private static final String EU_WIRE = "02 6575 02 6777 07 6578616d706c65 03 636f6d 00";
    private static final String A_IN = "0001 0001";
    private static final String LABEL_63 = "3f" + "61".repeat(63);

    private final Responder responder = Catalogs.responder(new CollectorRegistry(), Plans.eu(1, 1, "192.0.2.1"));

    private Reply reply(String hex) {
        return Reply.to(responder, Catalogs.buffer(hex));
    }

    private static String head(String flags, int questions, int additional) {
        return "1234 %s %04x 0000 0000 %04x".formatted(flags, questions, additional);
    }

    @Test
    void shouldAnswerWithTheQuestionsIdAndSections() {
        Reply reply = reply(head("0100", 1, 1) + EU_WIRE + A_IN + Wire.OPT);
        assertThat(reply.id()).isEqualTo(Wire.ID);
        assertThat(reply.flags()).isEqualTo(0x8500);
        assertThat(reply.records()).containsExactly(1, 0, 1);
        assertThat(reply.addresses()).containsExactly("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "1234 0000 0001 0000 0000 00", "1234 8000 0001 0000 0000 0000"})
    void shouldNotAnswerWhatIsNoQuery(String hex) {
        assertThat(reply(hex)).isNull();
    }

    @Test
    void shouldNotAnswerAnAnswer() {
        assertThat(reply(head("8400", 1, 0) + EU_WIRE + A_IN)).isNull();
        assertThat(reply(head("8001", 0, 0))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "no question,                 0, 0, ''",
        "two questions,               2, 0, 00 0001 0001 00 0001 0001",
        "no name,                     1, 0, ''",
        "no type,                     1, 0, 00",
        "half a class,                1, 0, 00 0001 00",
        "label beyond the end,        1, 0, 3f 61",
        "pointer to itself,           1, 0, c00c 0001 0001",
        "pointer into the head,       1, 0, c000 0001 0001",
        "unknown kind of label,       1, 0, 41 61 00 0001 0001",
        "bytes behind the end,        1, 0, 00 0001 0001 00",
        "record that is not there,    1, 1, 00 0001 0001",
        "record beyond the end,       1, 1, 00 0001 0001 00 0001 0001 00000000 0004 c00002",
        "two OPT records,             1, 2, 00 0001 0001 00 0029 04d0 00000000 0000 00 0029 04d0 00000000 0000",
        "OPT that belongs to a host,  1, 1, 00 0001 0001 01 61 00 0029 04d0 00000000 0000",
        "OPT with half an option,     1, 1, 00 0001 0001 00 0029 04d0 00000000 0003 000300",
        "OPT option beyond the end,   1, 1, 00 0001 0001 00 0029 04d0 00000000 0005 0003 0002 00",
        "asked for OPT,               1, 0, 00 0029 0001",
    })
    void shouldSayWhatIsMalformed(String what, int questions, int additional, String body) {
        Reply reply = reply(head("0000", questions, additional) + body);
        assertThat(reply.code()).as(what).isEqualTo(ResponseCode.FORMERR.number);
        assertThat(reply.is(Query.AUTHORITATIVE)).isFalse();
    }

    @Test
    void shouldTakeNamesUpToTheirLimitAndNoLonger() {
        String longest = LABEL_63.repeat(3) + "3d" + "61".repeat(61) + "00";
        assertThat(reply(head("0000", 1, 0) + longest + A_IN).code()).isEqualTo(ResponseCode.REFUSED.number);
        String longer = LABEL_63.repeat(3) + "3e" + "61".repeat(62) + "00";
        assertThat(reply(head("0000", 1, 0) + longer + A_IN).code()).isEqualTo(ResponseCode.FORMERR.number);
        assertThat(reply(head("0000", 1, 0) + "01 61".repeat(300) + "00" + A_IN).code())
                .isEqualTo(ResponseCode.FORMERR.number);
    }

    @Test
    void shouldTakeAnyBytesInANameForPartOfIt() {
        Reply reply = reply(head("0000", 1, 0) + "03 00ff2e" + EU_WIRE + A_IN);
        assertThat(reply.code()).isEqualTo(ResponseCode.NXDOMAIN.number);
    }

    @Test
    void shouldIgnoreRecordsItDoesNotKnow() {
        String tsig = "00 00fa 00ff 00000000 0004 01020304";
        assertThat(reply(head("0000", 1, 2) + EU_WIRE + A_IN + Wire.OPT + tsig).addresses())
                .containsExactly("192.0.2.1");
        String bounded = "1234 0000 0001 0000 0000 0011" + EU_WIRE + A_IN + tsig.repeat(17);
        assertThat(reply(bounded).code()).isEqualTo(ResponseCode.FORMERR.number);
    }

    @Test
    void shouldRepeatUnknownDeedsInItsRefusal() {
        Reply update = reply(head("2800", 1, 0) + EU_WIRE + "0006 0001");
        assertThat(update.code()).isEqualTo(ResponseCode.NOTIMP.number);
        assertThat(update.flags() & Query.OPCODE).isEqualTo(0x2800);
        assertThat(reply(head("0000", 1, 0) + EU_WIRE + "00f9 0001").code()).isEqualTo(ResponseCode.NOTIMP.number);
    }

    @Test
    void shouldSayBadVersionInTheOptRecordsUpperBits() {
        ByteBuf out = Catalogs.answer(responder, head("0000", 1, 1) + EU_WIRE + A_IN + "00 0029 04d0 00 01 0000 0000");
        try {
            assertThat(out.getUnsignedByte(3) & 0xF).isZero();
            // Behind the root's name, type and payload size.
            int opt = out.readableBytes() - 11;
            assertThat(out.getUnsignedByte(opt + 5))
                    .as("upper bits of the code")
                    .isEqualTo((short) 1);
            assertThat(out.getUnsignedByte(opt + 6)).as("version").isZero();
            assertThat(out.getUnsignedShort(6)).as("answers").isZero();
        } finally {
            out.release();
        }
    }

    @Test
    void shouldNeverBeLongerThanTheClientCanTake() {
        String[] many = new String[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = "192.0.2." + i;
        }
        Responder full = Catalogs.responder(new CollectorRegistry(), Plans.eu(1, 1, many));
        Reply plain = Reply.to(full, Catalogs.buffer(head("0000", 1, 0) + EU_WIRE + A_IN));
        assertThat(plain.is(Query.TRUNCATED)).isTrue();
        assertThat(plain.length()).isEqualTo(12 + 19 + 4);
        Reply small =
                Reply.to(full, Catalogs.buffer(head("0000", 1, 1) + EU_WIRE + A_IN + Wire.OPT.replace("04d0", "0000")));
        assertThat(small.is(Query.TRUNCATED)).isTrue();
        Reply whole = Reply.to(full, Catalogs.buffer(head("0000", 1, 1) + EU_WIRE + A_IN + Wire.OPT));
        assertThat(whole.is(Query.TRUNCATED)).isFalse();
        assertThat(whole.addresses()).hasSize(60);
        assertThat(whole.length()).isEqualTo(12 + 19 + 4 + 60 * 16 + 11);
    }

    @Test
    void shouldCountAnswersByTheirCode() {
        CollectorRegistry registry = new CollectorRegistry();
        Responder counted = Catalogs.responder(registry, Plans.eu(1, 1, "192.0.2.1"));
        Reply.to(counted, Wire.query("www.example.org", RecordType.A));
        Reply.to(counted, Wire.query(Plans.EU, RecordType.A));
        assertThat(registry.getSampleValue(
                        "fivenines_dns_responses_total", new String[] {"code"}, new String[] {"refused"}))
                .isEqualTo(1);
        assertThat(registry.getSampleValue(
                        "fivenines_dns_responses_total", new String[] {"code"}, new String[] {"noerror"}))
                .isEqualTo(1);
    }
}
