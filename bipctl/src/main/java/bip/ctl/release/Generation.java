package bip.ctl.release;

import java.nio.file.Path;

/**
 * A release and the data that belong to it, switched together.
 *
 * @param number counted up, never used again
 * @param folder {@code …/generations/N}
 * @param release what {@code N/release} points at
 * @param data what {@code N/data} points at, {@code …/data/M}
 */
public record Generation(int number, Path folder, InstalledRelease release, Path data) {
    public Path database() {
        return data.resolve("bip.db");
    }
}
