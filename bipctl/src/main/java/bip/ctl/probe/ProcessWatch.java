package bip.ctl.probe;

import java.io.IOException;

/** Whoever started the server's process and sees what becomes of it. */
@FunctionalInterface
public interface ProcessWatch {

    Sight look() throws IOException, InterruptedException;

    /** What is seen of the process. */
    sealed interface Sight {}

    /** It is there, and as far as is known may be asked. */
    record Up(long pid) implements Sight {}

    /**
     * It is there and not ready. A question now would wait in the listening socket, and an end of
     * the process meanwhile would be seen only when the question has timed out.
     */
    record Coming() implements Sight {}

    record Gone(ProbeOutcome.Death death) implements Sight {}
}
