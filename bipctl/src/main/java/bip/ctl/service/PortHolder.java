package bip.ctl.service;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who listens on a TCP port of this machine, from /proc. */
public final class PortHolder {

    private static final Path PROC = Path.of("/proc");

    /** State of a listening socket in /proc/net/tcp, TCP_LISTEN. */
    private static final String LISTENING = "0A";

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortHolder() {}

    /**
     * The holder for people, {@code 4711 nginx}; {@code ?} when it is another user's process that
     * this one may not look at.
     *
     * @param address {@code HOST:PORT}; whoever holds the port on any address stands in the way
     */
    public static Optional<String> find(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        Set<String> sockets = listening(Integer.parseInt(address.substring(colon + 1)));
        return sockets.isEmpty() ? Optional.empty() : Optional.of(holder(sockets).orElse("?"));
    }

    /** As they stand behind the descriptors of their process: {@code socket:[12345]}. */
    private static Set<String> listening(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        var sockets = new HashSet<String>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(PROC.resolve("net").resolve(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[LOCAL].endsWith(suffix)
                        && fields[STATE].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
        }
        return sockets;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            // A machine without IPv6 has no such table.
            return List.of();
        }
    }

    private static Optional<String> holder(Set<String> sockets) {
        return children(PROC).stream()
                .filter(it -> it.getFileName().toString().matches("\\d+"))
                .filter(it -> holds(it.resolve("fd"), sockets))
                .map(it -> it.getFileName() + " " + String.join("", lines(it.resolve("comm"))))
                .findFirst();
    }

    private static boolean holds(Path descriptors, Set<String> sockets) {
        return children(descriptors).stream().anyMatch(it -> sockets.contains(target(it)));
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Nothing for a process that ended, or that this user may not look at. */
    private static List<Path> children(Path folder) {
        var children = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            return children;
        }
        return children;
    }
}
