/**
 * The bulletin's database: its file, pools, schema numbers, migrations, snapshots and transactions.
 * Knows SQLite, Flyway and MyBatis; knows no table of a room.
 */
@NullMarked
package bip.server.database;

import org.jspecify.annotations.NullMarked;
