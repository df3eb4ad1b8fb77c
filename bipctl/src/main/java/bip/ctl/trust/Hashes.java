package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * What a file must hash to: at least one algorithm, all of which must agree.
 *
 * @param values in hexadecimal, small letters
 */
public record Hashes(Map<HashAlgorithm, String> values) {

    public Hashes {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a file without a hash cannot be verified");
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        values.forEach((algorithm, hex) -> {
            if (!isHex(hex, algorithm.hexDigits())) {
                throw new IllegalArgumentException(algorithm + " cannot be " + hex);
            }
        });
    }

    /**
     * Those of a {@code hashes} object that can be checked.
     *
     * @return empty when there is none
     */
    static Optional<Hashes> find(JsonObject hashes) throws JsonProblem {
        var known = new EnumMap<HashAlgorithm, String>(HashAlgorithm.class);
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            String name = algorithm.metadataName();
            if (hashes.has(name)) {
                String hex = hashes.string(name).toLowerCase(Locale.ROOT);
                if (!isHex(hex, algorithm.hexDigits())) {
                    throw new JsonProblem(
                            Phrase.of("trust.hash", hashes.pathOf(name), algorithm.hexDigits()));
                }
                known.put(algorithm, hex);
            }
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(new Hashes(known));
    }

    /** The strongest algorithm given. */
    public HashAlgorithm strongest() {
        return Collections.max(values.keySet());
    }

    void check(String file, byte[] bytes) throws TrustException {
        for (Entry<HashAlgorithm, String> hash : values.entrySet()) {
            String seen = hash.getKey().hex(bytes);
            if (!seen.equals(hash.getValue())) {
                throw new TrustException(
                        new TrustViolation.WrongHash(file, hash.getKey(), hash.getValue(), seen));
            }
        }
    }

    private static boolean isHex(String text, int digits) {
        return text.length() == digits && text.matches("[0-9a-f]*");
    }
}
