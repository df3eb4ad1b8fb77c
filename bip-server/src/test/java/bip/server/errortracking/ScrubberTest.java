package bip.server.errortracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrubberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no mail to jan.kowalski+bip@urzad.example.pl today | no mail to [e-mail] today",
                "peer 192.0.2.17 went away | peer [address] went away",
                "peer /2001:db8::17:443 went away | peer /[address] went away",
                "from ::1 | from [address]",
                "from 2001:db8:1:2:3:4:5:6 | from [address]",
                "GET https://bip.example/szukaj?q=Jan+Nowak failed | GET https://bip.example/szukaj?[query] failed",
                "cannot reach https://user:pw@host/1 | cannot reach https://[secret]@host/1",
                "header Cookie: bip=4f5a; other=1 | header Cookie: [secret]",
                "Authorization=Bearer abc.def | Authorization: [secret]",
                "bad field password=tajne1 here | bad field password=[secret] here",
                "hasło: tajne1, dalej | hasło=[secret], dalej",
                "no person 44051401359 | no person [number]",
                "account PL61 1090 1014 0000 0712 1981 2874 | account [number]",
                "call 600 700 800 | call [number]",
            })
    void takesOutWhatTellsOfAPerson(String message, String scrubbed) {
        assertThat(Scrubber.scrub(message)).isEqualTo(scrubbed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[SQLITE_ERROR] SQL error or missing database (no such table: page)",
                "cannot read /var/lib/bip/attachments/3fa94c21: No such file",
                "started at 10:15:30, took 250 ms on port 8080",
                "bip.server.page.PageMapper::find returned 2 rows of 1",
                "SELECT id FROM page WHERE slug = ? AND state = ?",
            })
    void keepsWhatTellsOfTheFailure(String message) {
        assertThat(Scrubber.scrub(message)).isEqualTo(message);
    }

    @Test
    void cutsALongMessage() {
        assertThat(Scrubber.scrub("x".repeat(5_000_000))).hasSize(Scrubber.LONGEST + 1);
    }
}
