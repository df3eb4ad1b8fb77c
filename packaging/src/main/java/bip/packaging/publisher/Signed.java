package bip.packaging.publisher;

/**
 * Metadata together with the file that says it.
 *
 * @param metadata what the document says
 */
record Signed<M extends Metadata>(M metadata, SignedDocument document) {

    static <M extends Metadata> Signed<M> unsigned(M metadata) {
        return new Signed<>(metadata, SignedDocument.of(metadata));
    }

    FileMark mark() {
        return FileMark.of(document, metadata.version());
    }
}
