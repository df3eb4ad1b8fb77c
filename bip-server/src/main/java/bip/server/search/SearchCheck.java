package bip.server.search;

import bip.server.health.HealthCheck;

/** Tells the administrator when the index is not in its folder. Never a reason to be unready. */
record SearchCheck(IndexKeeper keeper) implements HealthCheck {

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Result check() {
        String trouble = keeper.trouble();
        return new Result(
                name(), State.OK, trouble.isEmpty() ? null : "index in memory only: " + trouble);
    }
}
