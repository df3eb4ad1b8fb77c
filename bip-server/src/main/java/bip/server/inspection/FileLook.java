package bip.server.inspection;

import bip.server.database.StillDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the file as such: its tables, its pages on the disk, its references. */
final class FileLook {
    private final StillDatabase database;
    private final Findings findings;

    FileLook(StillDatabase database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /** Rows of each table, by its name; a table that cannot be counted is a finding. */
    Map<String, Long> countRows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : database.read(FileMapper.class, FileMapper::listTables)) {
            findings.during(
                    table,
                    () -> rows.put(table, database.read(FileMapper.class, it -> it.count(table))));
        }
        return rows;
    }

    /** Whether SQLite finds nothing wrong with the file. */
    boolean checkIntegrity() {
        var problems = new LinkedHashMap<String, Long>();
        findings.during(
                "integrity_check",
                () -> {
                    List<String> lines =
                            database.read(FileMapper.class, FileMapper::checkIntegrity);
                    lines.forEach(line -> problems.merge(line, 1L, Long::sum));
                });
        boolean isWhole = problems.size() == 1 && problems.containsKey("ok");
        if (!isWhole) {
            problems.keySet()
                    .forEach(line -> findings.add(FindingKind.INTEGRITY, "database", line));
        }
        return isWhole;
    }

    /** How many rows name one that is not there. */
    long checkForeignKeys() {
        long[] count = {0};
        findings.during(
                "foreign_key_check",
                () -> {
                    var violations = database.read(FileMapper.class, FileMapper::listViolations);
                    violations.forEach(this::add);
                    count[0] = database.read(FileMapper.class, FileMapper::countViolations);
                    findings.addUnnamed(FindingKind.FOREIGN_KEY, count[0] - violations.size());
                });
        return count[0];
    }

    private void add(FileMapper.Violation violation) {
        findings.add(
                FindingKind.FOREIGN_KEY,
                violation.child(),
                (violation.rowNumber() == null ? "a row" : "row " + violation.rowNumber())
                        + " names a row of "
                        + violation.parent()
                        + " that is not there");
    }
}
