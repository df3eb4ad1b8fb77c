package bip.ctl.channel;

import bip.ctl.channel.ReleaseTerms.From;
import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.channel.ReleaseTerms.Schema;
import bip.ctl.channel.ReleaseTerms.Security;
import bip.ctl.channel.ReleaseTerms.Severity;
import bip.ctl.release.ReleaseManifest.SchemaRange;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a target's {@code custom}. Strict where a decision hangs on a field; what is missing is not
 * said, and fields that it does not know do not matter.
 */
record TermsReader(JsonObject custom) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_SCHEMA = 1_000_000;
    private static final List<String> LANGUAGES = List.of("pl", "en");

    ReleaseTerms read() throws JsonProblem {
        return new ReleaseTerms(
                custom.strings("channel"),
                from(),
                schema(),
                custom.has("size_unpacked")
                        ? custom.integer("size_unpacked", 0, Long.MAX_VALUE)
                        : 0,
                security(),
                texts(custom.findObject("notes")),
                revocation(),
                contentHash());
    }

    private Optional<String> contentHash() throws JsonProblem {
        Optional<String> hash = custom.findString("content_hash");
        if (hash.isPresent() && !SHA256.matcher(hash.get()).matches()) {
            throw new JsonProblem(Phrase.of("channel.sha256", custom.pathOf("content_hash")));
        }
        return hash;
    }

    private Optional<From> from() throws JsonProblem {
        Optional<JsonObject> from = custom.findObject("from");
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var stops = new ArrayList<ReleaseVersion>();
        if (from.get().has("stops")) {
            for (String stop : from.get().strings("stops")) {
                stops.add(version(from.get().pathOf("stops"), stop));
            }
        }
        stops.sort(ReleaseVersion::compareTo);
        return Optional.of(
                new From(version(from.get().pathOf("min"), from.get().string("min")), stops));
    }

    private Optional<Schema> schema() throws JsonProblem {
        Optional<JsonObject> schema = custom.findObject("schema");
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        List<Long> reads = schema.get().integers("reads", 0, MAX_SCHEMA);
        if (reads.size() != 2 || reads.getFirst() > reads.getLast()) {
            throw new JsonProblem(Phrase.of("channel.range", schema.get().pathOf("reads")));
        }
        return Optional.of(
                new Schema(
                        new SchemaRange(
                                Math.toIntExact(reads.getFirst()),
                                Math.toIntExact(reads.getLast())),
                        Math.toIntExact(schema.get().integer("writes", 0, MAX_SCHEMA))));
    }

    private Security security() throws JsonProblem {
        Optional<JsonObject> security = custom.findObject("security");
        if (security.isEmpty()) {
            return ReleaseTerms.NONE.security();
        }
        List<String> cves = security.get().has("cves") ? security.get().strings("cves") : List.of();
        return new Security(severity(security.get()), cves);
    }

    /** One that a later publisher may have invented is taken for the worst. */
    private static Severity severity(JsonObject security) throws JsonProblem {
        String text = security.string("severity");
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(text)) {
                return severity;
            }
        }
        return Severity.CRITICAL;
    }

    /** Whatever stands there, a release that has the field is revoked. */
    private Optional<Revocation> revocation() throws JsonProblem {
        if (!custom.has("revoked")) {
            return Optional.empty();
        }
        JsonObject revoked = custom.object("revoked");
        String at = revoked.string("at");
        try {
            return Optional.of(
                    new Revocation(Instant.parse(at), texts(revoked.findObject("reason"))));
        } catch (DateTimeParseException e) {
            throw new JsonProblem(Phrase.of("channel.time", revoked.pathOf("at"), at));
        }
    }

    private static Map<String, String> texts(Optional<JsonObject> object) throws JsonProblem {
        var texts = new LinkedHashMap<String, String>();
        for (String language : LANGUAGES) {
            if (object.isPresent() && object.get().has(language)) {
                texts.put(language, object.get().string(language));
            }
        }
        return texts;
    }

    private static ReleaseVersion version(String path, String text) throws JsonProblem {
        return ReleaseVersion.parse(text)
                .orElseThrow(() -> new JsonProblem(Phrase.of("channel.version", path, text)));
    }
}
