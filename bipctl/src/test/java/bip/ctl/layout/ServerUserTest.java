package bip.ctl.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUserTest {

    @TempDir Path folder;

    @Test
    void aMachineWithoutTheUserIsToldSo() {
        assertThatThrownBy(() -> ServerUser.own(folder, "no-such-user"))
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.S154));
    }

    @Test
    void underARootFolderTheCallerStaysTheOwner() throws Exception {
        var owner = Files.getOwner(folder);
        ServerUser.own(new Layout(folder), folder);
        assertThat(Files.getOwner(folder)).isEqualTo(owner);
    }
}
