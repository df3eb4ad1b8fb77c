package bip.server.publicbody;

import bip.server.text.PhoneAddress;
import java.util.List;

/**
 * A part of the office (art. 6 ust. 1 pkt 2 lit. b and d). Texts are empty where nothing is known.
 *
 * @param domain what it deals with
 * @param location where in the building
 * @param staff in the order in which they are shown: the head first, as a rule
 */
record Department(
        String name,
        String domain,
        String location,
        String phone,
        String email,
        List<Person> staff) {

    Department {
        staff = List.copyOf(staff);
    }

    /** For a telephone to call; empty when it cannot be told. */
    public String phoneHref() {
        return PhoneAddress.of(phone);
    }

    /** Somebody who works there, and as what. */
    record Person(String name, String role, String phone, String email) {
        /** For a telephone to call; empty when it cannot be told. */
        public String phoneHref() {
            return PhoneAddress.of(phone);
        }
    }
}
