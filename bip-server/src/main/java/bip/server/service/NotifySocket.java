package bip.server.service;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket through the C library: Java's own Unix sockets know streams
 * only. Each call opens a socket and closes it, so nothing is held.
 */
final class NotifySocket {
    // From Linux' headers, the same on every architecture that Debian's Java 25 runs on.
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_BYTES = 108;
    private static final int FAMILY_BYTES = 2;

    private final byte[] path;

    /**
     * Names a socket as {@code NOTIFY_SOCKET} does.
     *
     * @param name a path, or {@code @NAME} of the abstract name space
     * @throws IllegalArgumentException if it is neither, or too long
     */
    NotifySocket(String name) {
        path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length >= PATH_BYTES || "/@".indexOf(name.charAt(0)) < 0) {
            throw new IllegalArgumentException("no Unix socket: " + name);
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
    }

    /**
     * Sends {@code text} as one datagram.
     *
     * @throws IOException if nobody receives there
     */
    void send(String text) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor =
                    (int) Library.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                throw new IOException("cannot open a Unix socket");
            }
            try {
                send(descriptor, text.getBytes(StandardCharsets.UTF_8), arena);
            } finally {
                int _ = (int) Library.CLOSE.invokeExact(descriptor);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the C library cannot be called", e);
        }
    }

    private void send(int descriptor, byte[] text, Arena arena) throws Throwable {
        MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        MemorySegment address = arena.allocate(FAMILY_BYTES + PATH_BYTES, Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
        // The length says where an abstract name ends; a path also ends with the zero after it.
        int length = FAMILY_BYTES + path.length + (path[0] == 0 ? 0 : 1);
        long sent =
                (long)
                        Library.SEND_TO.invokeExact(
                                descriptor,
                                message,
                                (long) text.length,
                                MSG_NOSIGNAL,
                                address,
                                length);
        if (sent != text.length) {
            throw new IOException("nobody receives at " + name());
        }
    }

    private String name() {
        String name = new String(path, StandardCharsets.UTF_8);
        return path[0] == 0 ? "@" + name.substring(1) : name;
    }

    /** Linked at the first message, which comes when visitors are served already. */
    private static final class Library {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
        private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
        private static final AddressLayout POINTER = ValueLayout.ADDRESS;

        private static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
        private static final MethodHandle SEND_TO =
                function("sendto", LONG, INT, POINTER, LONG, INT, POINTER, INT);
        private static final MethodHandle CLOSE = function("close", INT, INT);

        @SuppressWarnings("restricted") // the launcher enables native access
        private static MethodHandle function(
                String name, MemoryLayout result, MemoryLayout... arguments) {
            return LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow(name),
                    FunctionDescriptor.of(result, arguments));
        }
    }
}
