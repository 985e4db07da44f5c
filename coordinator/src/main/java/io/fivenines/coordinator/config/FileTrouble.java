package io.fivenines.coordinator.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What keeps this process from a file, in words: the message of the exception is the path alone. */
final class FileTrouble {
    private FileTrouble() {}

    /** What an operator can mend; for other causes what they say themselves. */
    static String of(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be opened by this user, expected the right to (root, or the group"
                    + " fivenines)";
        }
        if (cause instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).toAbsolutePath().getParent();
            return folder == null || Files.exists(folder)
                    ? "there is no file " + missing.getFile()
                    : "there is no folder " + folder + " for " + missing.getFile();
        }
        return String.valueOf(cause.getMessage());
    }
}
