package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a secret from bytes. One that nobody could type again at a sign-in form is refused rather
 * than bent into another one.
 */
final class SecretText {

    private SecretText() {}

    /**
     * A line of UTF-8 without its end.
     *
     * @throws CtlException A209 if it is none, or holds control characters
     */
    static String of(byte[] line) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new CtlException(e, ErrorCode.A209, Phrase.of("secret.notUtf8"));
        }
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new CtlException(ErrorCode.A209, Phrase.of("secret.control"));
        }
        return text;
    }
}
