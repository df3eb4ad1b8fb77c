package bip.ctl.upgrade;

import bip.ctl.channel.Channel;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseManifest;
import java.nio.file.Path;

/** Where the files of the target come from. */
public sealed interface Source {

    /** Unpacked here before; it is hashed again before it is used. */
    record OnDisk(InstalledRelease release) implements Source {}

    record FromChannel(Channel.Offer offer) implements Source {}

    /** All that a backup holds: the release, the data, the attachments. */
    record FromBackup(KeptBackup backup) implements Source {}

    record FromFile(Path archive, ReleaseManifest manifest) implements Source {}
}
