package io.fivenines.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DecodeCommandTest {
    private final DecodeCommand command = new DecodeCommand();

    @Test
    void shouldAnswerALogin() {
        assertThat(command.answer("s1\tteltonika\t000f313233343536373839303132333435"))
                .isEqualTo("{\"session\":\"s1\",\"protocol\":\"teltonika\",\"verdict\":\"ACCEPTED\","
                        + "\"messages\":[],\"reply\":\"01\"}");
    }

    @Test
    void shouldKeepASessionFromLineToLine() {
        assertThat(command.answer("s1\tteltonika\t000f3132333435")).contains("\"verdict\":\"INCOMPLETE\"");
        assertThat(command.answer("s1\tteltonika\t36373839303132333435")).contains("\"reply\":\"01\"");
    }

    @Test
    void shouldRecogniseTheProtocolOfASession() {
        assertThat(command.answer("s1\tauto\t000f31323334"))
                .contains("\"protocol\":\"auto\",\"verdict\":\"INCOMPLETE\"");
        assertThat(command.answer("s1\tauto\t3536373839303132333435"))
                .isEqualTo("{\"session\":\"s1\",\"protocol\":\"teltonika\",\"verdict\":\"ACCEPTED\","
                        + "\"messages\":[],\"reply\":\"01\"}");
        assertThat(command.answer("s2\tauto\t474554202f"))
                .contains("\"protocol\":\"auto\",\"verdict\":\"UNRECOGNISED\"");
    }

    @Test
    void shouldNameWhatIsWrongWithALine() {
        assertThatThrownBy(() -> command.answer("s1\tteltonika")).hasMessageContaining("2 cells");
        assertThatThrownBy(() -> command.answer("s1\tnone\t00"))
                .hasMessageContaining("protocol 'none', expected one of");
        assertThatThrownBy(() -> command.answer("s1\tteltonika\t00\ta b")).hasMessageContaining("ident 'a b'");
    }

    @Test
    void shouldExplainAFrame() {
        assertThat(DecodeCommand.explain("teltonika", "", "000F 313233343536373839303132333435"))
                .first()
                .isEqualTo("frame 1: 17 bytes, ACCEPTED, 0 messages, reply 01");
    }

    @Test
    void shouldExplainWhatAutoRecognises() {
        assertThat(DecodeCommand.explain("auto", "", "000f313233343536373839303132333435"))
                .startsWith("auto recognises teltonika", "frame 1: 17 bytes, ACCEPTED, 0 messages, reply 01");
        assertThatThrownBy(() -> DecodeCommand.explain("auto", "", "00"))
                .hasMessageStartingWith("auto does not recognise these bytes");
    }

    @Test
    void shouldNameWhatCannotBeExplained() {
        assertThatThrownBy(() -> DecodeCommand.explain("gt6", "", "00")).hasMessageEndingWith("did you mean gt06?");
        assertThatThrownBy(() -> DecodeCommand.explain("gt06", "", "123")).hasMessageStartingWith("3 digits in HEX");
        assertThatThrownBy(() -> DecodeCommand.explain("gt06", "", "12x4")).hasMessageStartingWith("'x' at digit 3");
        assertThatThrownBy(() -> DecodeCommand.explain("gt06", "a b", "12")).hasMessageContaining("ident 'a b'");
    }
}
