package bip.ctl.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void interimAnswersArePassedOver() throws Exception {
        var answer = read(INTERIM.repeat(3) + "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
    }

    @Test
    void interimAnswersWithoutEndAreNoAnswer() {
        assertThatThrownBy(() -> read(INTERIM.repeat(100_000)))
                .isInstanceOf(HttpAnswer.NotHttp.class);
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
