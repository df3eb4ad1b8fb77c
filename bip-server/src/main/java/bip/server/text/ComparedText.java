package bip.server.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The words and beside them what changes their meaning though it is markup: numbers of points, what
 * is struck out, what is raised or lowered. Serves one document, in one thread.
 */
final class ComparedText extends PlainText {
    private static final Set<String> STRUCK = Set.of("del", "s", "strike");

    private static final int NONE = -1;

    /** The next number of each open list; {@link #NONE} where points have none. */
    private final Deque<Integer> numbers = new ArrayDeque<>();

    @Override
    public void openTag(String element, List<String> attributes) {
        super.openTag(element, attributes);
        switch (element) {
            case "ol" -> numbers.push(firstOf(attributes));
            case "ul" -> numbers.push(NONE);
            case "li" -> text(mark());
            case "sup" -> text("^");
            case "sub" -> text("_");
            default -> text(STRUCK.contains(element) ? "[skreślone: " : "");
        }
    }

    @Override
    public void closeTag(String element) {
        if (STRUCK.contains(element)) {
            text("]");
        } else if (element.matches("[ou]l") && !numbers.isEmpty()) {
            numbers.pop();
        }
        super.closeTag(element);
    }

    private static int firstOf(List<String> attributes) {
        String start = value(attributes, "start");
        return start.isEmpty() ? 1 : Integer.parseInt(start);
    }

    private String mark() {
        if (numbers.isEmpty() || numbers.peek() == NONE) {
            return "• ";
        }
        int number = numbers.pop();
        numbers.push(number + 1);
        return number + ". ";
    }
}
