package bip.server.publicbody;

import bip.server.text.PhoneAddress;

/**
 * Somebody who edits this bulletin, with what § 11 ust. 1 pkt 3 demands of at least one (R3).
 *
 * @param phone as written, or empty while it is not known
 * @param fax empty for none
 * @param email or empty while it is not known
 */
public record EditorialMember(String name, String phone, String fax, String email) {

    /** For a telephone to call; empty when it cannot be told. */
    public String phoneHref() {
        return PhoneAddress.of(phone);
    }

    /** Everything is there that the regulation demands; a fax nobody has to have. */
    public boolean isComplete() {
        return !phone.isBlank() && !email.isBlank();
    }
}
