package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads from an answer whether Sentry took the event. */
final class Verdict {

    private static final int MOST_JSON = 16 * 1024;

    private Verdict() {}

    /**
     * Passes an accepting answer: Sentry repeats the id of the event that it took, and receivers
     * such as Spotlight's say nothing at all. Whatever else comes with a good status is said by
     * something that answers everybody so.
     *
     * @throws CtlException T130 to T137 for any other
     */
    static void demandAccepted(Dsn dsn, Event event, HttpAnswer answer) {
        int status = answer.status();
        switch (status) {
            case 200, 201, 202 -> demandSentry(dsn, event, answer);
            case 401, 403 ->
                    throw new CtlException(ErrorCode.T130, dsn.place(), status, said(answer));
            case 404 -> throw new CtlException(ErrorCode.T131, dsn.place(), dsn.envelopePath());
            case 413 ->
                    throw new CtlException(ErrorCode.T132, dsn.place(), event.envelope().length);
            case 429 -> throw new CtlException(ErrorCode.T133, dsn.place(), retryAfter(answer));
            default ->
                    throw status >= 500
                            ? new CtlException(ErrorCode.T134, dsn.place(), status)
                            : new CtlException(ErrorCode.T137, dsn.place(), status, said(answer));
        }
    }

    private static void demandSentry(Dsn dsn, Event event, HttpAnswer answer) {
        if (!answer.body().isEmpty() && !id(answer).equals(event.id())) {
            throw new CtlException(ErrorCode.T136, dsn.place());
        }
    }

    /** Some receivers write it as a UUID, with dashes; empty when there is none. */
    private static String id(HttpAnswer answer) {
        try {
            return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), MOST_JSON)
                    .findString("id")
                    .map(it -> it.replace("-", "").toLowerCase(Locale.ROOT))
                    .orElse("");
        } catch (JsonProblem e) {
            return "";
        }
    }

    private static Object retryAfter(HttpAnswer answer) {
        return answer.header("retry-after")
                .<Object>map(it -> it.matches("[0-9]+") ? Phrase.of("sentry.seconds", it) : it)
                .orElseGet(() -> Phrase.of("sentry.unknownTime"));
    }

    /** The receiver's own word on it, when it gives one in a place where Sentry puts it. */
    private static Object said(HttpAnswer answer) {
        return answer.header("x-sentry-error")
                .or(() -> answer.header("location"))
                .<Object>map(it -> it)
                .orElseGet(() -> detail(answer));
    }

    private static Object detail(HttpAnswer answer) {
        try {
            return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), MOST_JSON)
                    .findString("detail")
                    .<Object>map(it -> it)
                    .orElseGet(() -> Phrase.of("sentry.saysNothing"));
        } catch (JsonProblem e) {
            return Phrase.of("sentry.saysNothing");
        }
    }
}
