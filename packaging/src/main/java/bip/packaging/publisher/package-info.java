/**
 * The publisher's side of the signed release channel: makes keys, signs, publishes, rotates. Knows
 * a release only as an archive with its manifest, and a repository only as files; never talks to a
 * network. The layout is {@code docs/contract/channel-signed.md}; step numbers in this room are
 * those of The Update Framework's specification 1.0.34.
 */
@NullMarked
package bip.packaging.publisher;

import org.jspecify.annotations.NullMarked;
