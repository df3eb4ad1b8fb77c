package bip.ctl.command;

import bip.ctl.backup.BackupReader;
import bip.ctl.backup.BackupRecord;
import bip.ctl.layout.ServerFolder;
import bip.ctl.release.Generation;
import bip.ctl.service.KeptBulletin;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is in a backup, and one page or attachment of it. */
@Command(name = "show")
final class BackupShowCommand extends Verb {

    private static final String WORK = ".lookup";

    @Mixin JsonOption json = new JsonOption();

    @Option(names = "--from", paramLabel = "FOLDER")
    @Nullable Path from;

    @Parameters(index = "0", paramLabel = "ID")
    String id = "newest";

    @ArgGroup(exclusive = true)
    @Nullable Part part;

    @Option(names = "--revision", paramLabel = "N")
    @Nullable Integer revision;

    @Option(names = "--to", paramLabel = "FILE")
    @Nullable Path to;

    /** What of it is wanted. */
    static final class Part {
        @Option(names = "--page", paramLabel = "ADDRESS")
        @Nullable String page;

        @Option(names = "--attachment", paramLabel = "NAME")
        @Nullable String attachment;

        @Option(names = "--containing", paramLabel = "WORDS")
        @Nullable String words;
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        BackupReader backup = BackupShow.open(desk, from).reader(id);
        if (part == null) {
            return whole(desk, backup.record());
        }
        if (to != null && Files.exists(to)) {
            throw new CtlException(ErrorCode.B108, to);
        }
        try (var lock = desk.lock("backup show")) {
            return lookUp(desk, backup, part);
        }
    }

    private ExitCode whole(Desk desk, BackupRecord record) {
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-backup/v1");
            document.putAll(BackupShow.json(record));
            JsonOption.print(desk, document);
        } else {
            BackupShow.details(desk, record).forEach(desk.console()::result);
        }
        return ExitCode.DONE;
    }

    /** The current release looks: it reads what its bulletin was in older backups. */
    private ExitCode lookUp(Desk desk, BackupReader backup, Part wanted)
            throws IOException, InterruptedException {
        Generation current =
                desk.machine()
                        .generations()
                        .current()
                        .orElseThrow(() -> new CtlException(ErrorCode.U100));
        Path program = current.release().program();
        Path work = desk.layout().serverState().resolve(WORK);
        try {
            AtomicFiles.deleteTree(work);
            try (var folder = ServerFolder.open(desk.layout(), work)) {
                backup.database(folder, "bip.db");
            }
            Path database = work.resolve("bip.db");
            var server = desk.machine().program();
            String address = wanted.page;
            if (address != null) {
                var number = revision == null ? OptionalInt.empty() : OptionalInt.of(revision);
                return page(
                        desk,
                        server.lookUpPage(program, database, slug(address), number)
                                .orElseThrow(() -> notThere(address, backup)));
            }
            if (wanted.attachment != null) {
                var found = server.lookUpAttachments(program, database, wanted.attachment);
                return attachments(desk, backup, wanted.attachment, found);
            }
            return pages(desk, server.lookUpWords(program, database, String.valueOf(wanted.words)));
        } finally {
            AtomicFiles.deleteTree(work);
        }
    }

    /** People copy addresses from the browser. */
    private static String slug(String address) {
        return address.replaceFirst("^https?://[^/]+", "")
                .replaceFirst("^/+", "")
                .replaceFirst("^strona/", "");
    }

    private static CtlException notThere(String what, BackupReader backup) {
        return new CtlException(ErrorCode.B109, what, backup.record().id());
    }

    private ExitCode page(Desk desk, KeptBulletin.Page page) throws IOException {
        if (to != null) {
            write(to, page.markdown().getBytes(StandardCharsets.UTF_8));
            desk.console().result(desk.text("backup.written", to));
            return ExitCode.DONE;
        }
        desk.console().result("# " + page.title() + "  (/strona/" + page.slug() + ")");
        for (KeptBulletin.Revision it : page.revisions()) {
            desk.console()
                    .result(
                            desk.text(
                                    "backup.revision",
                                    it.number(),
                                    it.savedAt(),
                                    it.savedBy(),
                                    it.title()));
        }
        page.attachments().forEach(it -> desk.console().result(line(desk, it)));
        desk.console().result("");
        page.markdown().lines().forEach(desk.console()::result);
        return ExitCode.DONE;
    }

    private ExitCode attachments(
            Desk desk, BackupReader backup, String name, List<KeptBulletin.Attachment> found)
            throws IOException {
        if (found.isEmpty()) {
            throw notThere(name, backup);
        }
        if (to == null) {
            found.forEach(it -> desk.console().result(line(desk, it)));
            return ExitCode.DONE;
        }
        List<String> contents =
                found.stream()
                        .map(KeptBulletin.Attachment::sha256)
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList();
        if (contents.size() != 1) {
            found.forEach(it -> desk.console().result(line(desk, it)));
            throw new CtlException(ErrorCode.B124, name, contents.size());
        }
        backup.attachment(contents.getFirst(), to);
        desk.console().result(desk.text("backup.written", to));
        return ExitCode.DONE;
    }

    private static String line(Desk desk, KeptBulletin.Attachment it) {
        return desk.text(
                "backup.attachment",
                it.fileName(),
                BackupShow.size(it.sizeBytes()),
                it.sha256(),
                "/strona/" + it.page().slug());
    }

    private static ExitCode pages(Desk desk, KeptBulletin.Pages pages) {
        pages.pages()
                .forEach(it -> desk.console().result("/strona/" + it.slug() + "  " + it.title()));
        if (pages.pages().isEmpty()) {
            desk.console().result(desk.text("backup.noPages"));
        }
        if (pages.hasMore()) {
            desk.console().notice(desk.text("backup.morePages"));
        }
        return ExitCode.DONE;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}
