package bip.packaging.publisher;

import java.io.IOException;
import java.util.List;

/** Puts files into a repository. After each of them a power cut loses none of those before. */
interface RepositoryWriter {

    /** Whether anything had to be written: an archive may lie there already. */
    boolean write(RepositoryWrite write) throws IOException;

    /**
     * Makes {@code writes}, in their order, and tells of each.
     *
     * @throws Refusal if one cannot be made; those before it stay, and whoever planned them has
     *     ordered them so that readers see a whole repository after each
     */
    static void apply(List<RepositoryWrite> writes, RepositoryFolder folder, Desk desk) {
        for (RepositoryWrite write : writes) {
            try {
                boolean isNew = desk.writer().write(write);
                desk.say((isNew ? "wrote " : "kept ") + folder.told(write.to()));
            } catch (IOException e) {
                throw new Refusal(
                        "cannot write " + write.to() + ": " + Words.of(e),
                        "The change is not complete, and readers see a whole repository.",
                        "Mend the cause and run the same command again.");
            }
        }
    }
}
