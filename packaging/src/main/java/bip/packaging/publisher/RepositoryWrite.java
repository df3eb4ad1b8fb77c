package bip.packaging.publisher;

import java.nio.file.Path;

/** One file that a change of the repository puts in place. */
sealed interface RepositoryWrite {

    Path to();

    /** A release archive, which must have {@code expected} hashes. */
    record Archive(Path from, Path to, Digests expected) implements RepositoryWrite {}

    /** A metadata file. */
    record Document(Path to, SignedDocument document) implements RepositoryWrite {}
}
