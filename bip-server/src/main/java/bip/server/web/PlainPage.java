package bip.server.web;

import java.nio.charset.StandardCharsets;

/** The page that is left when no template can be rendered. */
final class PlainPage {
    private PlainPage() {}

    static Reply reply(int status, String reference) {
        return Reply.of(status, "text/html; charset=utf-8", of(status, reference))
                .with("Cache-Control", "no-store");
    }

    private static byte[] of(int status, String reference) {
        String page =
                """
                <!DOCTYPE html>
                <html lang="pl"><head><meta charset="utf-8"><title>%d</title></head>
                <body><h1>%s</h1>
                <p>Kod błędu %d, numer zgłoszenia: %s</p>
                <p lang="en">%s Error code %d, reference: %s</p>
                <p><a href="/">Strona główna</a></p></body></html>
                """
                        .formatted(
                                status,
                                polish(status),
                                status,
                                reference,
                                english(status),
                                status,
                                reference);
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String polish(int status) {
        return switch (status) {
            case 400 -> "Adres jest nieprawidłowy";
            case 404 -> "Nie ma takiej strony";
            case 405 -> "Tego nie można tu zrobić";
            case 408 -> "Formularz przychodził zbyt długo";
            case 403 -> "Do tej strony nie ma dostępu";
            case 410 -> "Ta strona została wycofana";
            case 413 -> "Formularz jest za duży: tekst może mieć najwyżej 300 000 znaków";
            case 414 -> "Adres jest za długi";
            case 431 -> "Nagłówki zapytania są za długie: proszę usunąć ciasteczka tej strony";
            case 415 -> "Serwer przyjmuje tu tylko formularze";
            case 503 -> "Serwer jest przeciążony, proszę spróbować za chwilę";
            default -> "Nie udało się pokazać strony";
        };
    }

    /** A sentence that says what is wrong, in plain letters. */
    static String english(int status) {
        return switch (status) {
            case 400 -> "The address is malformed.";
            case 404 -> "There is no such page.";
            case 405 -> "This cannot be done here.";
            case 408 -> "The form took too long to come.";
            case 403 -> "You may not see this page.";
            case 410 -> "This page was withdrawn.";
            case 413 -> "The form is too large: a text may have at most 300,000 characters.";
            case 414 -> "The address is too long.";
            case 431 ->
                    "The headers of the request are too long: please delete this site's cookies.";
            case 415 -> "Only forms are taken here.";
            case 503 -> "The server is overloaded, please try again in a moment.";
            default -> "The page could not be shown.";
        };
    }
}
