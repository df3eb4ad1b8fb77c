package bip.ctl.testing;

import bip.ctl.release.ReleaseManifest;
import bip.ctl.service.Inspection;
import bip.ctl.service.KeptBulletin;
import bip.ctl.service.ServerProgram;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Subcommands without processes. A database is a text file: its schema number, then a line of
 * content, whose words are what editors saved. {@code lib/behaviour} of a release may say {@code
 * refuses-config}, {@code fails-migration}, {@code fails-real-migration} (not in the rehearsal),
 * {@code fails-snapshot}, {@code cannot-count}, {@code cannot-inspect} or {@code finds-damage}. A
 * word is a page, too.
 */
public final class FakeProgram implements ServerProgram {

    @Override
    public List<Problem> checkConfig(Path program) {
        if (behaviour(program).equals("refuses-config")) {
            throw new CtlException(ErrorCode.S112, "bip.env", "BIP_LISTEN: bad");
        }
        return List.of();
    }

    @Override
    public SchemaReport schema(Path program, Path database) throws IOException {
        var manifest = manifest(program);
        return new SchemaReport(
                schema(database),
                manifest.schemaWritten(),
                manifest.schemaRead().from(),
                manifest.schemaRead().to());
    }

    @Override
    public Migration migrate(
            Path program, Path database, Duration limit, Consumer<String> migrating)
            throws IOException {
        int from = schema(database);
        int to = manifest(program).schemaWritten();
        String content = from == 0 ? "empty" : Files.readAllLines(database).get(1);
        Files.writeString(database, to + "\n" + content + "\n");
        boolean isRehearsal = database.resolveSibling("").endsWith(".rehearsal");
        if (behaviour(program).equals("fails-migration")
                || (!isRehearsal && behaviour(program).equals("fails-real-migration"))) {
            throw new CtlException(ErrorCode.S113, to, "no such column");
        }
        return new Migration(from, to, 1);
    }

    @Override
    public Snapshot snapshot(Path program, Path database, Path target, boolean isChecked)
            throws IOException {
        if (behaviour(program).equals("fails-snapshot")) {
            throw new CtlException(ErrorCode.S110, program, "snapshot", 1, "broken");
        }
        Files.copy(database, target);
        return new Snapshot(Files.size(target), "0".repeat(64), schema(target));
    }

    @Override
    public Changes changes(Path program, Path database, Path older) throws IOException {
        if (behaviour(program).equals("cannot-count")) {
            throw new CtlException(ErrorCode.S110, program, "changes", 2, "unknown");
        }
        var words = new ArrayList<>(words(database));
        words.removeAll(words(older));
        return new Changes(words.size(), Math.min(1, words.size()), 0, 0, words.size());
    }

    @Override
    public Inspection inspect(Path program, Path database, Path attachments, boolean isHashed)
            throws IOException {
        refuseWhenOld(program, "inspect");
        boolean isDamaged = behaviour(program).equals("finds-damage");
        var finding = new Inspection.Finding("integrity", "database", "Page 3: broken", "", "");
        return new Inspection(
                schema(database),
                Files.size(database),
                Map.of("word", (long) words(database).size()),
                !isDamaged,
                0,
                new Inspection.AuditChain(true, 0, "0".repeat(64), 0),
                new Inspection.Attachments(0, 0, 0, 0, isHashed),
                isDamaged ? Map.of("integrity", 1L) : Map.of(),
                isDamaged ? List.of(finding) : List.of());
    }

    @Override
    public Optional<KeptBulletin.Page> lookUpPage(
            Path program, Path database, String slug, OptionalInt revision) throws IOException {
        refuseWhenOld(program, "lookup");
        return revision.orElse(1) != 1 || !words(database).contains(slug)
                ? Optional.empty()
                : Optional.of(
                        new KeptBulletin.Page(
                                slug, "published", "", slug, 1, "", slug, List.of(), List.of()));
    }

    @Override
    public List<KeptBulletin.Attachment> lookUpAttachments(
            Path program, Path database, String nameOrSha256) {
        refuseWhenOld(program, "lookup");
        return List.of();
    }

    @Override
    public KeptBulletin.Pages lookUpWords(Path program, Path database, String words)
            throws IOException {
        refuseWhenOld(program, "lookup");
        return new KeptBulletin.Pages(
                words(database).stream()
                        .filter(word -> word.contains(words))
                        .map(word -> new KeptBulletin.Title(word, word))
                        .toList(),
                false);
    }

    private static void refuseWhenOld(Path program, String subcommand) {
        if (behaviour(program).equals("cannot-inspect")) {
            throw new CtlException(ErrorCode.S114, program, subcommand);
        }
    }

    private static List<String> words(Path database) throws IOException {
        return List.of(Files.readAllLines(database).get(1).split(" ", -1));
    }

    private static int schema(Path database) throws IOException {
        return Files.exists(database)
                ? Integer.parseInt(Files.readAllLines(database).getFirst())
                : 0;
    }

    private static Path release(Path program) {
        return program.resolve("../..").normalize();
    }

    private static String behaviour(Path program) {
        return FakeService.behaviour(release(program));
    }

    private static ReleaseManifest manifest(Path program) throws IOException {
        return ReleaseManifest.parse(Files.readAllBytes(release(program).resolve("release.json")));
    }
}
