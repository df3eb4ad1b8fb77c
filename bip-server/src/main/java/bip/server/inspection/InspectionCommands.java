package bip.server.inspection;

import bip.server.maintenance.Workplace;
import picocli.CommandLine;

/** The door of this room: its subcommands, to be added to the others. */
public final class InspectionCommands {

    private InspectionCommands() {}

    public static CommandLine inspect(Workplace workplace) {
        return new CommandLine(new InspectCommand(workplace));
    }

    public static CommandLine lookup(Workplace workplace) {
        return new CommandLine(new LookupCommand(workplace));
    }
}
