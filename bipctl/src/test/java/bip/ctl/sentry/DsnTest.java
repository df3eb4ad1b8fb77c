package bip.ctl.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.support.ErrorCode;
import bip.ctl.testing.Failing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnTest {
    @ParameterizedTest
    @CsvSource({
        "https://key@o1.ingest.de.sentry.io/42, o1.ingest.de.sentry.io:443, /api/42/envelope/",
        "http://key@sentry.local:9000/2, sentry.local:9000, /api/2/envelope/",
        "https://key@host.example/tools/sentry/7, host.example:443, /tools/sentry/api/7/envelope/",
        "https://key:old@host.example/7, host.example:443, /api/7/envelope/",
        "http://key@[::1]:9000/7, [::1]:9000, /api/7/envelope/",
    })
    void knowsEachForm(String text, String place, String path) {
        Dsn dsn = Dsn.parse(text);

        assertThat(dsn.place()).isEqualTo(place);
        assertThat(dsn.envelopePath()).isEqualTo(path);
        assertThat(dsn.key()).isEqualTo("key");
        assertThat(dsn.masked()).doesNotContain("key").doesNotContain("old");
    }

    @Test
    void keepsTheOldSecret() {
        assertThat(Dsn.parse("https://key:old@host.example/7").secret()).isEqualTo("old");
    }

    /** The same as in the example of the health answer, which the server's test holds too. */
    @Test
    void isToldFromOthersAsTheServerDoes() {
        assertThat(Dsn.parse("https://key@sentry.example.org/42").hash()).isEqualTo("e0ea487d2c05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://host.example/42|the key before the @ is missing",
                "https://:old@host.example/42|the key before the @ is missing",
                "https://key@/42|the host after the @ is missing or wrong",
                "https://key@under_score/42|the host after the @ is missing or wrong",
                "https://key@host.example|the project number at the end is missing",
                "https://key@host.example/|the project number at the end is missing",
                "https://key@host.example/bip|the project at its end is not a number",
                "https://key@host.example/42?x=1|it goes on after the project number",
                "key@host.example/42|it does not begin with https://",
                "ftp://key@host.example/42|it does not begin with https://",
                "\"https://key@host.example/42\"|quotation marks stand in it",
                "SENTRY_DSN=https://key@host.example/42|it begins with the name SENTRY_DSN",
                "https://key@host.example:port/42|the host after the @ is missing or wrong",
                "https://key@host.example/%zz/42|it is not an address",
                "https://key@host.example/4 2|a blank stands in it",
            })
    void saysWhatIsWrongAndNeverTheKey(String text, String reason) {
        assertThat(Failing.with(ErrorCode.T102, () -> Dsn.parse(text)).getFirst())
                .contains(reason)
                .doesNotContain("key@");
    }

    @Test
    void seesALineEnd() {
        assertThat(
                        Failing.with(
                                        ErrorCode.T102,
                                        () -> Dsn.parse("https://key@host.example/42\n"))
                                .getFirst())
                .contains("a line end");
    }
}
