package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** A failure of the system in words: Java's own message is often only a path. */
final class Words {

    private Words() {}

    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case FileSystemException other -> String.valueOf(other.getMessage());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
