package bip.server.accessibility;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface StatementMapper {

    @Select(
            """
            SELECT status, published_on, updated_on, drawn_up_on, reviewed_on, method, contact,
                   email, phone, non_compliance, out_of_scope, excessive_cost, architecture,
                   communication, applications
            FROM accessibility_statement WHERE id = 1
            """)
    Optional<Row> find();

    @Insert(
            """
            INSERT INTO accessibility_statement
                (id, status, published_on, updated_on, drawn_up_on, reviewed_on, method, contact,
                 email, phone, non_compliance, out_of_scope, excessive_cost, architecture,
                 communication, applications)
            VALUES (1, #{status}, #{publishedOn}, #{updatedOn}, #{drawnUpOn}, #{reviewedOn},
                    #{method}, #{contact}, #{email}, #{phone}, #{nonCompliance}, #{outOfScope},
                    #{excessiveCost}, #{architecture}, #{communication}, #{applications})
            ON CONFLICT (id) DO UPDATE SET
                status = excluded.status, published_on = excluded.published_on,
                updated_on = excluded.updated_on, drawn_up_on = excluded.drawn_up_on,
                reviewed_on = excluded.reviewed_on, method = excluded.method,
                contact = excluded.contact, email = excluded.email, phone = excluded.phone,
                non_compliance = excluded.non_compliance, out_of_scope = excluded.out_of_scope,
                excessive_cost = excluded.excessive_cost, architecture = excluded.architecture,
                communication = excluded.communication, applications = excluded.applications
            """)
    void save(Row row);

    /** As the database has it: dates are {@code 2026-03-31}. */
    record Row(
            String status,
            String publishedOn,
            String updatedOn,
            String drawnUpOn,
            @Nullable String reviewedOn,
            String method,
            String contact,
            String email,
            String phone,
            String nonCompliance,
            String outOfScope,
            String excessiveCost,
            String architecture,
            String communication,
            String applications) {

        static Row of(AccessibilityStatement it) {
            LocalDate reviewed = it.reviewedOn();
            return new Row(
                    it.status().stored(),
                    it.publishedOn().toString(),
                    it.updatedOn().toString(),
                    it.drawnUpOn().toString(),
                    reviewed == null ? null : reviewed.toString(),
                    it.method().stored(),
                    it.contact().strip(),
                    it.email().strip(),
                    it.phone().strip(),
                    it.nonCompliance().strip(),
                    it.outOfScope().strip(),
                    it.excessiveCost().strip(),
                    it.architecture().strip(),
                    it.communication().strip(),
                    it.applications().strip());
        }

        AccessibilityStatement toStatement() {
            return new AccessibilityStatement(
                    AccessibilityStatement.Status.parse(status),
                    LocalDate.parse(publishedOn),
                    LocalDate.parse(updatedOn),
                    LocalDate.parse(drawnUpOn),
                    reviewedOn == null ? null : LocalDate.parse(reviewedOn),
                    AccessibilityStatement.Method.parse(method),
                    contact,
                    email,
                    phone,
                    nonCompliance,
                    outOfScope,
                    excessiveCost,
                    architecture,
                    communication,
                    applications);
        }
    }
}
