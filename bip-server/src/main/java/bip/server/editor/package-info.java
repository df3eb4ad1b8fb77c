/**
 * The editors' desk: what somebody who is signed in finds and fills in. Knows the rooms whose
 * things it shows; keeps nothing itself.
 */
@NullMarked
package bip.server.editor;

import org.jspecify.annotations.NullMarked;
