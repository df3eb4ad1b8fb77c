package bip.ctl.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A log file and what logrotate made of its predecessors: {@code bip.log}, {@code bip.log.1},
 * {@code bip.log.2.gz}, …, or with dates, {@code bip.log-20260301.gz}.
 */
final class LogFamily {

    /** A rotation is over in milliseconds; who renames for longer than this is not logrotate. */
    private static final int TRIES = 200;

    private final Path live;
    private final Pattern names;

    LogFamily(Path live) {
        this.live = live;
        this.names =
                Pattern.compile(
                        Pattern.quote(live.getFileName().toString())
                                + "(?:\\.(\\d{1,6})|-(\\d{8}(?:-\\d{1,10})?))?(\\.gz)?");
    }

    Path live() {
        return live;
    }

    /**
     * Its files, oldest first, the live one last when it is there. Of a file and its compressed
     * copy only the file: the copy may not be finished.
     *
     * @throws LogFile.FamilyChanged if it is being rotated all the time
     */
    List<LogFile> list() throws IOException {
        List<LogFile> files = listOnce();
        for (int i = 0; i < TRIES; i++) {
            // A listing is not taken at one moment: only one that comes out twice is true.
            List<LogFile> again = listOnce();
            if (files.equals(again)) {
                return files;
            }
            files = again;
        }
        throw new LogFile.FamilyChanged(null);
    }

    private List<LogFile> listOnce() throws IOException {
        var found = new ArrayList<Found>();
        try (var folder = Files.newDirectoryStream(live.resolveSibling(""))) {
            for (Path path : folder) {
                add(path, found);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Set<String> plain = new HashSet<>();
        found.stream().filter(it -> !it.file.isCompressed()).forEach(it -> plain.add(it.stem()));
        return found.stream()
                .filter(it -> !it.file.isCompressed() || !plain.contains(it.stem()))
                .sorted(Found.OLDEST_FIRST)
                .map(Found::file)
                .toList();
    }

    private void add(Path path, List<Found> found) throws IOException {
        Matcher name = names.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        Object key = LogFile.keyOf(path);
        if (key == null || !Files.isRegularFile(path)) {
            return;
        }
        boolean isCompressed = name.group(3) != null;
        boolean isRotated = name.group(1) != null || name.group(2) != null;
        if (isRotated || !isCompressed) {
            var file = new LogFile(path, key, isCompressed, !isRotated);
            found.add(new Found(file, name.group(1), name.group(2)));
        }
    }

    /**
     * A file with what its name says of its age.
     *
     * @param number higher is older; null when it has none
     * @param date later is newer; null likewise
     */
    private record Found(LogFile file, @Nullable String number, @Nullable String date) {

        static final Comparator<Found> OLDEST_FIRST =
                Comparator.comparingInt(Found::kind)
                        .thenComparing(it -> it.date == null ? "" : it.date)
                        .thenComparingInt(
                                it -> it.number == null ? 0 : -Integer.parseInt(it.number));

        private int kind() {
            if (date != null) {
                return 0;
            }
            return number == null ? 2 : 1;
        }

        String stem() {
            String name = file.path().getFileName().toString();
            return file.isCompressed() ? name.substring(0, name.length() - 3) : name;
        }
    }
}
