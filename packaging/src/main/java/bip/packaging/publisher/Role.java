package bip.packaging.publisher;

import java.time.Duration;
import java.util.Locale;

/** The four top-level roles (4.3 to 4.6), with how long what each says is good. */
enum Role {
    ROOT(365, KeyRole.ROOT),
    TARGETS(180, KeyRole.TARGETS),
    SNAPSHOT(30, KeyRole.ONLINE),
    TIMESTAMP(14, KeyRole.ONLINE);

    private final Duration lifetime;
    private final KeyRole keyRole;

    Role(int days, KeyRole keyRole) {
        this.lifetime = Duration.ofDays(days);
        this.keyRole = keyRole;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** Whose keys sign for this role. */
    KeyRole keyRole() {
        return keyRole;
    }

    /** The value of {@code _type}, and the name in {@code root.roles}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name without a version, which snapshot and timestamp list it by. */
    String fileName() {
        return word() + ".json";
    }
}
