package bip.ctl.upgrade;

import bip.ctl.release.ReleaseVersion;
import java.nio.file.Path;

/** What the administrator asked for. */
public sealed interface Wanted {

    /** The newest that may be, or for a rollback the one before. */
    record Usual() implements Wanted {}

    record Exactly(ReleaseVersion version) implements Wanted {}

    /** A release archive in a file. */
    record Archive(Path file) implements Wanted {}
}
