package bip.server.page;

import java.util.List;

/** What other rooms add to a page. They implement it; the root brings it here. */
public interface PageSupplements {

    /** Files attached to the page, in the order of their adding. */
    List<AttachedFile> listAttachments(long pageId);

    /** The page's labels, in Polish order. */
    List<LabelLink> listLabels(long pageId);

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
     * @param format for people, {@code PDF}
     * @param size for people, {@code 32,6 kB}
     * @param added time for people
     * @param available false when the file was lost before the bulletin came here
     */
    record AttachedFile(
            String title,
            String descriptionHtml,
            String href,
            String format,
            String size,
            String added,
            String sha256,
            boolean available) {}
}
