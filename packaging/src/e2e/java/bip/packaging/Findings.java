package bip.packaging;

import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code bip-server import} reported, contract {@code docs/contract/maintenance.md}. */
final class Findings {

    private Findings() {}

    /** Address of the first thing reported with {@code outcome}. */
    static String addressOfFirst(String ndjson, String outcome) {
        return ndjson.lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(finding -> finding.path("outcome").asString("").equals(outcome))
                .map(finding -> finding.required("address").stringValue())
                .findFirst()
                .orElseThrow();
    }
}
