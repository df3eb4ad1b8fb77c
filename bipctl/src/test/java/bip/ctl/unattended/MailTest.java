package bip.ctl.unattended;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MailTest {

    private static final ZonedDateTime AT =
            ZonedDateTime.parse("2026-11-06T03:12:05.5+01:00[Europe/Warsaw]");

    private static Mail mail(String subject, String body) {
        return new Mail("bip.example.org", List.of("root", "it@example.org"), AT, subject, body);
    }

    @Test
    void isAsTheStandardWants() {
        var mail =
                mail(
                        "bip: wersja 1.1.0 czeka na Twoją decyzję",
                        "Zażółć gęślą jaźń = 1.\n\nSpacja na końcu \n.\n");
        assertThat(mail.text())
                .isEqualTo(
                        """
                        From: bip <root@bip.example.org>
                        To: root,
                         it@example.org
                        Subject: =?UTF-8?B?YmlwOiB3ZXJzamEgMS4xLjAgY3pla2EgbmEgVHdvasSFIGRlY3l6asSZ?=
                        Date: Fri, 6 Nov 2026 03:12:05 +0100
                        Message-ID: <bipctl.1793931125500.%s@bip.example.org>
                        Auto-Submitted: auto-generated
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        Za=C5=BC=C3=B3=C5=82=C4=87 g=C4=99=C5=9Bl=C4=85 ja=C5=BA=C5=84 =3D 1.

                        Spacja na ko=C5=84cu=20
                        .
                        """
                                .formatted(
                                        Integer.toHexString(
                                                (mail.subject() + "\n" + mail.body()).hashCode())));
    }

    @Test
    void aPlainSubjectStaysAsItIs() {
        assertThat(mail("bip: 1.1.0 installed at 03:12", "").text())
                .contains("\nSubject: bip: 1.1.0 installed at 03:12\n");
        // Nothing gets into the head of the mail by it.
        assertThat(mail("bip\nBcc: everybody@example.org", "").text())
                .contains("\nSubject: bip Bcc: everybody@example.org\n");
    }

    @Test
    void noLineIsTooLongAndNoLetterCut() {
        String subject = "ż".repeat(100) + "😀".repeat(30);
        String text = mail(subject, "ź".repeat(300) + "\n" + "x y".repeat(100) + "\n").text();
        assertThat(text.lines()).allSatisfy(it -> assertThat(it).hasSizeLessThanOrEqualTo(90));
        String head = text.substring(0, text.indexOf("\nDate:"));
        String decoded =
                Pattern.compile("=\\?UTF-8\\?B\\?([^?]+)\\?=")
                        .matcher(head)
                        .results()
                        .map(it -> {
                            assertThat(it.group()).hasSizeLessThanOrEqualTo(75);
                            return new String(
                                    Base64.getDecoder().decode(it.group(1)),
                                    StandardCharsets.UTF_8);
                        })
                        .collect(Collectors.joining());
        assertThat(decoded).isEqualTo(subject);
        String body = text.substring(text.indexOf("\n\n") + 2);
        assertThat(body.lines()).allSatisfy(it -> assertThat(it).hasSizeLessThanOrEqualTo(76));
        assertThat(body.replace("=\n", "").lines())
                .containsExactly("=C5=BA".repeat(300), "x y".repeat(100));
        assertThat(text).matches("\\p{ASCII}*");
    }
}
