package bip.server.account;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.database.Database;
import bip.server.database.FrozenException;
import bip.server.text.Visible;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import bip.server.web.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
final class SignInPages {
    static final String SIGN_IN = "/zaloguj";
    private static final String SIGN_OUT = "/wyloguj";
    private static final String DESK = "/redakcja";
    private static final String NEXT = "dalej";

    /** An upgrade freezes for about so long. */
    private static final Duration FREEZE = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String ONLY_HTTPS =
            "Logować się można tylko przez HTTPS albo z tego samego komputera. Jeśli przed"
                    + " biuletynem stoi serwer pośredniczący, musi on podawać nagłówek"
                    + " X-Forwarded-Proto.";
    private static final String REFUSED =
            "Login lub hasło są nieprawidłowe albo konto jest wyłączone.";
    private static final String FROZEN =
            "Trwa aktualizacja biuletynu. Zaloguj się za minutę; nic nie zginęło.";
    private static final String BUSY = "Serwer jest zajęty. Spróbuj ponownie za kilka sekund.";

    private static final Logger log = LoggerFactory.getLogger(SignInPages.class);

    private final SignIn signIn;
    private final Sessions sessions;
    private final Database database;
    private final AuditLog audit;
    private final AuditEntrance entrance;

    SignInPages(
            SignIn signIn,
            Sessions sessions,
            Database database,
            AuditLog audit,
            AuditEntrance entrance) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.database = database;
        this.audit = audit;
        this.entrance = entrance;
    }

    void register(Routes routes) {
        routes.get(SIGN_IN, Access.PUBLIC, this::showForm);
        routes.post(SIGN_IN, Access.PUBLIC, this::takeForm);
        routes.post(SIGN_OUT, Access.EDITOR, this::signOut);
    }

    private Response showForm(Request request) {
        String next = LocalPath.orElse(request.queryParameter(NEXT).orElse(""), DESK);
        return form(request, 200, "", next, new KeptFields("", List.of()));
    }

    /** The form, for somebody whose session has ended while they were typing. */
    Response formKeeping(Request request, KeptFields kept) {
        return form(
                request,
                403,
                "Sesja wygasła. Zaloguj się ponownie: wpisany tekst jest zachowany.",
                DESK,
                kept);
    }

    private Response takeForm(Request request) {
        if (!isProtected(request)) {
            return new Response.Forbidden(ONLY_HTTPS);
        }
        KeptFields kept = KeptFields.carried(request);
        String next = LocalPath.orElse(request.field(NEXT), DESK);
        try {
            var outcome =
                    signIn.attempt(
                            request.field("login"),
                            request.field("haslo"),
                            request.client().getHostAddress());
            return switch (outcome) {
                case SignIn.Outcome.SignedIn(var secret) -> signedIn(request, secret, next, kept);
                case SignIn.Outcome.Refused() -> form(request, 403, REFUSED, next, kept);
                case SignIn.Outcome.Throttled(var wait) -> throttled(request, wait, next, kept);
                case SignIn.Outcome.Frozen() ->
                        new Response.TryLater(form(request, 503, FROZEN, next, kept), FREEZE);
            };
        } catch (BusyException e) {
            log.warn("a password was not verified", e);
            return new Response.TryLater(form(request, 503, BUSY, next, kept), SOON);
        }
    }

    private Response signedIn(Request request, Secret secret, String next, KeptFields kept) {
        Response answer =
                kept.path().isEmpty()
                        ? new Response.SeeOther(next)
                        : Response.view(
                                "account/resume",
                                Map.of(
                                        "token", secret.formToken(),
                                        "path", kept.path(),
                                        "fields", kept.fields()));
        return new Response.WithCookie(answer, SessionCookie.of(request, secret));
    }

    private Response throttled(Request request, Duration wait, String next, KeptFields kept) {
        Duration whole = Duration.ofSeconds(wait.toSeconds() + 1);
        String words =
                "Zbyt wiele nieudanych prób. Następną można podjąć za " + whole.toSeconds() + " s.";
        return new Response.TryLater(form(request, 429, words, next, kept), whole);
    }

    private Response form(
            Request request, int status, String problem, String next, KeptFields kept) {
        if (!isProtected(request)) {
            return new Response.Forbidden(ONLY_HTTPS);
        }
        Secret secret = SessionCookie.find(request).orElseGet(sessions::strangersSecret);
        var view =
                new Response.View(
                        status,
                        "account/sign-in",
                        Map.of(
                                "token", secret.formToken(),
                                "problem", problem,
                                "login", Visible.line(request.field("login")),
                                "next", next,
                                "kept", kept.hidden()));
        return new Response.WithCookie(view, SessionCookie.of(request, secret));
    }

    private Response signOut(Request request) {
        Visitor.SignedIn who = request.signedIn();
        var event =
                AuditEvent.of(AuditKind.SIGNED_OUT)
                        .by(who.accountId(), who.login())
                        .from(request.client().getHostAddress());
        Secret secret = SessionCookie.find(request).orElseThrow();
        try {
            database.write(transaction -> {
                sessions.end(transaction, secret);
                audit.record(transaction, event);
                return secret;
            });
        } catch (FrozenException e) {
            sessions.keepEnd(secret);
            entrance.record(event);
        }
        return new Response.WithCookie(
                new Response.SeeOther(SIGN_IN), SessionCookie.forgotten(request));
    }

    /** Passwords travel by HTTPS, or inside this machine (R55). */
    private static boolean isProtected(Request request) {
        return request.https() || request.isLocal();
    }
}
