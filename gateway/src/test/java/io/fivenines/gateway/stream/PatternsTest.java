package io.fivenines.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.gateway.stream.kafka.KafkaSinkConfig;
import io.fivenines.gateway.stream.mqtt.MqttSinkConfig;
import org.junit.jupiter.api.Test;

class PatternsTest {
    private static Message of(String ident, String protocol) {
        return new Message(ident, protocol, "", new byte[0]);
    }

    @Test
    void shouldMatchStarsAndQuestionMarksOnly() {
        assertThat(new Glob("35*").test("352093081452251")).isTrue();
        assertThat(new Glob("35*").test("135")).isFalse();
        assertThat(new Glob("a.?").test("a.b")).isTrue();
        assertThat(new Glob("a.?").test("axb")).isFalse();
        assertThat(new Glob("*.[x]\\E").test("1.[x]\\E")).isTrue();
        assertThatThrownBy(() -> new Glob("")).hasMessageContaining("pattern '', expected 1 to 128 characters");
    }

    @Test
    void shouldFillATopicWithWhatAMessageSays() {
        Template topic = MqttSinkConfig.topic("fivenines/{ident}/{protocol}");
        assertThat(topic.of(of("352093081452251", "gt06"))).isEqualTo("fivenines/352093081452251/gt06");
    }

    @Test
    void shouldLetNoIdentChangeATopicsShape() {
        Template topic = MqttSinkConfig.topic("t/{ident}");
        assertThat(topic.of(of("a/+#$%{protocol}", "gt06"))).isEqualTo("t/a%2F%2B%23%24%25%7Bprotocol%7D");
        assertThat(KafkaSinkConfig.topic("{ident}").of(of("a/b", "x"))).isEqualTo("a_2Fb");
        assertThat(topic.of(of("", ""))).isEqualTo("t/unknown");
    }

    @Test
    void shouldRefuseAPlaceItDoesNotKnow() {
        assertThatThrownBy(() -> MqttSinkConfig.topic("t/{imei}"))
                .hasMessage("topic 't/{imei}' has {imei}, expected {ident} or {protocol}");
    }
}
