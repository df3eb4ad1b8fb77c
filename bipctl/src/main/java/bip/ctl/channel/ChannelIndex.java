package bip.ctl.channel;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code index.json} by its contract, {@code docs/contract/channel.md}. */
final class ChannelIndex {

    static final String NAME = "index.json";

    /** The contract's bound: some 5,000 releases. */
    static final int MAX_BYTES = 1 << 20;

    private static final String FORMAT = "bip-channel/v1";
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");

    /** No release is larger packed than the 1 GiB that one may be unpacked. */
    static final long MAX_ARCHIVE_BYTES = 1L << 30;

    private ChannelIndex() {}

    static List<Offer> read(byte[] document) throws JsonProblem {
        JsonObject json = Json.read(document, MAX_BYTES);
        if (!json.string("format").equals(FORMAT)) {
            throw new JsonProblem(Phrase.of("channel.format", json.string("format"), FORMAT));
        }
        var offers = new ArrayList<Offer>();
        for (JsonObject release : json.objects("releases")) {
            Offer offer = offer(release);
            if (!offers.isEmpty() && offers.getLast().version().compareTo(offer.version()) >= 0) {
                throw new JsonProblem(Phrase.of("channel.order", offer.version()));
            }
            offers.add(offer);
        }
        return List.copyOf(offers);
    }

    private static Offer offer(JsonObject release) throws JsonProblem {
        String text = release.string("version");
        ReleaseVersion version =
                ReleaseVersion.parse(text)
                        .orElseThrow(
                                () -> problem("channel.version", release.pathOf("version"), text));
        String wanted = archive(version);
        if (!release.string("archive").equals(wanted)) {
            throw problem("channel.archive", release.pathOf("archive"), wanted);
        }
        String sha512 = release.string("sha512");
        if (!SHA512.matcher(sha512).matches()) {
            throw problem("channel.sha512", release.pathOf("sha512"));
        }
        return new Offer(
                version,
                wanted,
                wanted,
                release.integer("size", 1, MAX_ARCHIVE_BYTES),
                sha512,
                ReleaseTerms.NONE);
    }

    static String archive(ReleaseVersion version) {
        return "bip-server-" + version + "-linux-x64.tar.gz";
    }

    private static JsonProblem problem(String key, Object... arguments) {
        return new JsonProblem(Phrase.of(key, arguments));
    }
}
