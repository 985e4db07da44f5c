package io.fivenines.coordinator.uptime.keep;

import io.fivenines.coordinator.cluster.Records;
import io.fivenines.coordinator.uptime.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds and gaps on disk, a file a day, in the order in which they were added; whole files are dropped when they are
 * old or there is too much.
 *
 * <pre>
 * rounds-20261209.log       a day's
 * rounds.001-20261129.log   a day's after the clock had been days ahead: names sort as files were begun
 * </pre>
 */
public final class RoundLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoundLog.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String NAME = "rounds(\\.\\d{3})?-\\d{8}\\.log";
    private static final int TURNS_MAX = 999;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Path folder;
    private final Limits limits;
    private final TreeMap<String, LineFile> files = new TreeMap<>();

    /**
     * How much is kept.
     *
     * @param age of the oldest day
     * @param bytes over all days; the newest is kept whatever its size
     */
    public record Limits(Duration age, long bytes) {
        public Limits {
            if (age.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException("keep " + age + ", expected at least 1d");
            }
            if (bytes < 1 << 20) {
                throw new IllegalArgumentException("sizeMax " + bytes + ", expected at least 1MiB");
            }
        }
    }

    /**
     * A place between two rounds; the empty one is before the first.
     *
     * @param file its name
     */
    public record Cursor(String file, long offset) {
        public static final Cursor BEGINNING = new Cursor("", 0);
    }

    /** Takes a round or a gap, and the place behind it; false to read no more. */
    public interface Reader {
        boolean onEvidence(Evidence evidence, Cursor next) throws IOException;
    }

    private RoundLog(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Opens a folder of them, or makes it; cuts off what was being written when the process ended. */
    public static RoundLog open(Path folder, Limits limits) throws IOException {
        Files.createDirectories(folder);
        RoundLog log = new RoundLog(folder, limits);
        try (Stream<Path> found = Files.list(folder)) {
            for (Path path : found.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.matches(NAME)) {
                    log.files.put(name, LineFile.open(path));
                }
            }
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        return log;
    }

    /**
     * Adds rounds and gaps; they are on disk when this returns.
     *
     * @throws IOException if they are not; then none of them is
     */
    public synchronized void append(List<? extends Evidence> evidence, long nowMs) throws IOException {
        String name = newest(nowMs);
        LineFile file = files.get(name);
        if (file == null) {
            file = LineFile.open(folder.resolve(name));
            files.put(name, file);
        }
        file.append(evidence.stream().map(Records::bytes).toList());
    }

    /** The name of the file to add to. None is behind it, so that those who read on come to it. */
    private String newest(long nowMs) {
        if (files.isEmpty()) {
            return name(0, nowMs);
        }
        String last = files.lastKey();
        int turn = last.startsWith("rounds.") ? Integer.parseInt(last.substring(7, last.indexOf('-'))) : 0;
        if (dayMs(last) - nowMs > DAY_MS && turn < TURNS_MAX) {
            LOG.atWarn().addKeyValue("file", last).log("The newest file is of a day to come: the clock was set back");
            return name(turn + 1, nowMs);
        }
        // A clock that was set back by less is right again by the next day.
        String today = name(turn, nowMs);
        return today.compareTo(last) > 0 ? today : last;
    }

    private static String name(int turn, long ms) {
        String day = DAY.format(Instant.ofEpochMilli(ms));
        return turn == 0 ? "rounds-" + day + ".log" : String.format("rounds.%03d-%s.log", turn, day);
    }

    /** Reads on from there, over all files. One that was dropped meanwhile is passed over. */
    public void read(Cursor from, Reader reader) throws IOException {
        for (String name : names(from.file())) {
            LineFile file = file(name);
            boolean[] goesOn = {true};
            if (file != null) {
                file.read(name.equals(from.file()) ? from.offset() : 0, (text, next) -> {
                    goesOn[0] = reader.onEvidence(Records.read(text, Evidence.class), new Cursor(name, next));
                    return goesOn[0];
                });
            }
            if (!goesOn[0]) {
                return;
            }
        }
    }

    private synchronized List<String> names(String from) {
        return new ArrayList<>(files.tailMap(from, true).keySet());
    }

    private synchronized LineFile file(String name) {
        return files.get(name);
    }

    /**
     * The first moment of the oldest day there is, {@link Long#MAX_VALUE} if there is none. A day to come is not old,
     * though others were begun behind it.
     */
    public synchronized long firstMs(long nowMs) {
        if (files.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return files.keySet().stream()
                .mapToLong(RoundLog::dayMs)
                .filter(ms -> ms <= nowMs)
                .findFirst()
                .orElseGet(() -> dayMs(files.firstKey()));
    }

    private static long dayMs(String name) {
        String day = name.substring(name.indexOf('-') + 1, name.lastIndexOf('.'));
        return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    /** A place behind which every round is that was added on that moment's day or later. */
    public synchronized Cursor day(long ms) {
        for (Map.Entry<String, LineFile> file : files.entrySet()) {
            if (dayMs(file.getKey()) > Math.max(0, ms) - DAY_MS) {
                return new Cursor(file.getKey(), 0);
            }
        }
        return files.isEmpty()
                ? Cursor.BEGINNING
                : new Cursor(files.lastKey(), files.lastEntry().getValue().length());
    }

    /** Drops what is too old or too much; whether there was any. */
    public synchronized boolean prune(long nowMs) throws IOException {
        boolean dropped = false;
        while (files.size() > 1) {
            String oldest = files.firstKey();
            long bytes = files.values().stream().mapToLong(LineFile::length).sum();
            boolean old = firstMs(nowMs) < nowMs - DAY_MS - limits.age().toMillis();
            if (!old && bytes <= limits.bytes()) {
                break;
            }
            dropped = true;
            files.remove(oldest).close();
            Files.delete(folder.resolve(oldest));
            LOG.atInfo().addKeyValue("file", oldest).log(old ? "Dropped a day of rounds" : "Dropped rounds for space");
        }
        return dropped;
    }

    @Override
    public synchronized void close() throws IOException {
        for (LineFile file : files.values()) {
            file.close();
        }
    }
}
