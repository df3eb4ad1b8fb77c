package bip.server.errortracking;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.errortracking.Outlet.Ending;
import bip.server.testing.RawReceiver;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver behind a private authority, as offices have them. */
@Timeout(60)
class SystemTrustTest {
    @TempDir static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        makeCertificate("office");
        makeCertificate("stranger");
    }

    @Test
    void believesAnAuthorityThatTheMachineKeeps() throws Exception {
        assertThat(endingOfAReportTrusting("office.pem")).isEqualTo(Ending.DELIVERED);
    }

    @Test
    void sendsNothingToAReceiverThatNobodyVouchesFor() throws Exception {
        assertThat(endingOfAReportTrusting("stranger.pem")).isEqualTo(Ending.FAILED);
    }

    private Ending endingOfAReportTrusting(String bundle) throws Exception {
        try (RawReceiver receiver = RawReceiver.acceptingOn(tlsSocket());
                Outlet outlet =
                        SentryOutlet.open(
                                "https://key@127.0.0.1:" + receiver.port() + "/1",
                                "test",
                                "1.4.2",
                                Optional.of(SystemTrust.in(folder.resolve(bundle))))) {
            CompletableFuture<Ending> ending = new CompletableFuture<>();
            outlet.send(
                    new IllegalStateException(), new Origin.Background("test"), ending::complete);
            return ending.get(20, TimeUnit.SECONDS);
        }
    }

    private ServerSocket tlsSocket() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("office.p12"))) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void makeCertificate(String name) throws Exception {
        String store = folder.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                store,
                "-storepass",
                "secret");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                folder.resolve(name + ".pem").toString(),
                "-keystore",
                store,
                "-storepass",
                "secret");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
