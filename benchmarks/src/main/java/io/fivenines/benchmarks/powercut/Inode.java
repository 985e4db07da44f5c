package io.fivenines.benchmarks.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** A file's bytes: those on the disk, and over them, in order, those that are not. */
final class Inode {
    private final FileChannel disk;
    private final List<Piece> unsynced = new ArrayList<>();
    private long size;

    private record Piece(long offset, ByteBuffer bytes) {
        long end() {
            return offset + bytes.limit();
        }
    }

    Inode(FileChannel disk) throws IOException {
        this.disk = disk;
        size = disk.size();
    }

    synchronized void write(long offset, ByteBuffer bytes) {
        Piece piece = new Piece(offset, bytes);
        unsynced.add(piece);
        size = Math.max(size, piece.end());
    }

    /** The first bytes of what is there reach the disk although nobody asked. */
    synchronized void leak(long offset, ByteBuffer bytes) throws IOException {
        writeAll(offset, bytes);
    }

    synchronized int read(ByteBuffer target, long offset) throws IOException {
        if (offset >= size) {
            return -1;
        }
        int length = (int) Math.min(target.remaining(), size - offset);
        // A hole where the disk ends before the file does reads as zeros.
        ByteBuffer view = ByteBuffer.allocate(length);
        disk.read(view, offset);
        view.clear();
        for (Piece piece : unsynced) {
            long from = Math.max(offset, piece.offset());
            long to = Math.min(offset + length, piece.end());
            if (from < to) {
                view.put((int) (from - offset), piece.bytes(), (int) (from - piece.offset()), (int) (to - from));
            }
        }
        target.put(view);
        return length;
    }

    synchronized void force() throws IOException {
        for (Piece piece : unsynced) {
            writeAll(piece.offset(), piece.bytes().duplicate());
        }
        unsynced.clear();
    }

    synchronized void cut(long toSize) throws IOException {
        force();
        disk.truncate(toSize);
        size = disk.size();
    }

    synchronized long size() {
        return size;
    }

    private void writeAll(long offset, ByteBuffer bytes) throws IOException {
        for (long at = offset; bytes.hasRemaining(); ) {
            at += disk.write(bytes, at);
        }
    }
}
