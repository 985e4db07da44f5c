package io.fivenines.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class NameAnswerTest {
    private static final String QUESTION = "0265750265780000010001"; // eu.ex A IN
    /** An alias first, then two addresses; the names point to the question. */
    private static final String ANSWERS = "c00c" + "00050001" + "0000003c" + "0002" + "c00c" // CNAME, 60 s
            + "c00c" + "00010001" + "00000005" + "0004" + "7f090165" // 127.9.1.101, 5 s
            + "c00c" + "00010001" + "00000005" + "0004" + "7f090166";

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    @Test
    void shouldAskForAnAddress() {
        ByteBuf out = Unpooled.buffer();
        NameAnswer.ask(out, 0x1234, "eu.ex");
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("123401000001000000000000" + QUESTION);
    }

    @Test
    void shouldRefuseANameThatCannotBeAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameAnswer.ask(Unpooled.buffer(), 1, "eu..ex"))
                .withMessageContaining("'eu..ex'");
    }

    @Test
    void shouldTakeTheFirstAddress() throws UnknownHostException {
        NameAnswer answer = NameAnswer.read(bytes("123485000001000300000000" + QUESTION + ANSWERS));
        assertThat(answer.address().getHostAddress()).isEqualTo("127.9.1.101");
        assertThat(answer.ttlSeconds()).isEqualTo(5);
    }

    @Test
    void shouldSayThatThereIsNoAddress() {
        assertThatThrownBy(() -> NameAnswer.read(bytes("123485030001000000000000" + QUESTION)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("code 3");
    }

    @Test
    void shouldSurviveAnAnswerCutAnywhere() {
        String whole = "123485000001000100000000" + QUESTION + ANSWERS.substring(32, 64);
        for (int length = 0; length < whole.length() / 2; length++) {
            ByteBuf cut = bytes(whole.substring(0, 2 * length));
            assertThatThrownBy(() -> NameAnswer.read(cut)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void shouldTellAnswersFromWhatIsNone() {
        assertThat(NameAnswer.id(bytes("123485000001000100000000"))).isEqualTo(0x1234);
        assertThat(NameAnswer.id(bytes("123401000001000000000000")))
                .as("a question")
                .isEqualTo(-1);
        assertThat(NameAnswer.id(bytes("1234"))).isEqualTo(-1);
    }
}
