package bip.server.publicbody;

import bip.server.web.Access;
import bip.server.web.Request;
import bip.server.web.Response;
import bip.server.web.Routes;
import java.util.List;
import java.util.Map;

/**
 * The door of this room for citizens: basic data, people and contacts of the office, and who edits
 * its bulletin. Where nobody has entered them yet, the page says so: missing data take no page down
 * (R3).
 */
public final class PublicBodyPages {

    private final PublicBodyCatalog catalog;

    public PublicBodyPages(PublicBodyCatalog catalog) {
        this.catalog = catalog;
    }

    public void register(Routes routes) {
        routes.get("/podstawowe", Access.PUBLIC, this::showBasics);
        routes.get("/pracownicy", Access.PUBLIC, this::showStaff);
        routes.get("/kontakt", Access.PUBLIC, this::showContacts);
        routes.get("/zespol", Access.PUBLIC, this::showTeam);
    }

    Response showBasics(Request request) {
        return Response.view(
                "publicbody/basics", Map.of("bodies", catalog.find().stream().toList()));
    }

    Response showStaff(Request request) {
        return Response.view("publicbody/staff", Map.of("departments", catalog.listDepartments()));
    }

    Response showContacts(Request request) {
        List<PublicBody> bodies = catalog.find().stream().toList();
        return Response.view("publicbody/contacts", Map.of("bodies", bodies));
    }

    /** Redakcja: the address of the editorial office and its editors (§ 11 ust. 1 pkt 2 and 3). */
    Response showTeam(Request request) {
        return Response.view(
                "publicbody/team",
                Map.of(
                        "bodies", catalog.find().stream().toList(),
                        "editors", catalog.listEditors()));
    }
}
