package bip.ctl.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which releases of a signed channel are followed. */
public enum ChannelName {
    /** What everybody gets. */
    STABLE,
    /** What is tried out before it becomes stable, and all that is stable. */
    CANDIDATE;

    public static Optional<ChannelName> find(String word) {
        for (ChannelName name : values()) {
            if (name.word().equals(word)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** As statements have it, and people type it: {@code stable}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The channels whose releases are offered to who follows this one. A release that went straight
     * to stable, as an urgent one may, must reach also those who try candidates.
     */
    public Set<String> followed() {
        return switch (this) {
            case STABLE -> Set.of(STABLE.word());
            case CANDIDATE -> Set.of(STABLE.word(), CANDIDATE.word());
        };
    }
}
