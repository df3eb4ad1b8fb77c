/**
 * What is withheld (art. 8 ust. 5; R15): scope, legal basis, who excluded it and, where privacy or
 * a trade secret is protected, in whose interest. Shown at the page where it is missing.
 */
@NullMarked
package bip.server.exclusion;

import org.jspecify.annotations.NullMarked;
