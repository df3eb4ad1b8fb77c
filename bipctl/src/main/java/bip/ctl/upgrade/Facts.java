package bip.ctl.upgrade;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known in one operation: its plan, what steps decided before acting and what they found
 * out. All of it is in the journal, so that after a crash the same facts are there again. Owned by
 * the thread that runs the operation.
 */
final class Facts {

    static final String OPERATION = "operation";
    static final String BY = "by";
    static final String FROM_VERSION = "from.version";
    static final String FROM_HASH = "from.hash";
    static final String FROM_GENERATION = "from.generation";
    static final String FROM_RELEASE = "from.release";
    static final String TO_VERSION = "to.version";
    static final String TO_HASH = "to.hash";
    static final String TO_RELEASE = "to.release";
    static final String ARCHIVE = "archive";
    static final String DATA = "data";
    static final String GENERATION = "generation";

    /** Number and data folder of the generation whose data come back; only in a restoration. */
    static final String RESTORED_GENERATION = "restored.generation";

    static final String RESTORED_DATA = "restored.data";

    /** The backup that is put back; only in a restore. */
    static final String BACKUP_REPOSITORY = "backup.repository";

    /** The backup that was made of what was live. */
    static final String BACKUP_MADE = "backup.made";

    static final String BACKUP_ID = "backup.id";
    static final String BACKUP_SCHEMA = "backup.schema";

    /** Saved texts that were to be lost when the person agreed. */
    static final String LOST_EDITS = "lost.edits";

    /** Which statements of the channel were used although they had expired. */
    static final String STALE = "stale";

    /** Who went on with it after it was cut short, and by which command. */
    static final String TAKEN_UP_BY = "takenUp.by";

    static final String TAKEN_UP_WITH = "takenUp.with";

    /** Code of what made the operation fail; {@code stopped} when a person stopped it. */
    static final String FAILURE = "failure";

    static final String FAILED_STEP = "failedStep";

    private final Map<String, String> values = new LinkedHashMap<>();

    void add(Map<String, String> more) {
        values.putAll(more);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A fact that an earlier step has left.
     *
     * @throws IllegalStateException if it has not: the order of the steps is wrong
     */
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no fact " + name));
    }

    OperationKind kind() {
        return OperationKind.find(get(OPERATION))
                .orElseThrow(() -> new IllegalStateException("operation " + get(OPERATION)));
    }

    /** The operation failed by itself, rather than being stopped by a person or a power cut. */
    boolean hasFailedByItself() {
        return find(FAILURE).filter(it -> !it.equals(Engine.STOPPED)).isPresent();
    }
}
