package bip.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTemplateTest {

    @Test
    void knowsTheNamesOfItsSettings() throws Exception {
        assertThat(EnvironmentTemplate.keys())
                .contains("BIP_LISTEN", "BIP_TIME_ZONE", "BIP_MAX_HEAP", "SENTRY_DSN")
                .allMatch(it -> it.startsWith("BIP_") || it.startsWith("SENTRY_"));
    }
}
