package bip.server.attachment;

import bip.server.attachment.AttachmentMapper.Served;
import bip.server.database.Database;
import bip.server.page.PageSupplements.AttachedFile;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        routes.get("/zalacznik/{id}/{file}", Access.PUBLIC, this::downloadVersion);
    }

    /** The files of a page as it shows them. */
    public List<AttachedFile> listOfPage(long pageId, Language language) {
        return new AttachedFiles(markdown, dates.in(language), language)
                .show(database.read(AttachmentMapper.class, mapper -> mapper.listOfPage(pageId)));
    }

    /** A version that was replaced has its permanent address only. */
    Response download(Request request) {
        String fileName = request.pathParameter("file");
        return database.read(AttachmentMapper.class, mapper -> mapper.findByFileName(fileName))
                .map(version ->
                        version.isReplaced() && version.withdrawnReason() == null
                                ? new Response.Moved(FileAddress.permanent(version.id(), fileName))
                                : answer(version, dates.in(request.language())))
                .orElseGet(Response.NotFound::new);
    }

    Response downloadVersion(Request request) {
        String id = request.pathParameter("id");
        if (!id.matches("[1-9][0-9]{0,17}")) {
            return new Response.NotFound();
        }
        return database.read(
                        AttachmentMapper.class,
                        mapper -> mapper.find(Long.parseLong(id), request.pathParameter("file")))
                .map(version -> answer(version, dates.in(request.language())))
                .orElseGet(Response.NotFound::new);
    }

    private Response answer(Served version, PolishDates shown) {
        if (version.withdrawnReason() != null) {
            return gone(
                    version,
                    version.withdrawnReason(),
                    version.withdrawnAt(),
                    version.withdrawnBasis(),
                    shown);
        }
        if (version.isRemoved()) {
            String reason = version.endedReason();
            return gone(version, reason == null ? "–" : reason, version.endedAt(), null, shown);
        }
        String sha256 = version.sha256();
        if (sha256 == null) {
            return new Response.NotFound();
        }
        boolean inline = INLINE.contains(version.mediaType());
        return store.find(sha256)
                .<Response>map(file ->
                        new Response.Download(
                                file,
                                version.mediaType(),
                                sha256,
                                SavedName.of(version.title(), version.fileName()),
                                inline))
                .orElseGet(Response.NotFound::new);
    }

    private static Response gone(
            Served version,
            String reason,
            @Nullable Instant at,
            @Nullable String legalBasis,
            PolishDates shown) {
        return new Response.Gone(
                version.title(),
                reason,
                shown.show(version.createdAt()),
                at == null ? null : shown.show(at),
                legalBasis == null ? "" : legalBasis);
    }
}
