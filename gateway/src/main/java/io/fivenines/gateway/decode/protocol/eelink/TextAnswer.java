package io.fivenines.gateway.decode.protocol.eelink;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Utc;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Param;

/**
 * What a tracker says to a command: kind u8, number of the command u32, text. Asked where it is it says:
 *
 * <pre>
 * Lat:N31.83955,Lon:W82.61346,Course:0.00,Speed:0.00km/h,DateTime:2017-12-02 11:29:43
 * </pre>
 */
final class TextAnswer {
    private static final Param INDEX = Param.named("message.index");
    private static final Param NUMBER = Param.named("eelink.command.number");
    private static final Param RESULT = Param.named("command.result");
    private static final Param LATITUDE = Param.named("position.latitude");
    private static final Param LONGITUDE = Param.named("position.longitude");
    private static final Param SPEED = Param.named("position.speed");
    private static final Param DIRECTION = Param.named("position.direction");
    private static final Param VALID = Param.named("position.valid");

    private TextAnswer() {}

    static boolean put(Frame frame, int index, Sink out) {
        if (frame.remaining() < 5) {
            return false;
        }
        long number = frame.skip(1).u32();
        int text = frame.offset();
        int length = frame.remaining();
        long time = time(frame, text);
        out.message(time).put(INDEX, (long) index).put(NUMBER, number);
        if (time != Sink.NO_TIME) {
            position(frame, text, out);
        }
        out.put(RESULT, frame.seek(text).text(length));
        if (number > 0 && number <= Order.NUMBER_MAX) {
            out.answer((int) number, frame.seek(text).text(length));
        }
        return true;
    }

    private static void position(Frame frame, int text, Sink out) {
        int latitude = after(frame, text, "Lat:");
        int longitude = after(frame, text, "Lon:");
        int course = after(frame, text, "Course:");
        int speed = after(frame, text, "Speed:");
        if (isReal(frame, latitude + 1) && isReal(frame, longitude + 1)) {
            double north = real(frame, latitude + 1);
            out.put(LATITUDE, frame.at(latitude) == 'S' ? -north : north);
            double east = real(frame, longitude + 1);
            out.put(LONGITUDE, frame.at(longitude) == 'W' ? -east : east).put(VALID, true);
        }
        if (isReal(frame, course)) {
            out.put(DIRECTION, real(frame, course));
        }
        if (isReal(frame, speed)) {
            out.put(SPEED, real(frame, speed));
        }
    }

    /** Where the text behind a word begins; the end of the frame where the word is not. */
    private static int after(Frame frame, int from, String word) {
        for (int i = from; i < frame.length(); i++) {
            if (frame.has(i, word)) {
                return i + word.length();
            }
        }
        return frame.length();
    }

    private static boolean isReal(Frame frame, int at) {
        return number(frame, at).isReal(0);
    }

    private static double real(Frame frame, int at) {
        return number(frame, at).real(0);
    }

    private static Fields number(Frame frame, int at) {
        int end = at;
        while (frame.at(end) >= '0' && frame.at(end) <= '9' || frame.at(end) == '.') {
            end++;
        }
        int start = Math.min(at, frame.length());
        return frame.seek(start).split(Math.max(0, end - start), ' ');
    }

    /** yyyy-mm-dd hh:mm:ss behind "Time:". */
    private static long time(Frame frame, int from) {
        int at = after(frame, from, "Time:");
        boolean there = at + 19 <= frame.length();
        for (int i = 0; i < 19 && there; i++) {
            boolean digit = frame.at(at + i) >= '0' && frame.at(at + i) <= '9';
            there = digit != (i == 4 || i == 7 || i == 10 || i == 13 || i == 16);
        }
        if (!there) {
            return Sink.NO_TIME;
        }
        Fields text = frame.seek(at).split(19, '|');
        long day = text.digits(0, 8, 2);
        long hour = text.digits(0, 11, 2);
        return Utc.ms(
                text.digits(0, 0, 4), text.digits(0, 5, 2), day, hour, text.digits(0, 14, 2), text.digits(0, 17, 2));
    }
}
