package bip.ctl.report;

/** What a report says of itself, in both languages, because it travels. */
final class About {

    static final String TEXT =
            """
            Raport o błędzie biuletynu (bip), sporządzony poleceniem: bipctl report
            Hasła, klucze, ciasteczka, adresy e-mail, numery PESEL, numery rachunków i adresy IP
            zastąpiono napisami w nawiasach kwadratowych. Nazwisk i numerów telefonów program nie
            rozpoznaje: przejrzyj raport, zanim go komuś dasz. Niczego nigdzie nie wysłano.

            A report of an error of the bulletin (bip), made by: bipctl report
            Passwords, keys, cookies, e-mail addresses, PESEL numbers, account numbers and IP addresses
            were replaced by words in square brackets. Names of people and telephone numbers are not
            recognised: look it through before you give it away. Nothing was sent anywhere.
            """;

    private About() {}
}
