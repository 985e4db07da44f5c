package io.fivenines.gateway.decode.protocol.wialon;

import io.fivenines.gateway.decode.Crc;
import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.telemetry.Param;

/**
 * Pictures (I) and tachograph files (IT, T), which come in blocks.
 *
 * <pre>
 * #I#size;block;last block;date;time;name;CRC\r\nBYTES
 * #IT#date;time;driver;code;blocks;CRC\r\n
 * #T#code;size;block;CRC\r\nBYTES
 * </pre>
 */
final class Attachment {
    private static final int SIZE_MAX = 64 * 1024;
    /** Bytes a message takes: twice as many characters in hex are the most a text may have. */
    private static final int PIECE = 512;

    private static final Param PICTURE = Param.named("photo.data");
    private static final Param FILE = Param.named("user.data");
    private static final Param NAME = Param.named("wialon.file.name");
    private static final Param CODE = Param.named("wialon.file.code");
    private static final Param BLOCK = Param.named("wialon.file.block");
    private static final Param BLOCKS = Param.named("wialon.file.blocks");
    private static final Param OFFSET = Param.named("wialon.file.offset");
    private static final Param DRIVER = Param.named("driver.id");

    private long blocks;

    /** How many bytes follow the line that ends at an offset. */
    static int size(Frame frame, int end) {
        int kind = frame.find('#', 0);
        int body = frame.find('#', kind + 1) + 1;
        if (kind < 0 || body == 0 || body > end) {
            return 0;
        }
        boolean file = frame.has(kind, "#T#");
        boolean brings = file || frame.has(kind, "#I#") || frame.has(kind, "#US#") || frame.has(kind, "#UC#");
        int at = file ? frame.find(';', body) + 1 : body;
        long size = 0;
        for (int i = at; brings && i < end && frame.at(i) >= '0' && frame.at(i) <= '9' && size <= SIZE_MAX; i++) {
            size = size * 10 + frame.at(i) - '0';
        }
        return size > SIZE_MAX ? 0 : (int) size;
    }

    /** Stores what the line between two offsets announces, and answers. */
    Verdict store(Frame frame, int kind, int body, int end, Sink out) {
        int data = frame.find('\n', end) + 1;
        Fields fields = frame.seek(body).split(end - body, ';');
        if (frame.has(kind, "#IT#")) {
            return announce(frame, body, end, fields, out);
        }
        boolean picture = frame.has(kind, "#I#");
        int count = picture ? 6 : 3;
        int block = picture ? 1 : 2;
        if (fields.count() < count || !fields.isReal(block) || frame.length() == data) {
            return answer(out, picture ? "#AI#NA;0" : "#AT#0");
        }
        long number = Math.max(0, (long) fields.real(block));
        if (fields.count() > count && !sound(frame, body, end, data, fields, count)) {
            return answer(out, picture ? "#AI#" : "#AT#", number, ";01");
        }
        long last = picture ? (long) (fields.isReal(2) ? fields.real(2) : -1) : blocks - 1;
        for (int offset = 0; data + offset < frame.length(); offset += PIECE) {
            Fields line = frame.seek(body).split(end - body, ';');
            if (picture) {
                out.message(time(line, 3)).put(NAME, line.text(5));
            } else {
                out.message(Sink.NO_TIME).put(CODE, line.text(0));
            }
            out.put(BLOCK, number).put(BLOCKS, last + 1).put(OFFSET, (long) offset);
            int length = Math.min(PIECE, frame.length() - data - offset);
            out.put(picture ? PICTURE : FILE, frame.seek(data + offset).hex(length));
        }
        answer(out, picture ? "#AI#" : "#AT#", number, ";1");
        return number == last ? answer(out, picture ? "#AI#1" : "#AT#1") : Verdict.ACCEPTED;
    }

    private Verdict announce(Frame frame, int body, int end, Fields fields, Sink out) {
        if (fields.count() < 5 || !fields.isReal(4)) {
            return answer(out, "#AIT#0");
        }
        blocks = (long) fields.real(4);
        if (fields.count() > 5 && !sound(frame, body, end, frame.length(), fields, 5)) {
            return answer(out, "#AIT#01");
        }
        Fields line = frame.seek(body).split(end - body, ';');
        out.message(time(line, 0)).put(BLOCKS, blocks);
        out.put(DRIVER, line.text(2));
        out.put(CODE, line.text(3));
        return answer(out, "#AIT#1");
    }

    private static long time(Fields fields, int i) {
        boolean timed = fields.isDigits(i, 6) && fields.isDigits(i + 1, 6);
        return timed ? Utc.ddmmyy(fields.integer(i), fields.integer(i + 1)) : Sink.NO_TIME;
    }

    /** The document does not say whether the checksum counts the line or the bytes: trackers do either. */
    private static boolean sound(Frame frame, int body, int end, int data, Fields fields, int sum) {
        if (!fields.isHex(sum)) {
            return false;
        }
        long given = fields.hex(sum);
        return given == Crc.ARC.of(frame, body, end - body - fields.length(sum))
                || data < frame.length() && given == Crc.ARC.of(frame, data, frame.length() - data);
    }

    private static Verdict answer(Sink out, String answer) {
        out.reply().text(answer).text("\r\n");
        return Verdict.ACCEPTED;
    }

    private static Verdict answer(Sink out, String head, long number, String tail) {
        Reply reply = out.reply().text(head);
        reply.decimal(number, 1).text(tail).text("\r\n");
        return Verdict.ACCEPTED;
    }
}
