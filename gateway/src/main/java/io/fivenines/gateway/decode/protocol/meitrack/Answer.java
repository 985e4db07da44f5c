package io.fivenines.gateway.decode.protocol.meitrack;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;

/** The gateway's answer: {@code @@}, flag, length, IMEI, content, star, checksum. */
final class Answer {
    /** The star, two digits and the end of the line. */
    static final int TAIL = 5;

    private static final int AROUND = 1 + TAIL;

    private Answer() {}

    /** Writes all that stands before the content; the IMEI is that of the frame. */
    static Reply begin(Sink out, Frame frame, int flag, int contentLength) {
        int imei = frame.find(',', 0);
        int length = frame.find(',', imei + 1) - imei;
        Reply reply = out.reply().text("@@").u8(flag).decimal(length + contentLength + AROUND, 2);
        return reply.bytes(frame, imei, length).u8(',');
    }

    static Verdict end(Sink out) {
        end(out.reply());
        return Verdict.ACCEPTED;
    }

    /** Closes what was written with its checksum. */
    static void end(Reply reply) {
        reply.u8('*');
        int sum = 0;
        for (int i = 0; i < reply.length(); i++) {
            sum += reply.at(i);
        }
        reply.hex(sum, 2).text("\r\n");
    }

    /** Decimal digits of a number of zero or more. */
    static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
