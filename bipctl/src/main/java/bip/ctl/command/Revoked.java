package bip.ctl.command;

import bip.ctl.channel.ReleaseTerms.Revocation;
import bip.ctl.release.Generation;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That a release which is current must not run any more. */
final class Revoked {

    private Revoked() {}

    /** As far as this machine knows: no network is asked. */
    static Optional<CtlException> find(Desk desk, @Nullable Generation current) throws IOException {
        if (current == null) {
            return Optional.empty();
        }
        ReleaseVersion version = current.release().version();
        return desk.known().findRevocation(version).map(it -> running(version, it));
    }

    static CtlException running(ReleaseVersion version, Revocation revocation) {
        return new CtlException(ErrorCode.P140, version, revocation.at(), revocation.said());
    }
}
