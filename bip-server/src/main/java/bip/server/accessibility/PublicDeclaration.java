package bip.server.accessibility;

import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.Map;
import java.util.function.Supplier;

/** The door of this room for citizens: the declaration of accessibility (R39). */
public final class PublicDeclaration {

    private final AccessibilityStatements statements;
    private final Supplier<OfficeData> office;
    private final Markdown markdown;
    private final PolishDates dates;

    public PublicDeclaration(
            AccessibilityStatements statements,
            Supplier<OfficeData> office,
            Markdown markdown,
            PolishDates dates) {
        this.statements = statements;
        this.office = office;
        this.markdown = markdown;
        this.dates = dates;
    }

    public void register(Routes routes) {
        routes.get("/deklaracja-dostepnosci", Access.PUBLIC, this::show);
    }

    private Response show(Request request) {
        OfficeData known = office.get();
        Declaration declaration =
                statements
                        .find()
                        .map(it ->
                                Declaration.of(it, known, markdown, dates.in(request.language())))
                        .orElseGet(() -> Declaration.unknown(known));
        return Response.view("accessibility/show", Map.of("it", declaration));
    }
}
