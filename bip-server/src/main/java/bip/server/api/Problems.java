package bip.server.api;

import bip.server.web.Response;
import tools.jackson.databind.json.JsonMapper;

/** What is answered instead of a document: problem details (RFC 9457), in English. */
final class Problems {
    private static final String MEDIA_TYPE = "application/problem+json";

    /** Says that the status and the title tell all (RFC 9457, 4.2.1). */
    private static final String TYPE = "about:blank";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    Response badRequest(String detail) {
        return problem(400, "Bad Request", detail);
    }

    Response notFound(String detail) {
        return problem(404, "Not Found", detail);
    }

    /** The page, or the file's page, was withdrawn (R26). */
    Response gone(ApiMapper.PageRow page, String title) {
        String reason = page.withdrawnReason() == null ? "" : page.withdrawnReason();
        return answer(
                410,
                new Shapes.Tombstone(
                        TYPE,
                        "Gone",
                        410,
                        "This page was withdrawn: " + reason,
                        page.id(),
                        title.strip(),
                        page.withdrawnAt() == null ? null : page.withdrawnAt().toString(),
                        reason,
                        page.withdrawnBasis()));
    }

    private Response problem(int status, String title, String detail) {
        return answer(status, new Shapes.Problem(TYPE, title, status, detail));
    }

    private Response answer(int status, Object document) {
        return new Response.Data(status, MEDIA_TYPE, json.writeValueAsString(document));
    }
}
