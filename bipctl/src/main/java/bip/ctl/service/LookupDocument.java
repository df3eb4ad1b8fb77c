package bip.ctl.service;

import bip.ctl.service.KeptBulletin.Attachment;
import bip.ctl.service.KeptBulletin.Page;
import bip.ctl.service.KeptBulletin.Pages;
import bip.ctl.service.KeptBulletin.Revision;
import bip.ctl.service.KeptBulletin.Title;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.util.ArrayList;
import java.util.List;

/** Understands what {@code lookup} prints. */
final class LookupDocument {

    static final String FORMAT = "bip-lookup/v1";

    private final JsonObject json;

    LookupDocument(JsonObject json) {
        this.json = json;
    }

    /** There is no such thing. */
    boolean isNothing() throws JsonProblem {
        return json.string("kind").equals("nothing");
    }

    Page page() throws JsonProblem {
        require("page");
        var revisions = new ArrayList<Revision>();
        for (JsonObject revision : json.objects("revisions")) {
            revisions.add(
                    new Revision(
                            ReleaseProgram.number(revision, "number"),
                            revision.string("savedAt"),
                            revision.findString("savedBy").orElse(""),
                            revision.string("title")));
        }
        return new Page(
                json.string("slug"),
                json.string("state"),
                json.findString("withdrawnReason").orElse(""),
                json.findString("title").orElse(""),
                json.has("revision") ? ReleaseProgram.number(json, "revision") : 0,
                json.findString("summary").orElse(""),
                json.findString("markdown").orElse(""),
                revisions,
                attachmentList());
    }

    List<Attachment> attachments() throws JsonProblem {
        require("attachments");
        return attachmentList();
    }

    Pages pages() throws JsonProblem {
        require("pages");
        var titles = new ArrayList<Title>();
        for (JsonObject page : json.objects("pages")) {
            titles.add(title(page));
        }
        return new Pages(titles, json.bool("more"));
    }

    private void require(String kind) throws JsonProblem {
        if (!json.string("kind").equals(kind)) {
            throw new JsonProblem(Phrase.of("service.otherFormat", FORMAT + " " + kind));
        }
    }

    private List<Attachment> attachmentList() throws JsonProblem {
        var attachments = new ArrayList<Attachment>();
        for (JsonObject file : json.objects("attachments")) {
            attachments.add(
                    new Attachment(
                            file.string("fileName"),
                            file.findString("sha256").orElse(""),
                            file.integer("sizeBytes", 0, Long.MAX_VALUE),
                            file.string("mediaType"),
                            file.string("title"),
                            file.has("page") ? title(file.object("page")) : new Title("", "")));
        }
        return attachments;
    }

    private static Title title(JsonObject page) throws JsonProblem {
        return new Title(page.string("slug"), page.string("title"));
    }
}
