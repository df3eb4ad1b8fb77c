package bip.server.maintenance;

import bip.server.config.ConfigReport;

/** A setting that the subcommand needs does not fit. */
public final class ConfigurationException extends RuntimeException {
    private final ConfigReport report;

    public ConfigurationException(ConfigReport report) {
        super("the configuration does not fit: " + report.problems());
        this.report = report;
    }

    ConfigReport report() {
        return report;
    }
}
