package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the publisher publishes, read over HTTP by python-tuf, the reference implementation of The
 * Update Framework, as Debian 13 has it.
 */
@Tag("e2e")
class PythonTufIT {

    private static final int PORT = 8910;

    /** Refreshes, brings one target, and tells what it believes. Ends with 1 when it refuses. */
    private static final String CLIENT =
            """
            import hashlib, json, os, shutil, sys
            from tuf.ngclient import Updater

            state, address, name = sys.argv[1:]
            metadata, targets = state + "/metadata", state + "/targets"
            if not os.path.exists(state):
                os.makedirs(metadata)
                os.makedirs(targets)
                shutil.copy("/mnt/exchange/root.json", metadata + "/root.json")
            updater = Updater(metadata, address + "/metadata/", targets, address + "/targets/")
            updater.refresh()
            info = updater.get_targetinfo(name)
            with open(updater.download_target(info), "rb") as file:
                said = {"sha512": hashlib.sha512(file.read()).hexdigest()}
            said["version"] = info.custom["version"]
            for role in ["root", "timestamp", "snapshot", "targets"]:
                with open(f"{metadata}/{role}.json") as file:
                    said[role] = json.load(file)["signed"]["version"]
            print(json.dumps(said))
            """;

    @TempDir Path folder;

    @Test
    void believesTheRepositoryBeforeAndAfterARotation() throws Exception {
        try (var machine = DebianMachine.boot(DebianSuite.TRIXIE, folder.resolve("machine"))) {
            SignedChannel channel = publish(machine);
            Process server = serve(machine);
            try {
                believesEachPublishing(machine, channel);
                followsTheRoot(machine, channel);
                wouldHaveNoticed(machine, channel);
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
    }

    /** With keys of its own: those of the checkout are not to be rotated. */
    private SignedChannel publish(DebianMachine machine) throws IOException {
        DevelopmentKeys keys = DevelopmentKeys.of(folder);
        var channel = SignedChannel.begin(machine.exchange().resolve("repository"), keys);
        channel.add(Checkout.archive("1.0.0"));
        Files.copy(keys.root(), machine.exchange().resolve("root.json"));
        Files.writeString(machine.exchange().resolve("client.py"), CLIENT);
        return channel;
    }

    private static Process serve(DebianMachine machine) throws IOException, InterruptedException {
        Process server =
                machine.program(
                                "python3",
                                "-m",
                                "http.server",
                                "--bind",
                                "127.0.0.1",
                                "--directory",
                                "/mnt/exchange/repository",
                                String.valueOf(PORT))
                        .redirectErrorStream(true)
                        .redirectOutput(machine.exchange().resolve("server.log").toFile())
                        .start();
        machine.shell(
                        "for i in $(seq 100); do ss -Hltn | grep -q :%d && exit 0; sleep 0.2; done; exit 1"
                                .formatted(PORT))
                .ended(0);
        return server;
    }

    private static Site.Run client(DebianMachine machine, String state, String version)
            throws IOException, InterruptedException {
        return machine.run(
                "python3",
                "/mnt/exchange/client.py",
                "/root/" + state,
                "http://127.0.0.1:" + PORT,
                "bip-server-" + version + "-linux-x64.tar.gz");
    }

    private static void believes(DebianMachine machine, String state, String version, int root)
            throws Exception {
        JsonNode said =
                JsonMapper.shared().readTree(client(machine, state, version).ended(0).out());
        System.out.println("python-tuf, " + state + ": " + said);
        assertThat(said.required("sha512").stringValue())
                .isEqualTo(Hashes.sha512(Checkout.archive(version)));
        assertThat(said.required("version").stringValue()).isEqualTo(version);
        assertThat(said.required("root").intValue()).isEqualTo(root);
    }

    private static void believesEachPublishing(DebianMachine machine, SignedChannel channel)
            throws Exception {
        believes(machine, "old", "1.0.0", 1);
        channel.add(Checkout.archive("1.1.0"));
        believes(machine, "old", "1.1.0", 1);
        believes(machine, "old", "1.0.0", 1);
    }

    /** A key of each kind is replaced: by one who has seen the old ones, and by one who has not. */
    private static void followsTheRoot(DebianMachine machine, SignedChannel channel)
            throws Exception {
        DevelopmentKeys keys = channel.keys();
        keys.publisher(
                "keys",
                "--folder",
                keys.folder().toString(),
                "--make",
                "root-4,targets-3,online-2");
        keys.publisher(
                "rotate-root",
                "--repository",
                channel.folder().toString(),
                "--replace",
                keys.publicHalf("root-1") + "=" + keys.publicHalf("root-4"),
                "--replace",
                keys.publicHalf("targets-1") + "=" + keys.publicHalf("targets-3"),
                "--replace",
                keys.publicHalf("online-1") + "=" + keys.publicHalf("online-2"),
                "--key",
                keys.key("root-1").toString(),
                "--key",
                keys.key("root-2").toString(),
                "--key",
                keys.key("root-4").toString(),
                "--targets-key",
                keys.key("targets-3").toString(),
                "--online-key",
                keys.key("online-2").toString());
        believes(machine, "old", "1.1.0", 2);
        believes(machine, "new", "1.0.0", 2);
        resign(channel);
        believes(machine, "old", "1.0.0", 2);
    }

    private static void resign(SignedChannel channel) throws IOException {
        channel.keys()
                .publisher(
                        "resign",
                        "--repository",
                        channel.folder().toString(),
                        "--online-key",
                        channel.keys().key("online-2").toString());
    }

    /** That it looks at all: a timestamp of before, and an archive with one other byte. */
    private void wouldHaveNoticed(DebianMachine machine, SignedChannel channel) throws Exception {
        Path timestamp = channel.folder().resolve("metadata/timestamp.json");
        Path kept = folder.resolve("timestamp.json");
        Files.copy(timestamp, kept);
        resign(channel);
        believes(machine, "old", "1.1.0", 2);
        Files.copy(kept, timestamp, StandardCopyOption.REPLACE_EXISTING);
        assertThat(client(machine, "old", "1.1.0").ended(1).err())
                .contains("BadVersionNumberError");

        String hash = Hashes.sha512(Checkout.archive("1.1.0"));
        Path archive =
                channel.folder().resolve("targets/" + hash + ".bip-server-1.1.0-linux-x64.tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);
        assertThat(client(machine, "new", "1.1.0").ended(1).err())
                .contains("LengthOrHashMismatchError");
    }
}
