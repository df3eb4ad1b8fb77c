package bip.ctl.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bip.ctl.channel.Channel.Offer;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.testing.Failing;
import bip.ctl.testing.TestRelease;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

    private static final String OLD = "bip-server-1.0.0-linux-x64.tar.gz";
    private static final String NEW = "bip-server-1.10.0-linux-x64.tar.gz";

    @TempDir Path folder;
    private Path files = Path.of("");
    private Path target = Path.of("");
    private HttpServer server = HttpServer.create();

    ChannelsTest() throws IOException {}

    @BeforeEach
    void channel() throws IOException {
        files = Files.createDirectory(folder.resolve("channel"));
        target = Files.createDirectory(folder.resolve("downloads")).resolve(NEW);
        Files.write(files.resolve(OLD), bytes("old archive"));
        Files.write(files.resolve(NEW), bytes("new archive"));
        index(entry("1.0.0", OLD, "old archive") + "," + entry("1.10.0", NEW, "new archive"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/channel/", this::serveFile);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void offersWhatTheIndexLists() throws Exception {
        for (String address : List.of(files.toString(), files.toUri().toString(), http())) {
            Channel channel = Channels.unsigned(address);
            assertThat(channel.isVerified()).isFalse();
            assertThat(channel.offers())
                    .extracting(Offer::version, Offer::archive, Offer::sizeBytes)
                    .containsExactly(
                            tuple(new ReleaseVersion(1, 0, 0), OLD, 11L),
                            tuple(new ReleaseVersion(1, 10, 0), NEW, 11L));
        }
    }

    @Test
    void fetchesWhatWasPromised() throws Exception {
        for (String address : List.of(files.toString(), http(), http() + "/")) {
            var progress = new ArrayList<Long>();
            Channel channel = Channels.unsigned(address);
            Files.deleteIfExists(target);
            channel.fetch(channel.offers().getLast(), target, progress::add);
            assertThat(target).hasContent("new archive");
            assertThat(progress).isSorted().endsWith(11L);
            onlyTarget();
        }
    }

    @Test
    void keepsWhatIsRightAndReplacesWhatIsNot() throws Exception {
        Offer offer = Channels.unsigned(files.toString()).offers().getLast();
        Files.writeString(target, "new archivE");
        Channels.unsigned(files.toString()).fetch(offer, target, _ -> {});
        assertThat(target).hasContent("new archive");
        Files.delete(files.resolve(NEW));
        Channels.unsigned(files.toString()).fetch(offer, target, _ -> {});
        assertThat(target).hasContent("new archive");
    }

    @Test
    void deletesWhatIsLongerShorterOrOther() throws Exception {
        for (String address : List.of(files.toString(), http())) {
            Channel channel = Channels.unsigned(address);
            Offer offer = channel.offers().getLast();
            Files.writeString(PartialDownload.of(offer, target).file(), "of a killed download");
            refuses(ErrorCode.C104, channel, offer, "new archive, and more");
            refuses(ErrorCode.C104, channel, offer, "new");
            refuses(ErrorCode.C105, channel, offer, "NEW archive");
        }
        assertThat(ErrorCode.C105.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
    }

    private void refuses(ErrorCode code, Channel channel, Offer offer, String content)
            throws IOException {
        Files.writeString(files.resolve(NEW), content);
        Failing.with(code, () -> channel.fetch(offer, target, _ -> {}));
        assertThat(target.resolveSibling("")).isEmptyDirectory();
    }

    @Test
    void saysThatAnArchiveCannotBeHad() throws Exception {
        for (String address : List.of(files.toString(), http())) {
            Channel channel = Channels.unsigned(address);
            Offer offer = channel.offers().getLast();
            Path kept = Files.move(files.resolve(NEW), folder.resolve("kept"));
            Failing.with(ErrorCode.C103, () -> channel.fetch(offer, target, _ -> {}));
            assertThat(target.resolveSibling("")).isEmptyDirectory();
            Files.move(kept, files.resolve(NEW));
        }
        assertThat(ErrorCode.C103.exitCode()).isEqualTo(ExitCode.DOWNLOAD_FAILED);
    }

    @Test
    void saysThatTheConnectionBroke() throws Exception {
        var impatient = new Access(Proxies.NONE, _ -> {}, InstantSource.system(), false, _ -> {});
        Channel channel = Channels.unsigned(http(), impatient);
        Offer offer = channel.offers().getLast();
        server.removeContext("/channel/");
        server.createContext(
                "/channel/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 11);
                    exchange.getResponseBody().write(bytes("new"));
                    exchange.close();
                });
        Failing.with(ErrorCode.C103, () -> channel.fetch(offer, target, _ -> {}));
        assertThat(target.resolveSibling("")).isEmptyDirectory();
    }

    @Test
    void stopsBetweenTwoPiecesWhenInterrupted() throws Exception {
        Channel channel = Channels.unsigned(files.toString());
        Offer offer = channel.offers().getLast();
        assertThatThrownBy(
                        () -> channel.fetch(offer, target, _ -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
        assertThat(target.resolveSibling("")).isEmptyDirectory();
    }

    @Test
    void saysThatThereIsNoChannel() {
        Failing.with(
                ErrorCode.C101,
                () -> Channels.unsigned(folder.resolve("none").toString()).offers());
        Failing.with(ErrorCode.C101, () -> Channels.unsigned(http() + "/none").offers());
        server.stop(0);
        var lines = Failing.with(ErrorCode.C101, () -> Channels.unsigned(http()).offers());
        assertThat(lines.getFirst()).contains(http());
    }

    @Test
    void doesNotFollowToAnotherScheme() throws Exception {
        String elsewhere = "https://127.0.0.1:1/index.json";
        redirect("/moved/", elsewhere);
        redirect("/file/", files.resolve("index.json").toUri().toString());
        redirect("/same/", http() + "/index.json");
        var lines = Failing.with(ErrorCode.C101, () -> Channels.unsigned(at("/moved")).offers());
        assertThat(lines.getFirst()).contains(elsewhere);
        Failing.with(ErrorCode.C101, () -> Channels.unsigned(at("/file")).offers());
        assertThat(Channels.unsigned(at("/same")).offers()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "ftp://host/x", "http://", "http:///x", "https://a b/", "x\0y"})
    void refusesAddress(String address) {
        Failing.with(ErrorCode.C100, () -> Channels.unsigned(address));
    }

    @Test
    void refusesIndexThatIsNotAsTheContractSays() throws Exception {
        String good = entry("1.0.0", OLD, "old archive");
        refusesIndex(good + "," + good);
        refusesIndex(entry("1.10.0", NEW, "x") + "," + good);
        refusesIndex(entry("1.0.0", "../" + OLD, "x"));
        refusesIndex(entry("1.0.0", NEW, "x"));
        refusesIndex(entry("v1.0.0", OLD, "x"));
        refusesIndex(good.replace("\"sha512\":\"", "\"sha512\":\"0"));
        refusesIndex(good.replaceFirst("\"size\":\\d+", "\"size\":0"));
        refusesIndex(good.replaceFirst("\"size\":\\d+", "\"size\":2000000000"));
        refusesIndex(good.replace("{", "{\"version\":\"1.0.0\","));
        Files.writeString(
                files.resolve("index.json"), "{\"format\":\"bip-channel/v9\",\"releases\":[]}");
        Failing.with(ErrorCode.C102, () -> Channels.unsigned(files.toString()).offers());
        index(good + " ".repeat(1 << 20));
        Failing.with(ErrorCode.C102, () -> Channels.unsigned(http()).offers());
    }

    private void refusesIndex(String entries) throws IOException {
        index(entries);
        Failing.with(ErrorCode.C102, () -> Channels.unsigned(files.toString()).offers());
    }

    private void index(String entries) throws IOException {
        String index = "{\"format\":\"bip-channel/v1\",\"releases\":[" + entries + "]}";
        Files.writeString(files.resolve("index.json"), index);
    }

    private static String entry(String version, String archive, String content) {
        return "{\"version\":\"%s\",\"archive\":\"%s\",\"size\":%d,\"sha512\":\"%s\"}"
                .formatted(version, archive, content.length(), TestRelease.sha512(bytes(content)));
    }

    private void onlyTarget() throws IOException {
        try (var names = Files.list(target.resolveSibling(""))) {
            assertThat(names).containsExactly(target);
        }
    }

    private String http() {
        return at("/channel");
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void redirect(String path, String location) {
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
    }

    private void serveFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = files.resolve(path.substring("/channel/".length()));
        if (Files.isRegularFile(file)) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
