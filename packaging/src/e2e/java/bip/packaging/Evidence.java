package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in {@code docs/evidence/}: each run of {@code make torture} writes the rows of what it
 * ran anew, and leaves the others with the commit that they are of.
 */
final class Evidence {

    private static final String HEAD =
            """
            Made by `make torture`.

            | operation | records | points | undone | finished | failed | median s | worst s | commit |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private Evidence() {}

    /**
     * Writes {@code name}.
     *
     * @param about what was done, in a paragraph
     */
    static void write(String name, String title, String about, List<Verdicts> all)
            throws IOException, InterruptedException {
        var text = new StringBuilder();
        text.append("# ").append(title).append("\n\n").append(about).append("\n\n");
        text.append(HEAD);
        Path file = Checkout.root().resolve("docs/evidence").resolve(name);
        rows(file, all).values().forEach(it -> text.append(it).append('\n'));
        for (Verdicts verdicts : all) {
            for (var verdict : verdicts.failed()) {
                text.append("\n- ")
                        .append(verdicts.scenario())
                        .append(", ")
                        .append(verdict.point())
                        .append(": ")
                        .append(firstLine(verdict.reason()));
            }
        }
        Files.writeString(file, text.toString().stripTrailing() + "\n");
    }

    /** By operation: those that stood there, and in their place or after them the new ones. */
    private static Map<String, String> rows(Path file, List<Verdicts> all)
            throws IOException, InterruptedException {
        var rows = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            String text = Files.readString(file);
            int head = text.indexOf(HEAD);
            text.substring(head < 0 ? text.length() : head + HEAD.length())
                    .lines()
                    .takeWhile(it -> it.startsWith("|"))
                    .forEach(it -> rows.put(operation(it), it));
        }
        String made = commit();
        for (Verdicts it : all) {
            String row = row(it, made);
            rows.put(operation(row), row);
        }
        return rows;
    }

    private static String operation(String row) {
        return row.split("\\|", -1)[1].strip();
    }

    private static String row(Verdicts it, String commit) {
        return "| %s | %d | %d | %d | %d | %d | %.1f | %.1f | %s, %s |"
                .formatted(
                        it.scenario(),
                        it.records(),
                        it.points(),
                        it.count(Ending.UNDONE),
                        it.count(Ending.FINISHED),
                        it.failed().size(),
                        it.medianSeconds(),
                        it.worstSeconds(),
                        commit,
                        LocalDate.now(ZoneOffset.UTC));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /** What is measured: the commit, "-dirty" with changes that are not committed. */
    static String commit() throws IOException, InterruptedException {
        var changed = List.of("git", "status", "--porcelain", "--", ".", ":!docs/evidence");
        var head = List.of("git", "rev-parse", "--short", "HEAD");
        return Programs.run(head, Checkout.root()).strip()
                + (Programs.run(changed, Checkout.root()).isBlank() ? "" : "-dirty");
    }
}
