package io.fivenines.gateway.accept;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which trackers are let in.
 *
 * @param allowFile an {@link AllowList}; null for everybody
 * @param idents regular expressions, one of which an ident must match as a whole; none for any ident
 * @param identsPerAddress trackers from one address (IPv6: one /64) in an hour, 0 for no limit
 * @param blockFile where blocks are kept
 */
public record GateConfig(Path allowFile, List<String> idents, int identsPerAddress, Path blockFile) {
    public GateConfig {
        idents = List.copyOf(idents);
        for (String pattern : idents) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "idents has '" + pattern + "', expected a regular expression: " + e.getDescription(), e);
            }
        }
        if (identsPerAddress < 0) {
            throw new IllegalArgumentException(
                    "identsPerAddress " + identsPerAddress + ", expected 0 (no limit) or more");
        }
    }
}
