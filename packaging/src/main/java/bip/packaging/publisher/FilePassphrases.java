package bip.packaging.publisher;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the first line of a file: one file for all keys, or one for each key in the order in which
 * they are opened.
 */
final class FilePassphrases implements Passphrases {

    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final List<Path> files;
    private int next;

    FilePassphrases(List<Path> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no file");
        }
        this.files = List.copyOf(files);
    }

    @Override
    public Passphrase ofExisting(KeyName key) throws IOException {
        return firstLine(fileFor(key));
    }

    @Override
    public Passphrase ofNew(KeyName key) throws IOException {
        return Passphrases.checked(firstLine(fileFor(key)), key);
    }

    private Path fileFor(KeyName key) {
        if (files.size() == 1) {
            return files.getFirst();
        }
        if (next == files.size()) {
            throw Refusal.before(
                    "no --passphrase-file is left for " + key,
                    "Give one for all keys, or one for each in the order of the keys.");
        }
        return files.get(next++);
    }

    private static Passphrase firstLine(Path file) throws IOException {
        char[] letters = letters(file);
        int end = 0;
        while (end < letters.length && letters[end] != '\n' && letters[end] != '\r') {
            end++;
        }
        char[] line = Arrays.copyOf(letters, end);
        Arrays.fill(letters, '\0');
        if (end == 0) {
            throw Refusal.before(
                    "the first line of " + file + " is empty", "Write the passphrase there.");
        }
        return new Passphrase(line);
    }

    private static char[] letters(Path file) throws IOException {
        byte[] bytes;
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw Refusal.before(
                        "others than its owner can read or write " + file,
                        "Run chmod 600 " + file + " and change the passphrase if others saw it.");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Refusal.before(
                    "there is no passphrase file " + file, "Name the right file, or none to type.");
        }
        try {
            CharBuffer text =
                    StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            char[] letters = new char[text.remaining()];
            text.get(letters);
            return letters;
        } catch (CharacterCodingException e) {
            throw Refusal.before(file + " is not UTF-8 text", "Write it again as UTF-8.");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
