package bip.ctl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

    @ParameterizedTest
    @CsvSource({
        // system, local, typed
        "false, true,  false, P103",
        "false, false, false, P103",
        "true,  true,  false, P103",
        "true,  false, true,  P104",
        "true,  false, false, P104",
    })
    void refuses(boolean isSystem, boolean isLocal, boolean isTyped, ErrorCode code) {
        assertThatThrownBy(() -> new Trust(isSystem, false, isLocal, isTyped).demand())
                .isInstanceOfSatisfying(
                        CtlException.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void takesAnUnsignedOneFromThisMachineWithAWarning() {
        var trust = new Trust(true, false, true, true);
        trust.demand();
        assertThat(trust.isOnFaith()).isTrue();
    }

    @Test
    void aVerifiedOneNeedsNoWord() {
        var trust = new Trust(true, true, false, false);
        trust.demand();
        assertThat(trust.isOnFaith()).isFalse();
    }
}
