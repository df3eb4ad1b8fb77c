package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Somebody who got hold of the online key and of its passphrase, and knows how to use the
 * publisher.
 */
record Thief(Ceremony ceremony) {

    private static final String ONLINE = " --online-key /var/lib/bip-publisher/online-1.key";

    /** What is published now, kept under {@code name}. */
    Path copy(String name) throws IOException {
        Path copy = ceremony.place("/thief/" + name);
        Trees.copy(ceremony.web(), copy);
        return copy;
    }

    /** So many newer timestamps over what is there. */
    void signAnew(Path repository, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ceremony.publisher("resign --repository " + repository + ONLINE);
        }
    }

    /**
     * A repository with a release that no holder of a targets key has seen: right in all but that
     * its targets are signed by a key of the thief's own.
     *
     * @param timestamps newer than those that were signed so far
     */
    Path own(String version, int timestamps) throws IOException {
        ceremony.publisher("keys --folder /thief/keys");
        for (String suffix : new String[] {".key", ".pub"}) {
            Files.delete(ceremony.place("/thief/keys/online-1" + suffix));
        }
        Files.copy(
                ceremony.place("public/online-1.pub"), ceremony.place("/thief/keys/online-1.pub"));
        ceremony.publisher(
                "root --keys /thief/keys --key /thief/keys/root-1.key --key /thief/keys/root-2.key"
                        + " /thief/root.json");
        ceremony.publisher("place --repository /thief/own /thief/root.json");
        // More than one: its targets are to be as new as those that are trusted.
        for (String each : new String[] {"1.3.0", "1.4.2", version}) {
            ceremony.publisher(
                    "publish --repository /thief/own --channel stable --no-notes"
                            + " --targets-key /thief/keys/targets-1.key"
                            + ONLINE
                            + " "
                            + ceremony.archive(each));
        }
        Path own = ceremony.place("/thief/own");
        signAnew(own, timestamps);
        return own;
    }
}
