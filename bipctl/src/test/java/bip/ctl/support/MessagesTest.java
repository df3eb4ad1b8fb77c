package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Path SOURCES = Path.of("src/main");
    private static final Path TEXTS = SOURCES.resolve("resources/bip/ctl/support");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");
    private static final List<String> PARTS = List.of(".what", ".state", ".next");

    @Test
    void everyCodeHasItsThreeTextsInBothLanguages() throws IOException {
        var wanted = new TreeSet<String>();
        for (ErrorCode code : ErrorCode.values()) {
            PARTS.forEach(part -> wanted.add(code.name() + part));
        }
        assertThat(english().stringPropertyNames()).containsAll(wanted);
        assertThat(polish().stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void bothLanguagesHaveTheSameTextsWithTheSamePlaceholders() throws IOException {
        Properties english = english();
        Properties polish = polish();
        assertThat(polish.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(polish, key)).as(key).isEqualTo(placeholders(english, key));
            assertThat(polish.getProperty(key)).as(key).isNotBlank();
            assertThat(english.getProperty(key)).as(key).isNotBlank();
        }
    }

    @Test
    void noTextIsWrittenTwice() throws IOException {
        for (String file : List.of("messages.properties", "messages_pl.properties")) {
            List<String> keys =
                    Files.readAllLines(TEXTS.resolve(file)).stream()
                            .filter(line -> line.matches("[A-Za-z].*"))
                            .map(line -> line.substring(0, line.indexOf('=')))
                            .toList();
            assertThat(keys).as(file).doesNotHaveDuplicates();
        }
    }

    /** A terminal that cannot show UTF-8 gets English. */
    @Test
    void englishIsAscii() throws IOException {
        assertThat(Files.readString(TEXTS.resolve("messages.properties"))).matches("\\p{ASCII}*");
    }

    /** An apostrophe alone would hide the placeholders after it. */
    @Test
    void apostrophesAreDoubled() throws IOException {
        for (Properties texts : List.of(english(), polish())) {
            for (String key : texts.stringPropertyNames()) {
                assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
            }
        }
    }

    @Test
    void noTextIsUnused() throws IOException {
        String sources = sources();
        var unused = new ArrayList<String>();
        for (String key : english().stringPropertyNames()) {
            if (!isUsed(key, sources)) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void polishIsForPolesAndEnglishForAllOthers() {
        assertThat(new Messages(Locale.of("pl", "PL")).text("failure.state", "x"))
                .isEqualTo("Stan: x");
        assertThat(new Messages(Locale.GERMAN).text("failure.state", "x")).isEqualTo("State: x");
    }

    /** A publisher's reason is a sentence with its own full stop. */
    @Test
    void aReasonEndsWithOneFullStop() {
        var polish = new Messages(Locale.of("pl"));
        assertThat(polish.text("operation.revoked", "1.0.0", "20.11.2026", "Gubi załączniki."))
                .endsWith("bipctl upgrade . Powód: Gubi załączniki.");
    }

    @Test
    void showsAFailureInThreeLinesWithoutControlCharacters() {
        var failure =
                new CtlException(
                        ErrorCode.R104,
                        Path.of("/a.tar.gz"),
                        "x\u001b[2J\u202e",
                        Phrase.of("path.long", 1255));
        assertThat(new Failures(new Messages(Locale.ENGLISH)).lines(failure))
                .containsExactly(
                        "BIP-R104: The archive /a.tar.gz holds the name 'x\\u001b[2J\\u202e':"
                                + " a part of it is longer than 1255 bytes.",
                        "State: The archive was refused whole; nothing of it was kept.",
                        "Next: Do not use this archive. Fetch the release from its channel, and"
                                + " tell the publisher.");
        assertThat(new Failures(new Messages(Locale.of("pl"))).lines(failure).get(2))
                .startsWith("Co dalej: ");
    }

    /** A code's texts are used with the code; other keys stand in the sources, or their prefix. */
    private static boolean isUsed(String key, String sources) {
        String code = key.substring(0, key.indexOf('.'));
        if (Stream.of(ErrorCode.values()).anyMatch(c -> c.name().equals(code))) {
            return PARTS.contains(key.substring(code.length()));
        }
        String prefix = key.substring(0, key.lastIndexOf('.') + 1);
        return sources.contains('"' + key + '"') || sources.contains('"' + prefix + '"');
    }

    private static String sources() throws IOException {
        try (var files = Files.walk(SOURCES.resolve("java"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private static Set<String> placeholders(Properties texts, String key) {
        return PLACEHOLDER
                .matcher(texts.getProperty(key))
                .results()
                .map(result -> result.group())
                .collect(Collectors.toSet());
    }

    private static Properties english() throws IOException {
        return load("messages.properties");
    }

    private static Properties polish() throws IOException {
        return load("messages_pl.properties");
    }

    private static Properties load(String file) throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(TEXTS.resolve(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
