package bip.server.account;

import bip.server.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes that no password has, verified in place of an account's that is not there, so that the
 * time of an answer does not tell which logins exist. While some accounts still have imported
 * hashes, which take longer, the same share of unknown logins takes as long, each of them always.
 */
final class Decoys {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Database database;
    private final Secret key;
    private final byte[] salt = new byte[SALT_BYTES];
    private final byte[] hash = new byte[HASH_BYTES];

    Decoys(Database database, SecureRandom random) {
        this.database = database;
        this.key = Secret.random(random);
        random.nextBytes(salt);
        random.nextBytes(hash);
    }

    /** The hash to verify for a login that is not known. */
    PasswordHash of(String login) {
        List<Boolean> imported =
                database.read(AccountMapper.class, AccountMapper::list).stream()
                        .map(row -> PasswordHash.parse(row.passwordHash()))
                        .map(parsed -> parsed.filter(PasswordHash::isOutdated).isPresent())
                        .toList();
        boolean slow = !imported.isEmpty() && imported.get(drawn(login, imported.size()));
        return new PasswordHash(
                slow ? PasswordHash.Cost.IMPORTED : PasswordHash.Cost.NEW, salt, hash);
    }

    /** Always the same number for a login, and nobody outside can tell which. */
    private int drawn(String login, int size) {
        byte[] letters = (key.text() + login).getBytes(StandardCharsets.UTF_8);
        return Math.floorMod(Arrays.hashCode(letters), size);
    }
}
