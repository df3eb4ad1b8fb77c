package bip.server.exclusion;

import bip.server.database.Database;
import bip.server.page.PageAddress;
import bip.server.page.PageSupplements.WithheldPart;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Paging;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The door of this room for citizens: exclusions of a page, and the list of all. */
public final class PublicExclusions {
    private static final String ADDRESS = "/wylaczenia";
    private static final int PIECE = 25;

    private final Database database;
    private final PolishDates dates;

    public PublicExclusions(Database database, PolishDates dates) {
        this.database = database;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get(ADDRESS, Access.PUBLIC, this::show);
    }

    /** What is withheld on a page, in the order of its entering. */
    public List<WithheldPart> listOfPage(long pageId) {
        return database.read(ExclusionMapper.class, mapper -> mapper.listOfPage(pageId)).stream()
                .map(PublicExclusions::shown)
                .toList();
    }

    private Response show(Request request) {
        OptionalInt number = Paging.asked(request);
        if (number.isEmpty()) {
            return new Response.NotFound();
        }
        Paging paging =
                Paging.of(
                        ADDRESS,
                        number.getAsInt(),
                        database.read(ExclusionMapper.class, ExclusionMapper::count),
                        PIECE);
        if (!paging.exists()) {
            return new Response.NotFound();
        }
        PolishDates words = dates.in(request.language());
        List<Listed> entries =
                database
                        .read(ExclusionMapper.class, mapper -> mapper.list(paging.offset(), PIECE))
                        .stream()
                        .map(row -> Listed.of(row, words))
                        .toList();
        return Response.view("exclusion/show", Map.of("entries", entries, "paging", paging));
    }

    private static WithheldPart shown(ExclusionMapper.Row row) {
        String interest = row.inInterestOf();
        return new WithheldPart(
                row.scope(), row.legalBasis(), row.excludedBy(), interest == null ? "" : interest);
    }

    /**
     * An exclusion in the list.
     *
     * @param href of its page; empty for a withdrawn one
     */
    record Listed(String title, String href, WithheldPart part, PolishDates.ShownTime entered) {
        static Listed of(ExclusionMapper.Row row, PolishDates words) {
            return new Listed(
                    row.title().strip(),
                    row.isWithdrawn() ? "" : PageAddress.of(row.slug()),
                    shown(row),
                    words.show(row.enteredAt()));
        }
    }
}
