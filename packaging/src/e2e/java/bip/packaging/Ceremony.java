package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import bip.packaging.publisher.Publisher;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The people and machines of {@code docs/key-ceremony.md} below one folder: sticks, the publisher's
 * home, the web server. They do what that page says, word for word, with the publisher's own code
 * and the real bipctl; only passphrases come from a file where somebody would type them.
 */
final class Ceremony {

    private static final Path PAGE = Checkout.root().resolve("docs/key-ceremony.md");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");
    private static final List<String> FIRST_KEYS =
            List.of("root-1", "root-2", "root-3", "targets-1", "targets-2", "online-1");

    private final Path ground;
    private final DevelopmentKeys keys;

    private Ceremony(Path ground, DevelopmentKeys keys) {
        this.ground = ground;
        this.keys = keys;
    }

    /**
     * Where the ceremony ends and drills begin: six keys where their holders keep them, copies of
     * those whose root the bipctl in {@code dist/} brings, and a repository with that root.
     */
    static Ceremony held(Path ground) throws IOException {
        DevelopmentKeys keys = Checkout.keys();
        var ceremony = new Ceremony(ground, keys);
        for (String name : FIRST_KEYS) {
            copy(keys.publicHalf(name), ceremony.place("public/" + name + ".pub"));
            String folder = name.startsWith("online") ? "/var/lib/bip-publisher/" : "/media/stick/";
            copy(keys.key(name), ceremony.place(folder + name + ".key"));
            copy(keys.publicHalf(name), ceremony.place(folder + name + ".pub"));
        }
        copy(keys.folder().resolve("passphrase"), ceremony.place("/etc/bip-publisher/passphrase"));
        Files.writeString(
                Files.createDirectories(ceremony.place("packaging/notes"))
                        .resolve("1.4.2.properties"),
                "pl=Wydanie po ćwiczeniu.\nen=The release after the drill.\n");
        ceremony.publisher("place --repository ~/bip-repository " + keys.root());
        return ceremony;
    }

    /** What offices follow. */
    Path web() {
        return place("/srv/bip");
    }

    /** A folder as the page names it. */
    Path place(String name) {
        if (name.startsWith(ground.toString()) || name.startsWith(keys.folder().toString())) {
            return Path.of(name);
        }
        String inHome = name.startsWith("~/") ? name.substring(2) : name;
        return name.startsWith("/")
                ? ground.resolve(name.substring(1))
                : ground.resolve("home").resolve(inHome);
    }

    /** Makes a release, as {@code make dist} would leave it. */
    Path archive(String version) throws IOException {
        return StandInRelease.make(version, Files.createDirectories(place("dist")));
    }

    /**
     * Carries out all commands in the section {@code heading}.
     *
     * @return what the office's commands said, in order
     */
    List<Site.Run> follow(String heading, Site office) throws Exception {
        var said = new ArrayList<Site.Run>();
        List<GuideBlock> blocks =
                GuideBlock.in(PAGE, "sh").stream()
                        .filter(block -> block.heading().equals(heading))
                        .toList();
        assertThat(blocks).as("blocks under " + heading).isNotEmpty();
        for (GuideBlock block : blocks) {
            for (String command : block.commands()) {
                try {
                    carryOut(command, office, said);
                } catch (AssertionError | IOException e) {
                    throw new AssertionError(
                            "%s, block at line %d: %s".formatted(PAGE, block.line(), command), e);
                }
            }
        }
        return said;
    }

    private void carryOut(String command, Site office, List<Site.Run> said) throws Exception {
        List<String> words = words(command);
        switch (words.getFirst()) {
            case "packaging/bin/publisher" -> publish(words.subList(1, words.size()));
            case "cp" -> copyInto(words.subList(1, words.size()));
            case "rsync" -> synchronise(words.subList(1, words.size()));
            case "sudo" -> said.add(ask(office, words));
            default -> throw new AssertionError("nobody knows how to do this here");
        }
    }

    /** Runs the publisher as somebody would who is not on the page. */
    void publisher(String line) throws IOException {
        publish(words(line));
    }

    private void publish(List<String> words) throws IOException {
        String[] arguments = words.stream().map(this::placed).toArray(String[]::new);
        boolean opensNoOtherKeys =
                words.contains("--passphrase-file") || words.getFirst().equals("show");
        if (opensNoOtherKeys) {
            Publisher.runForDevelopment(arguments);
        } else {
            keys.publisher(arguments);
        }
    }

    /** An administrator would be asked, and would say yes. */
    private static Site.Run ask(Site office, List<String> words) throws Exception {
        assertThat(words.get(1)).isEqualTo("bipctl");
        var asked = new ArrayList<>(words.subList(2, words.size()));
        asked.add("--yes");
        return office.bipctl(asked.toArray(String[]::new)).ended(0);
    }

    private void copyInto(List<String> words) throws IOException {
        Path folder = place(words.getLast());
        for (String file : words.subList(0, words.size() - 1)) {
            Path source = place(file);
            copy(source, folder.resolve(source.getFileName().toString()));
        }
    }

    /** Copies a folder's content or a file to the web server, but for what is excluded. */
    private void synchronise(List<String> words) throws IOException {
        var excluded = new ArrayList<PathMatcher>();
        var places = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--exclude")) {
                excluded.add(FileSystems.getDefault().getPathMatcher("glob:" + words.get(++i)));
            } else if (!words.get(i).equals("-a")) {
                places.add(words.get(i));
            }
        }
        assertThat(places).hasSize(2);
        Path source = place(places.getFirst());
        Path target = place(places.getLast().substring("web:".length()));
        Path base = Files.isDirectory(source) ? source : source.resolveSibling("");
        try (var files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (excluded.stream().noneMatch(it -> it.matches(file.getFileName()))) {
                    copy(file, target.resolve(base.relativize(file).toString()));
                }
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        // With its mode: the publisher opens no key or passphrase that others can read.
        Files.copy(
                source,
                target,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(it -> it.group(1) == null ? it.group() : it.group(1))
                .toList();
    }

    /** A word with its paths, of which {@code OLD=NEW} has two, as they are here. */
    private String placed(String word) {
        return Arrays.stream(word.split("=", -1))
                .map(part ->
                        part.contains("/") || part.endsWith(".json")
                                ? place(part).toString()
                                : part)
                .collect(Collectors.joining("="));
    }
}
