package bip.server.search;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of one text as Lucene takes them in: each with its terms at one position. */
final class TermStream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute increment =
            addAttribute(PositionIncrementAttribute.class);

    private final List<Word> words;
    private final Function<Word, List<String>> terms;
    private Iterator<Word> coming;
    private Iterator<String> termsOfWord = List.<String>of().iterator();
    private Word word = new Word("", 0);

    TermStream(List<Word> words, Function<Word, List<String>> terms) {
        this.words = List.copyOf(words);
        this.terms = terms;
        this.coming = this.words.iterator();
    }

    @Override
    public void reset() {
        coming = words.iterator();
        termsOfWord = List.<String>of().iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        boolean sameWord = termsOfWord.hasNext();
        while (!termsOfWord.hasNext()) {
            if (!coming.hasNext()) {
                return false;
            }
            word = coming.next();
            termsOfWord = terms.apply(word).iterator();
        }
        term.append(termsOfWord.next());
        offset.setOffset(word.start(), word.end());
        increment.setPositionIncrement(sameWord ? 0 : 1);
        return true;
    }
}
