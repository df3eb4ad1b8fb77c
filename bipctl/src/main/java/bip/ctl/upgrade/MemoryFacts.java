package bip.ctl.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says of memory, proc(5). */
final class MemoryFacts {

    private static final Path FILE = Path.of("/proc/meminfo");

    /** {@code MemAvailable: 8123456 kB}. */
    private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    private MemoryFacts() {}

    /** Bytes by name; empty where the kernel does not say. */
    static Map<String, Long> read() throws IOException {
        var facts = new HashMap<String, Long>();
        if (Files.isReadable(FILE)) {
            for (String line : Files.readAllLines(FILE)) {
                Matcher fact = LINE.matcher(line);
                if (fact.matches()) {
                    facts.put(fact.group(1), Long.parseLong(fact.group(2)) << 10);
                }
            }
        }
        return facts;
    }
}
