package io.fivenines.benchmarks.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small ext4 file system in a file, mounted: a disk that can be filled without harm. Only root may mount. */
public final class LoopDisk implements AutoCloseable {
    private static final long MIB = 1 << 20;

    private final Path image;
    private final Path mount;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** Image and mount point are made in the folder. */
    public static LoopDisk create(Path folder, int mebibytes) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalArgumentException("user " + System.getProperty("user.name")
                    + ", expected root: mounting a small disk for the journal needs it");
        }
        Path image = folder.resolve("disk.ext4");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mebibytes * MIB);
        }
        Child.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        Path mount = Files.createDirectory(folder.resolve("disk"));
        Child.run("mount", "-o", "loop", image.toString(), mount.toString());
        return new LoopDisk(image, mount);
    }

    public Path mount() {
        return mount;
    }

    public long freeBytes() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    /** Takes up space until no more than so much is left; deleting it is what an operator does. */
    public Path ballast(int mebibytesLeft) throws IOException, InterruptedException {
        Path ballast = mount.resolve("ballast");
        long bytes = freeBytes() - mebibytesLeft * MIB;
        Child.run("fallocate", "-l", Long.toString(bytes), ballast.toString());
        return ballast;
    }

    @Override
    public void close() {
        try {
            Child.run("umount", mount.toString());
            Files.delete(mount);
            Files.delete(image);
        } catch (IOException e) {
            System.err.println("still mounted: " + mount + " (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
