package bip.server.web;

import bip.server.errortracking.ErrorReporter;
import bip.server.errortracking.Origin;
import bip.server.text.Language;
import bip.server.web.RouteTable.Match;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer: finds the route, calls the room, renders what it says. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    /**
     * Requests being worked on at once. Virtual threads set no limit, and more of them would only
     * queue for the database and hold memory meanwhile.
     */
    private static final int AT_ONCE = 64;

    /** How long a request waits for its turn before it is told to come again. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final String HTML = "text/html; charset=utf-8";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final RouteTable routes;
    private final Function<Language, PageFrame> frame;
    private final ErrorReporter errors;
    private final RequestFilter filter;
    private final Assets assets = new Assets();
    private final Pages pages = new Pages(assets);

    /**
     * Answers by {@code routes}.
     *
     * @param frame asked for each page
     * @param filter asked before each room is called
     * @param errors told of what a room did not expect
     */
    Answers(
            RouteTable routes,
            Function<Language, PageFrame> frame,
            RequestFilter filter,
            ErrorReporter errors) {
        this.routes = routes;
        this.frame = frame;
        this.filter = filter;
        this.errors = errors;
    }

    /** Never throws an exception: what goes wrong becomes a page with the request's reference. */
    Reply answer(Call call) {
        if (!call.isRead() && !call.isPost()) {
            return otherMethod(call);
        }
        try {
            if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return plain(503, call).with("Retry-After", "5");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return plain(503, call);
        }
        try {
            return answerInTurn(call);
        } finally {
            turns.release();
        }
    }

    /**
     * The page that says that it is our fault. The rim: what a room did not expect ends here, told
     * to the administrator in full, to Sentry scrubbed, and to the visitor by reference only.
     */
    Reply failed(Call call, Throwable failure) {
        log.error("could not answer {}", call.rawPath(), failure);
        errors.report(failure, origin(call));
        return error(500, call, Map.of());
    }

    private Origin origin(Call call) {
        return new Origin.Request(call.reference(), call.method(), template(call));
    }

    /** The route's template; asked for again, so that only a failed request pays for it. */
    private String template(Call call) {
        try {
            return routes.find(
                            call.isPost(), Address.parse(call.sitePath(), call.rawQuery()).parts())
                    .map(Match::template)
                    .orElse("");
        } catch (BadRequestException e) {
            return "";
        }
    }

    /** Some route wants the form that comes with this request. */
    boolean takesForm(Call call) {
        try {
            return call.isPost()
                    && routes.find(true, Address.parse(call.rawPath(), "").parts()).isPresent();
        } catch (BadRequestException e) {
            return false; // and answered as such, without its body
        }
    }

    /** Refused before any room was asked. */
    Reply refused(int status, Call call) {
        return plain(status, call);
    }

    private Reply otherMethod(Call call) {
        try {
            Address address = Address.parse(call.sitePath(), call.rawQuery());
            boolean isForOtherSites =
                    routes.isForPrograms(call.sitePath()) || routes.isDocument(address.parts());
            return call.method().equals("OPTIONS") && isForOtherSites
                    ? CrossOrigin.leave()
                    : notAllowed(address, call);
        } catch (BadRequestException e) {
            return plain(e.status(), call);
        }
    }

    /** Says what is allowed there (RFC 9110 15.5.6); where nothing is, what would be. */
    private Reply notAllowed(Address address, Call call) {
        boolean isForm =
                routes.answers(true, address.parts(), access -> isOpen(access, call, false));
        boolean isRead =
                routes.answers(false, address.parts(), access -> isOpen(access, call, true));
        String reading = isRead || !isForm ? "GET, HEAD" : "";
        String allowed = isForm ? (reading.isEmpty() ? "POST" : reading + ", POST") : reading;
        return plain(405, call).with("Allow", allowed);
    }

    private Reply answerInTurn(Call call) {
        try {
            Address address = Address.parse(call.sitePath(), call.rawQuery());
            if (call.isPost()) {
                return routed(address, call).orElseGet(() -> notAllowed(address, call));
            }
            return asset(address)
                    .or(() -> asset(address, "favicon.ico"))
                    .or(() -> routed(address, call))
                    .orElseGet(() -> error(404, call, Map.of()));
        } catch (BadRequestException e) {
            log.debug("refused an address: {}", e.getMessage());
            return e.status() == 400 ? error(400, call, Map.of()) : plain(e.status(), call);
        }
    }

    private Optional<Reply> routed(Address address, Call call) {
        return routes.find(call.isPost(), address.parts())
                .filter(match -> isOpen(match.access(), call, call.isRead()))
                .map(match -> call(match, address, call));
    }

    /** The editors' desk speaks Polish only. */
    private static boolean isOpen(Access access, Call call, boolean isRead) {
        return call.language() == Language.POLISH || (access == Access.PUBLIC && isRead);
    }

    private Reply call(Match match, Address address, Call call) {
        try {
            Request request = request(match, address, call);
            Reply reply =
                    switch (filter.judge(request, match.access())) {
                        case RequestFilter.Verdict.Admitted(var admitted) ->
                                reply(match.handler().handle(admitted), call);
                        case RequestFilter.Verdict.Answered(var answer) -> reply(answer, call);
                    };
            boolean isPublic = match.access() == Access.PUBLIC && !call.isPost();
            return isPublic ? reply : reply.forOneVisitor();
        } catch (IOException | RuntimeException | Error e) {
            // Errors too: a class that is missing or a stack that overflowed concerns one request.
            return failed(call, e);
        }
    }

    private static Request request(Match match, Address address, Call call) {
        return new Request(
                call.method(),
                address.path(),
                match.pathParameters(),
                address.query(),
                call.peer(),
                call.forwarded(),
                call.client(),
                call.https(),
                call.automatic(),
                call.cookies(),
                call.form(),
                new Visitor.Anonymous(),
                call.reference(),
                call.language());
    }

    private Reply reply(Response response, Call call) throws IOException {
        return switch (response) {
            case Response.View(int status, String template, Map<String, Object> model) -> {
                byte[] page = pages.render(template, model, frame.apply(call.language()), call);
                yield Reply.of(status, HTML, page)
                        .with("Cache-Control", ASK_AGAIN)
                        .tagged(ContentTag.of(page));
            }
            case Response.Download download -> Documents.of(download);
            case Response.Json(int status, String body) ->
                    Reply.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8))
                            .with("Cache-Control", "no-store");
            case Response.NotFound _ -> error(404, call, Map.of());
            case Response.Gone gone -> error(410, call, Map.of("gone", gone));
            case Response.Forbidden(String explanation) ->
                    error(403, call, Map.of("explanation", explanation));
            case Response.Document document -> Documents.of(document);
            case Response.Rows rows -> Documents.of(rows);
            case Response.Data data -> Documents.of(data);
            case Response.Moved(String path) ->
                    Reply.of(301, HTML, new byte[0])
                            .with("Location", call.language().prefix() + path)
                            .with("Cache-Control", ASK_AGAIN);
            case Response.SeeOther(String path) ->
                    Reply.of(303, HTML, new byte[0]).with("Location", path).forOneVisitor();
            case Response.WithCookie(Response answer, Cookie cookie) ->
                    reply(answer, call).with("Set-Cookie", cookie.header()).forOneVisitor();
            case Response.TryLater(Response answer, Duration after) ->
                    reply(answer, call).with("Retry-After", String.valueOf(after.toSeconds()));
        };
    }

    private Optional<Reply> asset(Address address) {
        List<String> parts = address.parts();
        return parts.size() == 2 && parts.getFirst().equals("static")
                ? assets.find(parts.getLast()).map(asset -> reply(asset, address))
                : Optional.empty();
    }

    /** Browsers ask for it at the root. */
    private Optional<Reply> asset(Address address, String name) {
        return address.parts().equals(List.of(name))
                ? assets.find(name).map(asset -> reply(asset, address))
                : Optional.empty();
    }

    private static Reply reply(Assets.Asset asset, Address address) {
        boolean named = address.query().getOrDefault("v", List.of()).contains(asset.tag());
        return Reply.of(200, asset.mediaType(), asset.bytes())
                .with("Cache-Control", named ? FOR_EVER : ASK_AGAIN)
                .tagged(asset.tag());
    }

    private Reply error(int status, Call call, Map<String, Object> details) {
        if (routes.isForPrograms(call.sitePath())) {
            return ProblemReply.of(status, call.reference());
        }
        Map<String, Object> model = new HashMap<>(details);
        model.put("reference", call.reference());
        try {
            byte[] page = pages.render("error/" + status, model, frameOrDefault(call), call);
            return Reply.of(status, HTML, page).with("Cache-Control", "no-store");
        } catch (RuntimeException e) {
            log.error("could not render the page for error {}", status, e);
            if (status != 500) {
                errors.report(e, origin(call));
            }
            return plain(status, call);
        }
    }

    private PageFrame frameOrDefault(Call call) {
        try {
            return frame.apply(call.language());
        } catch (RuntimeException e) {
            log.warn("the frame of an error page is the default one", e);
            return PageFrame.DEFAULT;
        }
    }

    private Reply plain(int status, Call call) {
        return routes.isForPrograms(call.sitePath())
                ? ProblemReply.of(status, call.reference())
                : PlainPage.reply(status, call.reference());
    }
}
