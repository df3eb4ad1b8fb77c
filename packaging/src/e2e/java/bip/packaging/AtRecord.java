package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stops the real bipctl exactly at a record of its journal, by a library that is preloaded into it:
 * {@code packaging/src/test/c/at-record.c}.
 */
record AtRecord(Path library) {

    /** On which side of a record. */
    enum Moment {
        /** What the record tells of is done, the record is not yet written. */
        BEFORE,
        /** The record is on the disk, nothing after it has begun. */
        AFTER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static AtRecord compile(Path folder) throws IOException, InterruptedException {
        Path library = Files.createDirectories(folder).resolve("at-record.so");
        Path source = Checkout.root().resolve("packaging/src/test/c/at-record.c");
        Programs.run(
                List.of(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-Wall",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl"),
                folder);
        return new AtRecord(library);
    }

    /** The environment of a bipctl that kills itself there. */
    Map<String, String> killing(Moment moment, int record) {
        return environment("kill %s %d -".formatted(moment.word(), record));
    }

    /** That of one which stops there for good, after making {@code folder/reached}. */
    Map<String, String> stopping(Moment moment, int record, Path folder) {
        return environment("stop %s %d %s".formatted(moment.word(), record, folder));
    }

    /** That of one which waits after each record: see {@link Pauses}. */
    Map<String, String> pausing(Path folder) {
        return environment("pause after 0 " + folder);
    }

    private Map<String, String> environment(String wish) {
        return Map.of("LD_PRELOAD", library.toString(), "BIP_AT_RECORD", wish);
    }
}
