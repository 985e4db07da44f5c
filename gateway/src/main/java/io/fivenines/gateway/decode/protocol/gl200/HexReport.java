package io.fivenines.gateway.decode.protocol.gl200;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Session;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * The binary form ("HEX" in GV200 @Track Air Interface Protocol V3.20, chapter 4): the fields of the text form in their
 * order, of which a mask the user sets leaves some out.
 *
 * <pre>
 * +RSP +EVT  type 1 | mask 4 | length 2 | device 1 | protocol 2 | firmware 2 | ident 8 | fields
 * +INF       type 1 | mask 2 | length 2 | ident 8 | device 1 | protocol 2 | firmware 2 | fields
 * +CRD       type 1 | mask 1 | length 2 | device 1 | protocol 2 | firmware 2 | ident 8 | accelerations
 * +ACK       type 1 | mask 1 | length 1 | device 1 | protocol 2 | firmware 2 | ident 8 | part 1 | serial 2
 * +HBD                mask 1 | length 1 | device 1 | protocol 2 | firmware 2 | ident 8
 * all end:   sent 7 | count 2 | CRC-16/CCITT-FALSE of all after the word 2 | 0D 0A
 * +BSP +BVT +BNF +BRD: the same, stored and sent later
 * </pre>
 */
final class HexReport {
    private static final int WORD = 4;
    private static final int TAIL = 13;
    private static final int SUM_TO_END = 4;
    /** Bytes of which a text holds the hexadecimal digits. */
    private static final int PIECE = 512;

    private static final Param KIND = Param.named("message.type");
    private static final Param EVENT = Param.named("event.enum");
    private static final Param BUFFERED = Param.named("position.buffered");
    private static final Param FIRMWARE = Param.named("device.firmware.version");
    private static final Param SENT = Param.named("device.timestamp");
    private static final Param SERIAL = Param.named("gl200.command.serial");
    private static final Param REST = Param.named("gl200.rest");
    private static final Param CRASH = Param.named("alarm.crash");

    private final Session session;
    private final HexIdent ident = new HexIdent();
    private final HexPlace place = new HexPlace();
    private HexKind kind;
    private long sentMs;

    HexReport(Session session) {
        this.session = session;
    }

    Verdict decode(Frame frame, HexKind kind, Sink out) {
        this.kind = kind;
        int end = frame.length() - TAIL;
        if (end < kind.fieldsAt()) {
            return Verdict.TRUNCATED;
        }
        int sum = frame.seek(frame.length() - SUM_TO_END).u16();
        if (Crc.CCITT_FALSE.of(frame, WORD, frame.length() - SUM_TO_END - WORD) != sum) {
            return Verdict.BAD_CHECKSUM;
        }
        if (!session.identify(ident.of(frame.seek(kind.identAt())))) {
            return Verdict.UNIDENTIFIED;
        }
        sentMs = timeMs(frame.seek(end));
        int count = frame.u16();
        int length = frame.seek(kind.fieldsAt()).narrow(end - kind.fieldsAt());
        putFields(frame, out);
        frame.widen(length);
        answer(frame, count, out);
        return Verdict.ACCEPTED;
    }

    private void putFields(Frame frame, Sink out) {
        switch (kind) {
            case RESPONSE, EVENT -> putPlaces(frame, out);
            case INFORMATION -> {
                begin(frame, sentMs, out);
                HexInformation.put(frame, frame.at(kind.deviceAt()), out);
                putRest(frame, out);
            }
            case CRASH -> {
                while (frame.remaining() > 0) {
                    begin(frame, sentMs, out);
                    out.put(CRASH, true);
                    putRest(frame, out);
                }
            }
            case ACKNOWLEDGEMENT -> {
                begin(frame, sentMs, out);
                int serial = frame.skip(1).offset();
                out.put(SERIAL, frame.hexText(2));
                AtCommand.answered(frame.seek(serial).u16(), out);
            }
            case HEARTBEAT -> {
                // Nothing to store.
            }
        }
    }

    /** A report whose places are not where they should be, for masks of some devices are not known, is kept whole. */
    private void putPlaces(Frame frame, Sink out) {
        int start = frame.offset();
        int count = place.begin(frame, kind == HexKind.EVENT);
        boolean begun = false;
        for (int i = 0; i < count && frame.remaining() > 0; i++) {
            if (place.next(frame)) {
                begin(frame, place.timeMs(), out);
                place.put(frame, out);
                begun = true;
            }
        }
        if (!begun) {
            frame.seek(start);
            begin(frame, sentMs, out);
        }
        putRest(frame, out);
        while (frame.remaining() > 0) {
            begin(frame, sentMs, out);
            putRest(frame, out);
        }
    }

    private void begin(Frame frame, long timeMs, Sink out) {
        int at = frame.offset();
        out.message(timeMs).put(KIND, frame.seek(1).text(3));
        if (sentMs != timeMs) {
            out.put(SENT, sentMs / 1000);
        }
        out.put(EVENT, (long) frame.at(WORD));
        out.put(FIRMWARE, frame.seek(kind.deviceAt() + 3).hexText(2));
        frame.seek(at);
        if (frame.at(1) == 'B') {
            out.put(BUFFERED, true);
        }
    }

    private static void putRest(Frame frame, Sink out) {
        if (frame.remaining() > 0) {
            out.put(REST, frame.hexText(Math.min(frame.remaining(), PIECE)));
        }
    }

    /** Year 2, month, day, hour, minute and second. */
    static long timeMs(Frame frame) {
        return Utc.ms(frame.u16(), frame.u8(), frame.u8(), frame.u8(), frame.u8(), frame.u8());
    }

    /** In text, as the text form is answered. */
    private void answer(Frame frame, int count, Sink out) {
        if (kind == HexKind.HEARTBEAT) {
            int version = frame.seek(kind.deviceAt()).u24();
            out.reply().text("+SACK:GTHBD,").hex(version, 6).text(",");
        } else {
            out.reply().text("+SACK:");
        }
        out.reply().hex(count, 4).text("$");
    }
}
