package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate authorities that this machine's administrator keeps, a private one among them:
 * the same that the server believes.
 */
final class SystemTrust {

    /** Debian and its kin; Red Hat and its kin; SUSE. */
    private static final List<Path> BUNDLES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/ca-bundle.pem"));

    private SystemTrust() {}

    /** By the machine's list; where it has none, as the Java runtime does. */
    static SSLSocketFactory usual() {
        return BUNDLES.stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(SystemTrust::in)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * By the PEM certificates in {@code bundle}.
     *
     * @throws CtlException T125 if they cannot be read
     */
    static SSLSocketFactory in(Path bundle) {
        try (InputStream in = Files.newInputStream(bundle)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new CtlException(e, ErrorCode.T125, bundle);
        }
    }
}
