package bip.ctl.sentry;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Fuzz target: what some server answers instead of Sentry. */
public final class AnswerFuzz {

    private AnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            HttpAnswer.read(new ByteArrayInputStream(input));
        } catch (IOException refused) {
            // As it should be.
        }
    }
}
