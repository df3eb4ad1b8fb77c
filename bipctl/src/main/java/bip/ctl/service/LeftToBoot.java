package bip.ctl.service;

/**
 * At boot, before systemd starts the server. A start from here would wait for systemd, which waits
 * for this process.
 */
public final class LeftToBoot implements ServiceManager {

    @Override
    public void start() {}

    @Override
    public void restart() {}

    @Override
    public void stop() {}

    @Override
    public ServiceState state() {
        return new ServiceState.Stopped();
    }

    @Override
    public boolean isLeftToOthers() {
        return true;
    }
}
