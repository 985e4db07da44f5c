package io.fivenines.gateway.decode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.Rehearsal;
import io.fivenines.gateway.decode.Protocol;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Sends vectors with bytes changed, dropped, doubled and put in, in random pieces: nothing may throw or hang. */
final class Mutations {
    private static final long SEED = Long.getLong("fivenines.seed", 20261122L);
    private static final byte[] TEMPTING = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, '#', '*', '$', ',', ';', '\r', '\n'};

    private Mutations() {}

    static void check(Protocol protocol, List<List<Vector>> sessions, InstantSource clock, int count) {
        Random random = new Random(SEED);
        Rehearsal rehearsal = new Rehearsal(protocol, clock);
        for (int i = 0; i < count; i++) {
            List<Vector> session = sessions.get(random.nextInt(sessions.size()));
            Vector vector = session.get(random.nextInt(session.size()));
            if (random.nextInt(4) == 0) {
                rehearsal = rehearsal.again();
            }
            if (random.nextInt(8) != 0) {
                rehearsal.identify("352093081234567");
            }
            byte[] bytes = mutate(vector.bytes(), random);
            try {
                send(rehearsal, bytes, random);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + SEED + ", mutation " + i + " of " + vector + ": "
                                + HexFormat.of().formatHex(bytes),
                        e);
            }
            if (rehearsal.pending() > protocol.framing().maxLength()) {
                rehearsal = rehearsal.again();
            }
        }
    }

    private static void send(Rehearsal rehearsal, byte[] bytes, Random random) {
        int cut = random.nextInt(3) == 0 && bytes.length > 0 ? random.nextInt(bytes.length) : 0;
        Rehearsal.Outcome first = rehearsal.receive(Arrays.copyOf(bytes, cut));
        Rehearsal.Outcome second = rehearsal.receive(Arrays.copyOfRange(bytes, cut, bytes.length));
        assertThat(first.messages().size() + second.messages().size()).isLessThan(100_000);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rate = 1 + random.nextInt(Math.max(1, bytes.length));
        for (byte octet : bytes) {
            switch (random.nextInt(rate) == 0 ? random.nextInt(6) : -1) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.write(octet ^ 1 << random.nextInt(8));
                case 2 -> out.write(TEMPTING[random.nextInt(TEMPTING.length)]);
                case 3 -> {}
                case 4 -> {
                    out.write(octet);
                    out.write(octet);
                }
                case 5 -> {
                    out.write(octet);
                    out.write(random.nextInt(256));
                }
                default -> out.write(octet);
            }
        }
        byte[] mutated = out.toByteArray();
        return random.nextInt(5) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length + 1)) : mutated;
    }
}
