package bip.ctl.channel;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a bundle, by the contract {@code docs/contract/channel-signed.md}: names and places.
 * Only headers are read, and nothing is believed: a name that no reader asks for, a second one of
 * the same name, a link, an order other than the contract's refuse the whole file.
 */
final class Bundle {

    /** As many roots as one refresh goes through, three other files and the archive. */
    private static final int MOST_FILES = 260;

    private static final long MOST_METADATA_BYTES = 16L << 20;

    private static final Pattern METADATA =
            Pattern.compile(
                    "metadata/(?:([1-9]\\d{0,15})\\.)?(root|timestamp|snapshot|targets)\\.json");

    private static final Pattern ARCHIVE =
            Pattern.compile("targets/[0-9a-f]{128}\\.[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final List<String> ORDER = List.of("root", "timestamp", "snapshot", "targets");

    private final Path file;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private int rank;
    private long lastRoot;
    private String archive = "";

    /** Where in the file something is. */
    record Place(long offset, long bytes) {}

    private Bundle(Path file) {
        this.file = file;
    }

    /** Whether {@code file} begins as a bundle does, whatever it is called. */
    static boolean isOne(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return TarHeader.isTar(in.readNBytes(TarHeader.BYTES));
        }
    }

    /**
     * Reads its headers.
     *
     * @throws CtlException C131 if it is not as the contract says
     */
    static Bundle open(Path file) throws IOException {
        var bundle = new Bundle(file);
        try (var channel = FileChannel.open(file)) {
            bundle.read(channel);
        }
        return bundle;
    }

    private void read(FileChannel channel) throws IOException {
        long position = 0;
        for (TarHeader header = next(channel, position);
                !header.isEnd();
                header = next(channel, position)) {
            position += TarHeader.BYTES;
            String name = header.name();
            if (header.isExtension()) {
                name = header.nameIn(content(channel, position, header));
                position += header.paddedBytes();
                header = next(channel, position);
                position += TarHeader.BYTES;
            }
            header.refuseUnlessFile(file);
            add(name, new Place(position, header.bytes()));
            position += header.paddedBytes();
            if (position > channel.size()) {
                throw malformed(Phrase.of("bundle.cut"));
            }
        }
        if (archive.isEmpty()) {
            throw malformed(Phrase.of("bundle.noArchive"));
        }
        refuseMore(channel, position);
    }

    private TarHeader next(FileChannel channel, long position) throws IOException {
        return TarHeader.read(file, bytes(channel, position, TarHeader.BYTES));
    }

    private byte[] content(FileChannel channel, long position, TarHeader header)
            throws IOException {
        return bytes(channel, position, header.extensionBytes());
    }

    private byte[] bytes(FileChannel channel, long position, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw malformed(Phrase.of("bundle.cut"));
            }
        }
        return buffer.array();
    }

    private void add(String name, Place place) {
        if (places.size() == MOST_FILES) {
            throw malformed(Phrase.of("bounds.entries", MOST_FILES));
        }
        requireOrder(name);
        long most = archive.isEmpty() ? MOST_METADATA_BYTES : ChannelIndex.MAX_ARCHIVE_BYTES;
        if (place.bytes() > most) {
            throw malformed(Phrase.of("channel.tooLarge", name, most));
        }
        if (places.put(name, place) != null) {
            throw malformed(Phrase.of("bundle.twice", name));
        }
    }

    private void requireOrder(String name) {
        Matcher metadata = METADATA.matcher(name);
        int next;
        if (metadata.matches()) {
            next = ORDER.indexOf(metadata.group(2));
            boolean hasVersion = metadata.group(1) != null;
            if (hasVersion == metadata.group(2).equals("timestamp")) {
                throw malformed(Phrase.of("bundle.name", name));
            }
            if (next == 0) {
                long version = Long.parseLong(metadata.group(1));
                if (version <= lastRoot) {
                    throw malformed(Phrase.of("bundle.order", name));
                }
                lastRoot = version;
            }
        } else if (ARCHIVE.matcher(name).matches()) {
            next = ORDER.size();
        } else {
            throw malformed(Phrase.of("bundle.name", name));
        }
        // Several roots, one of each other.
        if (next < rank || (next == rank && next > 0)) {
            throw malformed(
                    Phrase.of(places.containsKey(name) ? "bundle.twice" : "bundle.order", name));
        }
        rank = next;
        if (next == ORDER.size()) {
            archive = name;
        }
    }

    /** Behind the end there is nothing but filling. */
    private void refuseMore(FileChannel channel, long position) throws IOException {
        long rest = channel.size() - position;
        if (rest > TarHeader.MOST_FILLING_BYTES) {
            throw malformed(Phrase.of("archive.trailing"));
        }
        for (byte it : bytes(channel, position, (int) rest)) {
            if (it != 0) {
                throw malformed(Phrase.of("archive.trailing"));
            }
        }
    }

    private CtlException malformed(Phrase reason) {
        return new CtlException(ErrorCode.C131, file, reason);
    }

    Path file() {
        return file;
    }

    /** The one archive in it, as the channel names it: {@code targets/…}. */
    String archive() {
        return archive;
    }

    /** Version of the newest root in it; 0 when there is none. */
    long lastRoot() {
        return lastRoot;
    }

    /** Names and places, in the order of the file. */
    Map<String, Place> places() {
        return Collections.unmodifiableMap(places);
    }

    /** The bytes of what is called so; empty when nothing is. */
    Optional<Part> find(String name) throws IOException {
        Place place = places.get(name);
        if (place == null) {
            return Optional.empty();
        }
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(place.offset());
        } catch (EOFException e) {
            in.close();
            throw malformed(Phrase.of("bundle.cut"));
        }
        return Optional.of(Part.whole(new FirstBytes(in, place.bytes()), place.bytes()));
    }
}
