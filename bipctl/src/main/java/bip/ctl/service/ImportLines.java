package bip.ctl.service;

import bip.ctl.service.ServerImport.Counts;
import bip.ctl.service.ServerImport.Finding;
import bip.ctl.service.ServerImport.Result;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Understands what {@code import} says, line by line as it comes. Lines come on another thread than
 * the one that asks for the result.
 */
final class ImportLines implements Consumer<String> {

    private static final String FORMAT = "bip-import/v1";

    private final String program;
    private final Consumer<Finding> findings;
    private volatile @Nullable Result result;
    private volatile @Nullable CtlException failure;

    ImportLines(String program, Consumer<Finding> findings) {
        this.program = program;
        this.findings = findings;
    }

    @Override
    public void accept(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            understand(ReleaseProgram.document(line, FORMAT));
        } catch (JsonProblem e) {
            failure = new CtlException(e, ErrorCode.S111, program, "import", e.reason());
        }
    }

    private void understand(JsonObject line) throws JsonProblem {
        switch (line.string("kind")) {
            case "finding" -> findings.accept(finding(line));
            case "imported" ->
                    result =
                            new Result(
                                    counts(line.object("added")),
                                    counts(line.object("alreadyThere")),
                                    number(line, "findings"));
            default -> {
                // Kinds of line may be added within a format; a reader passes over them.
            }
        }
    }

    private static Finding finding(JsonObject line) throws JsonProblem {
        return new Finding(
                line.string("what"),
                line.has("source") ? number(line, "source") : 0,
                line.string("outcome"),
                line.findString("detail").orElse(""),
                line.findString("address").orElse(""));
    }

    private static Counts counts(JsonObject counts) throws JsonProblem {
        return new Counts(
                number(counts, "pages"),
                number(counts, "attachments"),
                number(counts, "files"),
                number(counts, "labels"),
                number(counts, "accounts"),
                number(counts, "changes"));
    }

    private static long number(JsonObject json, String name) throws JsonProblem {
        return json.integer(name, 0, Long.MAX_VALUE);
    }

    /**
     * How it ended.
     *
     * @throws CtlException S111 if a line could not be understood, or the last one did not come
     */
    Result result() {
        CtlException wrong = failure;
        if (wrong != null) {
            throw wrong;
        }
        Result known = result;
        if (known == null) {
            throw new CtlException(ErrorCode.S111, program, "import", "-");
        }
        return known;
    }
}
