package io.fivenines.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParamNameTest {
    private final ParamName name = new ParamName();

    @Test
    void shouldFindEveryParameterByItsName() {
        for (Param param : Param.all()) {
            String own = param.name().substring(0, param.name().length() - 1);
            if (param.name().endsWith(".#")) {
                assertThat(name.find(own + "12").param()).isSameAs(param);
                assertThat(name.number()).isEqualTo(12);
            } else if (param.name().endsWith(".*")) {
                assertThat(name.find(own + "a.b").param()).isSameAs(param);
                assertThat(name.word()).hasToString("a.b").hasSize(3);
                assertThat(name.word().charAt(2)).isEqualTo('b');
                assertThat(name.number()).isEqualTo(-1);
            } else {
                assertThat(name.find(param.name()).param()).isSameAs(param);
                assertThat(name.number()).isEqualTo(-1);
            }
        }
    }

    @Test
    void shouldFindNothingElse() {
        for (String none : new String[] {
            "",
            ".",
            "din.",
            "din.#",
            "din.x",
            "din.01",
            "din.-1",
            "din.1234567890",
            "wialon.param.",
            "position",
            "position.latitude.x",
            ".1",
            "Position.latitude"
        }) {
            assertThat(name.find(none).param()).as(none).isNull();
        }
        assertThat(name.find("din.0").number()).isZero();
    }
}
