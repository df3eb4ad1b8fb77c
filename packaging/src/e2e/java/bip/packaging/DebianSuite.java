package bip.packaging;

/** The releases of Debian that the package is made for. */
enum DebianSuite {
    BOOKWORM("12"),
    TRIXIE("13");

    private final String version;

    DebianSuite(String version) {
        this.version = version;
    }

    /** As Debian's archive calls it. */
    String codename() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Debian " + version;
    }
}
