package bip.server.editor;

import bip.server.audit.AuditEntrance;
import bip.server.audit.AuditEntry;
import bip.server.audit.AuditKind;
import bip.server.audit.AuditLog;
import bip.server.text.PolishDates;
import bip.server.text.Visible;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The audit log, the newest entries first, in pieces. */
final class AuditPages {
    private static final String ADDRESS = "/redakcja/dziennik";
    private static final int PIECE = 200;

    private final AuditLog audit;
    private final AuditEntrance entrance;
    private final PolishDates dates;

    AuditPages(AuditLog audit, AuditEntrance entrance, PolishDates dates) {
        this.audit = audit;
        this.entrance = entrance;
        this.dates = dates;
    }

    void register(Routes routes) {
        routes.get(ADDRESS, Access.ADMINISTRATOR, this::show);
    }

    private Response show(Request request) {
        entrance.enterEnded();
        OptionalInt number = Paging.asked(request);
        if (number.isEmpty()) {
            return new Response.NotFound();
        }
        Paging paging = Paging.of(ADDRESS, number.getAsInt(), audit.count(), PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        List<ListedEntry> entries =
                audit.listLast(paging.offset(), PIECE).stream().map(this::listed).toList();
        return Response.view(
                "editor/audit",
                Map.of("who", request.signedIn(), "entries", entries, "paging", paging));
    }

    private ListedEntry listed(AuditEntry entry) {
        return new ListedEntry(
                entry.number(),
                dates.show(entry.at()),
                AuditWords.of(entry.kind()),
                isTyped(entry) ? shown(null) : shown(entry.login()),
                shown(entry.address()),
                shown(entry.subject()),
                shown(entry.detail()));
    }

    /** Older entries hold what was typed as a login that no account has: a password at times. */
    private static boolean isTyped(AuditEntry entry) {
        AuditKind kind = AuditKind.parse(entry.kind());
        return entry.accountId() == null
                && (kind == AuditKind.UNKNOWN_LOGIN_REFUSED || kind == AuditKind.SIGN_IN_THROTTLED);
    }

    private static String shown(@Nullable String text) {
        String line = text == null ? "" : Visible.line(text);
        return line.isEmpty() ? "–" : line;
    }

    record ListedEntry(
            long number,
            PolishDates.ShownTime time,
            String what,
            String who,
            String address,
            String subject,
            String detail) {}
}
