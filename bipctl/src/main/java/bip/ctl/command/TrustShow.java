package bip.ctl.command;

import bip.ctl.channel.Violations;
import bip.ctl.trust.MetadataStore;
import bip.ctl.trust.Role;
import bip.ctl.trust.RoleState;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustState;
import bip.ctl.trust.TrustState.OfRole;
import bip.ctl.trust.TrustedRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is trusted, in words and for programs. */
record TrustShow(Desk desk, TrustState trust) {

    /** As many letters of a key's id as tell it from others. */
    private static final int SHORT = 8;

    /** What is trusted here; empty when nothing is, or nothing that can be used. */
    static Optional<TrustState> find(Desk desk) throws IOException {
        try {
            return Optional.of(
                    TrustedRepository.open(
                                    new MetadataStore(desk.layout().trust()),
                                    (_, _) -> Optional.empty(),
                                    desk.machine().clock())
                            .inspect());
        } catch (TrustException e) {
            return Optional.empty();
        }
    }

    /** One line a role, its keys under it. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (OfRole role : trust.roles()) {
            lines.add(state(role));
            lines.add(keys(role));
        }
        return lines;
    }

    /** {@code 2 of 3: 1a2b3c4d, …}. */
    String keys(OfRole role) {
        return desk.text(
                "trust.keys",
                role.threshold(),
                role.keyids().size(),
                String.join(", ", role.keyids().stream().map(this::shown).toList()));
    }

    private String shown(String keyid) {
        return desk.options().verbose || keyid.length() <= SHORT
                ? keyid
                : keyid.substring(0, SHORT);
    }

    private String state(OfRole role) {
        String name = role.role().typeName();
        if (role.violation() != null) {
            return desk.text(
                    "trust.unusable", name, desk.text(Violations.inWords(role.violation())));
        }
        RoleState state = role.state();
        if (state == null) {
            return desk.text("trust.absent", name);
        }
        String until = Times.local(state.expires(), desk);
        String line =
                role.signedAt() == null
                        ? desk.text("trust.role", name, state.version(), until)
                        : desk.text(
                                "trust.roleSigned",
                                name,
                                state.version(),
                                until,
                                Times.local(role.signedAt(), desk));
        return role.isExpiredAt(trust.now()) ? line + " " + desk.text("trust.expired") : line;
    }

    /** Which metadata of each role is trusted; null for none. */
    static Map<String, @Nullable Object> versions(TrustState trust) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        for (Role role : Role.values()) {
            json.put(
                    role.typeName(),
                    trust.role(role).findState().map(RoleState::version).orElse(null));
        }
        return json;
    }

    List<Map<String, @Nullable Object>> json() {
        return trust.roles().stream().map(this::json).toList();
    }

    private Map<String, @Nullable Object> json(OfRole role) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("role", role.role().typeName());
        json.put("version", role.findState().map(RoleState::version).orElse(null));
        json.put("signed", role.signedAt());
        json.put("expires", role.findState().map(RoleState::expires).orElse(null));
        json.put("expired", role.isExpiredAt(trust.now()));
        json.put("usable", role.violation() == null);
        json.put("threshold", role.threshold());
        json.put("keys", role.keyids());
        return json;
    }
}
