package bip.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway the migrations that it shall know, without a scan of the class path. */
record MigrationResources(String folder, List<String> files) implements ResourceProvider {

    MigrationResources {
        files = List.copyOf(files);
    }

    /** Flyway asks here for side files such as a migration's configuration; there are none. */
    @Override
    public @Nullable LoadableResource getResource(String name) {
        return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> file.startsWith(prefix))
                .filter(file -> Stream.of(suffixes).anyMatch(file::endsWith))
                .<LoadableResource>map(file -> new Migration(folder, file))
                .toList();
    }

    /** One file on the class path. */
    private static final class Migration extends LoadableResource {
        private final String folder;
        private final String file;

        Migration(String folder, String file) {
            this.folder = folder;
            this.file = file;
        }

        @Override
        public Reader read() {
            try (InputStream in =
                    Migration.class.getClassLoader().getResourceAsStream(folder + file)) {
                if (in == null) {
                    throw new IllegalStateException("no " + folder + file + " in this release");
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder + file, e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return folder + file;
        }

        @Override
        public @Nullable String getAbsolutePathOnDisk() {
            return null;
        }

        @Override
        public String getFilename() {
            return file;
        }

        @Override
        public String getRelativePath() {
            return file;
        }
    }
}
