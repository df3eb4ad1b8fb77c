package bip.ctl.backup;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose key opens the secret settings in a backup: the public half, {@code age1…}, of a pair that
 * {@code age-keygen} made. The other half is kept elsewhere.
 */
public final class Recipient {

    /** Nobody: secrets are left out. */
    public static final Recipient NOBODY = new Recipient(null);

    private final @Nullable RecipientStanzaWriter key;

    private Recipient(@Nullable RecipientStanzaWriter key) {
        this.key = key;
    }

    /**
     * Reads a public key.
     *
     * @throws CtlException B104 if it is none
     */
    public static Recipient parse(String text) {
        try {
            return new Recipient(
                    X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The other half is the secret one, and must not get into a log.
            String shown = text.strip().startsWith("age1") ? text : "…";
            throw new CtlException(e, ErrorCode.B104, shown);
        }
    }

    boolean isKnown() {
        return key != null;
    }

    byte[] encrypt(byte[] text) throws IOException {
        if (key == null) {
            throw new IllegalStateException("nobody could open it");
        }
        var out = new ByteArrayOutputStream();
        try (var channel =
                new StandardEncryptingChannelFactory()
                        .newEncryptingChannel(Channels.newChannel(out), List.of(key))) {
            var left = ByteBuffer.wrap(text);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt", e);
        }
        return out.toByteArray();
    }
}
