package bip.ctl.report;

import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What can be given to a stranger who is to find an error.
 *
 * @param files masked texts
 */
public record Report(List<ReportFile> files) {

    /** Only for who made it: masking is careful, not infallible. */
    private static final String MODE = "rw-------";

    public Report {
        files = List.copyOf(files);
    }

    /** {@code raw}, of which nothing is in the report that {@code masking} takes out. */
    static Report masked(List<ReportFile> raw, Masking masking) {
        return new Report(
                raw.stream()
                        .map(it -> new ReportFile(it.name(), masking.mask(it.text())))
                        .toList());
    }

    /**
     * Writes all files into one archive, mode 0600.
     *
     * @throws CtlException if there is such a file already, or it cannot be written
     */
    public void save(Path archive) throws IOException {
        if (Files.exists(archive, LinkOption.NOFOLLOW_LINKS)) {
            throw new CtlException(ErrorCode.D100, archive);
        }
        try {
            AtomicFiles.write(archive, zip(), PosixFilePermissions.fromString(MODE));
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw new CtlException(e, ErrorCode.D101, archive);
        }
    }

    private byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (ReportFile file : files) {
                zip.putNextEntry(new ZipEntry("bip-report/" + file.name()));
                zip.write(file.bytes());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
