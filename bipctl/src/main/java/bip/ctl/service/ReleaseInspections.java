package bip.ctl.service;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The subcommands of {@link ReleaseProgram} that look into a copy nobody works on. */
final class ReleaseInspections {

    /** With the text of a page, or many findings; as much as is kept of a program's output. */
    private static final int DOCUMENT_MAX_BYTES = 4 << 20;

    private static final int NOT_FOUND = 1;
    private static final int USAGE = 2;

    private final ReleaseRunner runner;

    ReleaseInspections(ReleaseRunner runner) {
        this.runner = runner;
    }

    Inspection inspect(Path program, Path database, Path attachments, boolean isHashed)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("--attachments", attachments.toString()));
        if (isHashed) {
            arguments.add("--hash");
        }
        var result = run(program, "inspect", database, arguments);
        if (result.exitCode() != 0) {
            throw ReleaseProgram.failed(program, "inspect", result);
        }
        return ReleaseProgram.understood(
                program,
                "inspect",
                () ->
                        InspectionDocument.read(
                                ReleaseProgram.document(
                                        result.out(),
                                        InspectionDocument.FORMAT,
                                        DOCUMENT_MAX_BYTES)));
    }

    Optional<KeptBulletin.Page> lookUpPage(
            Path program, Path database, String slug, OptionalInt revision)
            throws IOException, InterruptedException {
        var wish = new ArrayList<String>();
        // One argument each: a slug or a name may begin with a hyphen.
        wish.add("--page=" + slug);
        revision.ifPresent(number -> wish.add("--revision=" + number));
        return lookUp(program, database, wish, LookupDocument::page);
    }

    List<KeptBulletin.Attachment> lookUpAttachments(
            Path program, Path database, String nameOrSha256)
            throws IOException, InterruptedException {
        var wish = List.of("--attachment=" + nameOrSha256);
        return lookUp(program, database, wish, LookupDocument::attachments).orElse(List.of());
    }

    KeptBulletin.Pages lookUpWords(Path program, Path database, String words)
            throws IOException, InterruptedException {
        var wish = List.of("--containing=" + words);
        return lookUp(program, database, wish, LookupDocument::pages)
                .orElse(new KeptBulletin.Pages(List.of(), false));
    }

    private <T> Optional<T> lookUp(
            Path program, Path database, List<String> wish, Understanding<T> understanding)
            throws IOException, InterruptedException {
        var result = run(program, "lookup", database, wish);
        boolean isAnswer =
                result.exitCode() == 0
                        || (result.exitCode() == NOT_FOUND && !result.out().isBlank());
        if (!isAnswer) {
            throw ReleaseProgram.failed(program, "lookup", result);
        }
        return ReleaseProgram.understood(
                program,
                "lookup",
                () -> {
                    var document =
                            new LookupDocument(
                                    ReleaseProgram.document(
                                            result.out(),
                                            LookupDocument.FORMAT,
                                            DOCUMENT_MAX_BYTES));
                    return document.isNothing()
                            ? Optional.empty()
                            : Optional.of(understanding.of(document));
                });
    }

    private Programs.Result run(
            Path program, String subcommand, Path database, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.addAll(List.of(program.toString(), subcommand));
        command.addAll(List.of("--database", database.toString()));
        command.addAll(arguments);
        var result = runner.run(command, ReleaseProgram.WORK_LIMIT, "");
        // Subcommands came to releases one by one; to an older one, a newer one is a usage error.
        if (result.exitCode() == USAGE) {
            throw new CtlException(ErrorCode.S114, program, subcommand);
        }
        return result;
    }

    private interface Understanding<T> {
        T of(LookupDocument document) throws JsonProblem;
    }
}
