package bip.ctl.unattended;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A message by RFC 5322, every byte of it ASCII: mail servers that know nothing else still exist.
 *
 * @param host of this machine
 * @param to at least one
 * @param body lines, each ended
 */
public record Mail(String host, List<String> to, ZonedDateTime at, String subject, String body) {

    /** RFC 5322, 3.3, in English whatever the reader's language. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    /** An encoded word holds 75 characters (RFC 2047, 2), 12 of which are around its text. */
    private static final int WORD_BYTES = 45;

    /** RFC 2045, 6.7: 76 with the mark of a soft line break. */
    private static final int LINE = 75;

    private static final int LONGEST_PLAIN_SUBJECT = 60;

    public Mail {
        to = List.copyOf(to);
        subject =
                subject.lines().reduce("", (one, next) -> one.isEmpty() ? next : one + " " + next);
    }

    /** With line feeds alone, as the sendmail interface takes it. */
    public String text() {
        return String.join(
                "\n",
                "From: bip <root@" + host + ">",
                "To: " + String.join(",\n ", to),
                "Subject: " + encodedSubject(),
                "Date: " + DATE.format(at),
                "Message-ID: <" + id() + "@" + host + ">",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                quotedPrintable());
    }

    /** Of two in one millisecond the texts differ. */
    private String id() {
        return "bipctl."
                + at.toInstant().toEpochMilli()
                + "."
                + Integer.toHexString((subject + "\n" + body).hashCode());
    }

    private String encodedSubject() {
        boolean isPlain =
                subject.length() <= LONGEST_PLAIN_SUBJECT
                        && subject.chars().allMatch(c -> c >= ' ' && c <= '~')
                        && !subject.contains("=?");
        return isPlain ? subject : String.join("\n ", encodedWords());
    }

    /** A letter is never cut in two (RFC 2047, 5). */
    private List<String> encodedWords() {
        var words = new ArrayList<String>();
        var word = new ByteArrayOutputStream();
        for (int letter : subject.codePoints().toArray()) {
            byte[] bytes = Character.toString(letter).getBytes(StandardCharsets.UTF_8);
            if (word.size() + bytes.length > WORD_BYTES) {
                words.add(encodedWord(word));
                word.reset();
            }
            word.writeBytes(bytes);
        }
        words.add(encodedWord(word));
        return words;
    }

    private static String encodedWord(ByteArrayOutputStream bytes) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "?=";
    }

    private String quotedPrintable() {
        var encoded = new StringBuilder();
        body.lines().forEach(line -> appendLine(encoded, line));
        return encoded.toString();
    }

    private static void appendLine(StringBuilder encoded, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            String next = quoted(bytes[i], i == bytes.length - 1);
            if (column + next.length() > LINE) {
                encoded.append("=\n");
                column = 0;
            }
            encoded.append(next);
            column += next.length();
        }
        encoded.append('\n');
    }

    private static String quoted(byte letter, boolean isLast) {
        boolean isBlank = letter == ' ' || letter == '\t';
        boolean isPlain = letter > ' ' && letter <= '~' && letter != '=';
        return isPlain || (isBlank && !isLast)
                ? Character.toString(letter)
                : String.format("=%02X", letter & 0xff);
    }
}
