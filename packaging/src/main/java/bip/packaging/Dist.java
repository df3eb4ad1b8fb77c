package bip.packaging;

import bip.packaging.publisher.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes {@code dist/} from a built checkout: bipctl with its root of trust, its Debian package, a
 * release archive, and a signed channel that offers it. Where the root is that of a real key
 * ceremony, its holders sign the channel, and none is made here.
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

    /** Empty is none: what Maven makes of a property that nobody set. */
    @Option(
            names = "--root",
            description =
                    "the root of trust that comes with bipctl; without it one whose keys are made"
                            + " here, for trying things out")
    private String root = "";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Dist()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path checkout = sources.toAbsolutePath().normalize();
        DevelopmentKeys keys = root.isEmpty() ? DevelopmentKeys.of(checkout) : null;
        Path shipped = keys == null ? checkout.resolve(root) : keys.root();
        boolean isForDevelopment;
        try {
            isForDevelopment = Publisher.isForDevelopment(shipped);
        } catch (IOException e) {
            System.err.println("dist: " + e.getMessage());
            return 1;
        }
        make(checkout, shipped, keys);
        if (isForDevelopment) {
            System.out.println(
                    "This bipctl trusts a root for trying things out, whose keys lie beside their"
                            + " passphrase: not for offices. make dist ROOT=FILE brings a real one:"
                            + " docs/key-ceremony.md");
        }
        return 0;
    }

    private void make(Path checkout, Path shipped, @Nullable DevelopmentKeys keys)
            throws IOException, InterruptedException {
        Path dist = out.toAbsolutePath().normalize();
        var runtimes =
                new Runtimes(Runtimes.ownJdk(), checkout.resolve("packaging/target/runtimes"));
        Path serverRuntime = runtimes.runtime("server", Runtimes.SERVER_MODULES);
        Path toolRuntime = runtimes.runtime("tool", Runtimes.TOOL_MODULES);
        Path tree = checkout.resolve("packaging/target/release");
        var serverTree = new ServerTree(checkout, serverRuntime);
        Trees.delete(tree);
        serverTree.layOut(tree);
        var archives = new ArrayList<Path>();
        for (String version : versions) {
            archives.add(ReleaseArchive.write(tree, serverTree.facts(tree, version), dist));
        }
        makeChannel(dist.resolve("channel"), archives, keys);
        String newest = versions[versions.length - 1];
        new ToolFolder(checkout, toolRuntime, shipped).make(newest, dist.resolve("bipctl"));
        new DebianPackage(checkout, dist.resolve("bipctl")).write(newest, dist);
    }

    /**
     * Anew each time: the same version may have other bytes than at the last build, which a channel
     * that goes on would refuse. One of older keys or bytes is never left lying there.
     */
    private static void makeChannel(
            Path channel, List<Path> archives, @Nullable DevelopmentKeys keys) throws IOException {
        Trees.delete(channel);
        if (keys == null) {
            return;
        }
        Path fresh = channel.resolveSibling(channel.getFileName() + ".new");
        Trees.delete(fresh);
        SignedChannel.begin(fresh, keys).add(archives.toArray(Path[]::new));
        Files.move(fresh, channel);
    }
}
