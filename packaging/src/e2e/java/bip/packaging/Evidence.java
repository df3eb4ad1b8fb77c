package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A table in {@code docs/evidence/}, made anew by each {@code make torture}. */
final class Evidence {

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
        text.append(
                "Made by `make torture`; commit %s, %s.\n\n"
                        .formatted(commit(), LocalDate.now(ZoneOffset.UTC)));
        text.append(
                "| operation | records | points | undone | finished | failed | median s | worst s"
                        + " |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        all.forEach(it -> text.append(row(it)));
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
        Path file = Checkout.root().resolve("docs/evidence").resolve(name);
        Files.writeString(file, text.toString().stripTrailing() + "\n");
    }

    private static String row(Verdicts it) {
        return "| %s | %d | %d | %d | %d | %d | %.1f | %.1f |\n"
                .formatted(
                        it.scenario(),
                        it.records(),
                        it.points(),
                        it.count(Ending.UNDONE),
                        it.count(Ending.FINISHED),
                        it.failed().size(),
                        it.medianSeconds(),
                        it.worstSeconds());
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
    }

    private static String commit() throws IOException, InterruptedException {
        var git = List.of("git", "describe", "--always", "--dirty", "--exclude=*");
        return Programs.run(git, Checkout.root()).strip();
    }
}
