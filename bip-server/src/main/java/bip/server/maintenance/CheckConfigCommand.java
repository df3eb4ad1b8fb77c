package bip.server.maintenance;

import bip.server.config.ConfigReader;
import bip.server.config.ConfigReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** Reads the whole configuration and says what is wrong with it. */
@Command(
        name = "check-config",
        description = "Checks the configuration in the environment; changes nothing.",
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final Consumer<ConfigReader> readAllSettings;

    CheckConfigCommand(Workplace workplace, Consumer<ConfigReader> readAllSettings) {
        this.workplace = workplace;
        this.readAllSettings = readAllSettings;
    }

    @Override
    public Integer call() {
        ConfigReader reader = new ConfigReader(workplace.environment());
        readAllSettings.accept(reader);
        ConfigReport report = reader.report();
        workplace.print(
                new Document(
                        "bip-check-config/v1",
                        report.isOk(),
                        report.problems(),
                        report.warnings(),
                        report.settings()));
        return (report.isOk() ? ExitStatus.DONE : ExitStatus.MISFIT).code();
    }

    private record Document(
            String format,
            boolean ok,
            List<ConfigReport.Remark> problems,
            List<ConfigReport.Remark> warnings,
            List<ConfigReport.Setting> settings) {}
}
