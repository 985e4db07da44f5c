package io.fivenines.gateway.connection;

import com.dynatrace.hash4j.hashing.ByteAccess;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fivenines.gateway.decode.Reply;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.decode.Verdict;
import io.fivenines.gateway.journal.Claim;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.MessageWriter;
import io.fivenines.gateway.telemetry.Param;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the messages of a frame into a claim. {@link #begin}, then what the codec puts, then {@link #judge}: after any
 * verdict but ACCEPTED the claim is as it was.
 *
 * <p>A message's id is XXH3 (64 bit) over three numbers: XXH3 of the stored values, XXH3 of the ident, and the
 * tracker's time, or the server's for a message without one.
 */
public final class MessageSink implements Sink {
    private static final Hasher64 HASHER = Hashing.xxh3_64();
    private static final ByteAccess<ByteBuffer> BYTES = ByteAccess.forByteBuffer(ByteOrder.BIG_ENDIAN);
    private static final Param IMPLAUSIBLE = Param.named("message.implausible");
    private static final int MESSAGE_BYTES_MIN = 512;
    private static final int ANSWERS_MAX = 16;
    private static final int ANSWER_LENGTH_MAX = 1024;

    private final MessageWriter writer = new MessageWriter();
    private final ReplyBuffer reply = new ReplyBuffer();
    private final List<Answer> answers = new ArrayList<>(1);
    private Claim claim;
    private Sender sender;
    private ByteBuffer space;
    private int mark;
    private int messages;
    private long timeMs;
    private boolean timeless;
    private boolean overflow;
    private boolean unidentified;
    private String implausible;

    /** Starts a frame. */
    public void begin(Claim claim, Sender sender) {
        this.claim = claim;
        this.sender = sender;
        mark = claim.mark();
        space = null;
        messages = 0;
        timeless = false;
        overflow = false;
        unidentified = false;
        implausible = null;
        answers.clear();
        reply.clear();
    }

    /** Ends the frame: keeps its messages, or takes them back. */
    public Verdict judge(Verdict verdict) {
        endMessage();
        Verdict judged = verdict;
        if (verdict == Verdict.ACCEPTED && unidentified) {
            judged = Verdict.UNIDENTIFIED;
        } else if (verdict == Verdict.ACCEPTED && overflow) {
            judged = Verdict.IMPLAUSIBLE;
        }
        if (judged != Verdict.ACCEPTED) {
            drop();
        }
        return judged;
    }

    /** Ends a frame whose codec failed: nothing of it stays. */
    void abandon() {
        space = null;
        drop();
    }

    /** Takes back what the frame put into the claim; its reply stays. */
    void forget() {
        claim.rollback(mark);
        messages = 0;
    }

    private void drop() {
        forget();
        answers.clear();
        reply.clear();
    }

    /** Messages of this frame so far. */
    public int messages() {
        return messages;
    }

    /** What the frame answers of the commands under way; valid until the next frame. */
    List<Answer> answers() {
        return answers;
    }

    /** Whether some message has no time of its own: two that look alike may then be two events. */
    boolean timeless() {
        return timeless;
    }

    @Override
    public Sink message(long timeMs) {
        endMessage();
        Ident ident = sender.sender();
        if (ident == null) {
            unidentified = true;
        } else if (overflow || !claim.fits(ident.ascii().length + MESSAGE_BYTES_MIN)) {
            overflow = true;
        } else {
            this.timeMs = timeMs;
            timeless |= timeMs == NO_TIME;
            space = claim.begin(ident.ascii(), timeMs);
            writer.begin(space, sender.origin());
            messages++;
        }
        return this;
    }

    private void endMessage() {
        if (space == null) {
            return;
        }
        if (implausible != null) {
            writer.put(IMPLAUSIBLE, implausible);
            implausible = null;
        }
        if (writer.overflow()) {
            overflow = true;
        } else {
            int from = writer.values();
            long values = HASHER.hashBytesToLong(space, from, space.position() - from, BYTES);
            long ident = HASHER.hashBytesToLong(sender.sender().ascii());
            long time = timeMs == NO_TIME ? sender.nowMs() : timeMs;
            writer.end(HASHER.hashLongLongLongToLong(values, ident, time));
            claim.end();
        }
        space = null;
    }

    /** Whether there is a message to put into: after an overflow, or without an ident, what follows is void. */
    private boolean open() {
        if (space == null && !overflow && !unidentified) {
            throw new IllegalStateException("put before message(time)");
        }
        return space != null;
    }

    private boolean plausible(Param param, double value) {
        if (!open()) {
            return false;
        }
        if (param.plausible(value)) {
            return true;
        }
        implausible = param.name() + "=" + value;
        return false;
    }

    @Override
    public Sink put(Param param, long value) {
        if (plausible(param, (double) value)) {
            writer.put(param, value);
        }
        return this;
    }

    @Override
    public Sink put(Param param, double value) {
        if (plausible(param, value)) {
            writer.put(param, value);
        }
        return this;
    }

    @Override
    public Sink put(Param param, boolean value) {
        if (open()) {
            writer.put(param, value);
        }
        return this;
    }

    @Override
    public Sink put(Param param, CharSequence value) {
        if (open()) {
            writer.put(param, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, int number, long value) {
        if (plausible(family, (double) value)) {
            writer.put(family, number, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, int number, double value) {
        if (plausible(family, value)) {
            writer.put(family, number, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, int number, boolean value) {
        if (open()) {
            writer.put(family, number, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, int number, CharSequence value) {
        if (open()) {
            writer.put(family, number, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, CharSequence word, long value) {
        if (plausible(family, (double) value)) {
            writer.put(family, word, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, CharSequence word, double value) {
        if (plausible(family, value)) {
            writer.put(family, word, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, CharSequence word, boolean value) {
        if (open()) {
            writer.put(family, word, value);
        }
        return this;
    }

    @Override
    public Sink put(Param family, CharSequence word, CharSequence value) {
        if (open()) {
            writer.put(family, word, value);
        }
        return this;
    }

    @Override
    public Reply reply() {
        return reply;
    }

    /** The reply's bytes, valid up to its length. */
    public byte[] replyBytes() {
        return reply.bytes();
    }

    @Override
    public Sink answer(int number, CharSequence text) {
        return answer(number, text, false);
    }

    @Override
    public Sink refusal(int number, CharSequence text) {
        return answer(number, text, true);
    }

    private Sink answer(int number, CharSequence text, boolean refused) {
        if (answers.size() < ANSWERS_MAX && sender.awaitsAnswer()) {
            String said = text.subSequence(0, Math.min(text.length(), ANSWER_LENGTH_MAX))
                    .toString();
            answers.add(new Answer(number, said, refused));
        }
        return this;
    }
}
