package io.fivenines.coordinator.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that an operator replaces while the process runs, looked at again and again: certificates, lists. What cannot
 * be taken leaves in force what was, is said once, and tried again until it can: two files that belong together are
 * not replaced in one moment.
 */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private static final long PERIOD_MS = 2_000;

    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;

    /** Takes what files hold now. */
    @FunctionalInterface
    public interface Reload {
        /**
         * Takes all of it, or nothing.
         *
         * @throws IOException naming the file and what is wrong with it; then nothing has changed
         */
        void run() throws IOException;
    }

    /**
     * Watches nothing yet.
     *
     * @param thread ended with it
     */
    FileWatch(ScheduledExecutorService thread, long periodMs) {
        this.thread = thread;
        thread.scheduleWithFixedDelay(this::look, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /** One with a thread of its own that looks every two seconds. */
    public static FileWatch start() {
        return new FileWatch(
                Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "files");
                    thread.setDaemon(true);
                    return thread;
                }),
                PERIOD_MS);
    }

    /** Calls the reload on its own thread whenever one of the files is another than it is now. */
    public void watch(String what, Collection<Path> files, Reload reload) {
        all.add(new Watched(what, List.copyOf(files), reload));
    }

    /** How many of what is watched are not in force as they are in their files. */
    public int failing() {
        return (int) all.stream().filter(watched -> watched.failure != null).count();
    }

    void look() {
        all.forEach(Watched::look);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static final class Watched {
        private final String what;
        private final List<Path> files;
        private final Reload reload;
        private List<String> seen;
        private volatile String failure;

        private Watched(String what, List<Path> files, Reload reload) {
            this.what = what;
            this.files = files;
            this.reload = reload;
            seen = stamps();
        }

        private List<String> stamps() {
            return files.stream().map(Watched::stamp).toList();
        }

        /** What differs when a file is written anew, replaced, or a link to it turned. */
        private static String stamp(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
            } catch (IOException e) {
                return "gone";
            }
        }

        private void look() {
            List<String> now = stamps();
            if (now.equals(seen) && failure == null) {
                return;
            }
            try {
                reload.run();
                seen = now;
                failure = null;
                LOG.atInfo().addKeyValue("what", what).log("Taken anew");
            } catch (IOException | RuntimeException e) {
                String why =
                        e instanceof IOException trouble ? FileTrouble.of(trouble) : String.valueOf(e.getMessage());
                if (!why.equals(failure)) {
                    LOG.atWarn().addKeyValue("what", what).log("Cannot be taken anew, stays as it was: {}", why);
                }
                seen = now;
                failure = why;
            }
        }
    }
}
