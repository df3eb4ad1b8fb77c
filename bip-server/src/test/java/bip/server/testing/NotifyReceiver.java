package bip.server.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A real Unix datagram socket, as a service manager's. */
public final class NotifyReceiver implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final short POLLIN = 1;
    private static final int LONGEST = 4096;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final int descriptor;

    /** Receives at a path, or at {@code @NAME} of the abstract name space. */
    public NotifyReceiver(String name) throws Throwable {
        descriptor = (int) function("socket", INT, INT, INT, INT).invoke(AF_UNIX, SOCK_DGRAM, 0);
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(110, 2);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
            int failed =
                    (int)
                            function("bind", INT, INT, ValueLayout.ADDRESS, INT)
                                    .invoke(descriptor, address, 2 + path.length);
            if (failed != 0) {
                throw new IllegalStateException("cannot bind " + name);
            }
        }
    }

    /** The next message; empty when none comes within {@code patience}. */
    public String receive(Duration patience) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            poll.set(INT, 0, descriptor);
            poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
            int ready =
                    (int)
                            function("poll", INT, ValueLayout.ADDRESS, LONG, INT)
                                    .invoke(poll, 1L, Math.toIntExact(patience.toMillis()));
            if (ready != 1) {
                return "";
            }
            MemorySegment message = arena.allocate(LONGEST);
            long length =
                    (long)
                            function("recv", LONG, INT, ValueLayout.ADDRESS, LONG, INT)
                                    .invoke(descriptor, message, (long) LONGEST, 0);
            byte[] bytes = message.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) function("close", INT, INT).invoke(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // the tests run with native access
    private static MethodHandle function(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
