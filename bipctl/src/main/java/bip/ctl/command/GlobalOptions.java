package bip.ctl.command;

import bip.ctl.terminal.Consoles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that stand with every verb. */
final class GlobalOptions {

    @Option(names = "--root", paramLabel = "DIR", scope = ScopeType.INHERIT)
    @Nullable Path root;

    @Option(names = "--channel", paramLabel = "URL", scope = ScopeType.INHERIT)
    @Nullable String channel;

    @Option(names = "--unsigned", scope = ScopeType.INHERIT)
    boolean unsigned;

    @Option(
            names = {"-y", "--yes"},
            scope = ScopeType.INHERIT)
    boolean yes;

    @Option(names = "--no-input", scope = ScopeType.INHERIT)
    boolean noInput;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT)
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT)
    boolean verbose;

    @Option(names = "--lang", paramLabel = "pl|en", scope = ScopeType.INHERIT)
    @Nullable String language;

    @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT)
    Consoles.Colour colour = Consoles.Colour.AUTO;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    boolean help;

    Consoles.Options console() {
        return new Consoles.Options(quiet, verbose, noInput, yes, colour);
    }
}
