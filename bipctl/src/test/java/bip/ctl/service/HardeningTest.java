package bip.ctl.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardeningTest {

    private static final Path UNIT = Path.of("../systemd/bip.service");

    @Test
    void isTheSameAsOfTheServersUnit() throws IOException {
        assumeTrue(Files.exists(UNIT), "the unit comes with the package");
        List<String> unit = Files.readAllLines(UNIT).stream().map(String::strip).toList();
        assertThat(unit).containsAll(Hardening.PROPERTIES);
    }
}
