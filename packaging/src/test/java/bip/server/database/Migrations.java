package bip.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The migrations of a release whose schema a test changed. Lies before the real list on its class
 * path, so only a test's release has it; the list is in the resource {@code migrations}.
 */
final class Migrations {
    static final String FOLDER = "db/migration/sqlite/";

    static final List<String> FILES = resource("/migrations").lines().toList();

    private Migrations() {}

    static int newest() {
        return numberOf(FILES.getLast());
    }

    static int numberOf(String file) {
        return Integer.parseInt(file.substring(1, file.indexOf("__")));
    }

    static String resource(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
