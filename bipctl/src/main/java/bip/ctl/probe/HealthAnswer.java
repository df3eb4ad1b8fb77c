package bip.ctl.probe;

/** What came of asking once. */
public sealed interface HealthAnswer {

    record Answered(Health health) implements HealthAnswer {}

    /**
     * Nothing, or something that is no health answer.
     *
     * @param reason for people, in English as the system or the other side put it
     */
    record Silent(String reason) implements HealthAnswer {}
}
