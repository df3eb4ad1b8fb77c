package bip.ctl.logs;

/** Takes events in their order. */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes the next event.
     *
     * @return false when no more are wanted, because nobody reads them any more
     */
    boolean accept(LogEvent event);
}
