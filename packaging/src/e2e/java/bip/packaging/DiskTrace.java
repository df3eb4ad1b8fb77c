package bip.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replays what strace saw (of all processes, {@code -f -y}) into a {@link DiskModel}. */
final class DiskTrace {

    /** What changes names or contents, or makes them sure. */
    static final String CALLS =
            "open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,"
                    + "copy_file_range,sendfile,splice,fsync,fdatasync,sync,syncfs,"
                    + "rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
                    + "unlink,unlinkat,rmdir,mkdir,mkdirat";

    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+)(?:<([^>]*)>)?.*");

    /** A path, and the folder that it begins in when it is relative. */
    private static final Pattern PATH =
            Pattern.compile("(?:(?:AT_FDCWD|\\d+)<([^>]*)>, )?\"([^\"]*)\"");

    private static final Pattern DESCRIPTOR = Pattern.compile("\\d+<([^>]*)>");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final String JOURNAL = "/journal.ndjson";

    private final DiskModel model;
    private final OnRecord onRecord;
    private final Map<String, String> unfinished = new HashMap<>();
    private boolean isRecordWritten;
    private int records;

    /** Told when a record has reached the disk. */
    interface OnRecord {
        void is(int record) throws IOException;
    }

    DiskTrace(DiskModel model, OnRecord onRecord) {
        this.model = model;
        this.onRecord = onRecord;
    }

    /** Returns how many records reached the disk. */
    int replay(Path trace) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line);
            }
        }
        return records;
    }

    private void read(String line) throws IOException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        String process = parts.group(1);
        String text = parts.group(2);
        if (text.endsWith(UNFINISHED)) {
            unfinished.put(process, text.substring(0, text.length() - UNFINISHED.length()));
            return;
        }
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.matches()) {
            text = unfinished.getOrDefault(process, "") + resumed.group(1);
        }
        Matcher call = CALL.matcher(text);
        if (call.matches() && !call.group(3).startsWith("-")) {
            apply(call.group(1), call.group(2), String.valueOf(call.group(4)));
        }
    }

    private void apply(String call, String arguments, String opened) throws IOException {
        switch (call) {
            case "open", "openat", "creat" -> open(arguments, opened);
            case "write", "writev", "pwrite64", "pwritev", "pwritev2", "ftruncate", "fallocate" ->
                    written(descriptors(arguments).getFirst());
            case "sendfile" -> written(descriptors(arguments).getFirst());
            case "copy_file_range", "splice" -> written(descriptors(arguments).getLast());
            case "truncate" -> written(paths(arguments).getFirst());
            case "fsync", "fdatasync" -> synced(descriptors(arguments).getFirst());
            case "rename", "renameat", "renameat2" ->
                    model.rename(paths(arguments).getFirst(), paths(arguments).getLast());
            case "link", "linkat" ->
                    model.link(paths(arguments).getFirst(), paths(arguments).getLast());
            case "symlink", "symlinkat" ->
                    model.makeLink(target(arguments), paths(arguments).getLast());
            case "unlink", "unlinkat", "rmdir" -> model.remove(paths(arguments).getFirst());
            case "mkdir", "mkdirat" -> model.makeFolder(paths(arguments).getFirst());
            default -> throw new IOException("nobody makes a whole system safe here: " + call);
        }
    }

    private void open(String arguments, String opened) {
        if (arguments.contains("O_CREAT") || arguments.contains("O_TRUNC")) {
            model.open(opened, arguments.contains("O_TRUNC"));
        }
    }

    private void written(String path) {
        model.write(path);
        isRecordWritten |= path.endsWith(JOURNAL);
    }

    private void synced(String path) throws IOException {
        model.sync(path);
        if (path.endsWith(JOURNAL) && isRecordWritten) {
            isRecordWritten = false;
            onRecord.is(++records);
        }
    }

    private static List<String> descriptors(String arguments) {
        return DESCRIPTOR.matcher(arguments).results().map(it -> it.group(1)).toList();
    }

    private static String target(String arguments) {
        return PATH.matcher(arguments).results().findFirst().orElseThrow().group(2);
    }

    private static List<String> paths(String arguments) {
        var paths = new ArrayList<String>();
        PATH.matcher(arguments)
                .results()
                .forEach(it -> {
                    Path path = Path.of(it.group(2));
                    String folder = it.group(1);
                    paths.add(
                            (folder == null ? path : Path.of(folder).resolve(path))
                                    .normalize()
                                    .toString());
                });
        return paths;
    }
}
