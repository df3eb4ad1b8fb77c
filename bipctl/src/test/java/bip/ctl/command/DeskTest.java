package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.support.ErrorCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeskTest {

    /** What the kernel says of every full disk, said by the device that always is. */
    @Test
    void aFullDiskIsNoUnexpectedError() {
        var full =
                catchThrowableOfType(
                        IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[] {1}));
        assertThat(Desk.unexpected(full).code()).isEqualTo(ErrorCode.G107);
        assertThat(polish(full)).isEqualTo("BIP-G107: Dysk jest pełny.");
        var named = new FileSystemException("/var/x", "/var/y", full.getMessage());
        assertThat(polish(named)).isEqualTo("BIP-G107: Dysk jest pełny: nie można zapisać /var/x.");
        assertThat(Desk.unexpected(new IOException("other")).code()).isEqualTo(ErrorCode.G100);
    }

    private static String polish(IOException e) {
        return new Failures(new Messages(Locale.of("pl"))).lines(Desk.unexpected(e)).getFirst();
    }
}
