package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() throws IOException {
        workshop = new Workshop(folder);
    }

    @Test
    void makesTheKeysOfTheProfileEachInAFileOfItsOwner() throws IOException {
        workshop.makeKeys();
        assertThat(names())
                .containsExactly(
                        "online-1.key",
                        "online-1.pub",
                        "root-1.key",
                        "root-1.pub",
                        "root-2.key",
                        "root-2.pub",
                        "root-3.key",
                        "root-3.pub",
                        "targets-1.key",
                        "targets-1.pub",
                        "targets-2.key",
                        "targets-2.pub");
        for (String name : names()) {
            String mode = name.endsWith(".key") ? "rw-------" : "rw-r--r--";
            assertThat(Files.getPosixFilePermissions(workshop.keys.resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString(mode));
        }
    }

    @Test
    void opensAKeyByItsPassphraseAndSigns() throws IOException {
        workshop.makeKeys("root-1");
        OpenedKey key = OpenedKey.load(key("root-1"), passphrase(Workshop.PASSPHRASE));
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        NamedKey named = NamedKey.load(Path.of(workshop.pub("root-1")));
        assertThat(named.half().verifies(message, key.sign(message))).isTrue();
        assertThat(named.half().id()).isEqualTo(key.id());
        assertThat(Files.readString(key("root-1"))).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-");
    }

    @Test
    void opensAKeyHoweverTheKeyboardComposesLetters() throws IOException {
        workshop.makeKeys("root-1");
        String decomposed = Normalizer.normalize(Workshop.PASSPHRASE, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(Workshop.PASSPHRASE);
        assertThat(OpenedKey.load(key("root-1"), passphrase(decomposed)).name())
                .hasToString("root-1");
    }

    @Test
    void refusesAnotherPassphrase() throws IOException {
        workshop.makeKeys("root-1");
        assertRefused(
                "pięć słów z kostki do gr", "the passphrase is wrong, or the file is damaged");
    }

    @Test
    void refusesAKeyFileThatIsCutShortAnywhere() throws IOException {
        workshop.makeKeys("root-1");
        byte[] whole = Files.readAllBytes(key("root-1"));
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(key("root-1"), java.util.Arrays.copyOf(whole, length));
            assertRefused(Workshop.PASSPHRASE, "is no whole key file");
        }
    }

    @Test
    void refusesAKeyFileWithOneLetterChanged() throws IOException {
        workshop.makeKeys("root-1");
        String whole = Files.readString(key("root-1"));
        int at = whole.length() - 60;
        char other = whole.charAt(at) == 'A' ? 'B' : 'A';
        Files.writeString(key("root-1"), whole.substring(0, at) + other + whole.substring(at + 1));
        assertRefused(Workshop.PASSPHRASE, "cannot open");
    }

    @Test
    void refusesAKeyFileThatWouldTakeHoursToOpen() throws IOException {
        byte[] slow = slowKeyFile();
        assertThatThrownBy(() ->
                        PrivateKeyFile.decrypt(
                                slow, new Passphrase("any words at all".toCharArray()), "k"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no whole key file");
    }

    /** A key file that asks for two thousand million rounds; nobody has to compute them. */
    private static byte[] slowKeyFile() throws IOException {
        try {
            var named =
                    PrivateKeyFile.named(
                            new javax.crypto.spec.PBEParameterSpec(
                                    new byte[16],
                                    2_000_000_000,
                                    new javax.crypto.spec.IvParameterSpec(new byte[16])));
            byte[] info =
                    new javax.crypto.EncryptedPrivateKeyInfo(named, new byte[64]).getEncoded();
            String body =
                    java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(info);
            return ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                            + body
                            + "\n-----END ENCRYPTED PRIVATE KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Test
    void overwritesNoKey() throws IOException {
        workshop.makeKeys("root-2");
        byte[] before = Files.readAllBytes(key("root-2"));
        workshop.signed("keys", "--folder", "keys").refused("root-2.key is there already");
        assertThat(names()).containsExactly("root-2.key", "root-2.pub");
        assertThat(Files.readAllBytes(key("root-2"))).isEqualTo(before);
    }

    @Test
    void overwritesNoPublicHalf() throws IOException {
        workshop.makeKeys("root-2");
        Files.delete(key("root-2"));
        workshop.signed("keys", "--folder", "keys", "--make", "root-2")
                .refused("root-2.pub is there already");
        assertThat(names()).containsExactly("root-2.pub");
    }

    @Test
    void makesNoKeyWhenOneOfThemGetsNoPassphrase() throws IOException {
        workshop.run(
                        "keys",
                        "--folder",
                        "keys",
                        "--make",
                        "root-1,root-2,root-3",
                        "--passphrase-file",
                        "passphrase",
                        "--passphrase-file",
                        "passphrase")
                .refused("no --passphrase-file is left for root-3");
        assertThat(workshop.keys).doesNotExist();
    }

    @Test
    void takesAPassphraseOfItsOwnForEachKey() throws IOException {
        Path other = workshop.secret("other", "entirely other words\nsecond line");
        workshop.run(
                        "keys",
                        "--folder",
                        "keys",
                        "--make",
                        "root-1,root-2",
                        "--passphrase-file",
                        "passphrase",
                        "--passphrase-file",
                        other.toString())
                .done();
        assertThat(OpenedKey.load(key("root-2"), passphrase("entirely other words")).name())
                .hasToString("root-2");
        assertRefused("entirely other words", "cannot open");
    }

    @Test
    void refusesPassphrasesThatAreNone() throws IOException {
        refusesToMake("short\n", "fewer than 12 letters");
        refusesToMake("\nsecond line is long enough\n", "is empty");
        Path open = workshop.secret("open", "long enough passphrase");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        workshop.run("keys", "--folder", "keys", "--passphrase-file", open.toString())
                .refused("others than its owner can read or write", "chmod 600");
        workshop.run("keys", "--folder", "keys", "--passphrase-file", "/nowhere/at/all")
                .refused("there is no passphrase file /nowhere/at/all");
        Path latin = workshop.secret("latin", "");
        Files.write(latin, new byte[] {(byte) 0xb1, (byte) 0xbf, '\n'});
        workshop.run("keys", "--folder", "keys", "--passphrase-file", latin.toString())
                .refused("is not UTF-8 text");
        assertThat(workshop.keys).doesNotExist();
    }

    private void refusesToMake(String text, String why) throws IOException {
        Path file = workshop.secret("text", text);
        workshop.run("keys", "--folder", "keys", "--passphrase-file", file.toString()).refused(why);
    }

    @Test
    void asksAPersonOnlyAtATerminal() {
        workshop.run("keys", "--folder", "keys").refused("no terminal", "--passphrase-file");
    }

    @Test
    void refusesLettersThatATerminalGarbled() {
        var key = new KeyName(KeyRole.ROOT, 1);
        assertThatThrownBy(() ->
                        TerminalPassphrases.readable(
                                "pi\ufffd\ufffd slow z kostki".toCharArray(), key))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("letters that this terminal garbles");
        try (var passphrase =
                TerminalPassphrases.readable(Workshop.PASSPHRASE.toCharArray(), key)) {
            assertThat(passphrase.letters()).isEqualTo(Workshop.PASSPHRASE.toCharArray());
        }
    }

    @Test
    void takesNoPassphraseAsAnArgument() {
        assertThat(
                        workshop.run(
                                        "keys",
                                        "--folder",
                                        "keys",
                                        "--passphrase",
                                        "long enough words")
                                .code())
                .isEqualTo(2);
    }

    @Test
    void refusesANameThatIsThereTwice() {
        workshop.signed("keys", "--folder", "keys", "--make", "root-1,root-1")
                .refused("root-1 is named twice");
        assertThat(workshop.keys).doesNotExist();
    }

    @Test
    void refusesANameThatIsNoKeys() {
        for (String name : List.of("root", "root-0", "boss-1", "root-1.key", "../root-1")) {
            workshop.signed("keys", "--folder", "keys", "--make", name)
                    .refused("is no name of a key");
        }
    }

    @Test
    void refusesHalvesThatDoNotBelongTogether() throws IOException {
        workshop.makeKeys("root-1", "root-2");
        Files.copy(
                Path.of(workshop.pub("root-2")),
                Path.of(workshop.pub("root-1")),
                StandardCopyOption.REPLACE_EXISTING);
        assertRefused(Workshop.PASSPHRASE, "belongs to another key");
        Files.delete(Path.of(workshop.pub("root-1")));
        assertRefused(Workshop.PASSPHRASE, "there is no public half");
    }

    @Test
    void refusesAPublicHalfThatWasChanged() throws IOException {
        workshop.makeKeys("root-1");
        Path pub = Path.of(workshop.pub("root-1"));
        String text = Files.readString(pub);
        int at = text.indexOf("\"public\" : \"") + 12;
        char other = text.charAt(at) == 'a' ? 'b' : 'a';
        Files.writeString(pub, text.substring(0, at) + other + text.substring(at + 1));
        assertRefused(Workshop.PASSPHRASE, "holds another key than its keyid says");
        Files.writeString(pub, text.replace("bip-public-key/v1", "bip-public-key/v2"));
        assertRefused(Workshop.PASSPHRASE, "is not of the format");
        Files.writeString(pub, text.replaceFirst("\"ed25519\"", "\"rsa\""));
        assertRefused(Workshop.PASSPHRASE, "is not of type and scheme ed25519");
        Files.writeString(pub, "[]");
        assertRefused(Workshop.PASSPHRASE, "is no JSON object");
    }

    @Test
    void refusesAFileThatIsNoKey() throws IOException {
        assertThatThrownBy(() -> OpenedKey.load(key("root-9"), passphrase("any words at all")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no key");
        assertThatThrownBy(
                        () -> OpenedKey.load(workshop.passphrase, passphrase("any words at all")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is no key file");
    }

    @Test
    void neverShowsAPassphrase() {
        try (var passphrase = new Passphrase("any words at all".toCharArray())) {
            assertThat(passphrase).hasToString("***");
            assertThat(passphrase.letters()).isEqualTo("any words at all".toCharArray());
            passphrase.close();
            assertThat(passphrase.letters()).containsOnly('\0');
        }
    }

    private void assertRefused(String words, String why) {
        assertThatThrownBy(() -> OpenedKey.load(key("root-1"), passphrase(words)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was changed.");
    }

    private Path key(String name) {
        return workshop.keys.resolve(name + ".key");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(workshop.keys)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Passphrases passphrase(String words) {
        return new Passphrases() {
            @Override
            public Passphrase ofExisting(KeyName key) {
                return new Passphrase(words.toCharArray());
            }

            @Override
            public Passphrase ofNew(KeyName key) {
                return new Passphrase(words.toCharArray());
            }
        };
    }
}
