package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeskTest {

    /** What the kernel says of every full disk, said by the device that always is. */
    @Test
    void aFullDiskIsNoUnexpectedError() {
        var full =
                catchThrowableOfType(
                        IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[] {1}));
        assertThat(Desk.unexpected(full).code()).isEqualTo(ErrorCode.G107);
        assertThat(Desk.unexpected(new IOException("other")).code()).isEqualTo(ErrorCode.G100);
    }
}
