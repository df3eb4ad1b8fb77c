/**
 * The declaration of accessibility (ustawa z 4.04.2019 o dostępności cyfrowej, art. 10 to 12; R39,
 * R40): kept as fields, shown with the ids that the minister's technical conditions demand.
 */
@NullMarked
package bip.server.accessibility;

import org.jspecify.annotations.NullMarked;
