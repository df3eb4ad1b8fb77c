package bip.ctl.upgrade;

import bip.ctl.support.CtlException;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person was told of a failure, one line for each reason, as the journal keeps it: in both
 * languages, since the one who reads it later may read the other. The texts and not only what they
 * were made of, since a later bipctl has other texts and may have given up the code.
 */
public record FailureText(String polish, String english) {

    private static final String POLISH = "text.pl";
    private static final String ENGLISH = "text.en";

    /** Empty for what has no code: then the system's own words are all there is. */
    static Optional<FailureText> of(Exception cause) {
        List<CtlException> reasons =
                switch (cause) {
                    case CtlException failure -> List.of(failure);
                    case Refused refused -> refused.reasons();
                    default -> List.of();
                };
        try {
            return reasons.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new FailureText(
                                    lines(reasons, Locale.of("pl")),
                                    lines(reasons, Locale.ENGLISH)));
        } catch (MissingResourceException e) {
            // Undoing comes first, whatever is wrong with a text.
            return Optional.empty();
        }
    }

    private static String lines(List<CtlException> reasons, Locale language) {
        var failures = new Failures(new Messages(language));
        return reasons.stream()
                .map(it -> failures.lines(it).getFirst())
                .collect(Collectors.joining("\n"));
    }

    static Optional<FailureText> of(Facts facts) {
        return facts.has(POLISH) && facts.has(ENGLISH)
                ? Optional.of(new FailureText(facts.get(POLISH), facts.get(ENGLISH)))
                : Optional.empty();
    }

    void addTo(Map<String, String> data) {
        data.put(POLISH, polish);
        data.put(ENGLISH, english);
    }
}
