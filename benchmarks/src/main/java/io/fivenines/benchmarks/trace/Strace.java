package io.fivenines.benchmarks.trace;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f -yy -xx} wrote. A call that another thread's came between is in two pieces:
 *
 * <pre>
 * 71 sendto(5&lt;TCP:[127.0.0.1:5027->127.0.0.1:40000]>, "\x01", 1, 0, NULL, 0 &lt;unfinished ...>
 * 72 fdatasync(6&lt;\x2f\x74\x6d\x70>) = 0
 * 71 &lt;... sendto resumed>) = 1
 * </pre>
 *
 * <p>The order of the lines is an order of events that no thread can contradict: strace stops a thread before and after
 * each call and writes before it lets it go on.
 */
final class Strace {
    static final List<String> OPTIONS = List.of("-f", "-yy", "-xx", "-s", "1048576");
    static final String CALLS =
            "trace=read,readv,recvfrom,recvmsg,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,"
                    + "fdatasync,fsync";

    private static final String CUT_OFF = " <unfinished ...>";
    private static final Pattern LINE = Pattern.compile("(\\d+)\\s+(\\w+)\\((.*)");
    private static final Pattern REST = Pattern.compile("(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern FILE = Pattern.compile("\\d+<(.*?[^-])>[,)].*", Pattern.DOTALL);
    /** A device is followed by its numbers. */
    private static final Pattern PATH = Pattern.compile("((?:\\\\x[0-9a-f]{2})+)(<.*>)?");

    private static final Pattern RESULT = Pattern.compile(".*\\)\\s+= (-?\\d+).*", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"(\\.\\.\\.)?");

    private final List<SystemCall> calls = new ArrayList<>();
    private final Map<String, Begun> begun = new HashMap<>();
    private int place;

    private record Begun(String name, String text, int entered) {}

    /** Every call on a named file, in the order they began. */
    static List<SystemCall> calls(Iterable<String> lines) {
        Strace strace = new Strace();
        lines.forEach(strace::take);
        strace.begun.values().forEach(call -> strace.add(call, "", SystemCall.NEVER));
        strace.calls.sort((a, b) -> Integer.compare(a.entered(), b.entered()));
        return strace.calls;
    }

    private void take(String line) {
        place++;
        Matcher rest = REST.matcher(line);
        if (rest.matches()) {
            Begun first = begun.remove(rest.group(1));
            if (first != null) {
                add(first, rest.group(3), place);
            }
            return;
        }
        Matcher whole = LINE.matcher(line);
        if (!whole.matches()) {
            return;
        }
        String text = whole.group(3);
        if (text.endsWith(CUT_OFF)) {
            String piece = text.substring(0, text.length() - CUT_OFF.length());
            begun.put(whole.group(1), new Begun(whole.group(2), piece, place));
        } else {
            add(new Begun(whole.group(2), text, place), "", place);
        }
    }

    private void add(Begun first, String rest, int returned) {
        String text = first.text() + rest;
        Matcher file = FILE.matcher(text);
        if (!file.matches()) {
            return;
        }
        Matcher result = RESULT.matcher(text);
        long value = result.matches() ? Long.parseLong(result.group(1)) : -1;
        calls.add(new SystemCall(first.name(), plain(file.group(1)), bytes(text), value, first.entered(), returned));
    }

    private static ByteBuf bytes(String text) {
        ByteBuf bytes = Unpooled.buffer();
        Matcher string = TEXT.matcher(text);
        while (string.find()) {
            if (string.group(2) != null) {
                throw new IllegalArgumentException(
                        "strace cut a string of " + string.group(1).length() / 4 + " bytes short, expected all of it");
            }
            bytes.writeBytes(unescape(string.group(1)));
        }
        return bytes;
    }

    private static String plain(String file) {
        Matcher path = PATH.matcher(file);
        return path.matches() ? new String(unescape(path.group(1)), StandardCharsets.UTF_8) : file;
    }

    private static byte[] unescape(String escaped) {
        return ByteBufUtil.decodeHexDump(escaped.replace("\\x", ""));
    }
}
