package bip.packaging;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes like an office: no sense in it, but its words, their forms and the length of its texts.
 */
final class PolishProse {

    private static final List<String> WHO =
            words(
                    "Wójt Gminy;Burmistrz Miasta;Rada Gminy;Kierownik Referatu;Sekretarz Gminy;"
                            + "Skarbnik Gminy;Dyrektor Szkoły;Komisja Rewizyjna;Zarząd Powiatu;"
                            + "Przewodniczący Rady;Inspektor Nadzoru;Wykonawca zadania;Organ prowadzący;"
                            + "Sołtys wsi;Urząd Stanu Cywilnego;Ośrodek Pomocy Społecznej");

    private static final List<String> DOES =
            words(
                    "ogłasza;zawiadamia o;informuje o;przyjmuje;uchwala;rozpatruje;zatwierdza;"
                            + "unieważnia;podaje do publicznej wiadomości;przedstawia;rozstrzyga;"
                            + "przedłuża;odwołuje;powołuje;udostępnia;prowadzi;kieruje do zaopiniowania");

    private static final List<String> WHAT =
            words(
                    "przetarg;konkurs;uchwałę;zarządzenie;sprawozdanie;obwieszczenie;postanowienie;"
                            + "wniosek;rejestr;protokół;harmonogram;regulamin;statut;oświadczenie;wykaz;"
                            + "program;umowę;decyzję;opinię;zapytanie;ofertę;petycję;skargę;ewidencję;"
                            + "studium;zestawienie;projekt;plan;budżet;nabór;raport;kosztorys");

    private static final List<String> OF =
            words(
                    "dróg gminnych;odpadów komunalnych;nieruchomości;zamówień publicznych;wydatków;"
                            + "gospodarki wodnej;ochrony środowiska;zagospodarowania przestrzennego;"
                            + "dzierżawy gruntów;oświaty;opłaty miejscowej;podatku rolnego;cmentarza;"
                            + "oświetlenia ulicznego;kanalizacji sanitarnej;przedszkola;biblioteki;"
                            + "świetlicy wiejskiej;stypendiów;dodatków mieszkaniowych;wycinki drzew;"
                            + "przystanków;remontu mostu;zbiórki;wyborów;ewidencji ludności;sołectw");

    private static final List<String> HOW =
            words(
                    "w trybie podstawowym;bez zastrzeżeń;zgodnie z art. 6 ustawy;w terminie 14 dni;"
                            + "po zasięgnięciu opinii;na podstawie przepisów;w drodze zarządzenia;"
                            + "większością głosów;z dniem podpisania;do końca roku budżetowego;"
                            + "na wniosek mieszkańców;w granicach określonych w załączniku;"
                            + "z zachowaniem terminów;według stanu na koniec kwartału;jednogłośnie");

    private static final List<String> SYLLABLES =
            words(
                    "ba;bro;cza;dę;go;gro;ja;ka;ko;krze;li;lu;ło;ma;mie;mo;no;pa;pod;ra;rze;so;"
                            + "sta;szcz;świ;to;wa;wie;wo;za;zie;ża");

    private static final List<String> ENDINGS = words("wice;wo;ów;nica;sko;ki;ny;łęka;dół;szyn");

    private final RandomGenerator random;

    PolishProse(RandomGenerator random) {
        this.random = random;
    }

    String title() {
        String what = one(WHAT);
        return Character.toUpperCase(what.charAt(0))
                + what.substring(1)
                + " w sprawie "
                + one(OF)
                + ", "
                + place()
                + " "
                + (2005 + random.nextInt(21));
    }

    String place() {
        String name = one(SYLLABLES) + one(SYLLABLES) + one(ENDINGS);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    String sentence() {
        return one(WHO)
                + " "
                + one(DOES)
                + " "
                + one(WHAT)
                + " "
                + one(OF)
                + " w miejscowości "
                + place()
                + " "
                + one(HOW)
                + " (znak "
                + reference()
                + ").";
    }

    /** A case number as offices give them. */
    String reference() {
        return "OR.%04d.%d.%d"
                .formatted(
                        random.nextInt(10_000), random.nextInt(5_000), 2005 + random.nextInt(21));
    }

    /** Markdown with headings and a list; half of all texts are shorter than {@code median}. */
    String text(int median) {
        int length = length(median);
        var text = new StringBuilder(length + 500);
        while (text.length() < length) {
            text.append("## ").append(title()).append("\n\n");
            paragraph(text);
            for (int point = random.nextInt(5); point > 0; point--) {
                text.append("- ").append(sentence()).append('\n');
            }
            text.append('\n');
            paragraph(text);
        }
        return text.toString();
    }

    /** Most are near the median, a few many times as long. */
    int length(int median) {
        return (int) (median * Math.exp(Math.clamp(random.nextGaussian(), -2.5, 2.5) * 0.7));
    }

    private void paragraph(StringBuilder text) {
        for (int sentence = 1 + random.nextInt(4); sentence > 0; sentence--) {
            text.append(sentence()).append(' ');
        }
        text.append("\n\n");
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static List<String> words(String list) {
        return List.of(list.split(";", -1));
    }
}
