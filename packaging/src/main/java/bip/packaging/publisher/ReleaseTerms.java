package bip.packaging.publisher;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the channel says about a release beside its bytes: the field {@code custom} (4.5).
 *
 * @param channels in which it is offered
 * @param sizeUnpacked of all its files, in bytes
 * @param contentHash SHA-256 of its manifest, 64 hex digits: that lists every file with its hash
 * @param revocation why it must not run any more; null for a release in good standing
 */
record ReleaseTerms(
        ReleaseVersion version,
        Set<Channel> channels,
        From from,
        Schema schema,
        long sizeUnpacked,
        Security security,
        Bilingual notes,
        String contentHash,
        @Nullable Revocation revocation) {

    static final String PRODUCT = "bip-server";

    /**
     * From which versions one may upgrade to it.
     *
     * @param min the oldest whose data it takes over
     * @param stops versions that must be passed through on the way, in order
     */
    record From(ReleaseVersion min, List<ReleaseVersion> stops) {
        From {
            stops = stops.stream().sorted().distinct().toList();
        }
    }

    /** The schema numbers it can run on, both included, and the one that its migrate leaves. */
    record Schema(int readsMin, int readsMax, int writes) {
        Schema {
            if (readsMin < 0 || readsMin > writes || writes > readsMax) {
                throw new IllegalArgumentException("the schema it writes is none that it reads");
            }
        }
    }

    ReleaseTerms {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a release is in one channel at least");
        }
        channels = Collections.unmodifiableSet(EnumSet.copyOf(channels));
        if (sizeUnpacked < 1) {
            throw new IllegalArgumentException("a release has some bytes");
        }
    }

    static ReleaseTerms parse(Fields custom) {
        custom.only(
                Set.of(
                        "product",
                        "version",
                        "channel",
                        "from",
                        "schema",
                        "size_unpacked",
                        "security",
                        "notes",
                        "content_hash",
                        "revoked"));
        if (!custom.text("product").equals(PRODUCT)) {
            throw Fields.wrong(custom.where(), "is of another product");
        }
        EnumSet<Channel> channels = EnumSet.noneOf(Channel.class);
        custom.texts("channel").forEach(word -> channels.add(Channel.parse(word)));
        Fields from = custom.object("from");
        Fields schema = custom.object("schema");
        List<Integer> reads = reads(schema);
        return custom.checked(() ->
                new ReleaseTerms(
                        ReleaseVersion.parse(custom.text("version")),
                        channels,
                        new From(
                                ReleaseVersion.parse(from.text("min")),
                                from.texts("stops").stream().map(ReleaseVersion::parse).toList()),
                        new Schema(
                                reads.get(0),
                                reads.get(1),
                                (int) schema.number("writes", 0, Integer.MAX_VALUE)),
                        custom.number("size_unpacked", 1, Long.MAX_VALUE),
                        Security.parse(custom.object("security")),
                        Bilingual.parse(custom.object("notes")),
                        custom.hex("content_hash", 32),
                        custom.has("revoked") ? Revocation.parse(custom.object("revoked")) : null));
    }

    private static List<Integer> reads(Fields schema) {
        var reads = new java.util.ArrayList<Integer>();
        schema.node().path("reads").forEach(number -> reads.add(number.asInt(-1)));
        if (reads.size() != 2) {
            throw Fields.wrong(schema.where() + ".reads", "is no list of two numbers");
        }
        return reads;
    }

    Optional<Revocation> findRevocation() {
        return Optional.ofNullable(revocation);
    }

    ReleaseTerms in(Channel channel) {
        var more = EnumSet.copyOf(channels);
        more.add(channel);
        return new ReleaseTerms(
                version,
                more,
                from,
                schema,
                sizeUnpacked,
                security,
                notes,
                contentHash,
                revocation);
    }

    ReleaseTerms revoked(Revocation why) {
        return new ReleaseTerms(
                version,
                channels,
                from,
                schema,
                sizeUnpacked,
                security,
                notes,
                contentHash,
                Objects.requireNonNull(why));
    }

    ObjectNode toJson() {
        ObjectNode custom = Json.object().put("product", PRODUCT);
        custom.put("version", version.toString());
        ArrayNode words = custom.putArray("channel");
        channels.forEach(channel -> words.add(channel.word()));
        ObjectNode origin = custom.putObject("from").put("min", from.min().toString());
        ArrayNode stops = origin.putArray("stops");
        from.stops().forEach(stop -> stops.add(stop.toString()));
        ObjectNode numbers = custom.putObject("schema");
        numbers.putArray("reads").add(schema.readsMin()).add(schema.readsMax());
        numbers.put("writes", schema.writes());
        custom.put("size_unpacked", sizeUnpacked);
        custom.set("security", security.toJson());
        custom.set("notes", notes.toJson());
        custom.put("content_hash", contentHash);
        findRevocation().ifPresent(why -> custom.set("revoked", why.toJson()));
        return custom;
    }
}
