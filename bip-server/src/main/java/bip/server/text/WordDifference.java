package bip.server.text;

import bip.server.text.Comparison.Block;
import bip.server.text.Comparison.Kind;
import bip.server.text.Comparison.Piece;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares lines first, then the words of lines that differ. Serves one comparison. */
final class WordDifference {
    /** {@code 498 261,00}, {@code 12.03.2019} and {@code 8:30} are one number each. */
    private static final String NUMBER =
            "\\p{N}+(?:[.,:]\\p{N}+| \\p{N}{3}(?!\\p{N}))++(?![\\p{L}\\p{M}])";

    /** A number, a word, a sign or the end of a line, with the blanks after it. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(\\n|"
                            + NUMBER
                            + "|[\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}\\s])[\\s&&[^\\n]]*");

    /** Lines, or tokens, of both sides together that are compared finely: at most its square. */
    private static final int FINE = 3_000;

    /** Comparisons of two tokens that a whole comparison may cost: some tenths of a second. */
    private static final long BUDGET = 20_000_000;

    private final List<Block> blocks = new ArrayList<>();
    private final List<Piece> line = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private Kind runKind = Kind.SAME;
    private long spent;
    private boolean coarse;

    List<Block> compare(String before, String after) {
        List<String> old = List.of(before.split("\n", -1));
        List<String> now = List.of(after.split("\n", -1));
        int oldAt = 0;
        for (Hunk hunk : hunks(old, now)) {
            old.subList(oldAt, hunk.oldFrom()).forEach(this::addLine);
            compareWords(
                    String.join("\n", old.subList(hunk.oldFrom(), hunk.oldTo())),
                    String.join("\n", now.subList(hunk.nowFrom(), hunk.nowTo())));
            endLine();
            oldAt = hunk.oldTo();
        }
        old.subList(oldAt, old.size()).forEach(this::addLine);
        return List.copyOf(blocks);
    }

    /** Something was too different to be compared finely. */
    boolean isCoarse() {
        return coarse;
    }

    private void compareWords(String before, String after) {
        List<Token> old = tokens(before);
        List<Token> now = tokens(after);
        int nowAt = 0;
        for (Hunk hunk : hunks(words(old), words(now))) {
            now.subList(nowAt, hunk.nowFrom()).forEach(token -> add(Kind.SAME, token));
            old.subList(hunk.oldFrom(), hunk.oldTo()).forEach(token -> add(Kind.REMOVED, token));
            now.subList(hunk.nowFrom(), hunk.nowTo()).forEach(token -> add(Kind.ADDED, token));
            nowAt = hunk.nowTo();
        }
        now.subList(nowAt, now.size()).forEach(token -> add(Kind.SAME, token));
    }

    /** Where two lists differ, in order; what lies between is the same in both. */
    private List<Hunk> hunks(List<String> old, List<String> now) {
        int start = 0;
        int shorter = Math.min(old.size(), now.size());
        while (start < shorter && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        Hunk middle = new Hunk(start, old.size() - end, start, now.size() - end);
        if (middle.isEmpty()) {
            return List.of();
        }
        return middle.isOneSided() || !mayAfford(middle)
                ? List.of(middle)
                : split(middle, old, now);
    }

    private boolean mayAfford(Hunk hunk) {
        long cost = (long) hunk.size() * hunk.size();
        if (hunk.size() > FINE || spent + cost > BUDGET) {
            coarse = true;
            return false;
        }
        spent += cost;
        return true;
    }

    private static List<Hunk> split(Hunk middle, List<String> old, List<String> now) {
        List<Change> changes =
                new MyersDiffWithLinearSpace<String>()
                        .computeDiff(
                                old.subList(middle.oldFrom(), middle.oldTo()),
                                now.subList(middle.nowFrom(), middle.nowTo()),
                                null);
        var hunks = new ArrayList<Hunk>();
        for (Change change : changes) {
            Hunk hunk =
                    new Hunk(
                            middle.oldFrom() + change.startOriginal,
                            middle.oldFrom() + change.endOriginal,
                            middle.nowFrom() + change.startRevised,
                            middle.nowFrom() + change.endRevised);
            if (!hunks.isEmpty() && hunks.getLast().touches(hunk)) {
                hunk = hunks.removeLast().with(hunk);
            }
            hunks.add(hunk);
        }
        return hunks;
    }

    private void addLine(String text) {
        add(Kind.SAME, text);
        endLine();
    }

    private void add(Kind kind, Token token) {
        if (token.word().equals("\n")) {
            endLine();
        } else {
            add(kind, token.whole());
        }
    }

    private void add(Kind kind, String text) {
        if (kind != runKind) {
            endRun();
            runKind = kind;
        }
        run.append(text);
    }

    private void endRun() {
        if (!run.isEmpty()) {
            line.add(new Piece(runKind, run.toString()));
            run.setLength(0);
        }
    }

    private void endLine() {
        endRun();
        if (!line.isEmpty()) {
            blocks.add(new Block(line, 0));
            line.clear();
        }
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::word).toList();
    }

    private static List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(1), matcher.group()));
        }
        return tokens;
    }

    private record Token(String word, String whole) {}

    /** A part of the old list and the part of the new one that stands for it. */
    private record Hunk(int oldFrom, int oldTo, int nowFrom, int nowTo) {
        int size() {
            return oldTo - oldFrom + nowTo - nowFrom;
        }

        boolean isEmpty() {
            return size() == 0;
        }

        boolean isOneSided() {
            return oldFrom == oldTo || nowFrom == nowTo;
        }

        boolean touches(Hunk next) {
            return oldTo == next.oldFrom && nowTo == next.nowFrom;
        }

        Hunk with(Hunk next) {
            return new Hunk(oldFrom, next.oldTo, nowFrom, next.nowTo);
        }
    }
}
