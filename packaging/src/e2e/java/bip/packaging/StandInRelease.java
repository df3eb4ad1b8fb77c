package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A release of a few hundred bytes that keeps the contracts and nothing else: for tests of how
 * releases come, not of what they do. Its database is a text file with the number of its schema.
 */
final class StandInRelease {

    private StandInRelease() {}

    /** Packs {@code version} into {@code folder}, as the build packs a real one. */
    static Path make(String version, Path folder) throws IOException {
        Path tree = Files.createTempDirectory(folder, "tree-");
        Path program = Files.createDirectories(tree.resolve("bin")).resolve("bip-server");
        Files.writeString(program, program(version));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path archive =
                ReleaseArchive.write(
                        tree,
                        new ReleaseFacts(
                                version,
                                1,
                                1,
                                1,
                                "1.0.0",
                                "1.0.0",
                                Map.of("pl", "Wydanie zastępcze.", "en", "A stand-in.")),
                        folder);
        Trees.delete(tree);
        return archive;
    }

    private static String program(String version) {
        return """
        #!/bin/sh
        case ${1:-serve} in
            serve) exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp %s %s "$0" %s ;;
            check-config) echo '{"format":"bip-check-config/v1","ok":true,"problems":[],"warnings":[]}' ;;
            schema)
                printf '{"format":"bip-schema/v1","database":%%s,"writes":1,' "$(cat "$3")"
                echo '"reads":{"from":1,"to":1},"fits":true}'
                ;;
            snapshot)
                cp "$3" "$5"
                echo '{"format":"bip-snapshot/v1","bytes":2,"sha256":"0","schema":1}'
                ;;
            migrate)
                echo 1 >"$3"
                echo '{"format":"bip-migrate/v1","kind":"migrated","from":0,"to":1,"millis":1}'
                ;;
            *) exit 2 ;;
        esac
        """
                .formatted(
                        Runtimes.ownJdk().resolve("bin/java"),
                        Checkout.root().resolve("packaging/target/test-classes"),
                        StandInServer.class.getName(),
                        version);
    }
}
