package bip.ctl.probe;

/**
 * What a visitor gets at one address.
 *
 * @param status of the answer, after redirects within the site; 0 when there was none
 * @param title of the page; empty when it has none
 * @param textSum tells two main parts apart, white space and marks left out
 */
public record PageLook(int status, String title, int textSum) {

    static final PageLook NONE = new PageLook(0, "", 0);

    /** A visitor finds something here. */
    public boolean isFound() {
        return status >= 200 && status < 300;
    }

    public boolean isServersFault() {
        return status == 0 || status >= 500;
    }
}
