package bip.server.glossary;

import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.Map;

/** The glossary as citizens read it. */
public final class PublicGlossary {

    private final Glossary glossary;

    public PublicGlossary(Glossary glossary) {
        this.glossary = glossary;
    }

    public void register(Routes routes) {
        routes.get("/slownik", Access.PUBLIC, this::show);
    }

    private Response show(Request request) {
        return Response.view("glossary/show", Map.of("terms", glossary.list()));
    }
}
