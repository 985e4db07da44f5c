package io.fivenines.gateway.decode.protocol.watch;

import io.fivenines.gateway.decode.Fields;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * Voice and pictures, kept in pieces.
 *
 * <pre>
 * TK,AMR                         voice, answered TK,1; TK,1 or TK,0 is itself an answer
 * JXTK,sort,name,part,parts,AMR  voice in parts, each answered JXTKR,1
 * img,why,yymmddhhmmss,JPEG      a picture
 * </pre>
 */
final class Media {
    private static final int PIECE = 512;

    private static final Param EVENT = Param.named("event.code");
    private static final Param REASON = Param.named("event.enum");
    private static final Param VOICE = Param.named("watch.voice.data");
    private static final Param VOICE_NAME = Param.named("watch.voice.name");
    private static final Param VOICE_OFFSET = Param.named("watch.voice.offset");
    private static final Param VOICE_PART = Param.named("watch.voice.part");
    private static final Param VOICE_PARTS = Param.named("watch.voice.parts");
    private static final Param PHOTO = Param.named("photo.data");
    private static final Param PHOTO_NAME = Param.named("photo.name");
    private static final Param PHOTO_OFFSET = Param.named("photo.offset");

    private Media() {}

    /** False if this is something else. */
    static boolean store(Frame frame, int content, Fields fields, Sink out) {
        boolean voice = fields.is(0, "TK") || fields.is(0, "TK2");
        if (voice && fields.count() > 1 && (fields.count() > 2 || fields.length(1) > 1)) {
            storeVoice(frame, data(frame, content, 1), fields, out);
            if (fields.is(0, "TK")) {
                Watch.answer(frame, content, "TK,1", out);
            }
        } else if (fields.is(0, "JXTK") && fields.count() > 5) {
            storeVoice(frame, data(frame, content, 5), fields, out);
            Watch.answer(frame, content, "JXTKR,1", out);
        } else if (fields.is(0, "img") && fields.count() > 3) {
            storePhoto(frame, data(frame, content, 3), fields, out);
        } else {
            return false;
        }
        return true;
    }

    /** Where the bytes begin, behind so many commas. */
    private static int data(Frame frame, int content, int commas) {
        int at = content;
        for (int i = 0; i < commas; i++) {
            at = frame.find(',', at) + 1;
        }
        return at;
    }

    private static void storeVoice(Frame frame, int data, Fields fields, Sink out) {
        int end = frame.length() - 1;
        for (int at = data; at < end; at += PIECE) {
            out.message(Sink.NO_TIME).put(EVENT, fields.text(0));
            if (fields.is(0, "JXTK")) {
                fields.putWhole(1, REASON, out);
                fields.putText(2, VOICE_NAME, out);
                fields.putWhole(3, VOICE_PART, out);
                fields.putWhole(4, VOICE_PARTS, out);
            }
            out.put(VOICE_OFFSET, at - data);
            out.put(VOICE, frame.seek(at).hexText(Math.min(PIECE, end - at)));
        }
    }

    private static void storePhoto(Frame frame, int data, Fields fields, Sink out) {
        int end = frame.length() - 1;
        for (int at = data; at < end; at += PIECE) {
            out.message(Sink.NO_TIME).put(EVENT, fields.text(0));
            fields.putWhole(1, REASON, out);
            fields.putText(2, PHOTO_NAME, out);
            out.put(PHOTO_OFFSET, at - data);
            out.put(PHOTO, frame.seek(at).hexText(Math.min(PIECE, end - at)));
        }
    }
}
