package bip.server.text;

import java.util.List;

/** Says of each header cell whether it heads its column or its row. */
final class TableScopes {

    private boolean inHead;
    private int rows;

    void tableOpened() {
        inHead = false;
        rows = 0;
    }

    /**
     * Notes a part of the table and adds a scope to a header cell that has none.
     *
     * @param attributes names and values in turn; added to
     */
    void opened(String element, List<String> attributes) {
        switch (element) {
            case "thead" -> inHead = true;
            case "tr" -> rows++;
            case "th" -> addScope(attributes);
            default -> {
                // td: nothing to say
            }
        }
    }

    void closed(String element) {
        if (element.equals("thead")) {
            inHead = false;
        }
    }

    private void addScope(List<String> attributes) {
        if (!attributes.contains("scope")) {
            attributes.add("scope");
            attributes.add(inHead || rows <= 1 ? "col" : "row");
        }
    }
}
