package io.fivenines.gateway.decode.protocol.wialon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fivenines.gateway.connection.MessageSink;
import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Verdict;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {
    private static final Session STRANGER = new Session() {
        @Override
        public boolean identify(CharSequence ident) {
            return false;
        }

        @Override
        public boolean identified() {
            return false;
        }

        @Override
        public CharSequence ident() {
            return "";
        }

        @Override
        public long nowMs() {
            return 0;
        }
    };

    private static byte[] compressed(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] frame = new byte[Inflation.HEAD + plain.length + 100];
        int length = deflater.deflate(frame, Inflation.HEAD, frame.length - Inflation.HEAD);
        deflater.end();
        frame[0] = (byte) Inflation.MARK;
        frame[1] = (byte) length;
        frame[2] = (byte) (length >> 8);
        return Arrays.copyOf(frame, Inflation.HEAD + length);
    }

    private static Frame frame(byte[] bytes) {
        return new Frame().wrap(bytes, 0, bytes.length);
    }

    /** Bytes in arrays that an object of this package holds, itself or by others of it. */
    private static long held(Object object, Set<Object> seen) throws ReflectiveOperationException {
        if (object == null || object == STRANGER || !seen.add(object)) {
            return 0;
        }
        Class<?> type = object.getClass();
        if (type.isArray() && type.getComponentType().isPrimitive()) {
            return Array.getLength(object);
        }
        long bytes = 0;
        if (type.getName().startsWith("io.fivenines.")) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    bytes += held(field.get(object), seen);
                }
            }
        }
        return bytes;
    }

    private static long held(Codec codec) throws ReflectiveOperationException {
        return held(codec, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 513, 40_000, 65_535})
    void shouldOpenAPacketOfAnyLength(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        for (byte[] plain : new byte[][] {new byte[length], Arrays.copyOf(noise, Math.min(length, 60_000))}) {
            assertThat(Inflation.of(frame(compressed(plain))).copy()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 10_000_000})
    void shouldNotOpenAPacketLongerThanAny(int length) {
        assertThat(Inflation.of(frame(compressed(new byte[length])))).isNull();
    }

    @Test
    void shouldNotOpenAPacketThatEndsEarly() {
        byte[] whole = compressed("#L#imei;NA\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
        for (int length = Inflation.HEAD; length < whole.length; length++) {
            assertThat(Inflation.of(frame(Arrays.copyOf(whole, length))))
                    .as("of " + length + " bytes")
                    .isNull();
        }
    }

    @Test
    void shouldHoldNothingOfACompressedPacket() throws ReflectiveOperationException {
        Codec codec = new Wialon(STRANGER);
        long before = held(codec);
        Frame broken = frame(HexFormat.of().parseHex("ff0200789c"));
        assertThat(codec.decode(broken, new MessageSink())).isEqualTo(Verdict.TRUNCATED);
        Frame ping = frame(compressed("#P#\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(codec.decode(ping, new MessageSink())).isEqualTo(Verdict.ACCEPTED);
        assertThat(held(codec)).isEqualTo(before);
    }
}
