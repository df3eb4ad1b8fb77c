package bip.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Replies that are no pages: files and documents for programs. */
final class Documents {
    private static final String ASK_AGAIN = "no-cache";
    private static final String UTF_8 = "; charset=utf-8";

    private Documents() {}

    static Reply of(Response.Document document) {
        byte[] body = document.body().getBytes(StandardCharsets.UTF_8);
        Reply reply =
                CrossOrigin.open(
                        Reply.of(200, document.mediaType() + UTF_8, body)
                                .with("Cache-Control", ASK_AGAIN)
                                .tagged(ContentTag.of(body)));
        return document.suggestedName().isEmpty()
                ? reply
                : reply.with(
                        "Content-Disposition",
                        ContentDisposition.of(document.suggestedName(), false));
    }

    static Reply of(Response.Rows rows) {
        return CrossOrigin.open(
                new Reply(
                        200,
                        Map.of(
                                "Content-Type",
                                rows.mediaType() + UTF_8,
                                "Content-Disposition",
                                ContentDisposition.of(rows.suggestedName(), false),
                                "Cache-Control",
                                ASK_AGAIN),
                        "",
                        new Reply.Body.Written(rows.source())));
    }

    static Reply of(Response.Data data) {
        byte[] body = data.body().getBytes(StandardCharsets.UTF_8);
        return CrossOrigin.open(
                Reply.of(data.status(), data.mediaType() + UTF_8, body)
                        .with("Cache-Control", ASK_AGAIN)
                        .tagged(ContentTag.of(body)));
    }

    static Reply of(Response.Download download) {
        return new Reply(
                200,
                Map.of(
                        "Content-Type",
                        download.mediaType(),
                        "Content-Disposition",
                        ContentDisposition.of(download.suggestedName(), download.inline()),
                        "Accept-Ranges",
                        "bytes",
                        "Cache-Control",
                        ASK_AGAIN),
                download.contentTag(),
                new Reply.Body.Streamed(download.file()));
    }
}
