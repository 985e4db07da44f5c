package io.fivenines.coordinator.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A file with one list of the configuration, which may be taken anew while the process runs. */
public final class ListFile {
    private ListFile() {}

    /**
     * What the list has now.
     *
     * @param key the only one in the file; {@code []} behind it for an empty list: a file that is empty may be one that
     *     is just being written
     * @param item makes an item of its keys
     * @throws IOException naming the file and what is wrong with it
     */
    public static <T> List<T> read(Path file, String key, Function<Section, T> item) throws IOException {
        try {
            Settings settings = Settings.file(file, Map.of());
            if (!settings.root().has(key)) {
                throw new ConfigException(file + " has no " + key + ", expected a list, or [] for an empty one");
            }
            List<T> items = settings.root().list(key, 0).stream().map(item).toList();
            settings.refuseUnknown();
            return items;
        } catch (ConfigException e) {
            String message = e.getMessage();
            throw new IOException(message.contains(file.toString()) ? message : file + ": " + message, e);
        }
    }
}
