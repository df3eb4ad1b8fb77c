package bip.server.search;

import java.util.List;

/** One thing that a reader asks for. */
sealed interface Clause {

    /** A word, in any of its inflected forms. */
    record Any(Word word) implements Clause {}

    /** Words side by side, as written: a quotation or a case signature. */
    record Exactly(List<Word> words) implements Clause {
        public Exactly {
            words = List.copyOf(words);
        }
    }
}
