package bip.ctl.release;

import bip.ctl.support.Phrase;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What an entry of an archive may be: a plain file or a plain folder. */
final class EntryTypes {

    private static final int SPECIAL_BITS = 07000;

    private EntryTypes() {}

    /** What {@code entry} is, if it is anything else. */
    static Optional<Phrase> problem(TarArchiveEntry entry) {
        if (entry.isSparse()) {
            return Optional.of(Phrase.of("type.other"));
        }
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_DIR ->
                    specialMode(entry);
            case TarConstants.LF_SYMLINK -> Optional.of(Phrase.of("type.link"));
            case TarConstants.LF_LINK -> Optional.of(Phrase.of("type.hardLink"));
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> Optional.of(Phrase.of("type.device"));
            case TarConstants.LF_FIFO -> Optional.of(Phrase.of("type.fifo"));
            default -> Optional.of(Phrase.of("type.other"));
        };
    }

    /** Set-user-id, set-group-id and sticky. */
    private static Optional<Phrase> specialMode(TarArchiveEntry entry) {
        if ((entry.getMode() & SPECIAL_BITS) == 0) {
            return Optional.empty();
        }
        return Optional.of(Phrase.of("type.mode", String.format("%04o", entry.getMode() & 07777)));
    }
}
