package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {

    @TempDir Path folder;

    @Test
    void aNearlyFullDiskIsTold() {
        assertThat(Warnings.space(folder, 5 << 20))
                .hasValueSatisfying(it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.S156);
                    assertThat(it.arguments()).contains(5L);
                });
        assertThat(Warnings.space(folder, 1L << 30)).isEmpty();
    }

    @Test
    void aReadOnlyFolderIsTold() {
        assertThat(Warnings.readOnly(folder, false).map(CtlException::code))
                .contains(ErrorCode.S159);
        assertThat(Warnings.readOnly(folder, true)).isEmpty();
    }

    @Test
    void whatIsNoDatabaseIsTold() throws Exception {
        Path file = folder.resolve("bip.db");
        assertThat(Warnings.database(file).map(CtlException::code)).contains(ErrorCode.S158);
        Files.writeString(file, "garbage in the place of a database");
        assertThat(Warnings.database(file).map(CtlException::code)).contains(ErrorCode.S157);
        Files.writeString(file, "SQLite format 3\0 and so on");
        assertThat(Warnings.database(file)).isEmpty();
        Files.writeString(file, "");
        assertThat(Warnings.database(file).map(CtlException::code)).contains(ErrorCode.S157);
    }

    @Test
    void aLinkInTheDatabasesPlaceIsNotFollowed() throws Exception {
        Path link = folder.resolve("bip.db");
        Files.createSymbolicLink(link, Path.of("/etc/passwd"));
        assertThat(Warnings.database(link).map(CtlException::code)).contains(ErrorCode.S158);
    }
}
