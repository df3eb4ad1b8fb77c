package bip.server.page;

import bip.server.text.Language;
import bip.server.web.PageFrame.MenuLink;
import java.util.List;

/** What other rooms add to a page. They implement it; the root brings it here. */
public interface PageSupplements {

    /** Files attached to the page, in the order of their adding, each in its newest version. */
    List<AttachedFile> listAttachments(long pageId, Language language);

    /** The page's labels, in Polish order. */
    List<LabelLink> listLabels(long pageId);

    /** The way from the top of the subject menu to the page's section; empty for one in none. */
    List<MenuLink> listTrail(long pageId, Language language);

    /** What is withheld on the page (art. 8 ust. 5; R15), in the order of its entering. */
    List<WithheldPart> listWithheld(long pageId);

    /** The page's safe HTML with the glossary's abbreviations marked (R16). */
    String explainAbbreviations(String html);

    /** Somebody read the page just now (R62). */
    void pageRead(long pageId);

    /**
     * An exclusion as a page shows it.
     *
     * @param excludedBy organ or person
     * @param inInterestOf whose privacy or secret is protected, or empty
     */
    record WithheldPart(String scope, String legalBasis, String excludedBy, String inInterestOf) {}

    /**
     * A label as a page shows it.
     *
     * @param href where its pages are listed
     */
    record LabelLink(String name, String href) {}

    /**
     * A file as a page shows it.
     *
     * @param descriptionHtml safe HTML, or empty
     * @param href where it is; of a version that came here with its own address, that one
     * @param format for people, {@code PDF}
     * @param size for people, {@code 32,6 kB}
     * @param added time for people
     * @param available false when the file was lost before the bulletin came here
     * @param number of the version, from 1
     * @param addedBy login of who entered it; empty when not known (art. 8 ust. 6 pkt 3)
     * @param producedBy who made it; empty when not known
     * @param responsible who answers for it; empty when not known
     * @param producedOn day for people; empty when not known
     * @param older versions before this one, the newest first
     */
    record AttachedFile(
            String title,
            String descriptionHtml,
            String href,
            String format,
            String size,
            String added,
            String sha256,
            boolean available,
            int number,
            String addedBy,
            String producedBy,
            String responsible,
            String producedOn,
            List<OlderFile> older) {
        public AttachedFile {
            older = List.copyOf(older);
        }
    }

    /**
     * A version of a file that another one replaced.
     *
     * @param href its permanent address
     * @param replaced time for people
     */
    record OlderFile(
            int number,
            String title,
            String href,
            String format,
            String size,
            String added,
            String replaced,
            String sha256) {}
}
