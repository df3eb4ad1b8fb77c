package bip.ctl.command;

import bip.ctl.policy.Policy.Hold;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.Prospect;
import bip.ctl.upgrade.Prospect.Newer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is newer, for programs: {@code bipctl-check/v1}. */
record CheckJson(Prospect prospect, @Nullable Hold hold, ExitCode exitCode) {

    Map<String, @Nullable Object> document() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-check/v1");
        json.put("exitCode", exitCode.number());
        json.put("current", prospect.current());
        json.put("revoked", TermsText.json(prospect.revocation()));
        json.put("newest", newer(prospect.newest()));
        json.put("next", newer(prospect.next()));
        json.put("goal", prospect.goal());
        json.put("mends", TermsText.json(prospect.mended()));
        json.put("pin", prospect.policy().pin());
        json.put("hold", hold == null ? null : StatusJson.hold(hold));
        json.put("blocked", prospect.blocked());
        json.put("obstacles", prospect.obstacles().stream().map(it -> it.code().id()).toList());
        return json;
    }

    private static @Nullable Map<String, Object> newer(@Nullable Newer newer) {
        if (newer == null) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("version", newer.version());
        json.put("notes", TermsText.sorted(newer.terms().notes()));
        json.put("security", TermsText.json(newer.terms().security()));
        return json;
    }
}
