package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/compliance.md} names every requirement once, and only tests that are there. */
class ComplianceTest {

    private static final int REQUIREMENTS = 64;
    private static final int COLUMNS = 4;
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#([a-z]\\w*))?`");
    private static final Pattern WAITS =
            Pattern.compile("waits? for:? (the )?(editor's desk|search)");

    @Test
    void namesEveryRequirementOnceAndInOrder() throws IOException {
        assertThat(rows().stream().map(List::getFirst))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, REQUIREMENTS)
                                .mapToObj(number -> "R" + number)
                                .toList());
        assertThat(rows()).allSatisfy(row -> assertThat(row).hasSize(COLUMNS));
    }

    @Test
    void provesEveryRowOrSaysWhatItWaitsFor() throws IOException {
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(
                                        NAMED.matcher(row.getLast()).find()
                                                || WAITS.matcher(row.getLast()).find())
                                .as(row.toString())
                                .isTrue());
    }

    @Test
    void namesOnlyTestsThatAreThere() throws IOException {
        Map<String, String> tests = tests();
        for (List<String> row : rows()) {
            var named = NAMED.matcher(row.getLast());
            while (named.find()) {
                assertThat(tests.keySet()).as(row.getFirst()).contains(named.group(1));
                if (named.group(2) != null) {
                    assertThat(tests.get(named.group(1)))
                            .as(row.getFirst() + " " + named.group())
                            .contains("void " + named.group(2) + "(");
                }
            }
        }
    }

    /** The cells of each row, without the head. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Checkout.root().resolve("docs/compliance.md")).stream()
                .filter(line -> line.startsWith("| R") && !line.startsWith("| R |"))
                .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cells -> Stream.of(cells).map(String::strip).toList())
                .toList();
    }

    /** Code of every test class of the three modules, by the class's name. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        for (String folder :
                List.of(
                        "bip-server/src/test/java",
                        "bipctl/src/test/java",
                        "packaging/src/test/java",
                        "packaging/src/e2e/java")) {
            try (Stream<Path> files = Files.walk(Checkout.root().resolve(folder))) {
                for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }
}
