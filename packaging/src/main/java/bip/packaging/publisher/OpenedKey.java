package bip.packaging.publisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;

/** A key that can sign. */
final class OpenedKey {

    static final String SUFFIX = ".key";

    private final NamedKey named;
    private final PrivateKey key;

    private OpenedKey(NamedKey named, PrivateKey key) {
        this.named = named;
        this.key = key;
    }

    /**
     * Opens {@code NAME.key}, whose public half {@code NAME.pub} lies beside it.
     *
     * @throws Refusal if one of the two is missing or damaged, they do not belong together, or the
     *     passphrase is wrong
     */
    static OpenedKey load(Path file, Passphrases passphrases) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            throw Refusal.before(file + " is no key file", "Name a file such as root-1.key.");
        }
        byte[] secret;
        try {
            secret = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Refusal.before("there is no key " + file, "Name the file where the key lies.");
        }
        String bare = name.substring(0, name.length() - SUFFIX.length());
        NamedKey named = NamedKey.load(file.resolveSibling(bare + NamedKey.SUFFIX));
        PrivateKey key;
        try (Passphrase passphrase = passphrases.ofExisting(named.name())) {
            key = PrivateKeyFile.decrypt(secret, passphrase, file.toString());
        }
        var opened = new OpenedKey(named, key);
        opened.checkThatHalvesFit(file);
        return opened;
    }

    static List<OpenedKey> loadAll(List<Path> files, Passphrases passphrases) throws IOException {
        var opened = new ArrayList<OpenedKey>();
        for (Path file : files) {
            opened.add(load(file, passphrases));
        }
        return opened;
    }

    private void checkThatHalvesFit(Path file) {
        byte[] probe = "bip-publisher".getBytes(StandardCharsets.US_ASCII);
        if (!named.half().verifies(probe, sign(probe))) {
            throw Refusal.before(
                    "the public half beside " + file + " belongs to another key",
                    "Put the two files of one key side by side again.");
        }
    }

    KeyName name() {
        return named.name();
    }

    KeyId id() {
        return named.half().id();
    }

    /** The signature over {@code message}, as 128 hex digits. */
    String sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(PublicHalf.ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return Digests.hex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name() + " (" + id().shortened() + ")";
    }
}
