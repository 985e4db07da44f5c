package io.fivenines.coordinator.uptime.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What all pages have around them. A page loads nothing from elsewhere and runs no script, and its policy forbids both,
 * in a header where it is served and in the page itself where it is a file.
 */
final class Frame {
    static final String FRONT = "index.html";
    static final String HISTORY = "history.html";

    private final String title;
    private final String style;
    private final String policy;

    Frame(String title) {
        this.title = title;
        style = style();
        policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; img-src 'self'; base-uri 'none'; form-action 'none'";
    }

    /** The style sheet as it is in every page. */
    static String style() {
        try (InputStream sheet = Frame.class.getResourceAsStream("style.css")) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException("the style sheet is in the jar", e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What a page may load and do. */
    String policy() {
        return policy;
    }

    /** Begins a page, up to what stands in its main part. */
    Html begin(String heading, Board board) {
        Html html = new Html().markup("<!DOCTYPE html>\n").begin("html", "lang", "en");
        html.begin("head").markup("<meta charset=\"utf-8\">");
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.lone("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        html.lone("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", heading.equals(title) ? title : heading + ", " + title);
        html.lone("link", "rel", "icon", "type", "image/svg+xml", "href", Edition.ICON);
        html.lone("link", "rel", "alternate", "type", "application/atom+xml", "title", title, "href", Edition.FEED);
        html.begin("style").markup(style).end().end();
        html.begin("body").element("a", "To the content", "class", "skip", "href", "#content");
        html.begin("header").element("h1", heading);
        html.begin("p", "class", "soft").text("As of ");
        time(html, board.asOfMs()).text(board.sinceMs() < 0 ? "; nothing was probed yet" : "; counted since ");
        if (board.sinceMs() >= 0) {
            html.element("time", Words.date(board.sinceMs()), "datetime", Words.iso(board.sinceMs()));
        }
        html.end().end();
        navigate(html, board);
        return html.begin("main", "id", "content");
    }

    private static void navigate(Html html, Board board) {
        html.begin("nav", "aria-label", "Pages").begin("ul");
        link(html, FRONT, "Now");
        link(html, HISTORY, "All months");
        for (int year : Edition.years(board)) {
            link(html, Edition.incidents(year), "Incidents of " + year);
        }
        html.end().end();
    }

    private static void link(Html html, String to, String words) {
        html.begin("li").element("a", words, "href", to).end();
    }

    static Html time(Html html, long ms) {
        return html.element("time", Words.time(ms), "datetime", Words.iso(ms));
    }

    /** Ends a page. */
    String end(Html html) {
        html.end().begin("footer").begin("p");
        html.text("Times are UTC. A clean round of a prober is what a customer does: finds the names, sends records,"
                + " reads them back, gives a command. Time without a valid observation is unknown and never"
                + " counted as up; percentages are of the time that is known. Seconds come from the probers'"
                + " rounds, and from lines that they hold between; nobody can edit them.");
        html.end().begin("p");
        html.element("a", "Feed", "href", Edition.FEED).text(" · ");
        html.element("a", "JSON", "href", Edition.JSON).text(" · ");
        html.element("a", "Badge", "href", Edition.BADGE);
        return html.end().end().end().end().toString() + "\n";
    }
}
