package bip.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkComparisonTest {
    private final Markdown markdown = new Markdown();

    @ParameterizedTest
    @CsvSource({
        "'[a](/1)', '[a](/1)', ''",
        "'[a](/1)', '[a](/2)', 'a: /1 -> /2'",
        "'**[a](/1)** x', '[a](/2) y', 'a: /1 -> /2'",
        "'[a](/1) [b](/2)', '[b](/2) [a](/1)', ''",
        "'[a](/1) [a](/2)', '[a](/2) [a](/1)', 'a: /1 -> /2; a: /2 -> /1'",
        "'[a](/1) [a](/2)', '[a](/2)', 'a: /1 -> '",
        "'[a](/1) [a](/2)', '[a](/2) [a](/1) [a](/3)', 'a:  -> /3'",
        "'a', '[a](/1)', 'a:  -> /1'",
        "'[a](/1)', 'a', 'a: /1 -> '",
        "'[a](/1)', '[b](/1)', ''",
        "'[a](/1)', '[b](/2)', 'a: /1 -> ; b:  -> /2'",
        "'[a *b*](/1)', '[**a** b](/2)', 'a b: /1 -> /2'",
        "'![plan](/1.png)', '![plan](/2.png)', 'plan! /1.png -> /2.png'",
        "'[![plan](/1.png)](/a)', '[![plan](/1.png)](/b)', 'plan: /a -> /b'",
        "'[a](javascript:x)', '[a](/1)', 'a:  -> /1'",
        "'<a href=\"/x?a=1&amp;b=2\">a</a>', '<a href=\"/x?a=1&b=3\">a</a>', 'a: /x?a=1&b=2 -> /x?a=1&b=3'",
    })
    void tellsWhichAddressesDiffer(String before, String after, String changes) {
        List<String> found =
                LinkComparison.of(markdown.listLinks(before), markdown.listLinks(after)).stream()
                        .map(LinkComparisonTest::show)
                        .toList();

        assertThat(String.join("; ", found)).isEqualTo(changes);
    }

    private static String show(LinkComparison.Change change) {
        return change.words()
                + (change.picture() ? "! " : ": ")
                + change.before()
                + " -> "
                + change.after();
    }
}
