package bip.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    private final FileNames names = new FileNames();

    @Test
    void areSuchAsAnyDiskTakes() {
        assertThat(page("/strona/rada")).isEqualTo("strona/rada.html");
        assertThat(page("/")).isEqualTo("index.html");
        assertThat(page("/en/")).isEqualTo("en/index.html");
        assertThat(page("/strona/a%3Ab")).matches("strona/a-b-[0-9a-f]{8}\\.html");
        assertThat(page("/strona/a%2Fb")).matches("strona/a-b-[0-9a-f]{8}\\.html");
        assertThat(page("/strona/con")).matches("strona/con-[0-9a-f]{8}\\.html");
        assertThat(page("/strona/..")).doesNotContain("..");
        assertThat(page("/strona/Rada")).matches("strona/Rada-[0-9a-f]{8}\\.html");
        assertThat(page("/strona/" + "x".repeat(300)).length()).isLessThan(120);
        assertThat(page("/zmiany", "przed=12")).isEqualTo("zmiany-przed-12.html");
    }

    @Test
    void areGivenToWhatBelongsIntoACopy() {
        for (String link :
                List.of(
                        "/strona/x",
                        "/strona/x.json",
                        "/zmiany.csv",
                        "/api",
                        "/en/api",
                        "/attachment/x.xml",
                        "?p=2",
                        "https://bip.example/strona/x",
                        "/zmiany?przed=1")) {
            assertThat(target(link)).as(link).isPresent();
        }
        for (String link :
                List.of(
                        "/szukaj?q=x",
                        "/szukaj",
                        "/en/szukaj",
                        "/api/v1/pages",
                        "/zmiany.atom",
                        "/zmiany?kto=a",
                        "//zly.example/",
                        "https://inny.example/",
                        "mailto:a@b.pl",
                        "/strona/x/porownanie?a=1&b=2",
                        "/sitemap.xml",
                        "")) {
            assertThat(target(link)).as(link).isEmpty();
        }
    }

    @Test
    void theEnglishHomeIsOnePage() {
        assertThat(target("/en")).isEqualTo(target("/en/")).contains(new Target("/en/", ""));
    }

    private static Optional<Target> target(String link) {
        return Target.of(link, new Target("/etykieta/x", ""), "https://bip.example");
    }

    private String page(String path) {
        return page(path, "");
    }

    private String page(String path, String query) {
        Target target = new Target(path, query);
        return names.nameOf(target.line(), target.parts(), query, true);
    }
}
