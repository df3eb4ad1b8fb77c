package bip.server.glossary;

import bip.server.text.Csv;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.Map;
import java.util.stream.Collectors;

/** The glossary as citizens read it. */
public final class PublicGlossary {

    private final Glossary glossary;

    public PublicGlossary(Glossary glossary) {
        this.glossary = glossary;
    }

    public void register(Routes routes) {
        routes.get("/slownik", Access.PUBLIC, this::show);
        routes.get("/slownik.csv", Access.PUBLIC, this::showCsv);
    }

    private Response show(Request request) {
        return Response.view("glossary/show", Map.of("terms", glossary.list()));
    }

    /** Columns in Polish, as every file of this bulletin has them in both languages (R61). */
    private Response showCsv(Request request) {
        String rows =
                glossary.list().stream()
                        .map(term -> Csv.line(term.abbreviation(), term.expansion()))
                        .collect(Collectors.joining());
        return new Response.Document(
                "text/csv", Csv.line("skrot", "rozwiniecie") + rows, "slownik.csv");
    }
}
