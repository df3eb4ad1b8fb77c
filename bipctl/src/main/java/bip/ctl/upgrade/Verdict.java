package bip.ctl.upgrade;

import java.util.List;
import java.util.stream.Stream;

/** What retention decided on everything that it looked at. */
public record Verdict(List<Kept> all) {

    public Verdict {
        all = List.copyOf(all);
    }

    Verdict with(List<Kept> more) {
        return new Verdict(Stream.concat(all.stream(), more.stream()).toList());
    }

    public List<Kept> kept() {
        return all.stream().filter(Kept::isKept).toList();
    }

    public List<Kept> removed() {
        return all.stream().filter(it -> !it.isKept()).toList();
    }
}
