package bip.ctl.command;

import bip.ctl.command.ChannelReport.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel, for programs: {@code bipctl-channel/v1}. */
record ChannelJson(ChannelReport report) {

    Map<String, @Nullable Object> document() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-channel/v1");
        json.put("address", report.address());
        json.put("name", report.policy().channel().word());
        json.put("signed", report.isSigned());
        json.put("lastRefresh", report.refreshed());
        json.put("metadata", report.trust() == null ? null : TrustShow.versions(report.trust()));
        json.put("failure", report.failure() == null ? null : report.failure().code().id());
        json.put("releases", report.rows().stream().map(ChannelJson::row).toList());
        return json;
    }

    private static Map<String, @Nullable Object> row(Row row) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("version", row.version());
        json.put("channels", row.terms().channels());
        json.put("offered", row.isOffered());
        json.put("current", row.isCurrent());
        json.put("onDisk", row.isOnDisk());
        json.put("blocked", row.isBlocked());
        json.put("notes", TermsText.sorted(row.terms().notes()));
        json.put("security", TermsText.json(row.terms().security()));
        json.put("revoked", TermsText.json(row.terms().revocation().orElse(null)));
        return json;
    }
}
