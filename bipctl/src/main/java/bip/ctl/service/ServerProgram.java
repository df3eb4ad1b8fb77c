package bip.ctl.service;

import bip.ctl.support.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A release's maintenance subcommands, contract {@code docs/contract/maintenance.md}. The program
 * is named with each call, because an upgrade speaks to two releases.
 */
public interface ServerProgram {

    /**
     * Asks {@code program} whether it can run with the environment as it is now.
     *
     * @return what it will pass over, such as a key that it does not know
     * @throws CtlException S112 if it cannot, with all problems at once
     */
    List<Problem> checkConfig(Path program) throws IOException, InterruptedException;

    /**
     * What {@code program} thinks of {@code database}.
     *
     * @throws CtlException S110 if it cannot be read as a database
     */
    SchemaReport schema(Path program, Path database) throws IOException, InterruptedException;

    /**
     * Brings {@code database} to the schema of {@code program}, or makes it.
     *
     * @param limit how long it may take
     * @param migrating told the description of each migration before it begins
     * @throws CtlException S113 if a migration failed, G102 if it took too long: throw the file
     *     away
     */
    Migration migrate(Path program, Path database, Duration limit, Consumer<String> migrating)
            throws IOException, InterruptedException;

    /**
     * Makes a consistent copy while a server runs on {@code database}.
     *
     * @param target must not exist
     * @param isChecked whether the copy is looked through for damage, about as long again
     * @throws CtlException S110 if it failed; no target is left then
     */
    Snapshot snapshot(Path program, Path database, Path target, boolean isChecked)
            throws IOException, InterruptedException;

    /**
     * What {@code database} has and {@code older}, another one of the same bulletin, has not: what
     * going back to that one would lose. Both are only read.
     *
     * @param program one that can run on {@code database}
     * @throws bip.ctl.support.CtlException S110 if it cannot tell, also because it is too old to
     *     know how
     */
    Changes changes(Path program, Path database, Path older)
            throws IOException, InterruptedException;

    /**
     * Looks through a copy of a bulletin. Findings are facts, and no failure. Nothing is written,
     * so both may lie where nothing can be; but where the server's own user may read, and neither
     * under {@code /tmp} nor {@code /home}, which a confined program does not see.
     *
     * @param database one that nobody works on
     * @param attachments files by content hash, {@code ab/abcdef…}
     * @param isHashed whether each attachment is read and its content compared
     * @throws CtlException S114 if {@code program} is too old to know how, S110 if {@code database}
     *     cannot be read as a database
     */
    Inspection inspect(Path program, Path database, Path attachments, boolean isHashed)
            throws IOException, InterruptedException;

    /**
     * A page of a copy of a bulletin, where {@link #inspect} may read.
     *
     * @param revision empty for the newest
     * @return empty when there is no such page or revision
     * @throws CtlException S114 if {@code program} is too old to know how, S110 if it cannot look
     */
    Optional<KeptBulletin.Page> lookUpPage(
            Path program, Path database, String slug, OptionalInt revision)
            throws IOException, InterruptedException;

    /**
     * Attachments of a copy of a bulletin with this file name or content; as {@link #lookUpPage}.
     *
     * @return none when there is no such attachment
     */
    List<KeptBulletin.Attachment> lookUpAttachments(
            Path program, Path database, String nameOrSha256)
            throws IOException, InterruptedException;

    /**
     * Pages of a copy of a bulletin whose newest title and text contain all {@code words}; as
     * {@link #lookUpPage}.
     *
     * @param words at least one
     */
    KeptBulletin.Pages lookUpWords(Path program, Path database, String words)
            throws IOException, InterruptedException;

    /**
     * As {@link #snapshot(Path, Path, Path, boolean)}, by the first of {@code programs} that can:
     * the copy is SQLite's own, page by page, and depends on no schema.
     */
    default Snapshot snapshot(List<Path> programs, Path database, Path target, boolean isChecked)
            throws IOException, InterruptedException {
        CtlException failure = null;
        for (Path program : programs) {
            try {
                return snapshot(program, database, target, isChecked);
            } catch (CtlException e) {
                Files.deleteIfExists(target);
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw Objects.requireNonNull(failure, "no program to copy with");
    }

    /** Ends subcommands that a killed bipctl left at work. Under the operation lock only. */
    default void endStrays() throws InterruptedException {}

    /**
     * Schema numbers.
     *
     * @param database of the file; 0 when it is missing or empty
     * @param writes what the release's {@code migrate} leaves
     * @param readsFrom oldest that the release can run on
     * @param readsTo newest that the release can run on
     */
    record SchemaReport(int database, int writes, int readsFrom, int readsTo) {
        /** The release can run on the database as it is. */
        public boolean fits() {
            return readsFrom <= database && database <= readsTo;
        }
    }

    record Migration(int from, int to, long millis) {}

    record Snapshot(long bytes, String sha256, int schema) {}

    /**
     * What one database has beyond another.
     *
     * @param edits saved texts of pages
     * @param pages on which they are, with new, withdrawn and moved ones
     * @param attachments new and changed ones
     * @param accounts new and changed ones
     * @param auditEntries of the record of acts
     */
    record Changes(long edits, long pages, long attachments, long accounts, long auditEntries) {}

    /**
     * What is wrong with one setting.
     *
     * @param hint empty when there is none
     */
    record Problem(String key, String problem, String hint) {
        static String inOneLine(List<Problem> problems) {
            return String.join("; ", problems.stream().map(Problem::toString).toList());
        }

        @Override
        public String toString() {
            return key + ": " + problem + (hint.isEmpty() ? "" : " (" + hint + ")");
        }
    }
}
