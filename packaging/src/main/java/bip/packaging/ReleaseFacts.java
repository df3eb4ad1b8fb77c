package bip.packaging;

import java.util.Map;

/**
 * What a manifest says besides the list of files.
 *
 * @param version {@code MAJOR.MINOR.PATCH}
 * @param schemaWrites number that the release's migrate leaves
 * @param schemaFrom oldest schema it can run on
 * @param schemaTo newest schema it can run on
 * @param notes by language
 */
public record ReleaseFacts(
        String version,
        int schemaWrites,
        int schemaFrom,
        int schemaTo,
        String upgradeFrom,
        String bipctl,
        Map<String, String> notes) {

    public ReleaseFacts {
        if (!version.matches("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)")) {
            throw new IllegalArgumentException(
                    "'" + version + "' is not a version: write it bare, such as 1.4.2");
        }
        notes = Map.copyOf(notes);
    }

    String archiveName() {
        return "bip-server-" + version + "-linux-x64.tar.gz";
    }
}
