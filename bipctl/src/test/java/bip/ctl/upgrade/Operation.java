package bip.ctl.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of an operation, to look at and to damage. */
record Operation(Path folder) {

    static List<Operation> all(Site site) throws IOException {
        try (var list = Files.list(site.layout.operations())) {
            return list.filter(Files::isDirectory).sorted().map(Operation::new).toList();
        }
    }

    static Operation last(Site site) throws IOException {
        return all(site).getLast();
    }

    String id() {
        return folder.getFileName().toString();
    }

    Path journal() {
        return folder.resolve(Journal.FILE);
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(journal());
    }

    void keep(List<String> lines) throws IOException {
        Files.write(journal(), lines);
    }
}
