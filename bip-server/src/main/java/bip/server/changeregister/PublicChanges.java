package bip.server.changeregister;

import bip.server.changeregister.ChangeRegister.Piece;
import bip.server.text.PathSegment;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The door of this room for citizens: the changes of the whole site, the newest first (R24).
 *
 * <p>A piece is addressed by the entry that it follows, {@code ?przed=812}, so that its address
 * shows the same entries for ever although new ones come on top. Numbered pieces, {@code ?p=2}, are
 * answered as biuletyn-bip did (R64). Entries of a withdrawn page stay: what was published when may
 * be asked by a court (art. 8 ust. 6), and the withdrawal itself is a change of content (§ 16 ust.
 * 1).
 */
public final class PublicChanges {

    private static final int PIECE = 25;
    private static final String ADDRESS = "/zmiany";

    private final ChangeRegister register;
    private final PolishDates dates;

    public PublicChanges(ChangeRegister register, PolishDates dates) {
        this.register = register;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::showChanges);
    }

    Response showChanges(Request request) {
        return piece(request).map(this::show).orElseGet(Response.NotFound::new);
    }

    private Optional<Piece> piece(Request request) {
        Optional<String> mark = request.queryParameter("przed");
        if (mark.isPresent()) {
            return mark.filter(text -> text.matches("[1-9][0-9]{0,17}"))
                    .flatMap(id -> register.listOlderThan(Long.parseLong(id), PIECE))
                    .filter(piece -> !piece.rows().isEmpty());
        }
        return Paging.asked(request).stream()
                .mapToObj(number -> register.listFrom((number - 1L) * PIECE, PIECE))
                .filter(piece -> !piece.rows().isEmpty() || piece.offset() == 0)
                .findFirst();
    }

    private Response show(Piece piece) {
        return Response.view(
                "changeregister/show",
                Map.of(
                        "changes", piece.rows().stream().map(this::shown).toList(),
                        "position",
                                "%d–%d z %d"
                                        .formatted(piece.offset() + 1, piece.end(), piece.total()),
                        "newer", newer(piece),
                        "older", older(piece)));
    }

    private static String newer(Piece piece) {
        if (piece.offset() == 0) {
            return "";
        }
        List<ChangeMapper.SiteRow> before = piece.before();
        return before.size() <= PIECE ? ADDRESS : ADDRESS + "?przed=" + before.getFirst().id();
    }

    private static String older(Piece piece) {
        return piece.end() < piece.total() ? ADDRESS + "?przed=" + piece.rows().getLast().id() : "";
    }

    private Change shown(ChangeMapper.SiteRow row) {
        return new Change(
                row.title().strip(),
                // Written here because this room knows no other room's code, only their values.
                row.isWithdrawn() ? "" : "/strona/" + PathSegment.encode(row.slug()),
                dates.show(row.changedAt()),
                row.toEntry().kind().words(),
                row.reason(),
                row.login());
    }

    /**
     * An entry as the template needs it.
     *
     * @param title of the page, as it is called now
     * @param href of the page; empty for a withdrawn one
     */
    record Change(
            String title,
            String href,
            PolishDates.ShownTime time,
            String kind,
            String reason,
            String login) {}
}
