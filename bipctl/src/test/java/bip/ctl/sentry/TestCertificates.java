package bip.ctl.sentry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of the test's own, and TLS sockets with certificates of it. Certificates
 * are written byte by byte (RFC 5280), because no tool of the JDK makes one that has expired
 * without being started four times.
 */
final class TestCertificates {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_SHA256 = bytes("2A8648CE3D040302");
    private static final byte[] COMMON_NAME = bytes("550403");
    private static final byte[] BASIC_CONSTRAINTS = bytes("551D13");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = bytes("551D11");

    private final String name;
    private final KeyPair keys;
    private final byte[] certificate;
    private final Path bundle;

    /** An authority that calls itself {@code name}; keeps its certificate in {@code folder}. */
    TestCertificates(Path folder, String name) throws Exception {
        this.name = name;
        this.keys = newKeys();
        byte[] isAuthority =
                extension(BASIC_CONSTRAINTS, der(0x30, der(1, new byte[] {(byte) 0xff})));
        this.certificate =
                certificate(
                        name,
                        keys.getPublic(),
                        isAuthority,
                        Instant.now(),
                        keys.getPrivate(),
                        name);
        this.bundle =
                Files.writeString(
                        folder.resolve(name + ".pem"),
                        "-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(certificate)
                                + "\n-----END CERTIFICATE-----\n");
    }

    /** Its own certificate in a file, as a machine keeps those it believes. */
    Path bundle() {
        return bundle;
    }

    /**
     * A socket on this machine with a certificate of this authority, which lasts two days round
     * {@code middle}.
     */
    ServerSocket socket(String host, Instant middle) throws Exception {
        KeyPair serverKeys = newKeys();
        byte[] names =
                extension(
                        SUBJECT_ALTERNATIVE_NAME,
                        der(0x30, der(0x82, host.getBytes(StandardCharsets.US_ASCII))));
        byte[] made =
                certificate(
                        "server", serverKeys.getPublic(), names, middle, keys.getPrivate(), name);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                serverKeys.getPrivate(),
                new char[0],
                new Certificate[] {parsed(made), parsed(certificate)});
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static byte[] certificate(
            String subject,
            PublicKey key,
            byte[] extension,
            Instant middle,
            PrivateKey issuerKey,
            String issuer)
            throws Exception {
        byte[] algorithm = der(0x30, der(6, ECDSA_SHA256));
        byte[] content =
                der(
                        0x30,
                        der(0xA0, der(2, new byte[] {2})),
                        der(2, BigInteger.valueOf(System.nanoTime()).abs().toByteArray()),
                        algorithm,
                        distinguishedName(issuer),
                        der(
                                0x30,
                                time(middle.minus(Duration.ofDays(1))),
                                time(middle.plus(Duration.ofDays(1)))),
                        distinguishedName(subject),
                        key.getEncoded(),
                        der(0xA3, der(0x30, extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKey);
        signature.update(content);
        return der(0x30, content, algorithm, der(3, new byte[1], signature.sign()));
    }

    private static byte[] distinguishedName(String name) {
        byte[] text = der(0x0C, name.getBytes(StandardCharsets.UTF_8));
        return der(0x30, der(0x31, der(0x30, der(6, COMMON_NAME), text)));
    }

    private static byte[] extension(byte[] kind, byte[] value) {
        return der(0x30, der(6, kind), der(4, value));
    }

    private static byte[] time(Instant time) {
        return der(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, the parts. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length > 0xff) {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        } else if (length > 0x7f) {
            out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static Certificate parsed(byte[] certificate) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
    }
}
