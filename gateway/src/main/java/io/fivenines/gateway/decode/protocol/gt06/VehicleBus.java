package io.fivenines.gateway.decode.protocol.gt06;

import io.fivenines.gateway.decode.ElementTable;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Kind 8C, FM08ABC: time, ignition, then what the vehicle's bus says as text, number and value in hexadecimal
 * ({@code 283=000274d8,4A3=KNAF241CMK5014255}; the third digit counts nothing we know of), then the last position.
 */
final class VehicleBus {
    private static final ElementTable VALUES = ElementTable.load("gt06-bus.tsv", "can.raw.#");

    private static final Param IGNITION = Param.named("engine.ignition.status");
    private static final Param VIN = Param.named("can.vin");
    private static final int OCTETS_MIN = 19;

    /** The last position has no time of its own and may be old, so it is kept as it came. */
    private static final int POSITION_OCTETS = 12;

    private static final int VIN_NUMBER = 0x4A;
    private static final int VALUE_DIGITS_MAX = 15;
    private static final int VALUE_OCTETS = 8;

    private VehicleBus() {}

    static void read(Packet packet, Sink out) {
        Frame frame = packet.frame();
        if (frame.remaining() < OCTETS_MIN) {
            packet.raw(out);
            return;
        }
        packet.message(out, packet.time()).put(IGNITION, frame.u8() != 0);
        Fields fields = frame.split(frame.remaining() - POSITION_OCTETS, ',');
        for (int i = 0; i < fields.count(); i++) {
            int equals = equals(fields, i);
            long number = hex(fields, i, 0, 2);
            if (equals < 2 || number < 0 || equals + 1 == fields.length(i)) {
                continue;
            }
            int digits = fields.length(i) - equals - 1;
            long value = digits > VALUE_DIGITS_MAX ? -1 : hex(fields, i, equals + 1, digits);
            if (number == VIN_NUMBER) {
                out.put(VIN, fields.text(i, equals + 1, digits));
            } else if (value >= 0) {
                VALUES.put(out, (int) number, value, VALUE_OCTETS);
            }
        }
        packet.rest(out);
    }

    private static int equals(Fields fields, int i) {
        for (int k = 0; k < fields.length(i); k++) {
            if (fields.charAt(i, k) == '=') {
                return k;
            }
        }
        return -1;
    }

    /** Hexadecimal digits within a field, -1 where there is another character. */
    private static long hex(Fields fields, int i, int offset, int count) {
        long value = 0;
        for (int k = offset; k < offset + count; k++) {
            int digit = Character.digit(fields.charAt(i, k), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
