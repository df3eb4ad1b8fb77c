/**
 * Reads a SQLite database file as bytes, as far as it takes to tell whether anything was written.
 * Knows the file format (sqlite.org/fileformat2.html), opens no database.
 */
@NullMarked
package bip.ctl.database;

import org.jspecify.annotations.NullMarked;
