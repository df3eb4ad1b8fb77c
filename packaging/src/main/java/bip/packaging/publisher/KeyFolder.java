package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder with {@code NAME.key} and {@code NAME.pub} of some keys, or only the public halves. */
record KeyFolder(Path folder) {

    /**
     * Makes the keys {@code names}. Either all of them are there afterwards or none.
     *
     * @return what was made
     * @throws Refusal if a file of one of them is there already
     */
    List<NamedKey> make(
            List<KeyName> names, Passphrases passphrases, WorkFactor work, SecureRandom random)
            throws IOException {
        names.forEach(this::refuseIfThere);
        var made = new ArrayList<NamedKey>();
        Map<Path, byte[]> files = new LinkedHashMap<>();
        for (KeyName name : names) {
            KeyPair pair = newPair(random);
            var named = new NamedKey(name, PublicHalf.of(pair.getPublic()));
            try (Passphrase passphrase = passphrases.ofNew(name)) {
                files.put(
                        file(name, OpenedKey.SUFFIX),
                        PrivateKeyFile.encrypt(pair.getPrivate(), passphrase, work, random));
            }
            files.put(file(name, NamedKey.SUFFIX), named.toBytes());
            made.add(named);
        }
        writeAll(files);
        return made;
    }

    /** The public halves that lie here, in order of role and number. */
    List<NamedKey> publicHalves() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Refusal.before(
                    "there is no folder " + folder, "Name the folder with the public halves.");
        }
        var keys = new ArrayList<NamedKey>();
        try (var files = Files.newDirectoryStream(folder, "*" + NamedKey.SUFFIX)) {
            for (Path file : files) {
                keys.add(NamedKey.load(file));
            }
        }
        keys.sort(
                Comparator.comparing((NamedKey key) -> key.name().role())
                        .thenComparingInt(key -> key.name().number()));
        return keys;
    }

    private void refuseIfThere(KeyName name) {
        for (String suffix : List.of(OpenedKey.SUFFIX, NamedKey.SUFFIX)) {
            Path file = file(name, suffix);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw Refusal.before(
                        file + " is there already, and keys are never overwritten",
                        "Choose an empty folder, or make a key of the next number with --make.");
            }
        }
    }

    private Path file(KeyName name, String suffix) {
        return folder.resolve(name + suffix);
    }

    private static void writeAll(Map<Path, byte[]> files) throws IOException {
        var written = new ArrayList<Path>();
        try {
            for (var file : files.entrySet()) {
                boolean isSecret = file.getKey().toString().endsWith(OpenedKey.SUFFIX);
                written.add(file.getKey());
                SafeFiles.write(
                        file.getKey(),
                        file.getValue(),
                        isSecret ? SafeFiles.SECRET : SafeFiles.PUBLIC);
            }
        } catch (IOException e) {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    private static KeyPair newPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicHalf.ALGORITHM);
            generator.initialize(java.security.spec.NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | java.security.InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(e);
        }
    }
}
