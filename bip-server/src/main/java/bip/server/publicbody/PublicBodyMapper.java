package bip.server.publicbody;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Select;

interface PublicBodyMapper {

    @Select("SELECT name, short_name, street, zip_code, town FROM public_body WHERE id = 1")
    Optional<Row> find();

    @Select("SELECT name, phone, email FROM contact ORDER BY position")
    List<PublicBody.Contact> listContacts();

    record Row(String name, String shortName, String street, String zipCode, String town) {
        PublicBody toPublicBody(List<PublicBody.Contact> contacts) {
            return new PublicBody(name, shortName, street, zipCode, town, contacts);
        }
    }
}
