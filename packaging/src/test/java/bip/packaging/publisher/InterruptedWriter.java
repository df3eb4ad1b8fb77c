package bip.packaging.publisher;

import java.io.IOException;

/** Writes {@code left} files, and then the disk is full. */
final class InterruptedWriter implements RepositoryWriter {

    private final RepositoryWriter disk = new DiskWriter();
    private int left;

    InterruptedWriter(int left) {
        this.left = left;
    }

    @Override
    public boolean write(RepositoryWrite write) throws IOException {
        if (left == 0) {
            throw new IOException("no space left on the device");
        }
        left--;
        return disk.write(write);
    }
}
