package bip.ctl.report;

import bip.ctl.history.History;
import bip.ctl.layout.Layout;
import bip.ctl.logs.LogReader;
import bip.ctl.support.CtlException;
import bip.ctl.support.Phrase;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The door of this room: puts a report together. A part that cannot be had says so in its place: a
 * report is needed most where things are broken.
 */
public final class Reporter {

    private static final int SHOWN_JOURNALS = 3;

    private final Machine machine;
    private final Path log;
    private final String toolVersion;
    private final Map<String, String> environment;
    private final Consumer<Phrase> notices;

    /**
     * For one installation.
     *
     * @param log the server's
     * @param toolVersion of this bipctl, as built
     * @param environment of this process: its secrets are masked too
     * @param notices for people: what of the log is missing
     */
    public Reporter(
            Machine machine,
            Path log,
            String toolVersion,
            Map<String, String> environment,
            Consumer<Phrase> notices) {
        this.machine = machine;
        this.log = log;
        this.toolVersion = toolVersion;
        this.environment = environment;
        this.notices = notices;
    }

    /** All parts, masked. Changes nothing on the machine. */
    public Report make(ReportWish wish) throws IOException, InterruptedException {
        var facts = new MachineFacts(machine, toolVersion);
        var files = new ArrayList<ReportFile>();
        files.add(new ReportFile("README.txt", About.TEXT));
        add(files, "versions.txt", facts::versions);
        add(files, "status.txt", facts::status);
        add(files, "releases.txt", facts::releases);
        add(files, "operations.txt", facts::operations);
        add(files, "configuration.txt", this::configuration);
        add(files, "disk.txt", facts::disk);
        for (OperationRecord operation : lastOperations()) {
            String name = "operations/" + operation.id() + ".txt";
            add(files, name, () -> facts.journal(operation));
        }
        add(files, "log.txt", () -> excerpt(wish));
        return Report.masked(files, masking());
    }

    private String excerpt(ReportWish wish) throws IOException {
        var excerpt = new LogExcerpt(new LogReader(log), notices);
        String reference = wish.reference();
        if (reference == null) {
            return excerpt.since(wish.since());
        }
        String text = excerpt.around(reference);
        return text.isEmpty() ? "no event with reference " + reference : text;
    }

    private String configuration() throws IOException {
        return "bip.env\n\n"
                + settings(layout().serverEnvironment()).text()
                + "\n\nbipctl.env\n\n"
                + settings(layout().toolEnvironment()).text();
    }

    private Masking masking() throws IOException {
        Set<String> secrets = new HashSet<>();
        settings(layout().serverEnvironment()).secrets().forEach(secrets::add);
        settings(layout().toolEnvironment()).secrets().forEach(secrets::add);
        new Settings(environment).secrets().forEach(secrets::add);
        Set<String> people = new HashSet<>(Set.of(machine.by()));
        for (OperationRecord it : history()) {
            people.add(it.by());
            it.findInterruption().ifPresent(interruption -> people.add(interruption.by()));
        }
        return new Masking(secrets, people);
    }

    private static Settings settings(Path file) throws IOException {
        return Settings.read(file);
    }

    private List<OperationRecord> lastOperations() throws IOException {
        return history().stream().limit(SHOWN_JOURNALS).toList();
    }

    private List<OperationRecord> history() throws IOException {
        return new History(layout()).list();
    }

    private Layout layout() {
        return machine.layout();
    }

    private static void add(List<ReportFile> files, String name, Part part)
            throws InterruptedException {
        String text;
        try {
            text = part.text();
        } catch (IOException | CtlException e) {
            text = "cannot be had: " + e;
        }
        files.add(new ReportFile(name, text.strip()));
    }

    /** Something that goes into one file. */
    private interface Part {
        String text() throws IOException, InterruptedException;
    }
}
