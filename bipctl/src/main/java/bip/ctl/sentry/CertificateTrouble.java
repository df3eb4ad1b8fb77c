package bip.ctl.sentry;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Finds in a failed TLS handshake what is wrong with the certificate, if that is what is wrong. */
final class CertificateTrouble {

    private CertificateTrouble() {}

    /** A failure of T120 to T124. */
    static CtlException of(Dsn dsn, SSLException e) {
        for (Throwable cause : causes(e)) {
            String message = String.valueOf(cause.getMessage());
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return new CtlException(e, ErrorCode.T120, dsn.place());
                }
                case CertificateNotYetValidException _ -> {
                    return new CtlException(e, ErrorCode.T124, dsn.place());
                }
                case CertPathBuilderException _ -> {
                    return new CtlException(e, ErrorCode.T121, dsn.place());
                }
                case CertificateException _ when isAboutTheName(message) -> {
                    return new CtlException(e, ErrorCode.T122, dsn.place(), dsn.hostName());
                }
                default -> {}
            }
        }
        return new CtlException(e, ErrorCode.T123, dsn.place(), String.valueOf(e.getMessage()));
    }

    /** The runtime has no type of its own for it; its words are held by a test. */
    private static boolean isAboutTheName(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name");
    }

    /** The innermost first: what wraps it has the same type and says less. */
    private static List<Throwable> causes(Throwable e) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            causes.addFirst(cause);
        }
        return causes;
    }
}
