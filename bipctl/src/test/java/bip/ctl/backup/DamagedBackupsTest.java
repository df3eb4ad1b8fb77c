package bip.ctl.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bip.ctl.backup.Damage.Kind;
import bip.ctl.layout.ServerFolder;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is damaged, what is put back is right or nothing is. */
class DamagedBackupsTest {

    private static final Set<ErrorCode> REFUSED =
            Set.of(ErrorCode.B120, ErrorCode.B121, ErrorCode.B122);

    @TempDir Path folder;

    private Repositories site;
    private Made made;

    @BeforeEach
    void make() throws Exception {
        site = new Repositories(folder);
        site.recipient =
                Recipient.parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p");
        made = site.make(BackupReason.DAILY);
    }

    private Path repository() {
        return site.repositoryFolder();
    }

    private Path backup() {
        return repository().resolve("backups").resolve(made.id());
    }

    /** What is read back of a backup, by a name of its own. */
    private Map<String, String> putBack(Path target) throws IOException {
        BackupReader reader = BackupRepository.open(repository()).reader(made.id());
        Files.createDirectories(target);
        try (var root = ServerFolder.open(site.layout, target)) {
            reader.database(root, "bip.db");
            try (var attachments = root.folder("attachments")) {
                reader.attachments(attachments);
            }
        }
        reader.release(target.resolve("release.tar.gz"));
        for (Map.Entry<String, byte[]> it : reader.configuration().entrySet()) {
            Files.write(target.resolve(it.getKey().replace('/', '-')), it.getValue());
        }
        Files.write(target.resolve("secrets"), reader.secrets());
        Files.writeString(target.resolve("record"), reader.record().toString());
        return Trees.hashes(target);
    }

    private Path target(String name) {
        return site.layout.serverState().resolve(name);
    }

    @Test
    void isPutBackRightOrNotAtAll() throws Exception {
        Map<String, String> right = putBack(target("right"));
        List<Path> files = site.files();
        files.remove(Path.of("README.txt"));
        int refused = 0;
        int number = 0;
        var random = new Random(3);
        for (Path file : files) {
            Path path = repository().resolve(file);
            byte[] whole = Files.readAllBytes(path);
            for (int at : List.of(0, random.nextInt(whole.length), whole.length - 1, -1)) {
                if (at < 0) {
                    Files.delete(path);
                } else {
                    Trees.flip(path, at, random.nextInt(8));
                }
                String what = at + " of " + file;
                Path target = target("number-" + number++);
                Throwable thrown =
                        catchThrowable(() -> assertThat(putBack(target)).as(what).isEqualTo(right));
                if (thrown != null) {
                    refused++;
                    assertRefused(thrown, file, what);
                    if (Files.exists(target)) {
                        assertThat(right).as(what).containsAllEntriesOf(Trees.hashes(target));
                    }
                }
                Files.write(path, whole);
            }
        }
        assertThat(refused).isEqualTo(4 * files.size());
    }

    private static void assertRefused(Throwable thrown, Path file, String what) {
        assertThat(thrown).as(what).isInstanceOf(CtlException.class);
        ErrorCode code = ((CtlException) thrown).code();
        if (file.endsWith("repository.json")) {
            assertThat(code).as(what).isIn(ErrorCode.B101, ErrorCode.B102);
        } else {
            assertThat(code).as(what).isIn(REFUSED);
            assertThat(((CtlException) thrown).arguments().toString())
                    .as(what)
                    .contains(file.getFileName().toString());
        }
    }

    /** Every line that is left is a good one. */
    @Test
    void aListThatWasCutShortIsNoList() throws Exception {
        Path list = backup().resolve("attachments.sha256");
        Files.write(list, Files.readAllLines(list).subList(0, 1));
        BackupReader reader = site.repository().reader(made.id());
        Failing.with(ErrorCode.B121, reader::attachments);
        Failing.with(ErrorCode.B121, reader::check);
        assertThat(names()).containsExactly("backups/" + made.id() + "/attachments.sha256");
    }

    /** It may have named any object. */
    @Test
    void nothingIsRemovedWhileAListIsDamaged() throws Exception {
        for (String name : List.of("attachments.sha256", "secrets.sha256", "SHA256SUMS")) {
            Path list = backup().resolve(name);
            byte[] whole = Files.readAllBytes(list);
            for (byte[] damaged : List.of(new byte[0], new byte[] {'x'})) {
                Files.write(list, damaged);
                site.repository().sweep();
                Files.delete(list);
                site.repository().sweep();
                Files.write(list, whole);
                assertThat(site.verify()).as(name).isEmpty();
            }
        }
    }

    @Test
    void aDamagedBackupDoesNotHideTheOthers() throws Exception {
        Made second = site.make(BackupReason.DAILY);
        Path json = repository().resolve("backups/" + second.id() + "/backup.json");
        Trees.flip(json, 40, 0);
        assertThat(site.repository().list()).containsExactly(made.record());
        assertThat(site.repository().get("newest")).isEqualTo(made.record());
        Failing.with(ErrorCode.B122, () -> site.repository().get(second.id()));
        Made third = site.make(BackupReason.DAILY);
        assertThat(site.repository().get("newest")).isEqualTo(third.record());
    }

    /** A disk that is dying gives no bytes at all, as a folder does. */
    @Test
    void whatCannotBeReadIsNamedAndRepaired() throws Exception {
        var unreadable = new ArrayList<String>();
        for (Path file : site.files()) {
            if (file.startsWith("backups") || file.endsWith("repository.json")) {
                unreadable.add(file.toString());
            }
        }
        for (String file : unreadable) {
            byte[] whole = Files.readAllBytes(repository().resolve(file));
            var opened = BackupRepository.open(repository());
            Files.delete(repository().resolve(file));
            Files.createDirectory(repository().resolve(file));
            assertThat(opened.verify(null, _ -> {}))
                    .as(file)
                    .containsExactly(new Damage(file, Kind.UNREADABLE));
            Files.delete(repository().resolve(file));
            Files.write(repository().resolve(file), whole);
        }
        String hash = site.repository().reader(made.id()).attachments().getFirst();
        Path object = repository().resolve("objects/" + hash.substring(0, 2) + "/" + hash);
        Files.delete(object);
        Files.createDirectory(object);
        assertThat(names()).containsExactly(repository().relativize(object).toString());
        BackupReader reader = site.repository().reader(made.id());
        Failing.with(ErrorCode.B120, reader::check);
        Failing.with(ErrorCode.B120, () -> reader.attachment(hash, folder.resolve("letter")));
        assertThat(folder.resolve("letter")).doesNotExist();
    }

    private List<String> names() throws IOException {
        return site.verify().stream().map(Damage::file).toList();
    }
}
