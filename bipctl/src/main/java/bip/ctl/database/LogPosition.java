package bip.ctl.database;

/**
 * The last commit in a write-ahead log.
 *
 * @param salts 8 bytes that are chosen anew whenever the log begins again
 * @param frame number of the commit's last frame, from 1
 * @param checksum of that frame, over all frames before it too
 */
record LogPosition(long salts, long frame, long checksum) {}
