package bip.ctl.support;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells settings whose value must not be shown or carried away from those that may. */
public final class SecretKeys {

    private static final Pattern SECRET =
            Pattern.compile(".*(DSN|PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|COOKIE|SALT).*");

    /** Named like secrets, and places: the current folder, an agent's socket. */
    private static final Set<String> PLACES =
            Set.of("PWD", "OLDPWD", "SSH_AUTH_SOCK", "XAUTHORITY");

    private SecretKeys() {}

    /** Whether {@code key} is named as secrets are; in doubt it is. */
    public static boolean isSecret(String key) {
        return !PLACES.contains(key) && SECRET.matcher(key).matches();
    }
}
