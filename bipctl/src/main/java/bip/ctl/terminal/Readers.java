package bip.ctl.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Whether somebody is still at the other end of a pipe that is written to. Only the kernel knows
 * before the next write, and tells by poll(2), which Java has for sockets alone.
 */
final class Readers {

    /** poll.h: an error condition, such as a pipe without readers; hung up. */
    private static final int HUNG_UP = 0x008 | 0x010;

    /** The same, or not open. */
    private static final int GONE = HUNG_UP | 0x020;

    /** {@code struct pollfd}: the descriptor, the events asked for, those that came. */
    private static final int POLLFD_BYTES = 8;

    private static final int CAME = 6;

    @SuppressWarnings("restricted") // no other way leads to poll(2)
    private static final MethodHandle POLL =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("poll"),
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private Readers() {}

    /** A file and a terminal always have one. */
    static boolean areGone(int descriptor) {
        return has(descriptor, GONE);
    }

    /** There was one, and it went away; a stream that was closed from the start never had one. */
    static boolean haveHungUp(int descriptor) {
        return has(descriptor, HUNG_UP);
    }

    private static boolean has(int descriptor, int conditions) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment asked = arena.allocate(POLLFD_BYTES, Integer.BYTES);
            asked.set(JAVA_INT, 0, descriptor);
            int count = (int) POLL.invokeExact(asked, 1L, 0);
            return count > 0 && (asked.get(JAVA_SHORT, CAME) & conditions) != 0;
        } catch (Throwable e) {
            throw new IllegalStateException("poll(2) cannot be called", e);
        }
    }
}
