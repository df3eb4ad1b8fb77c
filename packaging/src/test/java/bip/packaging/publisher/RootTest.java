package bip.packaging.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RootTest {

    @TempDir(factory = InMemory.class)
    Path folder;

    private Workshop workshop;
    private Path document;

    @BeforeEach
    void makeKeys() throws IOException {
        workshop = new Workshop(folder);
        workshop.makeKeys();
        document = folder.resolve("root.json");
    }

    @Test
    void holdersSignApartAndTheSecondMakesItWhole() throws IOException {
        assertThat(workshop.run("root", "--keys", "keys", "root.json").done().out())
                .contains("0 of 2 signatures of root 1");
        place().refused("0 of the 2 signatures", "publisher sign");

        // On two machines, each with one key and the document alone.
        Path alone = Files.createDirectories(folder.resolve("machine"));
        for (String name : new String[] {"root-3", "root-1"}) {
            Path key = alone.resolve(name + ".key");
            Files.copy(workshop.keys.resolve(name + ".key"), key);
            Files.copy(Path.of(workshop.pub(name)), alone.resolve(name + ".pub"));
            assertThat(workshop.repository).doesNotExist();
            workshop.signed("sign", "--key", key.toString(), "--role", "root", "root.json").done();
            if (name.equals("root-3")) {
                place().refused("1 of the 2 signatures");
            }
        }
        place().done();
        byte[] root = workshop.metadata("1.root.json");
        assertThat(root).isEqualTo(Files.readAllBytes(document));
        TestClient.verify(root, TestClient.signed(root), "root");
    }

    /** Also after a rotation: whoever began with it must not forget what it is. */
    @Test
    void saysThatItIsForDevelopmentAndStaysSo() throws IOException {
        workshop.signed(
                        "root",
                        "--development",
                        "--keys",
                        "keys",
                        "--key",
                        "root-1",
                        "--key",
                        "root-2",
                        "root.json")
                .done();
        assertThat(RootFile.load(document, workshop.now).isForDevelopment()).isTrue();
        place().done();
        workshop.signed(
                        "rotate-root",
                        "--repository",
                        "repository",
                        "--key",
                        "root-1",
                        "--key",
                        "root-2")
                .done();
        JsonNode next = TestClient.signed(workshop.metadata("2.root.json"));
        assertThat(next.required("bip_purpose").asString()).isEqualTo("development");
    }

    /** What is to come with bipctl is looked at before it is built in. */
    @Test
    void isNoneForBipctlBeforeItsHoldersSignedOrAfterItExpired() throws IOException {
        assertThatThrownBy(() -> RootFile.load(document, workshop.now))
                .hasMessageContaining("there is no root");
        workshop.signed("root", "--keys", "keys", "--key", "root-1", "root.json").done();
        assertThatThrownBy(() -> RootFile.load(document, workshop.now))
                .hasMessageContaining("1 of 2 signatures");
        workshop.signed("sign", "--role", "root", "--key", "root-2", "root.json").done();
        assertThat(RootFile.load(document, workshop.now).isForDevelopment()).isFalse();
        assertThatThrownBy(() -> RootFile.load(document, workshop.now.plus(Duration.ofDays(365))))
                .hasMessageContaining("expired");
        Files.writeString(document, "{}");
        assertThatThrownBy(() -> RootFile.load(document, workshop.now)).isInstanceOf(Refusal.class);
    }

    @Test
    void saysWhatTheProfileSays() throws IOException {
        workshop.run("root", "--keys", "keys", "root.json").done();
        JsonNode root = TestClient.signed(Files.readAllBytes(document));
        assertThat(root.required("spec_version").asString()).isEqualTo("1.0.34");
        assertThat(root.required("consistent_snapshot").asBoolean()).isTrue();
        assertThat(root.required("expires").asString()).isEqualTo("2027-03-01T08:00:00Z");
        assertThat(root.required("keys").size()).isEqualTo(6);
        assertThat(root.required("roles").properties())
                .extracting(role ->
                        role.getKey()
                                + " "
                                + role.getValue().required("threshold")
                                + "/"
                                + role.getValue().required("keyids").size())
                .containsExactly("root 2/3", "targets 1/2", "snapshot 1/1", "timestamp 1/1");
    }

    @Test
    void isTheSameByteForByteWhenMadeTwice() throws IOException {
        workshop.signed("root", "--keys", "keys", "--key", "root-1", "--key", "root-2", "a.json")
                .done();
        workshop.signed("root", "--keys", "keys", "--key", "root-2", "--key", "root-1", "b.json")
                .done();
        assertThat(folder.resolve("a.json")).hasSameBinaryContentAs(folder.resolve("b.json"));
    }

    @Test
    void aSecondSignatureOfOneKeyIsNoSecondHolder() {
        workshop.signed("root", "--keys", "keys", "--key", "root-1", "root.json").done();
        assertThat(sign("root-1").done().out()).contains("1 of 2 signatures");
        place().refused("1 of the 2 signatures");
    }

    @Test
    void refusesToSignWithAKeyOfAnotherRole() throws IOException {
        workshop.run("root", "--keys", "keys", "root.json").done();
        byte[] before = Files.readAllBytes(document);
        sign("targets-1").refused("targets-1", "is no root key of root 1");
        workshop.makeKeys("root-4");
        sign("root-4").refused("root-4", "is no root key of root 1");
        assertThat(document).hasBinaryContent(before);
    }

    @Test
    void signsNoOtherRoleApart() {
        workshop.run("root", "--keys", "keys", "root.json").done();
        workshop.signed("sign", "--key", "root-1", "--role", "targets", "root.json")
                .refused("only role root");
    }

    @Test
    void asksForAllKeysOfTheProfile() throws IOException {
        Path pub = Path.of(workshop.pub("root-3"));
        byte[] bytes = Files.readAllBytes(pub);
        Files.delete(pub);
        workshop.run("root", "--keys", "keys", "root.json")
                .refused("2 public halves of role root", "asks for 3");
        // The same key under another name is not another key.
        Files.copy(Path.of(workshop.pub("root-2")), pub);
        workshop.run("root", "--keys", "keys", "root.json").refused("2 public halves of role root");
        Files.write(pub, bytes);
        workshop.makeKeys("targets-3");
        workshop.run("root", "--keys", "keys", "root.json")
                .refused("3 public halves of role targets", "asks for 2");
        workshop.run("root", "--keys", "/nowhere", "root.json").refused("there is no folder");
        assertThat(document).doesNotExist();
    }

    @Test
    void refusesOneKeyInTwoRoles() throws IOException {
        String text = Files.readString(Path.of(workshop.pub("root-1")));
        Files.writeString(Path.of(workshop.pub("online-1")), text.replace("root-1", "online-1"));
        workshop.run("root", "--keys", "keys", "root.json").refused("would belong to two roles");
    }

    @Test
    void overwritesNoDocument() throws IOException {
        Files.writeString(document, "mine");
        workshop.run("root", "--keys", "keys", "root.json").refused("is there already");
        assertThat(document).hasContent("mine");
    }

    @Test
    void placesNoRootThatWasChangedAfterItWasSigned() throws IOException {
        signWell();
        String text = Files.readString(document);
        Files.writeString(document, text.replace("\"threshold\" : 2", "\"threshold\" : 1"));
        place().refused("0 of the 1 signatures");
        Files.writeString(document, text.replace("2027-03-01", "2028-03-01"));
        place().refused("0 of the 2 signatures");
        assertThat(workshop.repository).doesNotExist();
    }

    @Test
    void placesNoRootOutsideTheProfileWhoeverSignedIt() throws IOException {
        workshop.run("root", "--keys", "keys", "root.json").done();
        String text = Files.readString(document);
        Files.writeString(document, text.replace("\"threshold\" : 2", "\"threshold\" : 3"));
        sign("root-1").done();
        sign("root-2").done();
        sign("root-3").done();
        place().refused("3 keys and threshold 3, not 3 and 2");
    }

    @Test
    void placesNoExpiredRoot() {
        signWell();
        workshop.later(Duration.ofDays(365));
        place().refused("expired at 2027-03-01T08:00:00Z");
        assertThat(workshop.repository).doesNotExist();
    }

    @Test
    void placesARootOnlyOnce() {
        signWell();
        place().done();
        place().refused("is root 1, and the repository is at root 1");
    }

    @Test
    void refusesWhatIsNoRoot() throws IOException {
        place().refused("there is no", "root.json");
        Files.writeString(document, "{\"signed\": {}, \"signatures\": []}");
        place().refused("has no field _type");
        Files.writeString(document, "{\"signed\": 1, \"signed\": 2}");
        place().refused("is no JSON object");
        Files.writeString(document, "{\"signatures\": [], \"signed\": {}, \"more\": 1}");
        place().refused("[more]");
        Files.writeString(document, " ".repeat(FileMark.MOST_BYTES + 1));
        place().refused("larger than any metadata");
    }

    @Test
    void refusesRootsThatAreNotOurs() throws IOException {
        workshop.run("root", "--keys", "keys", "root.json").done();
        String text = Files.readString(document);
        replaced(text, "\"1.0.34\"", "\"2.0.0\"").refused("another version of the specification");
        replaced(text, "\"consistent_snapshot\" : true", "\"consistent_snapshot\" : false")
                .refused("does not ask for consistent snapshots");
        replaced(text, "\"version\" : 1", "\"version\" : 0").refused("no whole number of 1 to");
        replaced(text, "\"_type\" : \"root\"", "\"_type\" : \"targets\"")
                .refused("is not root metadata");
        replaced(text, "\"2027-03-01T08:00:00Z\"", "\"soon\"").refused("is no time such as");
    }

    private Workshop.Said replaced(String text, String old, String replacement) throws IOException {
        assertThat(text).contains(old);
        Files.writeString(document, text.replace(old, replacement));
        return place();
    }

    private void signWell() {
        workshop.signed("root", "--keys", "keys", "--key", "root-1", "--key", "root-2", "root.json")
                .done();
    }

    private Workshop.Said sign(String key) {
        return workshop.signed("sign", "--key", key, "--role", "root", "root.json");
    }

    private Workshop.Said place() {
        return workshop.run("place", "--repository", "repository", "root.json");
    }
}
