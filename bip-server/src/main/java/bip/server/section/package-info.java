/**
 * The subject menu (menu przedmiotowe, § 11 ust. 1 pkt 5; R11): its sections, their addresses, and
 * how citizens walk through it. Knows which pages stand in a section, not what they say.
 */
@NullMarked
package bip.server.section;

import org.jspecify.annotations.NullMarked;
