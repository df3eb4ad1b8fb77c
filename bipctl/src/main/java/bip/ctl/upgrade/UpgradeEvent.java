package bip.ctl.upgrade;

import java.util.Map;

/** What an operation tells while it runs. */
public sealed interface UpgradeEvent {

    /**
     * An operation that was cut short is dealt with first.
     *
     * @param isFinished finished rather than undone
     */
    record Recovering(String id, OperationKind kind, boolean isFinished) implements UpgradeEvent {}

    /** The intent is durable, the act begins. */
    record Started(String step) implements UpgradeEvent {}

    /**
     * How far a step is.
     *
     * @param bytes never less than before
     */
    record Advanced(String step, long bytes) implements UpgradeEvent {}

    /** The act is over, its result not yet durable. */
    record Performed(String step) implements UpgradeEvent {}

    /** The result is durable. */
    record Done(String step) implements UpgradeEvent {}

    /** What a step found out, durable too. */
    record Found(String step, Map<String, String> facts) implements UpgradeEvent {

        /** How long editors will not be able to save, in milliseconds, as the rehearsal showed. */
        public static final String FREEZE_MILLIS = "rehearsed.freeze.millis";

        /** How many pages were asked of both releases, or before and after the switch. */
        public static final String PAGES = "pages";

        /** How many of them have another text on the target. */
        public static final String CHANGED = "pages.changed";

        public Found {
            facts = Map.copyOf(facts);
        }
    }

    /** Done, and the operation goes on, but somebody should know. */
    record Warned(String step, String message) implements UpgradeEvent {}

    record Failed(String step, Exception cause) implements UpgradeEvent {}

    record Undoing(String step) implements UpgradeEvent {}

    /** Undone, and that is durable. */
    record Undone(String step) implements UpgradeEvent {}

    /** Told of each event, on the thread that runs the operation. */
    @FunctionalInterface
    interface Listener {
        void on(UpgradeEvent event);
    }
}
