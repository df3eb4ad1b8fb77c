package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reader of bytes that come from outside is given a million inputs, or all that it manages in
 * ten minutes, by Jazzer, which looks for such as reach new code. Whatever is thrown but a refusal,
 * an endless loop, and more than {@link #HEAP} of memory, is a failure, and its input is kept.
 */
@Tag("torture")
class FuzzIT {

    private static final int RUNS = Integer.getInteger("bip.torture.fuzz", 1_000_000);
    private static final int SECONDS = 600;

    /** Of one input. */
    private static final int HANGS_AFTER_SECONDS = 20;

    private static final String HEAP = "256m";
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");

    private static final List<String> ROWS = new ArrayList<>();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trust.MetadataFuzz",
                "trust.CanonicalJsonFuzz",
                "channel.StatementsFuzz",
                "channel.BundleFuzz",
                "release.ManifestFuzz",
                "release.ArchiveFuzz",
                "sentry.AnswerFuzz"
            })
    void neverDoesAnythingButReadOrRefuse(String target) throws Exception {
        String name = target.substring(target.indexOf('.') + 1);
        Programs.run(java("bip.ctl.trust.FuzzSeeds", folder.resolve("seeds").toString()), folder);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path said = folder.resolve("said");
        var command =
                java(
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=bip.ctl." + target,
                        "--instrumentation_includes=bip.ctl.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-runs=" + RUNS,
                        "-max_total_time=" + SECONDS,
                        "-timeout=" + HANGS_AFTER_SECONDS,
                        "-seed=20261126",
                        "-max_len=20000",
                        corpus.toString(),
                        folder.resolve("seeds").resolve(name).toString());
        Process fuzzer =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(fuzzer.waitFor(2L * SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
        String text = Files.readString(said);
        assertThat(fuzzer.exitValue())
                .as(text.substring(Math.max(0, text.length() - 6_000)))
                .isZero();
        ROWS.add(row(target, text));
    }

    private static String row(String target, String said) {
        var done = DONE.matcher(said);
        assertThat(done.find()).as("the last line of%n%s", said).isTrue();
        int covered =
                COVERED.matcher(said)
                        .results()
                        .mapToInt(it -> Integer.parseInt(it.group(1)))
                        .max()
                        .orElse(0);
        assertThat(covered).as("branches reached").isGreaterThan(20);
        String row =
                String.format(
                        Locale.ROOT,
                        "| `%s` | %,d | %s | %d | 0 |",
                        target,
                        Long.parseLong(done.group(1)),
                        done.group(2),
                        covered);
        System.out.println(row);
        return row;
    }

    /** With bipctl's classes and tests, and what this test itself has. */
    private static List<String> java(String main, String... arguments) {
        Path root = Checkout.root();
        String classes =
                String.join(
                        File.pathSeparator,
                        root.resolve("bipctl/target/test-classes").toString(),
                        root.resolve("bipctl/target/classes").toString(),
                        root.resolve("dist/bipctl/lib") + "/*",
                        System.getProperty("java.class.path"));
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx" + HEAP,
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                classes,
                                main));
        command.addAll(List.of(arguments));
        return command;
    }

    @AfterAll
    static void writesEvidence() throws Exception {
        String text =
                """
                # Readers of foreign bytes, fuzzed

                Made by `make torture` (`FuzzIT`): [Jazzer](https://github.com/CodeIntelligenceTesting/jazzer) gives each reader a million inputs, or all that it manages in ten minutes, in a process with %s of heap. It begins with good inputs and goes on from those that reach new code. Anything thrown but a refusal is a failure, and so is an input that takes %d s.

                | reader | inputs | s | branches reached | failures |
                | --- | --- | --- | --- | --- |
                %s
                """
                        .formatted(HEAP, HANGS_AFTER_SECONDS, String.join("\n", ROWS));
        if (RUNS >= 1_000_000) {
            Files.writeString(Checkout.root().resolve("docs/evidence/fuzzing.md"), text);
        }
    }
}
