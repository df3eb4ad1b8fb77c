package bip.ctl.release;

import bip.ctl.release.ReleaseManifest.ListedFile;
import bip.ctl.release.ReleaseManifest.SchemaRange;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code release.json} by its contract, {@code docs/contract/release-manifest.md}. */
final class ManifestReader {

    private static final String FORMAT = "bip-release/v1";
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]{1,20}-[a-z0-9]{1,20}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_SCHEMA = 1_000_000;

    private ManifestReader() {}

    static ReleaseManifest read(byte[] document) {
        try {
            return manifest(document, Json.read(document, ArchiveBounds.MANIFEST_BYTES));
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.R102, e.reason());
        }
    }

    private static ReleaseManifest manifest(byte[] document, JsonObject json) throws JsonProblem {
        if (!json.string("format").equals(FORMAT)) {
            throw new JsonProblem(Phrase.of("manifest.format", json.string("format"), FORMAT));
        }
        JsonObject schema = json.object("schema");
        JsonObject reads = schema.object("reads");
        int writes = schemaNumber(schema, "writes");
        var range = new SchemaRange(schemaNumber(reads, "from"), schemaNumber(reads, "to"));
        if (!range.holds(writes)) {
            throw new JsonProblem(Phrase.of("manifest.schema", range.from(), range.to(), writes));
        }
        JsonObject notes = json.object("notes");
        return new ReleaseManifest(
                version(json, "version"),
                Digests.sha256(document),
                platform(json),
                writes,
                range,
                version(json, "upgradeFrom"),
                version(json, "bipctl"),
                Map.of("pl", notes.string("pl"), "en", notes.string("en")),
                files(json.objects("files")));
    }

    private static int schemaNumber(JsonObject object, String name) throws JsonProblem {
        return Math.toIntExact(object.integer(name, 1, MAX_SCHEMA));
    }

    private static ReleaseVersion version(JsonObject json, String name) throws JsonProblem {
        String text = json.string(name);
        return ReleaseVersion.parse(text)
                .orElseThrow(() ->
                        new JsonProblem(Phrase.of("manifest.version", json.pathOf(name), text)));
    }

    private static String platform(JsonObject json) throws JsonProblem {
        return matching(json, "platform", PLATFORM, "manifest.platform");
    }

    private static String matching(JsonObject json, String name, Pattern form, String complaint)
            throws JsonProblem {
        String text = json.string(name);
        if (!form.matcher(text).matches()) {
            throw new JsonProblem(Phrase.of(complaint, json.pathOf(name)));
        }
        return text;
    }

    private static List<ListedFile> files(List<JsonObject> list) throws JsonProblem {
        if (list.size() > ArchiveBounds.ENTRIES) {
            throw new JsonProblem(Phrase.of("manifest.tooMany", ArchiveBounds.ENTRIES));
        }
        var files = new ArrayList<ListedFile>(list.size());
        for (JsonObject file : list) {
            files.add(file(file));
        }
        refuseClashes(files);
        refuseTooMuch(files);
        if (files.stream().noneMatch(f -> f.executable() && f.path().equals("bin/bip-server"))) {
            throw new JsonProblem(Phrase.of("manifest.noProgram"));
        }
        return files;
    }

    private static ListedFile file(JsonObject file) throws JsonProblem {
        String path = file.string("path");
        Optional<Phrase> problem = ArchivePaths.problem(path);
        if (problem.isPresent()) {
            throw new JsonProblem(
                    Phrase.of("manifest.path", file.pathOf("path"), path, problem.get()));
        }
        return new ListedFile(
                path,
                file.integer("size", 0, ArchiveBounds.FILE_BYTES),
                isExecutable(file),
                matching(file, "sha256", SHA256, "manifest.sha256"));
    }

    private static boolean isExecutable(JsonObject file) throws JsonProblem {
        return switch (file.string("mode")) {
            case "0755" -> true;
            case "0644" -> false;
            default -> throw new JsonProblem(Phrase.of("manifest.mode", file.pathOf("mode")));
        };
    }

    /**
     * A name may stand once, in whatever case, and not be a folder of another: {@code lib} beside
     * {@code lib/a} or {@code Lib/b} would be one thing on some file systems and two on others.
     */
    private static void refuseClashes(List<ListedFile> files) throws JsonProblem {
        var names = new NameClashes();
        names.addFile(ReleaseArchive.MANIFEST);
        for (ListedFile file : files) {
            if (!names.addFile(file.path())) {
                throw new JsonProblem(Phrase.of("manifest.clash", file.path()));
            }
        }
    }

    private static void refuseTooMuch(List<ListedFile> files) throws JsonProblem {
        long total = 0;
        for (ListedFile file : files) {
            total += file.sizeBytes();
        }
        if (total > ArchiveBounds.UNPACKED_BYTES) {
            throw new JsonProblem(Phrase.of("manifest.tooBig", ArchiveBounds.UNPACKED_BYTES));
        }
    }

    /** Names seen so far, to find two that some file system would take for one. */
    private static final class NameClashes {
        private final HashSet<String> files = new HashSet<>();
        private final Map<String, String> foldersAsWritten = new java.util.HashMap<>();

        /** Whether it is new and fits beside those before. */
        boolean addFile(String path) {
            String folded = path.toLowerCase(Locale.ROOT);
            boolean fits = !foldersAsWritten.containsKey(folded) && files.add(folded);
            for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
                fits &= addFolder(path.substring(0, i));
            }
            return fits;
        }

        private boolean addFolder(String path) {
            String folded = path.toLowerCase(Locale.ROOT);
            String before = foldersAsWritten.putIfAbsent(folded, path);
            return !files.contains(folded) && (before == null || before.equals(path));
        }
    }
}
