package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A release channel as a folder that nobody signed, the contract {@code docs/contract/channel.md}:
 * every archive in it, and an index. Good only under {@code --root} with {@code --unsigned}, and
 * there the quickest.
 */
final class ChannelFolder {

    private static final Pattern ARCHIVE =
            Pattern.compile("bip-server-(\\d+)\\.(\\d+)\\.(\\d+)-linux-x64\\.tar\\.gz");

    private final Path folder;

    ChannelFolder(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Adds {@code archive}, in place of one of the same version, and writes the index anew. */
    void add(Path archive) throws IOException {
        Files.createDirectories(folder);
        Path name = archive.getFileName();
        Path partial = folder.resolve(name + ".partial");
        Files.copy(archive, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, folder.resolve(name.toString()), StandardCopyOption.REPLACE_EXISTING);
        writeIndex();
    }

    private void writeIndex() throws IOException {
        var releases = new ArrayList<Map<String, Object>>();
        for (Path archive : archives()) {
            var release = new LinkedHashMap<String, Object>();
            String name = archive.getFileName().toString();
            release.put(
                    "version", name.substring("bip-server-".length(), name.indexOf("-linux-x64")));
            release.put("archive", name);
            release.put("size", Files.size(archive));
            release.put("sha512", Hashes.sha512(archive));
            releases.add(release);
        }
        var index = new LinkedHashMap<String, Object>();
        index.put("format", "bip-channel/v1");
        index.put("releases", releases);
        Path partial = folder.resolve("index.json.partial");
        Files.write(
                partial,
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
        Files.move(partial, folder.resolve("index.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> ARCHIVE.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(ChannelFolder::versionKey))
                    .toList();
        }
    }

    private static String versionKey(Path archive) {
        var matcher = ARCHIVE.matcher(archive.getFileName().toString());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(archive + " is not a release archive");
        }
        return "%09d.%09d.%09d"
                .formatted(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)));
    }
}
