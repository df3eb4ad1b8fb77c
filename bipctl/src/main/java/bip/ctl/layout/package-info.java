/**
 * Where an installation keeps its things, under one root; the lock that makes operations one at a
 * time.
 */
@NullMarked
package bip.ctl.layout;

import org.jspecify.annotations.NullMarked;
