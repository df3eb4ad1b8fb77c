package bip.server.testing;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A listening socket on this machine that outlives the processes that serve on it, as a service
 * manager holds one; they get it as file descriptor 0. By the C library, since Java gives no child
 * a socket.
 */
public final class HeldSocket implements AutoCloseable {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int BACKLOG = 128;
    private static final int ADDRESS_BYTES = 16;
    private static final int WRITE_CREATE_TRUNCATE = 1 | 0x40 | 0x200;

    /** More than posix_spawn_file_actions_t takes on any Linux. */
    private static final int ACTIONS_BYTES = 512;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final Arena arena = Arena.ofShared();
    private final int descriptor;
    private final int port;

    /** Listens on a free port. */
    public HeldSocket() throws Throwable {
        descriptor =
                (int)
                        function("socket", INT, INT, INT)
                                .invoke(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
        MemorySegment.copy(
                InetAddress.getLoopbackAddress().getAddress(),
                0,
                address,
                ValueLayout.JAVA_BYTE,
                Integer.BYTES,
                Integer.BYTES);
        must((int) function("bind", INT, POINTER, INT).invoke(descriptor, address, ADDRESS_BYTES));
        must((int) function("listen", INT, INT).invoke(descriptor, BACKLOG));
        MemorySegment length = arena.allocateFrom(INT, ADDRESS_BYTES);
        must(
                (int)
                        function("getsockname", INT, POINTER, POINTER)
                                .invoke(descriptor, address, length));
        port =
                Byte.toUnsignedInt(address.get(ValueLayout.JAVA_BYTE, 2)) << 8
                        | Byte.toUnsignedInt(address.get(ValueLayout.JAVA_BYTE, 3));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Starts a process on it.
     *
     * @param output takes its standard output and error
     * @return its number; {@link #exitOf} must be called
     */
    public int start(List<String> command, Map<String, String> environment, Path output)
            throws Throwable {
        MemorySegment actions = arena.allocate(ACTIONS_BYTES, Long.BYTES);
        must((int) function("posix_spawn_file_actions_init", POINTER).invoke(actions));
        duplicate(actions, descriptor, 0);
        must(
                (int)
                        function(
                                        "posix_spawn_file_actions_addopen",
                                        POINTER,
                                        INT,
                                        POINTER,
                                        INT,
                                        INT)
                                .invoke(
                                        actions,
                                        1,
                                        arena.allocateFrom(output.toString()),
                                        WRITE_CREATE_TRUNCATE,
                                        0600));
        duplicate(actions, 1, 2);
        MemorySegment process = arena.allocate(INT);
        List<String> variables =
                environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
        must(
                (int)
                        function(
                                        "posix_spawn",
                                        POINTER,
                                        POINTER,
                                        POINTER,
                                        POINTER,
                                        POINTER,
                                        POINTER)
                                .invoke(
                                        process,
                                        arena.allocateFrom(command.getFirst()),
                                        actions,
                                        MemorySegment.NULL,
                                        texts(command),
                                        texts(variables)));
        return process.get(INT, 0);
    }

    /** Waits for its end; the exit code, or -1 when a signal ended it. */
    public int exitOf(int process) throws Throwable {
        MemorySegment status = arena.allocate(INT);
        int ended = (int) function("waitpid", INT, POINTER, INT).invoke(process, status, 0);
        must(ended == process ? 0 : -1);
        int value = status.get(INT, 0);
        return (value & 0x7f) == 0 ? value >> 8 & 0xff : -1;
    }

    @Override
    public void close() {
        try (arena) {
            must((int) function("close", INT).invoke(descriptor));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void duplicate(MemorySegment actions, int from, int to) throws Throwable {
        must(
                (int)
                        function("posix_spawn_file_actions_adddup2", POINTER, INT, INT)
                                .invoke(actions, from, to));
    }

    private MemorySegment texts(List<String> texts) {
        MemorySegment array = arena.allocate(POINTER, texts.size() + 1L);
        for (int index = 0; index < texts.size(); index++) {
            array.setAtIndex(POINTER, index, arena.allocateFrom(texts.get(index)));
        }
        return array;
    }

    private static void must(int result) {
        if (result != 0) {
            throw new IllegalStateException("the C library refused: " + result);
        }
    }

    @SuppressWarnings("restricted") // the tests run with native access
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(INT, arguments));
    }
}
