/**
 * Pages of the bulletin, their revisions and addresses, and how citizens read them. Knows neither
 * attachments nor labels: it declares what it shows of them, and the root brings it together.
 */
@NullMarked
package bip.server.page;

import org.jspecify.annotations.NullMarked;
