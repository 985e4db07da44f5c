package io.fivenines.coordinator;

import io.fivenines.coordinator.uptime.page.Folder;
import io.fivenines.coordinator.web.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status-page",
        subcommands = StatusPageCommand.Export.class,
        description = "The public status page as files.")
final class StatusPageCommand {
    private StatusPageCommand() {}

    /** Fetches the page a coordinator serves. */
    @Command(name = "export", description = "Writes the status page into a folder, for any web server.")
    static final class Export implements Callable<Integer> {
        private static final int LENGTH_MAX = 16 << 20;
        private static final int FILES_MAX = 200;

        private final PrintStream out;

        @Mixin
        private final ApiClient page = new ApiClient("http://127.0.0.1:8091");

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FOLDER",
                required = true,
                description = "Where to; made if it is not there.")
        private Path folder;

        Export() {
            this(System.out);
        }

        Export(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() throws Exception {
            Folder files = new Folder(folder);
            List<String> names = read("files.txt").lines().limit(FILES_MAX).toList();
            names.forEach(Folder::check);
            for (String name : names) {
                files.write(name, read(name));
            }
            out.printf("%d files in %s%n", names.size(), folder);
            return 0;
        }

        private String read(String name) throws IOException, InterruptedException {
            try (InputStream body = page.open("/" + name)) {
                byte[] bytes = body.readNBytes(LENGTH_MAX + 1);
                if (bytes.length > LENGTH_MAX) {
                    throw new IOException(name + " is longer than " + LENGTH_MAX + " bytes, expected a status page's");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }
}
