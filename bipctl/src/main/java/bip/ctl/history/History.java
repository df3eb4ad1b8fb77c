package bip.ctl.history;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Ids;
import bip.ctl.upgrade.JournalCheck;
import bip.ctl.upgrade.Journals;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationSteps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Past operations on this installation. */
public final class History {

    private static final String LAST = "last";

    private final Journals journals;

    public History(Layout layout) {
        this.journals = new Journals(layout);
    }

    /**
     * The newest first, one that was cut short among them. Files that are no journals, and torn
     * ends of journals, are passed over.
     */
    public List<OperationRecord> list() throws IOException {
        return journals.list().reversed();
    }

    /**
     * One operation with its steps.
     *
     * @param wanted its id, a beginning that no other one has, or {@code last}
     * @throws CtlException H102 if there is none, H105 if several are meant
     */
    public OperationSteps get(String wanted) throws IOException {
        List<String> ids = list().stream().map(OperationRecord::id).toList();
        List<String> meant =
                wanted.equals(LAST) ? ids.stream().limit(1).toList() : Ids.meant(ids, wanted);
        if (meant.size() > 1) {
            throw new CtlException(ErrorCode.H105, wanted, String.join(", ", meant));
        }
        return journals.find(meant.isEmpty() ? wanted : meant.getFirst())
                .orElseThrow(() -> new CtlException(ErrorCode.H102, wanted));
    }

    /** Id of the operation that ended last, if its journal is gone. */
    public Optional<String> findLost() throws IOException {
        return journals.findLost();
    }

    /** Checks every journal and the links between them for partial changes. */
    public JournalCheck check() throws IOException {
        return journals.check();
    }

    /** The last one, however it ended; empty also when its journal is gone. */
    public Optional<OperationRecord> findLast() throws IOException {
        return findLost().isPresent() ? Optional.empty() : list().stream().findFirst();
    }
}
