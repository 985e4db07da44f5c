package io.fivenines.coordinator.uptime.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A status page as files that go together, as of one moment. */
final class Edition {
    static final String FEED = "feed.atom";
    static final String JSON = "status.json";
    static final String BADGE = "badge.svg";
    static final String ICON = "icon.svg";
    /** One name a line: what there is to export. */
    static final String FILES = "files.txt";

    private static final String SVG = "image/svg+xml";

    private final String policy;
    private final long asOfMs;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();

    /**
     * One file.
     *
     * @param tag changes with the content
     */
    record Sheet(String name, String type, String text, String tag) {}

    private Edition(String policy, long asOfMs) {
        this.policy = policy;
        this.asOfMs = asOfMs;
    }

    /** Makes one; the front page comes last, so that written in this order it never links to what is not there yet. */
    static Edition of(PageConfig config, Board board) {
        Frame frame = new Frame(config.title());
        Edition edition = new Edition(frame.policy(), board.asOfMs());
        YearPage year = new YearPage(frame);
        years(board).forEach(one -> edition.add(incidents(one), "text/html", year.text(board, one)));
        edition.add(Frame.HISTORY, "text/html", new HistoryPage(config, frame).text(board));
        edition.add(FEED, "application/atom+xml", new Feed(config).text(board));
        edition.add(JSON, "application/json", new StatusJson(config).text(board));
        edition.add(BADGE, SVG, Badge.text(board));
        edition.add(ICON, SVG, Badge.icon(board));
        edition.add(Frame.FRONT, "text/html", new FrontPage(config, frame).text(board));
        edition.add(FILES, "text/plain", String.join("\n", edition.sheets.keySet()) + "\n");
        return edition;
    }

    static String incidents(int year) {
        return "incidents-" + year + ".html";
    }

    static int year(long ms) {
        return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC).getYear();
    }

    /** The years that have incidents, newest first. */
    static SortedSet<Integer> years(Board board) {
        SortedSet<Integer> years = new TreeSet<>(Collections.reverseOrder());
        board.incidents().forEach(reported -> years.add(year(reported.incident().fromMs())));
        return years;
    }

    private void add(String name, String type, String text) {
        String whole = type.equals(SVG) ? type : type + ";charset=utf-8";
        sheets.put(name, new Sheet(name, whole, text, tag(text)));
    }

    private static String tag(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            // Weak, for it may be sent compressed.
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The file of that name, or null. */
    Sheet sheet(String name) {
        return sheets.get(name);
    }

    Collection<Sheet> sheets() {
        return sheets.values();
    }

    long asOfMs() {
        return asOfMs;
    }

    String policy() {
        return policy;
    }
}
