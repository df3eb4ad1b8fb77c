package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What a bulletin on a machine answers at many addresses, asked one after another by one client.
 */
final class ReadAddresses {

    /** An answer: its status and the file that holds its body. */
    record Answer(int status, Path body) {
        Document document() throws IOException {
            return Jsoup.parse(Files.readString(body));
        }

        /** What a reader sees of the page itself. */
        String text() throws IOException {
            return document().select("main").text();
        }
    }

    private ReadAddresses() {}

    /**
     * Asks for all of {@code addresses}, which are written as in a request line.
     *
     * @param name of a folder that this reading gets for itself
     */
    static Map<String, Answer> of(DebianMachine machine, String name, List<String> addresses)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(machine.exchange().resolve(name));
        var list = new StringBuilder();
        for (int number = 0; number < addresses.size(); number++) {
            list.append("url = \"")
                    .append(Bulletin.ADDRESS)
                    .append(addresses.get(number))
                    .append("\"\noutput = \"/mnt/exchange/")
                    .append(name)
                    .append("/body-")
                    .append(number)
                    .append("\"\n");
        }
        Files.writeString(folder.resolve("list"), list);
        var run =
                machine.run(
                        "curl",
                        "-sS",
                        "--path-as-is",
                        "--globoff",
                        "--max-time",
                        "120",
                        "--write-out",
                        "%{http_code}\\n",
                        "--config",
                        "/mnt/exchange/" + name + "/list");
        List<String> statuses = run.ended(0).out().lines().toList();
        if (statuses.size() != addresses.size()) {
            throw new IOException(statuses.size() + " answers to " + addresses.size());
        }
        var answers = new LinkedHashMap<String, Answer>();
        for (int number = 0; number < addresses.size(); number++) {
            Path body = folder.resolve("body-" + number);
            if (!Files.exists(body)) {
                Files.createFile(body);
            }
            answers.put(
                    addresses.get(number),
                    new Answer(Integer.parseInt(statuses.get(number)), body));
        }
        return answers;
    }
}
