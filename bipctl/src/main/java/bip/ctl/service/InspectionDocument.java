package bip.ctl.service;

import bip.ctl.service.Inspection.Attachments;
import bip.ctl.service.Inspection.AuditChain;
import bip.ctl.service.Inspection.Finding;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands what {@code inspect} prints. */
final class InspectionDocument {

    static final String FORMAT = "bip-inspect/v1";

    private InspectionDocument() {}

    static Inspection read(JsonObject json) throws JsonProblem {
        Optional<JsonObject> audit = json.findObject("audit");
        Optional<JsonObject> attachments = json.findObject("attachments");
        return new Inspection(
                ReleaseProgram.number(json, "schema"),
                size(json, "bytes"),
                counts(json.object("tables")),
                json.bool("integrity"),
                size(json, "foreignKeyViolations"),
                audit.isPresent() ? audit(audit.get()) : null,
                attachments.isPresent() ? attachments(attachments.get()) : null,
                counts(json.object("found")),
                findings(json.objects("findings")));
    }

    private static Map<String, Long> counts(JsonObject json) throws JsonProblem {
        var counts = new LinkedHashMap<String, Long>();
        for (String name : json.names()) {
            counts.put(name, size(json, name));
        }
        return counts;
    }

    private static AuditChain audit(JsonObject json) throws JsonProblem {
        return json.bool("whole")
                ? new AuditChain(true, size(json, "entries"), json.string("head"), 0)
                : new AuditChain(false, 0, "", size(json, "firstBroken"));
    }

    private static Attachments attachments(JsonObject json) throws JsonProblem {
        return new Attachments(
                size(json, "rows"),
                size(json, "files"),
                size(json, "bytes"),
                size(json, "lost"),
                json.bool("hashed"));
    }

    private static List<Finding> findings(List<JsonObject> list) throws JsonProblem {
        var findings = new ArrayList<Finding>();
        for (JsonObject finding : list) {
            findings.add(
                    new Finding(
                            finding.string("kind"),
                            finding.string("subject"),
                            finding.string("detail"),
                            finding.findString("sha256").orElse(""),
                            finding.findString("page").orElse("")));
        }
        return findings;
    }

    private static long size(JsonObject json, String name) throws JsonProblem {
        return json.integer(name, 0, Long.MAX_VALUE);
    }
}
