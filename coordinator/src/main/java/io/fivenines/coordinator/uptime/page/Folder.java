package io.fivenines.coordinator.uptime.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where a status page is written to as files, for any web server; each file is the old one or the new one, whole. */
public final class Folder {
    private final Path folder;

    public Folder(Path folder) {
        this.folder = folder;
    }

    /**
     * Sees whether a file may be called so.
     *
     * @throws IllegalArgumentException if the name could be that of another place
     */
    public static void check(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,60}\\.[a-z]{1,8}")) {
            throw new IllegalArgumentException("the file name '" + name + "', expected one like index.html");
        }
    }

    public void write(String name, String text) throws IOException {
        check(name);
        Files.createDirectories(folder);
        Path fresh = folder.resolve("." + name + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void write(Edition edition) throws IOException {
        for (Edition.Sheet sheet : edition.sheets()) {
            write(sheet.name(), sheet.text());
        }
    }
}
