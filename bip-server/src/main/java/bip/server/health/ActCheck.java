package bip.server.health;

/** Passes when its act does not throw. */
record ActCheck(String name, Runnable act) implements HealthCheck {
    @Override
    public Result check() {
        try {
            act.run();
            return new Result(name, State.OK, null);
        } catch (RuntimeException e) {
            // The answer tells what is wrong; whoever asks decides what to do about it.
            return new Result(name, State.FAILED, e.getMessage());
        }
    }
}
