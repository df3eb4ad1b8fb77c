package bip.ctl.support;

import java.util.Collection;
import java.util.List;

/** Identifiers as people type them. */
public final class Ids {

    private Ids() {}

    /** Those of {@code all} that are {@code typed}, or else begin so. */
    public static List<String> meant(Collection<String> all, String typed) {
        if (all.contains(typed)) {
            return List.of(typed);
        }
        return typed.isBlank()
                ? List.of()
                : all.stream().filter(it -> it.startsWith(typed)).toList();
    }
}
