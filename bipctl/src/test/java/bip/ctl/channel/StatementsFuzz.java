package bip.ctl.channel;

import bip.ctl.support.Json;
import bip.ctl.support.JsonProblem;
import java.util.Arrays;

/** Fuzz target: what a channel says of its releases. */
public final class StatementsFuzz {

    private StatementsFuzz() {}

    /** The first byte chooses: an index that nobody signed, or the terms of one release. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
            try {
                if (input[0] % 2 == 0) {
                    ChannelIndex.read(bytes);
                } else {
                    new TermsReader(Json.read(bytes, bytes.length)).read();
                }
            } catch (JsonProblem refused) {
                // As it should be.
            }
        }
    }
}
