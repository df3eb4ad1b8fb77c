package bip.server;

import bip.server.config.ConfigReader;
import bip.server.database.DatabaseSettings;
import bip.server.errortracking.ErrorTrackingSettings;
import bip.server.logging.LoggingSettings;
import bip.server.web.WebSettings;

/** The settings of all rooms. */
record ServerSettings(
        WebSettings web,
        LoggingSettings logging,
        DatabaseSettings database,
        ErrorTrackingSettings errorTracking,
        ProcessSettings process) {

    static ServerSettings read(ConfigReader reader) {
        return new ServerSettings(
                WebSettings.read(reader),
                LoggingSettings.read(reader),
                DatabaseSettings.read(reader),
                ErrorTrackingSettings.read(reader),
                ProcessSettings.read(reader));
    }
}
