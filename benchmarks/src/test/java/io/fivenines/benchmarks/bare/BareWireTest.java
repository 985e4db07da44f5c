package io.fivenines.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Trail;
import io.fivenines.benchmarks.wire.Wires;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BareWireTest {
    private final TrackerWire wire = Wires.named("teltonika");

    @Test
    void shouldFindWhoLogsIn() {
        ByteBuf login = Unpooled.buffer().writeByte(0);
        wire.login(login, "356307042441013");
        byte[] ident = BareWire.TELTONIKA.ident(login, 1, login.readableBytes() - 1);
        assertThat(new String(ident, StandardCharsets.US_ASCII)).isEqualTo("356307042441013");
    }

    @Test
    void shouldFindTheTimeOfEachRecord() {
        ByteBuf packet = Unpooled.buffer();
        wire.records(packet, new Trail(7), 40, 3);
        assertThat(BareWire.TELTONIKA.records(packet, 0)).isEqualTo(3);
        for (int record = 0; record < 3; record++) {
            assertThat(BareWire.TELTONIKA.timeMs(packet, 0, packet.readableBytes(), record))
                    .isEqualTo(Trail.timeMs(40 + record));
        }
    }

    @Test
    void shouldRefuseToKeepWhatItCannotRead() {
        assertThatThrownBy(BareWire.GT06::checkKept)
                .hasMessage("protocol 'gt06', expected teltonika, whose records the baseline can keep");
    }
}
