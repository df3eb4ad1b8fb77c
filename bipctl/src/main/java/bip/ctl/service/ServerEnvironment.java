package bip.ctl.service;

import bip.ctl.layout.Layout;
import bip.ctl.support.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment that a release's program gets: a clean base and {@code bip.env}. Nothing of the
 * caller's own environment, so that it runs the same from every shell, as it does under systemd.
 */
public final class ServerEnvironment {

    private ServerEnvironment() {}

    /**
     * The whole environment.
     *
     * @throws bip.ctl.support.CtlException if {@code bip.env} cannot be read
     */
    public static Map<String, String> load(Layout layout) throws IOException {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.putAll(settings(layout));
        return environment;
    }

    /** What {@code bip.env} alone says; nothing when it does not exist. */
    public static Map<String, String> settings(Layout layout) throws IOException {
        return Files.exists(layout.serverEnvironment())
                ? EnvironmentFile.read(layout.serverEnvironment())
                : Map.of();
    }
}
