package io.fivenines.gateway.command;

import io.fivenines.gateway.journal.local.Storage;
import io.fivenines.gateway.journal.local.StorageFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one node, a file of lines: what became of a command is appended, the last line of an id counts. On
 * opening, after a failure, and when most of it is history, a new file takes its place.
 */
public final class FileQueue implements CommandQueue {
    static final String NAME = "commands.log";
    static final String DRAFT = "commands.draft";

    private static final Logger LOG = LoggerFactory.getLogger(FileQueue.class);
    private static final long HISTORY_MIN = 1 << 20;
    private static final int HISTORY_FACTOR = 4;

    private final Storage storage;
    private final Closeable lock;
    private final ErrandText text = new ErrandText(IfGatewayDies.REPEAT);
    private final Map<String, Errand> errands = new LinkedHashMap<>();
    private final Map<String, Errand> staged = new LinkedHashMap<>();
    private StorageFile file;
    private long end;
    private long endAfterRewrite;

    /** Opens the queue that is there, or an empty one. */
    public FileQueue(Storage storage) throws IOException {
        this.storage = storage;
        lock = storage.lock();
        try {
            if (storage.list().contains(NAME)) {
                read();
            }
            rewrite();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A line without its end was being written when the process died: nobody was told that it is there. */
    private void read() throws IOException {
        String[] lines = content().split("\n", -1);
        int damaged = 0;
        for (int i = 0; i < lines.length - 1; i++) {
            Errand errand = text.errand(lines[i]);
            if (errand == null) {
                damaged++;
            } else {
                errands.put(errand.id(), errand);
            }
        }
        if (damaged > 0) {
            LOG.atWarn()
                    .addKeyValue("place", storage.place())
                    .addKeyValue("lines", damaged)
                    .log("Part of the command queue cannot be read and is lost");
        }
    }

    private String content() throws IOException {
        try (StorageFile old = storage.open(NAME)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(old.size()));
            while (bytes.hasRemaining() && old.read(bytes, bytes.position()) > 0) {
                // Until all of it is there.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Collection<Errand> kept() {
        return List.copyOf(errands.values());
    }

    @Override
    public void stage(Errand errand) {
        staged.put(errand.id(), errand);
    }

    @Override
    public void drop(String id) {
        staged.remove(id);
        errands.remove(id);
    }

    @Override
    public void commit() throws IOException {
        if (staged.isEmpty()) {
            return;
        }
        if (file == null || end > HISTORY_MIN + HISTORY_FACTOR * endAfterRewrite) {
            rewrite();
        } else {
            append(staged.values());
        }
        errands.putAll(staged);
        staged.clear();
    }

    /** After a failure nothing is known of what was written, so the next commit writes everything anew. */
    private void append(Collection<Errand> more) throws IOException {
        StorageFile open = file;
        file = null;
        try {
            ByteBuffer bytes = bytes(more);
            long from = end;
            end += bytes.remaining();
            StorageFile.writeAll(open, new ByteBuffer[] {bytes}, 1, from);
            open.force();
            file = open;
        } finally {
            if (file == null) {
                open.close();
            }
        }
    }

    private void rewrite() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
        Map<String, Errand> all = new LinkedHashMap<>(errands);
        all.putAll(staged);
        StorageFile draft = storage.create(DRAFT);
        try {
            ByteBuffer bytes = bytes(all.values());
            end = bytes.remaining();
            endAfterRewrite = end;
            StorageFile.writeAll(draft, new ByteBuffer[] {bytes}, 1, 0);
            draft.force();
            storage.rename(DRAFT, NAME);
            storage.sync();
            file = draft;
        } finally {
            if (file == null) {
                draft.close();
            }
        }
    }

    private ByteBuffer bytes(Collection<Errand> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Errand errand : lines) {
            bytes.writeBytes((text.line(errand) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            commit();
            if (file != null) {
                file.close();
            }
        }
    }
}
