package bip.ctl.trust;

import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the publisher vouches for.
 *
 * @param targets by path, in the order of the document
 * @param unverifiable paths without a hash that we can check
 * @param hasDelegations whether other roles vouch for more, which we do not follow
 */
record TargetsMetadata(
        Header header,
        Map<String, Target> targets,
        List<String> unverifiable,
        boolean hasDelegations)
        implements Metadata {

    static TargetsMetadata read(SignedDocument document) throws TrustException {
        try {
            Header header = Header.read(document, Role.TARGETS);
            JsonObject paths = document.signed().object("targets");
            var targets = new LinkedHashMap<String, Target>();
            var unverifiable = new ArrayList<String>();
            for (String path : paths.names()) {
                target(path, paths.object(path))
                        .ifPresentOrElse(
                                target -> targets.put(path, target), () -> unverifiable.add(path));
            }
            return new TargetsMetadata(
                    header, targets, unverifiable, document.signed().has("delegations"));
        } catch (JsonProblem e) {
            throw SignedDocument.malformed(document.file(), e);
        }
    }

    private static Optional<Target> target(String path, JsonObject object) throws JsonProblem {
        if (!Target.isPath(path)) {
            throw new JsonProblem(Phrase.of("trust.path", path));
        }
        long length = object.integer("length", 0, Long.MAX_VALUE);
        JsonObject custom = object.findObject("custom").orElse(null);
        return Hashes.find(object.object("hashes"))
                .map(hashes -> new Target(path, path, length, hashes, custom));
    }

    List<TrustWarning> warnings() {
        var warnings = new ArrayList<TrustWarning>();
        if (hasDelegations) {
            warnings.add(new TrustWarning.DelegationsIgnored());
        }
        unverifiable.forEach(path -> warnings.add(new TrustWarning.TargetIgnored(path)));
        return warnings;
    }
}
