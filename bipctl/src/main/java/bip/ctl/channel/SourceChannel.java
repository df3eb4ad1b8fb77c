package bip.ctl.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** Archives from where the statements about them come from. */
record SourceChannel(Source source, Statements statements, Access access) implements Channel {

    @Override
    public boolean isOffered(Offer release) {
        return statements.isOffered(release);
    }

    @Override
    public List<Offer> releases() throws IOException, InterruptedException {
        return statements.releases();
    }

    @Override
    public void fetch(Offer offer, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        Download.bring(source, offer, target, progress, access);
    }

    @Override
    public boolean isVerified() {
        return statements.isVerified();
    }
}
