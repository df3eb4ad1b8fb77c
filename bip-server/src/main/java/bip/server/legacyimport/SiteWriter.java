package bip.server.legacyimport;

import java.util.List;

/** Enters whose bulletin it is into an empty bulletin. */
record SiteWriter(ImportMapper mapper) {

    void write(LegacySite site) {
        mapper.addPublicBody(site);
        for (int i = 0; i < site.contacts().size(); i++) {
            mapper.addContact(i + 1, site.contacts().get(i));
        }
        for (int i = 0; i < site.departments().size(); i++) {
            LegacySite.Department department = site.departments().get(i);
            writeStaff(mapper.addDepartment(i + 1, department), department.staff());
        }
    }

    private void writeStaff(long departmentId, List<LegacySite.Staff> staff) {
        for (int i = 0; i < staff.size(); i++) {
            mapper.addStaff(departmentId, i + 1, staff.get(i));
        }
    }
}
