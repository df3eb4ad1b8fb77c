package bip.packaging;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Goes round a page with the Tab key alone, as somebody without a mouse does.
 *
 * @param stops how many links and controls there are
 * @param missed those that were never reached
 * @param unseen those whose focus looks like no focus
 */
record KeyboardWalk(int stops, List<String> missed, List<String> unseen) {

    /** Notes what is there, how it looks without focus, and from then on each focus. */
    private static final String BEGIN =
            """
            () => {
              const look = e => { const s = getComputedStyle(e); return [s.outlineStyle,
                  s.outlineWidth, s.boxShadow, s.backgroundColor, s.borderColor].join(' '); };
              const name = e => e.outerHTML.slice(0, 160);
              const stops = [...document.querySelectorAll(
                  'a[href], button, input, select, textarea, summary, [tabindex]')]
                  .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden'
                      && e.checkVisibility());
              const before = new Map(stops.map(e => [e, look(e)]));
              const walk = {stops: stops.length, reached: new Set(), unseen: new Set()};
              document.addEventListener('focusin', event => {
                const e = event.target;
                walk.reached.add(e);
                const box = e.getBoundingClientRect();
                const outlined = getComputedStyle(e).outlineStyle !== 'none'
                    && parseFloat(getComputedStyle(e).outlineWidth) >= 1;
                if (box.width < 2 || box.height < 2 || look(e) === before.get(e)
                    || !(outlined || look(e) !== before.get(e))) {
                  walk.unseen.add(name(e));
                }
              });
              const sameGroup = (e, other) => e.type === 'radio' && other.type === 'radio'
                  && e.name === other.name && e.form === other.form;
              walk.end = () => ({
                stops: stops.length,
                missed: stops.filter(e => !walk.reached.has(e)
                    && ![...walk.reached].some(other => sameGroup(e, other))).map(name),
                unseen: [...walk.unseen]});
              window.bipWalk = walk;
              return stops.length;
            }
            """;

    /** Walks all the way round the page as it is open. */
    static KeyboardWalk round(Page page) {
        int stops = ((Number) page.evaluate(BEGIN)).intValue();
        int dates = page.locator("input[type=date]").count();
        // A few more, for what scrolls and takes the focus of itself; a date has a day, a month, a
        // year and a calendar.
        for (int press = 0; press < stops + 5 + 3 * dates; press++) {
            page.keyboard().press("Tab");
        }
        var end = (Map<?, ?>) page.evaluate("() => window.bipWalk.end()");
        return new KeyboardWalk(stops, texts(end, "missed"), texts(end, "unseen"));
    }

    private static List<String> texts(Map<?, ?> end, String key) {
        return ((List<?>) Objects.requireNonNull(end.get(key)))
                .stream().map(String::valueOf).toList();
    }
}
