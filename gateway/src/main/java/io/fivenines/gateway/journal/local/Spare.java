package io.fivenines.gateway.journal.local;

import java.io.IOException;

/**
 * A file made ready to become the next segment: its zeros are written and forced, so that forcing entries later has no
 * change of size or place to write down as well.
 */
record Spare(Storage storage, String name, StorageFile file, long bytes, int salt) {
    /** It failed: whatever is in it, it is not used again. */
    void discard() {
        try {
            file.close();
            storage.delete(name);
        } catch (IOException e) {
            // Of no use, of no harm: the next start deletes what is left.
            return;
        }
    }
}
