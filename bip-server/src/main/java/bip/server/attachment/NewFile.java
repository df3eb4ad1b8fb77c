package bip.server.attachment;

import bip.server.text.PathSegment;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be shown beside a page.
 *
 * @param fileName last part of its address
 * @param stored its content, which the store keeps already
 * @param mediaType judged by its content
 * @param description Markdown; null when nobody wrote one
 * @param producedBy who made the information; null when not known (art. 8 ust. 6 pkt 2)
 * @param responsible who answers for its content; null when not known
 * @param producedOn the day on which it was made; null when not known (art. 8 ust. 6 pkt 4)
 */
public record NewFile(
        String fileName,
        AttachmentStore.Stored stored,
        String mediaType,
        String title,
        @Nullable String description,
        @Nullable String producedBy,
        @Nullable String responsible,
        @Nullable LocalDate producedOn) {

    public NewFile {
        if (!PathSegment.isUsable(fileName)) {
            throw new IllegalArgumentException("a file cannot be called " + fileName);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("a file without a title");
        }
    }

    @Nullable String producedOnText() {
        return producedOn == null ? null : producedOn.toString();
    }
}
