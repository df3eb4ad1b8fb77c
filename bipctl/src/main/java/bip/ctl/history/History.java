package bip.ctl.history;

import bip.ctl.layout.Layout;
import bip.ctl.upgrade.JournalCheck;
import bip.ctl.upgrade.Journals;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationSteps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Past operations on this installation. */
public final class History {

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

    /** One operation with its steps. */
    public Optional<OperationSteps> find(String id) throws IOException {
        return journals.find(id);
    }

    /** Checks every journal and the links between them for partial changes. */
    public JournalCheck check() throws IOException {
        return journals.check();
    }

    /** The last one, however it ended. */
    public Optional<OperationRecord> findLast() throws IOException {
        return list().stream().findFirst();
    }
}
