package bip.server.attachment;

import bip.server.attachment.AttachmentMapper.Attached;
import bip.server.attachment.AttachmentMapper.Served;
import bip.server.database.Database;
import bip.server.page.PageSupplements.AttachedFile;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PathSegment;
import bip.server.text.PolishDates;
import bip.server.text.PolishSizes;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The door of this room for citizens: files at their addresses, and beside their pages. */
public final class PublicAttachments {

    /**
     * What a browser may show by itself. Neither HTML nor SVG: they could run scripts in this
     * site's name. Neither text: without a known encoding Polish letters come out wrong.
     */
    private static final Set<String> INLINE =
            Set.of("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp");

    private final Database database;
    private final AttachmentStore store;
    private final Markdown markdown;
    private final PolishDates dates;

    public PublicAttachments(
            Database database, AttachmentStore store, Markdown markdown, PolishDates dates) {
        this.database = database;
        this.store = store;
        this.markdown = markdown;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get("/attachment/{file}", Access.PUBLIC, this::download);
    }

    /** The files of a page as it shows them in {@code language}. */
    public List<AttachedFile> listOfPage(long pageId, Language language) {
        return database.read(AttachmentMapper.class, mapper -> mapper.listOfPage(pageId)).stream()
                .map(file -> shown(file, language))
                .toList();
    }

    Response download(Request request) {
        String fileName = request.pathParameter("file");
        List<Served> holds =
                database.read(AttachmentMapper.class, mapper -> mapper.listByFileName(fileName));
        // The first hold is a published page's, if there is one.
        return holds.stream()
                .findFirst()
                .map(hold -> answer(hold, fileName))
                .orElseGet(Response.NotFound::new);
    }

    private Response answer(Served hold, String fileName) {
        if (hold.withdrawnReason() != null) {
            return new Response.Gone(hold.title(), hold.withdrawnReason());
        }
        String sha256 = hold.sha256();
        if (sha256 == null) {
            return new Response.NotFound();
        }
        boolean inline = INLINE.contains(hold.mediaType());
        return store.find(sha256)
                .<Response>map(file ->
                        new Response.Download(file, hold.mediaType(), sha256, fileName, inline))
                .orElseGet(Response.NotFound::new);
    }

    private AttachedFile shown(Attached file, Language language) {
        return new AttachedFile(
                file.title(),
                file.description() == null ? "" : markdown.toHtml(file.description()),
                "/attachment/" + PathSegment.encode(file.fileName()),
                format(file.fileName(), language),
                PolishSizes.show(file.sizeBytes(), language),
                dates.in(language).show(file.createdAt()).words(),
                file.sha256() == null ? "" : file.sha256(),
                file.sha256() != null);
    }

    private static String format(String fileName, Language language) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0
                ? language.choose("plik", "file")
                : fileName.substring(dot + 1).toUpperCase(Locale.ROOT);
    }
}
