package bip.packaging.publisher;

import java.util.Locale;

/** A named stream of releases that a site follows. */
enum Channel {
    STABLE,
    CANDIDATE;

    static Channel parse(String word) {
        for (Channel channel : values()) {
            if (channel.word().equals(word)) {
                return channel;
            }
        }
        throw Refusal.before("there is no channel '" + word + "'", "Write stable or candidate.");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
