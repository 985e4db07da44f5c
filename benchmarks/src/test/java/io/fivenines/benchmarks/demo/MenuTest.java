package io.fivenines.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MenuTest {
    @Test
    void shouldTakeNumbersAndKeys() {
        assertThat(Menu.parse(" 1 ")).isEqualTo(new Menu.Choice.Break(Act.ALL.get(0)));
        assertThat(Menu.parse("Cut-Uplink")).isEqualTo(new Menu.Choice.Break(Act.ALL.get(2)));
        assertThat(Menu.parse("s")).isEqualTo(new Menu.Choice.State());
        assertThat(Menu.parse("q")).isEqualTo(new Menu.Choice.Quit());
        assertThat(Menu.parse(null)).as("the end of the input").isEqualTo(new Menu.Choice.Quit());
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        assertThat(Menu.parse("9"))
                .isInstanceOfSatisfying(
                        Menu.Choice.Unclear.class,
                        unclear -> assertThat(unclear.complaint()).isEqualTo("'9', expected 1 to 4, s or q"));
    }

    @Test
    void shouldOfferEveryAct() {
        Act.ALL.forEach(act -> assertThat(Menu.text()).contains(act.title()));
    }

    @Test
    void shouldReadAScript() {
        assertThat(Menu.script("cut-uplink, kill-gateway")).containsExactly(Act.ALL.get(2), Act.ALL.get(0));
        assertThat(Menu.script(Demo.EVERYTHING)).isEqualTo(Act.ALL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Menu.script("kill-gateway,melt"))
                .withMessageContaining("'melt'")
                .withMessageContaining("freeze-gateway");
    }
}
