package bip.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes {@code dist/} from a built checkout: bipctl, its Debian package, a release archive, and the
 * channel that offers it.
 */
@Command(name = "dist", mixinStandardHelpOptions = true)
public final class Dist implements Callable<Integer> {

    @Option(
            names = "--sources",
            required = true,
            description = "the checkout, with both programs built")
    private Path sources = Path.of("");

    @Option(
            names = "--version",
            required = true,
            split = ",",
            description = "versions of the releases to make")
    private String[] versions = {};

    @Option(names = "--out", required = true, description = "the folder dist")
    private Path out = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Dist()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path checkout = sources.toAbsolutePath().normalize();
        Path dist = out.toAbsolutePath().normalize();
        var runtimes =
                new Runtimes(Runtimes.ownJdk(), checkout.resolve("packaging/target/runtimes"));
        Path serverRuntime = runtimes.runtime("server", Runtimes.SERVER_MODULES);
        Path toolRuntime = runtimes.runtime("tool", Runtimes.TOOL_MODULES);
        Path tree = checkout.resolve("packaging/target/release");
        var serverTree = new ServerTree(checkout, serverRuntime);
        Trees.delete(tree);
        serverTree.layOut(tree);
        for (String version : versions) {
            Path archive = ReleaseArchive.write(tree, serverTree.facts(tree, version), dist);
            new ChannelFolder(dist.resolve("channel")).add(archive);
        }
        String newest = versions[versions.length - 1];
        new ToolFolder(checkout, toolRuntime).make(newest, dist.resolve("bipctl"));
        new DebianPackage(checkout, dist.resolve("bipctl")).write(newest, dist);
        return 0;
    }
}
