package bip.ctl.command;

import bip.ctl.channel.Channels;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.upgrade.Wanted;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a file that a person names what is wanted. Where there is a root of trust, a bundle or
 * an archive in a file is a channel of one release, and comes in by the same door as any other.
 */
final class Carrying {

    private Carrying() {}

    /**
     * As {@link Targets#wanted}.
     *
     * @throws CtlException if nothing that is trusted vouches for the file
     */
    static Wanted wanted(Desk desk, @Nullable String text, List<String> typed)
            throws IOException, InterruptedException {
        Wanted wanted = Targets.wanted(text, typed);
        if (!(wanted instanceof Wanted.Archive(var file))) {
            return wanted;
        }
        boolean isBundle = Channels.isBundle(file);
        boolean hasRoot = desk.anchor().isThere();
        if (isBundle && !hasRoot) {
            throw new CtlException(ErrorCode.C135, file);
        }
        // A bundle brings its proof: there is nothing to take on trust.
        if (!isBundle && (!hasRoot || desk.options().unsigned)) {
            return wanted;
        }
        desk.carry(file);
        return new Wanted.Exactly(desk.machine().channel().get().offers().getFirst().version());
    }
}
