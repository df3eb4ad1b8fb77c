package bip.packaging.publisher;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which releases there are (4.5). Without delegations: nobody signs for another.
 *
 * @param releases by version
 */
record TargetsMetadata(Header header, SortedMap<ReleaseVersion, Target> releases)
        implements Metadata {

    TargetsMetadata {
        releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
        releases.forEach((version, target) -> {
            if (!target.version().equals(version)) {
                throw new IllegalArgumentException(version + " is another release");
            }
        });
    }

    /**
     * @throws Refusal if it has what this publisher would lose by writing it anew
     */
    static TargetsMetadata parse(Fields signed) {
        Header header = Header.parse(Role.TARGETS, signed);
        if (signed.has("delegations")) {
            throw Fields.wrong(signed.where(), "delegates to others, unlike ours");
        }
        var releases = new TreeMap<ReleaseVersion, Target>();
        Fields targets = signed.object("targets");
        for (String name : targets.names()) {
            Target target = Target.parse(targets.object(name));
            if (!name.equals(target.name())) {
                throw Fields.wrong(targets.where() + "." + name, "is another release's");
            }
            releases.put(target.version(), target);
        }
        return new TargetsMetadata(header, releases);
    }

    @Override
    public Role role() {
        return Role.TARGETS;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode signed = header.toJson(Role.TARGETS);
        ObjectNode targets = signed.putObject("targets");
        releases.values().forEach(target -> targets.set(target.name(), target.toJson()));
        return signed;
    }
}
