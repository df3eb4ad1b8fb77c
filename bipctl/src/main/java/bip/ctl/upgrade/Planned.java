package bip.ctl.upgrade;

import bip.ctl.release.ReleaseVersion;

/** What planning came to. A refusal is thrown: {@link Refused}. */
public sealed interface Planned {

    record Ready(Plan plan) implements Planned {}

    /** Nothing to do. */
    record AlreadyCurrent(ReleaseVersion version) implements Planned {}
}
