package io.fivenines.coordinator.cluster;

import java.io.IOException;

/** Somebody else has written, made or removed the record in the meantime: read it again. */
public final class VersionConflict extends IOException {
    private static final long serialVersionUID = 1;

    VersionConflict(String path, String found, int expected) {
        super("cannot write " + path + ": " + found + ", expected "
                + switch (expected) {
                    case Versioned.NONE -> "nothing there";
                    case Versioned.ANY -> "something there";
                    default -> "version " + expected;
                });
    }
}
