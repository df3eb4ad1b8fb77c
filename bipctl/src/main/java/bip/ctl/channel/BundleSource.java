package bip.ctl.channel;

import bip.ctl.support.Phrase;
import java.io.IOException;

/** A channel in one file. */
record BundleSource(Bundle bundle) implements Source {

    @Override
    public String address() {
        return bundle.file().toString();
    }

    @Override
    public Part part(String name, Resumption wanted) throws IOException {
        return bundle.find(name).orElseThrow(() -> Unavailable.absent(Phrase.of("channel.noFile")));
    }
}
