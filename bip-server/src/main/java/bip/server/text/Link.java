package bip.server.text;

/**
 * A link or a picture of a text.
 *
 * @param picture it is a picture, shown where it stands
 * @param words what the reader sees of a link, or hears of a picture; may be empty
 * @param address where it leads, or what is shown
 */
public record Link(boolean picture, String words, String address) {}
