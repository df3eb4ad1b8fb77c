package bip.server.publicbody;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface PublicBodyMapper {

    @Select(
            """
            SELECT name, short_name, street, zip_code, town, bip_url, nip, regon
            FROM public_body WHERE id = 1
            """)
    Optional<Row> find();

    @Select("SELECT name, phone, email FROM contact ORDER BY position")
    List<PublicBody.Contact> listContacts();

    @Select("SELECT name, phone, fax, email FROM editorial_member ORDER BY position")
    List<EditorialMember> listEditors();

    @Select("SELECT id, name, domain, location, phone, email FROM department ORDER BY position")
    List<DepartmentRow> listDepartments();

    @Select(
            """
            SELECT person_name AS name, role_name AS role, phone, email
            FROM staff_member
            WHERE department_id = #{departmentId}
            ORDER BY position
            """)
    List<Department.Person> listStaff(@Param("departmentId") long departmentId);

    record Row(
            String name,
            String shortName,
            String street,
            String zipCode,
            String town,
            @Nullable String bipUrl,
            @Nullable String nip,
            @Nullable String regon) {
        PublicBody toPublicBody(List<PublicBody.Contact> contacts) {
            return new PublicBody(
                    name,
                    shortName,
                    street,
                    zipCode,
                    town,
                    orEmpty(bipUrl),
                    orEmpty(nip),
                    orEmpty(regon),
                    contacts);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    record DepartmentRow(
            long id, String name, String domain, String location, String phone, String email) {
        Department toDepartment(List<Department.Person> staff) {
            return new Department(name, domain, location, phone, email, staff);
        }
    }
}
