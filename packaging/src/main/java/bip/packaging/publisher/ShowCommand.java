package bip.packaging.publisher;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "Tells what is in the repository and what expires when.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();

    ShowCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        RepositoryFolder folder = repository.folder();
        var reader = new RepositoryReader(folder);
        RootMetadata root = reader.existingRoots().getLast().metadata();
        var published = reader.published(root);
        var report = new RepositoryReport(folder, desk.now());
        report.lines(root, published).forEach(desk::say);
        report.warnings(root, published).forEach(desk::warn);
        if (published.isPresent()) {
            report.doubts(published.get()).forEach(desk::warn);
        }
        return 0;
    }
}
