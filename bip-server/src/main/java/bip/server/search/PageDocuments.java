package bip.server.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Makes Lucene's documents out of pages. For one thread. */
final class PageDocuments {

    static final String ID = "id";
    static final String PAGE = "page";
    static final String STAMP = "stamp";
    static final String SLUG = "slug";
    static final String PUBLISHED = "published";
    static final String WHOLE_TITLE = "title_whole";

    /** An imported title may be of any length, a term of Lucene's may not. */
    private static final int LONGEST_WHOLE = 1_000;

    private static final FieldType STEMS =
            indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    private static final FieldType FORMS = indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    private final Stems.Memory stems;

    PageDocuments(Stems.Memory stems) {
        this.stems = stems;
    }

    Document of(IndexedPage page) {
        var document = new Document();
        document.add(new StringField(ID, Long.toString(page.id()), Field.Store.NO));
        document.add(new NumericDocValuesField(PAGE, page.id()));
        document.add(new BinaryDocValuesField(STAMP, new BytesRef(page.stamp())));
        document.add(new StoredField(SLUG, page.slug()));
        document.add(new StoredField(PUBLISHED, page.published()));
        document.add(new StringField(WHOLE_TITLE, wholeOf(page.title()), Field.Store.NO));
        for (Zone zone : Zone.values()) {
            add(document, zone, page.content(zone));
        }
        return document;
    }

    /** The words of a title or a query in one term, without diacritics and marks. */
    static String wholeOf(String text) {
        String whole = Word.allIn(text).stream().map(Word::folded).collect(Collectors.joining(" "));
        return whole.length() <= LONGEST_WHOLE ? whole : whole.substring(0, LONGEST_WHOLE);
    }

    private void add(Document document, Zone zone, String content) {
        List<Word> words = Word.allIn(content);
        document.add(new StoredField(zone.stems(), content));
        document.add(new Field(zone.stems(), new TermStream(words, stems::ofWritten), STEMS));
        document.add(new Field(zone.forms(), new TermStream(words, PageDocuments::forms), FORMS));
    }

    private static List<String> forms(Word word) {
        return Stream.of(word.folded(), word.lower()).distinct().toList();
    }

    private static FieldType indexed(IndexOptions options) {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.freeze();
        return type;
    }
}
