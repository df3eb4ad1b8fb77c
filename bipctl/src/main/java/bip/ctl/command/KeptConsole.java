package bip.ctl.command;

import bip.ctl.terminal.Console;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was said, for a mail; not what was only going on. */
final class KeptConsole implements Console {

    private final Console shown;
    private final List<String> said;

    /**
     * One that shows what it keeps.
     *
     * @param said takes each line
     */
    KeptConsole(Console shown, List<String> said) {
        this.shown = shown;
        this.said = said;
    }

    /** A place for lines. */
    static List<String> place() {
        return new ArrayList<>();
    }

    @Override
    public void result(String line) {
        said.add(line);
        shown.result(line);
    }

    @Override
    public void warning(String line) {
        said.add(line);
        shown.warning(line);
    }

    @Override
    public boolean isRead() {
        return shown.isRead();
    }

    @Override
    public boolean hasReader() {
        return shown.hasReader();
    }

    @Override
    public void notice(String line) {
        shown.notice(line);
    }

    @Override
    public void detail(String line) {
        shown.detail(line);
    }

    @Override
    public Progress progress(String title, long total) {
        return shown.progress(title, total);
    }

    /** Nobody is there. */
    @Override
    public boolean canAsk() {
        return false;
    }

    @Override
    public boolean confirm(String question) {
        return shown.confirm(question);
    }

    @Override
    public String askSecret(String question) {
        return shown.askSecret(question);
    }

    @Override
    public void close() {
        shown.close();
    }
}
