package bip.ctl.upgrade;

import java.util.List;

/** What retention decided on everything that it looked at. */
public record Verdict(List<Kept> all) {

    public Verdict {
        all = List.copyOf(all);
    }

    public List<Kept> kept() {
        return all.stream().filter(Kept::isKept).toList();
    }

    public List<Kept> removed() {
        return all.stream().filter(it -> !it.isKept()).toList();
    }
}
