package bip.server.legacyimport;

import bip.server.attachment.AttachmentStore;
import bip.server.legacyimport.ImportReport.Outcome;
import bip.server.legacyimport.LegacyBulletin.Row;
import bip.server.page.PageAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** One run within one transaction: adds what is new, leaves what is here, reports the rest. */
final class ImportRun {

    private static final String WITHDRAWN_REASON = "wycofana w poprzednim systemie (biuletyn-bip)";

    private final LegacyBulletin source;
    private final Map<String, AttachmentStore.Stored> files;
    private final List<String> orphans;
    private final SectionPlaces places;
    private final ImportTally tally = new ImportTally();
    private String at = "site.json";

    /**
     * A run that is still to be made.
     *
     * @param files those of the source that exist, by name
     * @param orphans names of files that no row names
     * @param places where new pages are put in the subject menu
     */
    ImportRun(
            LegacyBulletin source,
            Map<String, AttachmentStore.Stored> files,
            List<String> orphans,
            SectionPlaces places) {
        this.source = source;
        this.files = files;
        this.orphans = orphans;
        this.places = places;
    }

    /** Which row it was at, for the message when the database refuses one. */
    String at() {
        return at;
    }

    ImportReport run(ImportMapper mapper) {
        var origins = new Origins(mapper);
        carryOverSite(mapper, origins);
        each(source.users(), origins, user -> addUser(user, mapper));
        each(source.labels(), origins, label -> addLabel(label, mapper));
        carryOverPages(mapper, origins);
        each(source.attachments(), origins, row -> addAttachment(row, mapper, origins));
        reportFiles();
        each(source.pageLabels(), origins, row -> addPageLabel(row, mapper, origins));
        each(source.changes(), origins, row -> addChange(row, mapper, origins));
        return tally.report();
    }

    private <R extends Row> void each(List<R> rows, Origins origins, ToLongFunction<R> add) {
        for (R row : rows) {
            at = row.kind().stored() + " " + row.pk();
            String digest = row.digest();
            switch (origins.standing(row.kind(), row.pk(), digest)) {
                case NEW -> {
                    long target = add.applyAsLong(row);
                    origins.remember(row.kind(), row.pk(), target, digest);
                    tally.added(row.kind());
                }
                case SAME -> tally.alreadyThere(row.kind());
                case DIFFERENT -> {
                    tally.alreadyThere(row.kind());
                    tally.found(
                            row.kind(),
                            row.pk(),
                            Outcome.CHANGED,
                            "it differs from what was imported before; kept as it is here");
                }
            }
        }
    }

    private void carryOverSite(ImportMapper mapper, Origins origins) {
        LegacySite site = source.findSite().orElse(null);
        if (site == null) {
            tally.found(Kind.SITE, null, Outcome.MISSING, "there is no conf/site.json");
            return;
        }
        String digest = LegacyBulletin.sha256(site.toString());
        boolean isNew = origins.standing(Kind.SITE, 1, digest) == Origins.Standing.NEW;
        if (isNew && mapper.countPublicBodies() == 0) {
            new SiteWriter(mapper).write(site);
            origins.remember(Kind.SITE, 1, 1, digest);
        } else if (origins.standing(Kind.SITE, 1, digest) != Origins.Standing.SAME) {
            tally.found(
                    Kind.SITE,
                    null,
                    Outcome.CHANGED,
                    "conf/site.json differs from what is here; kept as it is here");
        }
    }

    private long addUser(LegacyBulletin.User user, ImportMapper mapper) {
        var existing = mapper.findAccount(user.name());
        if (existing.isPresent()) {
            tally.found(
                    Kind.USER,
                    user.pk(),
                    Outcome.CHANGED,
                    "the account " + user.name() + " is here already; kept as it is here");
            return existing.get();
        }
        return mapper.addAccount(user);
    }

    private long addLabel(LegacyBulletin.Label label, ImportMapper mapper) {
        var existing = mapper.findLabel(label);
        if (existing.isPresent()) {
            tally.found(
                    Kind.LABEL,
                    label.pk(),
                    Outcome.CHANGED,
                    "the label " + label.name() + " is here already; kept as it is here");
            return existing.get();
        }
        return mapper.addLabel(label);
    }

    private void carryOverPages(ImportMapper mapper, Origins origins) {
        List<LegacyBulletin.Page> added =
                source.pages().stream().filter(page -> isNew(page, origins)).toList();
        var addresses = new PageAddresses(added, source.pages(), new HashSet<>(mapper.listSlugs()));
        each(source.pages(), origins, page -> addPage(page, addresses, mapper, origins));
        for (LegacyBulletin.Page page : source.pages()) {
            reportPage(page, mapper.getSlug(origins.targetOf(Kind.PAGE, page.pk(), page)));
        }
    }

    private static boolean isNew(LegacyBulletin.Page page, Origins origins) {
        return origins.standing(Kind.PAGE, page.pk(), page.digest()) == Origins.Standing.NEW;
    }

    private long addPage(
            LegacyBulletin.Page page,
            PageAddresses addresses,
            ImportMapper mapper,
            Origins origins) {
        long createdBy = origins.targetOf(Kind.USER, page.createdBy(), page);
        long savedBy = origins.targetOf(Kind.USER, page.updatedBy(), page);
        String slug = addresses.slugOf(page);
        Long section = places.of(page);
        long id =
                page.active()
                        ? mapper.addPage(page, slug, createdBy, "published", null, section)
                        : mapper.addPage(
                                page, slug, createdBy, "withdrawn", WITHDRAWN_REASON, section);
        mapper.addRevision(id, page, savedBy);
        mapper.addAddress(id);
        mapper.addStanding(id);
        return id;
    }

    private void reportPage(LegacyBulletin.Page page, String slug) {
        if (!slug.equals(page.slug())) {
            String detail =
                    PageAddresses.isUsable(page.slug())
                            ? "the address /strona/" + page.slug() + " belongs to " + owner(page)
                            : "its address \"" + page.slug() + "\" cannot be used";
            tally.found(Kind.PAGE, page.pk(), Outcome.MOVED, detail, PageAddress.of(slug));
        }
        if (!page.active()) {
            tally.found(
                    Kind.PAGE,
                    page.pk(),
                    Outcome.WITHDRAWN,
                    "it was not active; it answers 410",
                    PageAddress.of(slug));
        }
    }

    /** Which page of the source keeps the address that {@code page} wanted too. */
    private String owner(LegacyBulletin.Page page) {
        return source.pages().stream()
                .filter(other -> other.pk() != page.pk() && other.slug().equals(page.slug()))
                .min(PageAddresses.PRECEDENCE)
                .map(other -> "page " + other.pk())
                .orElse("a page that was here before");
    }

    private long addAttachment(
            LegacyBulletin.Attachment row, ImportMapper mapper, Origins origins) {
        long page = origins.targetOf(Kind.PAGE, row.page(), row);
        var stored = files.get(row.fileName());
        return stored == null
                ? mapper.addAttachment(page, row, null, row.fileSize())
                : mapper.addAttachment(page, row, stored.sha256(), stored.sizeBytes());
    }

    private void reportFiles() {
        for (LegacyBulletin.Attachment row : source.attachments()) {
            if (!files.containsKey(row.fileName())) {
                tally.found(
                        Kind.ATTACHMENT,
                        row.pk(),
                        Outcome.MISSING,
                        "no file " + row.fileName() + " in instance/attachments");
            }
        }
        for (String orphan : orphans) {
            tally.found(
                    Kind.FILE,
                    null,
                    Outcome.ORPHAN,
                    "instance/attachments/" + orphan + " belongs to no attachment; left behind");
        }
        var counted = new HashSet<String>();
        for (AttachmentStore.Stored file : files.values()) {
            if (counted.add(file.sha256())) {
                if (file.isNew()) {
                    tally.added(Kind.FILE);
                } else {
                    tally.alreadyThere(Kind.FILE);
                }
            }
        }
    }

    private static long addPageLabel(
            LegacyBulletin.PageLabel row, ImportMapper mapper, Origins origins) {
        long page = origins.targetOf(Kind.PAGE, row.page(), row);
        mapper.addPageLabel(page, origins.targetOf(Kind.LABEL, row.label(), row));
        return page;
    }

    private static long addChange(LegacyBulletin.Change row, ImportMapper mapper, Origins origins) {
        return mapper.addChange(
                origins.targetOf(Kind.PAGE, row.page(), row),
                row.at(),
                row.created() ? "created" : "changed",
                row.reason(),
                origins.targetOf(Kind.USER, row.user(), row));
    }
}
