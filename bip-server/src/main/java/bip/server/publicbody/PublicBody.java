package bip.server.publicbody;

import bip.server.text.PhoneAddress;
import java.util.List;

/**
 * The public body that this bulletin belongs to (art. 8 ust. 6 pkt 1).
 *
 * @param shortName for narrow places
 * @param bipUrl address of this bulletin as it was entered, or empty
 * @param nip tax number, or empty
 * @param regon statistical number, or empty
 * @param contacts in the order in which they are shown
 */
public record PublicBody(
        String name,
        String shortName,
        String street,
        String zipCode,
        String town,
        String bipUrl,
        String nip,
        String regon,
        List<Contact> contacts) {

    public PublicBody {
        contacts = List.copyOf(contacts);
    }

    /** One line: {@code Rynek 1, 99-777 Przykładowo}. */
    public String address() {
        String place = (zipCode + " " + town).strip();
        return street.isBlank() || place.isEmpty() ? street + place : street + ", " + place;
    }

    /**
     * How somebody in the office is reached.
     *
     * @param phone as written, or empty
     * @param email or empty
     */
    public record Contact(String name, String phone, String email) {
        /** For a telephone to call; empty when it cannot be told. */
        public String phoneHref() {
            return PhoneAddress.of(phone);
        }
    }
}
