package bip.ctl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what is taken out of a line, and of what stays. */
class MaskingTest {

    private static String masked(String line) {
        return new Masking(
                        List.of("Known-Value-1", "https://abcdef0123456789@errors.example/7"),
                        List.of("jkowal"))
                .mask(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    value Known-Value-1 here                         | value [secret] here
                    sentry_key=abcdef0123456789                      | sentry_key=[secret]
                    ?sentry_version=7&sentry_key=00ff00ff00ff00ff&x  | ?sentry_version=7&sentry_key=[secret]&x
                    hash scrypt:32768:8:1$c2Fs$6a6f end              | hash [secret] end
                    hash pbkdf2:sha256:600000$c2Fs$6a6f end          | hash [secret] end
                    hash pbkdf2_sha256$600000$c2Fs$aGFz= end         | hash [secret] end
                    id AKIAIOSFODNN7EXAMPLE, used                    | id [secret], used
                    to ghp_16C7e42F292c6912E7710c838347Ae178B4a now  | to [secret] now
                    github_pat_11ABCDEFG0aBcDeFgHiJkL_x1y2z3 used    | [secret] used
                    from jan@localhost to jan@serwer                 | from [e-mail-1] to [e-mail-2]
                    pesel44051401359 pesel%3A44051401359             | pesel[PESEL] pesel%3A[PESEL]
                    "a\\n44051401359"                                | "a\\n[PESEL]"
                    sent to https://k3y@o1.ingest.sentry.example/42  | sent to [DSN]
                    old https://key:sec/ret@host.example/prefix/42   | old [DSN]
                    jdbc:postgresql://bip:S3cret@db/bip opened       | jdbc:postgresql://[secret]@db/bip opened
                    Cookie: bip_session=4f3a; lang=pl                | Cookie: [secret]
                    Set-Cookie: bip_session=4f3a; Path=/             | Set-Cookie: [secret]
                    Authorization: Bearer abc.def                    | Authorization: [secret]
                    sent Basic cmVkYWt0b3I6aGFzxYJv to us            | sent Basic [secret] to us
                    {"cookie":"a=b; c","path":"/kontakt"}            | {"cookie":[secret],"path":"/kontakt"}
                    session=9f8e7d ended                             | session=[secret] ended
                    JSESSIONID=9f8e7d ended                          | JSESSIONID=[secret] ended
                    password=Kot,Ma;Ale next                         | password=[secret] next
                    form login=jan&password=a%20b&next=/panel        | form login=jan&password=[secret]&next=/panel
                    "password": "kot \\" ma ale", "page": 3          | "password": [secret], "page": 3
                    newPasswordConfirm='kot ma' ok                   | newPasswordConfirm=[secret] ok
                    hasło: kot ma ale 7                              | hasło: [secret]
                    HASŁO=kot koniec                                 | HASŁO=[secret] koniec
                    bipctl --password kot --yes                      | bipctl --password [secret] --yes
                    SENTRY_DSN=something                             | SENTRY_DSN=[secret]
                    hash $argon2id$v=19$m=102400,t=2$c2Fs$aGFz end   | hash [secret] end
                    from jan.kowal+bip@urzad.example.pl today        | from [e-mail-1] today
                    mail=jan%40urzad.example                         | mail=[e-mail-1]
                    z adresu żółć@gmina.example.pl                   | z adresu [e-mail-1]
                    PESEL 44051401359 znaleziono                     | PESEL [PESEL] znaleziono
                    PESEL 440514-01359 i 440514 01359                | PESEL [PESEL] i [PESEL]
                    id 7 44051401359                                 | id 7 [PESEL]
                    konto 61109010140000071219812874 zł              | konto [account] zł
                    konto PL61 1090 1014 0000 0712 1981 2874 zł      | konto [account] zł
                    konto 61 1090 1014 0000 0712 1981 2874, dalej    | konto [account], dalej
                    IBAN DE89 3704 0044 0532 0130 00 paid            | IBAN [account] paid
                    IBAN de89370400440532013000 paid                 | IBAN [account] paid
                    visitor 203.0.113.7 again 203.0.113.7 and 10.0.0.9 | visitor [IP-1] again [IP-1] and [IP-2]
                    visitor 2001:db8::17:4 came                      | visitor [IP-1] came
                    at /home/anna/site/etc                           | at /home/[person]/site/etc
                    by jkowal, not jkowalska                         | by [person-1], not jkowalska
                    """)
    void takesOut(String line, String expected) {
        assertThat(masked(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    2026-03-01T12:00:00.123+01:00 INFO  4f3a-9 bip.web.Pages GET /strona/kontakt 200 in 12 ms
                    listens on 127.0.0.1:8080 and [::1]:8080, asked 0.0.0.0
                    NIP 525-000-10-90, tel. 22 523 28 84, REGON 000514656
                    release 1.4.2-3fa94c21 schema 12 java 25.0.3+9 kernel 6.1.0-18
                    PESEL 44051401358 has a wrong check digit
                    sprawa OŚ.6220.4.2023, uchwała XXIV/153/2021
                    at 12:34:56 12:34 bip.server.account.PasswordException thrown
                        at bip.page.PublicPages.show(PublicPages.java:12)
                    https://bip.example.pl/strona/przetarg-nr-1:-dostawa?strona=2
                    read 123456789012 bytes, 1772366400000 ms
                    {"time":"2026-11-24T03:10:44.051401359Z","at":"03:44.051401359"}
                    sha256 ab44051401359cd 0.44051401359 x_44051401359 44051401359f 44051401359.5
                    44 0 5 1 4 0 1 3 5 9 44139901352
                    sha256 de89370400440532013000ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd
                    de12345678901234567890123456789012 12345678901234567890123456
                    bip.page.Page@1b2c3d4e java.base@25.0.3
                    """)
    void leaves(String line) {
        assertThat(masked(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key\n-----BEGIN PRIVATE KEY-----\nMIIEvgIBADAN\nBgkqhkiG9w0B\n-----END PRIVATE KEY-----",
                "key\n    -----BEGIN RSA PRIVATE KEY-----\r\n    MIIEvgIBADAN\r\n    BgkqhkiG9w0B",
                "key -----BEGIN EC PRIVATE KEY-----\\nMIIEvgIBADAN\\n-----END EC PRIVATE KEY-----",
                "key -----BEGIN OPENSSH PRIVATE KEY-----\\nMIIEvgIBADAN\\nBgkqhki"
            })
    void takesPrivateKeysOut(String key) {
        String masked = masked(key + "\nnext line of the log");
        assertThat(masked).contains("key", "[secret]").endsWith("\nnext line of the log");
        assertThat(masked).doesNotContain("MIIE", "Bgkq", "PRIVATE");
    }

    @Test
    void takesSecretsOfTheEnvironmentButNotPlaces() {
        var environment =
                new Settings(
                        Map.of(
                                "PWD", "/tmp",
                                "OLDPWD", "/root",
                                "SSL_KEY", "/etc",
                                "USE_KEYS", "true",
                                "DB_PWD", "S3cret"));
        assertThat(environment.secrets()).containsExactly("S3cret");
        assertThat(environment.text()).contains("PWD=/tmp", "DB_PWD=[secret]");
    }

    @Test
    void takesASecretOutInEachOfItsForms() {
        var masking = new Masking(List.of("a b\"c/ść"), List.of());
        assertThat(masking.mask("a b\"c/ść | a+b%22c%2F%C5%9B%C4%87 | a b\\\"c/ść"))
                .isEqualTo("[secret] | [secret] | [secret]");
    }

    @Test
    @Timeout(30)
    void isQuickWithTheLongestLine() {
        for (String part :
                List.of(
                        "a",
                        "1",
                        "a@",
                        "PL1 ",
                        "password",
                        ":a",
                        "a://",
                        "session_",
                        "1.",
                        "secret=\"\\\"",
                        "a@b.c.",
                        "-----BEGIN PRIVATE KEY-----",
                        "pbkdf2:a",
                        "-----BEGIN PRIVATE KEY-----\nAAAAAAAA\n")) {
            String line = part.repeat(64 * 1024 / part.length());
            long start = System.nanoTime();
            assertThat(masked(line)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }
}
