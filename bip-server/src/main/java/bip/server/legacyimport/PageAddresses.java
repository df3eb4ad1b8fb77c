package bip.server.legacyimport;

import bip.server.text.Slugs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each page an address: its own wherever that is possible. Where several pages share one, the
 * page that biuletyn-bip showed keeps it: the first active one.
 */
final class PageAddresses {

    /** Of pages that share an address, the first keeps it. */
    static final Comparator<LegacyBulletin.Page> PRECEDENCE =
            Comparator.comparing((LegacyBulletin.Page page) -> !page.active())
                    .thenComparingLong(LegacyBulletin.Page::pk);

    private final Map<Long, String> slugs = new HashMap<>();
    private final Set<String> taken;

    /**
     * Plans the addresses of pages that are to be added.
     *
     * @param all pages of the source; the address of none of them is given to another
     * @param taken addresses of pages that are here already
     */
    PageAddresses(
            List<LegacyBulletin.Page> added, List<LegacyBulletin.Page> all, Set<String> taken) {
        this.taken = new HashSet<>(taken);
        var order = new ArrayList<>(added);
        order.sort(PRECEDENCE);
        for (LegacyBulletin.Page page : order) {
            if (isUsable(page.slug()) && this.taken.add(page.slug())) {
                slugs.put(page.pk(), page.slug());
            }
        }
        all.forEach(page -> this.taken.add(page.slug()));
        for (LegacyBulletin.Page page : order) {
            slugs.computeIfAbsent(page.pk(), _ -> newSlug(page));
        }
    }

    String slugOf(LegacyBulletin.Page page) {
        String slug = slugs.get(page.pk());
        if (slug == null) {
            throw new IllegalArgumentException("page " + page.pk() + " is not to be added");
        }
        return slug;
    }

    /** An address has to be one part of a path that browsers leave as it is. */
    static boolean isUsable(String slug) {
        return !slug.isBlank() && !slug.equals(".") && !slug.equals("..") && !slug.contains("/");
    }

    private String newSlug(LegacyBulletin.Page page) {
        String base =
                isUsable(page.slug())
                        ? page.slug()
                        : Slugs.from(page.title()).orElse("strona-" + page.pk());
        String slug = base;
        for (int number = 2; !taken.add(slug); number++) {
            slug = base + "-" + number;
        }
        return slug;
    }
}
