package bip.server.errortracking;

/** Reports to nobody: what fails is in the log alone. */
record SilentReporter() implements ErrorReporter {
    @Override
    public void report(Throwable failure, Origin origin) {}

    @Override
    public void close() {}
}
