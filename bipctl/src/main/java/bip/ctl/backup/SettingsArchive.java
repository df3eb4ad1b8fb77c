package bip.ctl.backup;

import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.SecretKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The settings of an installation, without what is secret, and that beside it; each a tar. */
final class SettingsArchive {

    private static final String ENVIRONMENT = ".env";

    private static final String DROP_IN = ".conf";

    /** Of what is assigned in {@code Environment="KEY=value"}, or a line that goes on. */
    private static final Pattern NAME = Pattern.compile("([A-Z_][A-Z0-9_]*)=");

    /** An assignment that does not count. */
    private static final Pattern UNUSED =
            Pattern.compile(
                    "(?m)^((?:[\\s#;]+|\\s*export\\s+)([A-Za-z_][A-Za-z0-9_]*)=)([^\\n]*)$");

    /** {@code https://name:password@host}. */
    private static final Pattern WITH_PASSWORD = Pattern.compile("://[^/@\\s:]*:[^/@\\s]+@");

    /** Each byte is one letter, so that a file comes back as it was whatever its encoding. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** Where the guide keeps the file of a systemd credential. */
    private static final String CREDENTIALS = "/credentials/";

    /** Settings are small; something else was put there by mistake. */
    private static final long MOST_BYTES = 1 << 20;

    private final byte[] tar;
    private final byte[] secrets;

    private SettingsArchive(byte[] tar, byte[] secrets) {
        this.tar = tar;
        this.secrets = secrets;
    }

    /** Made the same way from the same files, by their names in the backup. */
    static SettingsArchive of(Map<String, Path> files) throws IOException {
        var kept = new TreeMap<String, byte[]>();
        var secrets = new TreeMap<String, byte[]>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (Files.isRegularFile(file.getValue()) && Files.size(file.getValue()) <= MOST_BYTES) {
                sort(file.getKey(), file.getValue(), kept, secrets);
            }
        }
        return new SettingsArchive(pack(kept), secrets.isEmpty() ? new byte[0] : pack(secrets));
    }

    byte[] tar() {
        return tar.clone();
    }

    boolean hasSecrets() {
        return secrets.length > 0;
    }

    /** What was taken out; empty when nothing was. */
    byte[] secrets() {
        return secrets.clone();
    }

    private static void sort(
            String name, Path file, Map<String, byte[]> kept, Map<String, byte[]> secrets)
            throws IOException {
        if (name.contains(CREDENTIALS) || isDropInWithSecret(name, file)) {
            secrets.put(name, Files.readAllBytes(file));
        } else if (name.endsWith(ENVIRONMENT)) {
            environment(name, new String(Files.readAllBytes(file), BYTES), kept, secrets);
        } else {
            kept.put(name, Files.readAllBytes(file));
        }
    }

    /** A unit's settings have quotes and lists of their own: such a file goes there whole. */
    private static boolean isDropInWithSecret(String name, Path file) throws IOException {
        return name.endsWith(DROP_IN)
                && new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .anyMatch(SettingsArchive::holdsSecret);
    }

    private static boolean holdsSecret(String line) {
        return line.startsWith("SetCredential")
                || NAME.matcher(line).results().anyMatch(it -> SecretKeys.isSecret(it.group(1)));
    }

    /** Without the assignments that are secret, which go to a file beside it. */
    private static void environment(
            String name, String text, Map<String, byte[]> kept, Map<String, byte[]> secrets) {
        var taken = new LinkedHashMap<String, String>();
        EnvironmentFile.parse(text)
                .forEach((key, value) -> {
                    if (isSecret(key, value) && !value.isBlank()) {
                        taken.put(key, value);
                    }
                });
        if (!taken.isEmpty()) {
            var lines = new StringBuilder();
            taken.forEach((key, value) ->
                    lines.append(EnvironmentFile.assignment(key, value)).append('\n'));
            secrets.put(name + ".secrets", lines.toString().getBytes(BYTES));
        }
        String without = EnvironmentFile.withoutValues(text, taken.keySet());
        kept.put(name, withoutUnused(without).getBytes(BYTES));
    }

    /** What systemd passes over, as somebody left it behind a comment sign or {@code export}. */
    private static String withoutUnused(String text) {
        return UNUSED.matcher(text)
                .replaceAll(it ->
                        Matcher.quoteReplacement(
                                isSecret(it.group(2), it.group(3)) ? it.group(1) : it.group()));
    }

    private static boolean isSecret(String key, String value) {
        return SecretKeys.isSecret(key) || WITH_PASSWORD.matcher(value).find();
    }

    private static byte[] pack(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setMode(0100600);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    /**
     * The files in a tar that was made here.
     *
     * @throws CtlException B121 if there is anything else in it
     */
    static Map<String, byte[]> unpack(byte[] tar, Path object) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean isPlain =
                        entry.isFile()
                                && !entry.isLink()
                                && !entry.isSymbolicLink()
                                && !name.startsWith("/")
                                && Path.of(name).normalize().toString().equals(name)
                                && !name.startsWith("..");
                if (!isPlain || entry.getSize() > MOST_BYTES) {
                    throw new CtlException(ErrorCode.B121, object);
                }
                files.put(name, in.readAllBytes());
            }
        }
        return files;
    }
}
