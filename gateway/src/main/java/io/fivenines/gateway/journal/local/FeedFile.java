package io.fivenines.gateway.journal.local;

import io.fivenines.gateway.journal.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;

/**
 * Where a feed remembers how far it came, replaced as a whole each time.
 *
 * <pre>
 *  0       1       2       3       4       5       6       7
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | magic "59feed" and version (2 bytes)                          |   0
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | position of the first entry not delivered                     |   8
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | crc32c of the 16 bytes before |                                  16
 * +-------+-------+-------+-------+
 * </pre>
 */
final class FeedFile {
    private static final long MAGIC = 0x353966656564_0001L;
    private static final int CHECKED_BYTES = 16;
    private static final int BYTES = 20;

    private final Storage storage;
    private final String name;

    FeedFile(Storage storage, String feed) {
        this.storage = storage;
        this.name = "feed-" + feed + ".at";
    }

    /** What was last written, 0 if nothing ever was. What cannot be believed is reported, and counts as nothing. */
    long read(DamageLog damages) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try (StorageFile file = storage.open(name)) {
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = file.read(bytes, bytes.position());
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        if (bytes.hasRemaining() || bytes.getLong(0) != MAGIC || bytes.getInt(CHECKED_BYTES) != crc(bytes)) {
            damages.report(new Damage(Damage.Kind.CORRUPTION, name, 0, bytes.position(), 0, 0));
            return 0;
        }
        return bytes.getLong(8);
    }

    /** Durable when this returns; after a failure it is the one or the other. */
    void write(long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
        bytes.putLong(MAGIC).putLong(position);
        bytes.putInt(crc(bytes)).flip();
        String passing = name + Spares.PASSING;
        try (StorageFile file = storage.create(passing)) {
            StorageFile.writeAll(file, new ByteBuffer[] {bytes}, 1, 0);
            file.force();
        }
        storage.rename(passing, name);
        storage.sync();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(CHECKED_BYTES).position(0));
        return (int) crc.getValue();
    }
}
