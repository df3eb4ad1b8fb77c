package bip.server.search;

import java.text.BreakIterator;
import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.SplittingBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;

/** Finds the passages that show why a page matches; by the offsets in the index, not by reading. */
final class PageHighlighter extends UnifiedHighlighter {

    static final String[] FIELDS = {
        Zone.TITLE.stems(), Zone.FILES.stems(), Zone.TEXT.stems(),
    };

    /** Passages shown of each of the fields. */
    static final int[] PASSAGES = {1, 2, 2};

    /** Letters of a passage, about two lines on a desktop. */
    private static final int PASSAGE_LETTERS = 150;

    /** Where in its passage a match stands: a little before the middle. */
    private static final float ALIGNMENT = 0.4f;

    PageHighlighter(IndexSearcher searcher) {
        super(
                // The analyzer is asked only for fields without offsets, and all of ours have them.
                builder(searcher, new StandardAnalyzer())
                        .withFormatter(new Marks())
                        .withMaxLength(Integer.MAX_VALUE - 1));
    }

    @Override
    protected BreakIterator getBreakIterator(String field) {
        if (field.equals(Zone.TITLE.stems())) {
            return new WholeBreakIterator();
        }
        if (field.equals(Zone.FILES.stems())) {
            return new SplittingBreakIterator(new WholeBreakIterator(), '\n');
        }
        return LengthGoalBreakIterator.createClosestToLength(
                BreakIterator.getWordInstance(Locale.ROOT), PASSAGE_LETTERS, ALIGNMENT);
    }

    /** A page's text is shown from its beginning when nothing in it matches; a file is not. */
    @Override
    protected int getMaxNoHighlightPassages(String field) {
        return field.equals(Zone.FILES.stems()) ? 0 : 1;
    }
}
