package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a bundle by its form, and what only looks like one. */
class BundleTest {

    private static final String ARCHIVE =
            "targets/" + "0a".repeat(64) + ".bip-server-1.1.0-linux-x64.tar.gz";

    private static final List<String> NAMES =
            List.of(
                    "metadata/1.root.json",
                    "metadata/2.root.json",
                    "metadata/timestamp.json",
                    "metadata/7.snapshot.json",
                    "metadata/5.targets.json",
                    ARCHIVE);

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void good() throws IOException {
        file = folder.resolve("any name");
        write(NAMES);
    }

    private interface Writer {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    private void tar(Writer writer) throws IOException {
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            writer.write(tar);
        }
    }

    private void write(List<String> names) throws IOException {
        tar(tar -> {
            for (String name : names) {
                // A slash in front is left as it is.
                var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
                add(tar, entry, "of " + name);
            }
        });
    }

    private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String content)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void refuses(String because) {
        var lines = Failing.with(ErrorCode.C131, () -> Bundle.open(file));
        assertThat(lines.getFirst()).contains(because);
    }

    private static List<String> with(String name, int at) {
        var names = new ArrayList<>(NAMES);
        names.add(at, name);
        return names;
    }

    @Test
    void findsWhatIsInIt() throws Exception {
        assertThat(Bundle.isOne(file)).isTrue();
        var bundle = Bundle.open(file);
        assertThat(bundle.places().keySet()).containsExactlyElementsOf(NAMES);
        assertThat(bundle.archive()).isEqualTo(ARCHIVE);
        assertThat(bundle.lastRoot()).isEqualTo(2);
        for (String name : NAMES) {
            try (var part = bundle.find(name).orElseThrow()) {
                assertThat(part.in().readAllBytes()).asString().isEqualTo("of " + name);
            }
        }
        assertThat(bundle.find("metadata/3.root.json")).isEmpty();
    }

    @Test
    void isKnownByItsContent() throws Exception {
        Files.writeString(file, "\u001f\u008b");
        assertThat(Bundle.isOne(file)).isFalse();
        Files.writeString(file, "x".repeat(2000));
        assertThat(Bundle.isOne(file)).isFalse();
        assertThat(Bundle.isOne(folder)).isFalse();
        assertThat(Bundle.isOne(folder.resolve("none"))).isFalse();
    }

    @Test
    void namesThatNoReaderAsksForAreRefused() throws Exception {
        for (String name :
                List.of(
                        "../metadata/3.root.json",
                        "metadata/../x",
                        "/metadata/3.root.json",
                        "metadata/root.json",
                        "metadata/03.root.json",
                        "metadata/9.timestamp.json",
                        "metadata/mirrors.json",
                        "targets/../../etc/passwd",
                        "targets/" + "0a".repeat(64) + "./x",
                        "README")) {
            write(with(name, 2));
            refuses("does not belong");
        }
    }

    @Test
    void anOtherOrderIsRefused() throws Exception {
        write(with("metadata/3.root.json", 3));
        refuses("not where it should be");
        write(with("metadata/2.root.json", 1));
        refuses("not where it should be");
        write(with("metadata/8.snapshot.json", 4));
        refuses("not where it should be");
        write(with("metadata/timestamp.json", 3));
        refuses("twice");
        write(with(ARCHIVE, 6));
        refuses("twice");
        write(with("targets/" + "0b".repeat(64) + ".x.tar.gz", 6));
        refuses("not where it should be");
        write(NAMES.subList(0, 5));
        refuses("no archive");
    }

    @Test
    void linksAndOtherThingsAreRefused() throws Exception {
        for (byte kind :
                new byte[] {
                    TarConstants.LF_SYMLINK,
                    TarConstants.LF_LINK,
                    TarConstants.LF_FIFO,
                    TarConstants.LF_CHR,
                    TarConstants.LF_DIR,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE,
                    TarConstants.LF_GNUTYPE_LONGNAME,
                    TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER,
                    TarConstants.LF_OLDNORM
                }) {
            tar(tar -> {
                var entry = new TarArchiveEntry("metadata/1.root.json", kind);
                entry.setLinkName("/etc/passwd");
                tar.putArchiveEntry(entry);
                if (kind != TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER) {
                    tar.closeArchiveEntry();
                }
            });
            refuses("is not a file");
        }
    }

    @Test
    void extensionsOtherThanALongerNameAreRefused() throws Exception {
        for (String key : List.of("GNU.sparse.size", "size", "linkpath", "comment")) {
            int length = key.length() + 6;
            tar(tar -> {
                add(
                        tar,
                        new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC),
                        length + " " + key + "=9\n");
                add(tar, new TarArchiveEntry("metadata/1.root.json", TarConstants.LF_NORMAL), "");
            });
            refuses("one of its names");
        }
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() throws Exception {
        byte[] good = Files.readAllBytes(file);
        for (String size : List.of("77777777777", "00000010000", "-0000000001", "9999999999 ")) {
            byte[] bytes = good.clone();
            put(bytes, 124, size);
            Files.write(file, bytes);
            assertThat(codeOf()).as(size).isEqualTo(ErrorCode.C131);
        }
        byte[] binary = good.clone();
        binary[124] = (byte) 0x80;
        put(binary, 148, "00000000");
        Files.write(file, binary);
        assertThat(codeOf()).isEqualTo(ErrorCode.C131);
    }

    /** Writes a field of the first header, and the header's sum anew. */
    private static void put(byte[] bytes, int at, String text) {
        byte[] field = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(field, 0, bytes, at, field.length);
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : bytes[i] & 0xff;
        }
        byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, bytes, 148, octal.length);
    }

    private ErrorCode codeOf() {
        Throwable thrown = catchThrowable(() -> Bundle.open(file));
        return thrown instanceof CtlException failure ? failure.code() : ErrorCode.G100;
    }

    @Test
    void whatIsCutAnywhereIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        for (int length = 513; length <= end; length += 251) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(codeOf()).as(length + " bytes").isEqualTo(ErrorCode.C131);
        }
    }

    @Test
    void whatFollowsTheEndIsRefused() throws Exception {
        Files.writeString(file, "x", StandardOpenOption.APPEND);
        refuses("");
        write(NAMES);
        Files.write(file, new byte[1 << 20], StandardOpenOption.APPEND);
        refuses("");
    }

    @Test
    void damageOfAnyKindIsToldAsSuch() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            Throwable thrown = catchThrowable(() -> Bundle.open(file));
            if (thrown != null) {
                assertThat(thrown).as("damage " + i).isInstanceOf(CtlException.class);
            }
        }
    }
}
