package bip.server.account;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditEvent;
import bip.server.audit.AuditKind;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.RequestFilter;
import bip.server.web.Response;
import bip.server.web.Visitor;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who asks and what they may. A public page is given to anybody without a look at any
 * cookie; every form must carry the token of the browser that sends it; everything else needs a
 * live session.
 */
final class SessionFilter implements RequestFilter {
    private final Sessions sessions;
    private final SignInPages signInPages;
    private final AuditEntrance attempts;

    SessionFilter(Sessions sessions, SignInPages signInPages, AuditEntrance attempts) {
        this.sessions = sessions;
        this.signInPages = signInPages;
        this.attempts = attempts;
    }

    @Override
    public Verdict judge(Request request, Access access) {
        if (access == Access.PUBLIC && !request.isPost()) {
            return new Verdict.Admitted(request);
        }
        Optional<Secret> secret = SessionCookie.find(request);
        Sessions.Found found = secret.map(sessions::find).orElseGet(Sessions.Found.Unknown::new);
        if (request.isPost()) {
            String token = request.field(Request.FORM_TOKEN);
            if (token.isEmpty()) {
                return refuseForm(AuditKind.FORM_TOKEN_MISSING, request, found);
            }
            if (secret.filter(ours -> ours.fits(token)).isEmpty()) {
                return refuseForm(AuditKind.FORM_TOKEN_FOREIGN, request, found);
            }
        }
        return access == Access.PUBLIC
                ? new Verdict.Admitted(request)
                : judge(request, access, found, secret);
    }

    private Verdict judge(
            Request request, Access access, Sessions.Found found, Optional<Secret> secret) {
        return switch (found) {
            case Sessions.Found.Live live -> judge(request, access, live, secret.orElseThrow());
            case Sessions.Found.Expired expired -> {
                record(AuditKind.EXPIRED_SESSION_REFUSED, request, expired);
                yield signIn(request);
            }
            case Sessions.Found.Unknown() -> signIn(request);
        };
    }

    private Verdict judge(Request request, Access access, Sessions.Found.Live live, Secret secret) {
        var visitor =
                new Visitor.SignedIn(
                        live.accountId(), live.login(), live.administrator(), secret.formToken());
        if (visitor.may(access)) {
            return new Verdict.Admitted(request.by(visitor));
        }
        record(AuditKind.PAGE_FORBIDDEN, request, live);
        return new Verdict.Answered(
                new Response.Forbidden("Ta strona jest tylko dla administratora biuletynu."));
    }

    private Verdict signIn(Request request) {
        return new Verdict.Answered(
                request.isPost()
                        ? signInPages.formKeeping(request, KeptFields.typed(request))
                        : new Response.SeeOther(
                                SignInPages.SIGN_IN
                                        + "?dalej="
                                        + LocalPath.orElse(request.path(), "/redakcja")));
    }

    /** What was typed is shown, to be copied: it may be an editor's, whose cookie is gone. */
    private Verdict refuseForm(AuditKind kind, Request request, Sessions.Found found) {
        record(kind, request, found);
        var typed = KeptFields.typed(request).texts();
        return new Verdict.Answered(
                new Response.View(403, "account/form-refused", Map.of("fields", typed)));
    }

    private void record(AuditKind kind, Request request, Sessions.Found found) {
        AuditEvent event =
                AuditEvent.of(kind).from(request.client().getHostAddress()).about(request.path());
        switch (found) {
            case Sessions.Found.Live live ->
                    attempts.record(event.by(live.accountId(), live.login()));
            case Sessions.Found.Expired gone ->
                    attempts.record(event.by(gone.accountId(), gone.login()));
            // Anybody can do that without ever having had an account here.
            case Sessions.Found.Unknown() -> attempts.recordRepeatable(event);
        }
    }
}
