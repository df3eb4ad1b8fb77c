package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package of {@code dist/} as a file: nothing of it is installed here. */
@Tag("e2e")
class PackageFileIT {

    private static final Path PACKAGE = Checkout.root().resolve("dist/bip_1.1.0_amd64.deb");

    @TempDir Path folder;

    @Test
    void pleasesLintian() throws Exception {
        String said = Programs.run(lintian(), folder);
        // Its override of every error and warning stands with a reason in the package.
        assertThat(said.lines()).noneMatch(line -> line.startsWith("E:") || line.startsWith("W:"));
    }

    private static List<String> lintian() {
        return List.of(
                "lintian",
                "--no-cfg",
                "--allow-root",
                "--fail-on",
                "error,warning",
                PACKAGE.toString());
    }

    @Test
    void bringsEverySettingAsAConfigurationFileThatOnlyRootReads() throws Exception {
        assertThat(control("conffiles").lines())
                .containsExactlyInAnyOrder(
                        "/etc/bip/bip.env",
                        "/etc/bip/bipctl.env",
                        "/etc/logrotate.d/bip",
                        "/etc/needrestart/conf.d/bip.conf");
        assertThat(contents())
                .filteredOn(line -> line.contains(" ./etc/bip/bip"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("-rw------- root/root "));
    }

    /** Plain files, folders and links of root's: nothing setuid, nothing that others may write. */
    @Test
    void isRootsAlone() throws Exception {
        assertThat(contents())
                .isNotEmpty()
                .allMatch(line -> line.matches("(l.{9}|[-d].{3}[r-]-[x-][r-]-[x-]) root/root .*"))
                .noneMatch(line -> line.startsWith("-") && line.charAt(3) == 's');
    }

    @Test
    void needsNoJavaAndBringsNoCacheOfClasses() throws Exception {
        assertThat(Programs.run(List.of("dpkg-deb", "-f", PACKAGE.toString(), "Depends"), folder))
                .contains("systemd")
                .doesNotContainIgnoringCase("java")
                .doesNotContainIgnoringCase("jre");
        assertThat(contents()).noneMatch(line -> line.contains(".aot"));
    }

    private String control(String file) throws Exception {
        return Programs.run(List.of("dpkg-deb", "--info", PACKAGE.toString(), file), folder);
    }

    private List<String> contents() throws Exception {
        return Programs.run(List.of("dpkg-deb", "--contents", PACKAGE.toString()), folder)
                .lines()
                .toList();
    }
}
