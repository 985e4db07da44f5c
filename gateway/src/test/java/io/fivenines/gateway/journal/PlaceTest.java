package io.fivenines.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {
    private final Place place = Place.of(5, 0, 7);

    @Test
    void shouldBeReadFromItsText() {
        assertThat(place).hasToString("5.0.7");
        assertThat(Place.parse("5.0.7")).isEqualTo(place);
        assertThat(Place.parse("12")).isEqualTo(Place.of(12));
        for (String wrong : new String[] {"", "-1", "1.", "a", "1..2", "1234567890123456789"}) {
            assertThat(Place.parse(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void shouldCountTheEntriesToAnother() {
        assertThat(place.entriesTo(Place.of(6, 2, 7))).isEqualTo(3);
        assertThat(place.entriesTo(Place.of(4, 0, 8)))
                .as("nothing for what is before")
                .isEqualTo(1);
        assertThat(place.entriesTo(Place.of(5, 0, 7, 9)))
                .as("a part that was added")
                .isEqualTo(9);
    }

    @Test
    void shouldKnowWhatItCannotBeBehind() {
        assertThat(place.isWithin(Place.of(5, 0, 7))).isTrue();
        assertThat(place.isWithin(Place.of(5, 0, 7, 1))).isTrue();
        assertThat(place.isWithin(Place.of(9, 9, 6))).isFalse();
        assertThat(place.isWithin(Place.of(9, 9))).isFalse();
    }

    @Test
    void shouldGoBackButNotBeforeTheFirst() {
        assertThat(Place.of(50, 10, 7).back(30, Place.of(20, 4, 0))).isEqualTo(Place.of(40, 4, 0));
    }
}
