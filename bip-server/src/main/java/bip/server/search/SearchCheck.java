package bip.server.search;

import bip.server.health.HealthCheck;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the administrator when the index is not in its folder or a page is not in it. Never a
 * reason to be unready.
 */
record SearchCheck(IndexKeeper keeper) implements HealthCheck {

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Result check() {
        String place = keeper.trouble();
        String detail =
                Stream.of(
                                place.isEmpty() ? "" : "index in memory only: " + place,
                                keeper.pagesLeftOut())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; "));
        return new Result(name(), State.OK, detail.isEmpty() ? null : detail);
    }
}
