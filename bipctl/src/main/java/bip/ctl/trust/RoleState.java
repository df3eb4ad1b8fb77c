package bip.ctl.trust;

import java.time.Instant;

/**
 * Which metadata of a role is trusted.
 *
 * @param version of the metadata, from 1
 * @param expires the instant from which it is no longer good
 */
public record RoleState(Role role, long version, Instant expires) {

    public RoleState {
        if (version < 1) {
            throw new IllegalArgumentException("metadata versions begin at 1, not " + version);
        }
    }
}
