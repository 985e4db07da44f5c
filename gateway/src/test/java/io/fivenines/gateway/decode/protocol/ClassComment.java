package io.fivenines.gateway.decode.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A class's own comment as Markdown blocks, so that what the code says of a protocol is said once.
 *
 * @param blocks paragraphs and drawings in order; a drawing begins with three backquotes
 * @param links classes the comment refers to
 */
record ClassComment(List<String> blocks, List<String> links) {
    private static final Pattern LINK = Pattern.compile("\\{@link (?:#)?([A-Za-z0-9]+)[^}]*}");
    private static final Pattern PART = Pattern.compile("<pre>(.*?)</pre>|<ul>(.*?)</ul>", Pattern.DOTALL);
    static final String DRAWING = "```";

    /** Reads the comment of a class from its source; without a comment there are no blocks. */
    static ClassComment of(Path source) throws IOException {
        String code = Files.readString(source);
        String type = source.getFileName().toString().replace(".java", "");
        Matcher declared = Pattern.compile("(?m)^[a-z ]*(class|record|interface|enum) " + type + "\\b")
                .matcher(code);
        int end = declared.find() ? code.lastIndexOf("*/", declared.start()) : -1;
        int start = end < 0 ? -1 : code.lastIndexOf("/**", end);
        // What stands between comment and class may be annotations only.
        boolean own = start >= 0 && !code.substring(end, declared.start()).contains(";");
        return own ? parse(code.substring(start + 3, end)) : new ClassComment(List.of(), List.of());
    }

    static ClassComment parse(String comment) {
        String text = comment.replaceAll("(?m)^ *\\* ?", "").replaceAll("(?ms)^@param.*", "");
        List<String> links = new ArrayList<>();
        LINK.matcher(text).results().forEach(match -> links.add(match.group(1)));
        List<String> blocks = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int from = 0;
        while (part.find()) {
            paragraphs(text.substring(from, part.start()), blocks);
            if (part.group(1) != null) {
                blocks.add(DRAWING + "text\n"
                        + entities(LINK.matcher(part.group(1)).replaceAll("$1"))
                                .stripTrailing()
                                .replaceFirst("^\\n+", "")
                        + "\n" + DRAWING);
            } else {
                blocks.add(List.of(part.group(2).split("<li>")).stream()
                        .map(ClassComment::markdown)
                        .filter(item -> !item.isEmpty())
                        .map(item -> "- " + item)
                        .collect(Collectors.joining("\n")));
            }
            from = part.end();
        }
        paragraphs(text.substring(from), blocks);
        return new ClassComment(blocks, links.stream().distinct().toList());
    }

    private static void paragraphs(String text, List<String> blocks) {
        for (String paragraph : text.split("<p>|\\n\\s*\\n")) {
            if (!paragraph.isBlank()) {
                blocks.add(markdown(paragraph));
            }
        }
    }

    private static String markdown(String text) {
        return entities(LINK.matcher(text).replaceAll("`$1`").replaceAll("\\{@code (.*?)}", "`$1`"))
                .replaceAll("</?[a-z]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String entities(String text) {
        return text.replaceAll("\\{@literal (.*?)}", "$1")
                .replace("{@code @}", "@")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }
}
