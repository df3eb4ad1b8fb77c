package bip.ctl.trust;

import java.util.Locale;

/** The four top-level roles, in the order in which a refresh updates them. */
public enum Role {
    ROOT,
    TIMESTAMP,
    SNAPSHOT,
    TARGETS;

    /** As metadata says it in {@code _type} and in a root's {@code roles}. */
    public String typeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in the store, and in a repository where it has no version in front. */
    public String fileName() {
        return typeName() + ".json";
    }

    /** Its name in a repository with the version in front: {@code 42.snapshot.json}. */
    String fileName(long version) {
        return version + "." + fileName();
    }
}
