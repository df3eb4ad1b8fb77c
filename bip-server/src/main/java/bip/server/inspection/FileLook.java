package bip.server.inspection;

import bip.server.database.DatabaseException;
import bip.server.database.StillDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the file as such: its tables, its pages on the disk, its references. */
final class FileLook {
    private static final int MOST_PROBLEMS = 10;

    private final StillDatabase database;
    private final Findings findings;

    FileLook(StillDatabase database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /** Rows of each table, by its name; a table that cannot be counted is a finding. */
    Map<String, Long> countRows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : listTables()) {
            findings.look(table, () -> database.read(FileMapper.class, it -> it.count(table)))
                    .ifPresent(count -> rows.put(table, count));
        }
        return rows;
    }

    private List<String> listTables() {
        return database.read(FileMapper.class, FileMapper::listTables);
    }

    /** Whether SQLite finds nothing wrong with the file. */
    boolean checkIntegrity() {
        List<String> problems;
        try {
            problems = problems(database.read(FileMapper.class, FileMapper::checkIntegrity));
        } catch (DatabaseException e) {
            // Some damage ends the whole check without a word about what came before.
            problems = List.of(String.valueOf(e.getMessage()));
            listTables().forEach(this::checkIntegrityOf);
        }
        problems.forEach(line -> findings.add(FindingKind.INTEGRITY, "database", line));
        return problems.isEmpty();
    }

    private void checkIntegrityOf(String table) {
        try {
            problems(database.read(FileMapper.class, it -> it.checkIntegrityOf(table)))
                    .forEach(line -> findings.add(FindingKind.INTEGRITY, table, line));
        } catch (DatabaseException e) {
            findings.add(FindingKind.INTEGRITY, table, String.valueOf(e.getMessage()));
        }
    }

    /** The first ten; none when it says only that all is well. */
    private static List<String> problems(List<String> said) {
        return said.stream()
                .flatMap(String::lines)
                .filter(line -> !line.equals("ok") && !line.startsWith("*** in database "))
                .limit(MOST_PROBLEMS)
                .toList();
    }

    /** How many rows name one that is not there. */
    long checkForeignKeys() {
        return findings.look("foreign_key_check", this::countViolations).orElse(0L);
    }

    private long countViolations() {
        var violations = database.read(FileMapper.class, FileMapper::listViolations);
        violations.forEach(this::add);
        long count = database.read(FileMapper.class, FileMapper::countViolations);
        findings.addUnnamed(FindingKind.FOREIGN_KEY, count - violations.size());
        return count;
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
