package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

    private static void refuses(ErrorCode code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        // system, root, typed
        "true,  true,  true,  P104",
        "true,  true,  false, P104",
        "true,  false, true,  C129",
        "true,  false, false, C129",
        "false, true,  false, P103",
        "false, false, false, P103",
    })
    void refusesWhatNobodySigned(
            boolean isSystem, boolean hasRoot, boolean isTyped, ErrorCode code) {
        refuses(code, new Trust(isSystem, hasRoot, isTyped)::letUnsignedPass);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void takesItUnderAFolderOfOnesOwnWhenToldSo(boolean hasRoot) {
        new Trust(false, hasRoot, true).letUnsignedPass();
    }

    @ParameterizedTest
    @CsvSource({"true, true, P104", "false, true, C129", "false, false, C129"})
    void opensNoUnsignedChannelOnARealMachine(boolean hasRoot, boolean isTyped, ErrorCode code) {
        refuses(code, new Trust(true, hasRoot, isTyped)::isOfSigned);
    }

    @Test
    void aChannelIsSignedWhereThereIsARoot() {
        assertThat(new Trust(true, true, false).isOfSigned()).isTrue();
        assertThat(new Trust(false, true, false).isOfSigned()).isTrue();
        assertThat(new Trust(false, true, true).isOfSigned()).isFalse();
        assertThat(new Trust(false, false, false).isOfSigned()).isFalse();
    }
}
