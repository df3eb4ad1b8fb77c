package bip.ctl.testing;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.terminal.Console;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Remembers what was said, and answers questions as told beforehand. */
public final class RecordingConsole implements Console {

    private final List<String> results = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<String> questions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> progresses = Collections.synchronizedList(new ArrayList<>());
    private final Deque<String> secrets = new ArrayDeque<>();
    private final Deque<Boolean> answers = new ArrayDeque<>();

    /** Answers the next unanswered question; without answers nobody can be asked. */
    public RecordingConsole answering(boolean answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public void result(String line) {
        results.add(line);
    }

    @Override
    public void notice(String line) {
        notices.add(line);
    }

    @Override
    public void detail(String line) {
        notices.add(line);
    }

    @Override
    public void warning(String line) {
        warnings.add(line);
    }

    @Override
    public Progress progress(String title, long total) {
        return new RecordedProgress(title, total);
    }

    @Override
    public boolean canAsk() {
        return !answers.isEmpty() || secrets.size() > 1;
    }

    @Override
    public boolean confirm(String question) {
        questions.add(question);
        if (answers.isEmpty()) {
            throw new CtlException(ErrorCode.G104, question);
        }
        return answers.removeFirst();
    }

    /** Answers the next secret that is asked for; none is an end of input. */
    public RecordingConsole typing(String secret) {
        secrets.add(secret);
        return this;
    }

    @Override
    public String askSecret(String question) {
        questions.add(question);
        return secrets.isEmpty() ? "" : secrets.removeFirst();
    }

    @Override
    public void close() {}

    /** Lines on standard output. */
    public List<String> results() {
        return List.copyOf(results);
    }

    /** Lines on standard error that {@code --quiet} would hide, details among them. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public List<String> questions() {
        return List.copyOf(questions);
    }

    /** One line for each progress that ended: {@code title 5/10 done} or {@code … failed}. */
    public List<String> progresses() {
        return List.copyOf(progresses);
    }

    private final class RecordedProgress implements Progress {
        private final String title;
        private final long total;
        private long reached;
        private boolean isDone;

        RecordedProgress(String title, long total) {
            this.title = title;
            this.total = total;
        }

        @Override
        public synchronized void advanceTo(long done) {
            reached = done;
        }

        @Override
        public synchronized void done() {
            isDone = true;
        }

        @Override
        public synchronized void close() {
            String how = isDone ? "done" : "failed";
            progresses.add(title + " " + reached + "/" + total + " " + how);
        }
    }
}
