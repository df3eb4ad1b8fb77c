/**
 * What programs follow the site by: the list of its addresses for search engines. Knows pages,
 * sections and labels by their addresses alone.
 */
@NullMarked
package bip.server.feed;

import org.jspecify.annotations.NullMarked;
