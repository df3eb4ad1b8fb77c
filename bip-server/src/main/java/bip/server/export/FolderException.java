package bip.server.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A folder cannot become a copy; it is left as it is, and in words for people. */
final class FolderException extends IOException {
    private static final String NOTHING = "; niczego nie zapisano. ";
    private static final String NOTHING_WRITTEN = "; nothing was written. ";

    private final String polish;
    private final String english;

    private FolderException(String polish, String english) {
        super(english);
        this.polish = polish;
        this.english = english;
    }

    static FolderException notEmpty(Path folder) {
        return new FolderException(
                "katalog "
                        + folder
                        + " nie jest pusty"
                        + NOTHING
                        + "Proszę podać inny, którego"
                        + " jeszcze nie ma",
                "the folder "
                        + folder
                        + " is not empty"
                        + NOTHING_WRITTEN
                        + "Name one that is not"
                        + " there yet");
    }

    static FolderException aFile(Path file) {
        return new FolderException(
                file
                        + " to plik, a kopia jest katalogiem"
                        + NOTHING
                        + "Proszę podać katalog,"
                        + " którego jeszcze nie ma",
                file
                        + " is a file, and a copy is a folder"
                        + NOTHING_WRITTEN
                        + "Name a folder that"
                        + " is not there yet");
    }

    static FolderException notMade(Path folder, IOException e) {
        return new FolderException(
                "nie można utworzyć katalogu "
                        + folder
                        + ": "
                        + polish(e)
                        + NOTHING
                        + "Proszę"
                        + " podać miejsce, w którym to konto może zakładać katalogi",
                "cannot make the folder "
                        + folder
                        + ": "
                        + english(e)
                        + NOTHING_WRITTEN
                        + "Name a"
                        + " place where this account may make folders");
    }

    String polish() {
        return polish;
    }

    String english() {
        return english;
    }

    private static String polish(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "brak uprawnień";
            case FileAlreadyExistsException f -> f.getFile() + " to plik";
            case NotDirectoryException f -> f.getFile() + " to plik";
            case FileSystemException f when f.getReason() != null ->
                    "system odmawia (" + f.getReason() + ")";
            default -> "system nie pozwala zakładać tam katalogów";
        };
    }

    private static String english(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException f -> f.getFile() + " is a file";
            case NotDirectoryException f -> f.getFile() + " is a file";
            case FileSystemException f when f.getReason() != null ->
                    "the system refuses (" + f.getReason() + ")";
            default -> "the system lets no folder be made there";
        };
    }
}
